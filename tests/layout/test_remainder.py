"""Events that are known by number only: whatever is asked, none is lost and none is made up."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tui.axis.scale import Scale
from tui.dates.span import Span
from tui.layout.clusters import DENSE
from tui.layout.remainder import Remainder, Stretch, joined, layered, without

#: How many events are in each bin, of a width of 2^k, and the first bin.
BINS = st.tuples(
    st.integers(-40, 40), st.integers(0, 6), st.lists(st.integers(0, 9), min_size=1, max_size=40)
)


def stretches(bins: tuple[int, int, list[int]]) -> list[Stretch]:
    first, power, counts = bins
    width = 2**power
    return [
        Stretch((first + at) * width, (first + at + 1) * width, events)
        for at, events in enumerate(counts)
        if events
    ]


REMAINDERS = BINS.map(stretches).map(Remainder)


@given(REMAINDERS, st.lists(st.integers(-4_000, 8_000), max_size=8))
def test_what_begins_before_grows_with_time(remainder: Remainder, instants: list[int]) -> None:
    found = [remainder.before(instant) for instant in sorted(instants)]
    assert found == sorted(found)
    assert remainder.before(-10_000) == 0
    assert remainder.before(10_000) == remainder.events
    for start, end, events in remainder.stretches:
        assert remainder.before(end) - remainder.before(start) == events


@given(REMAINDERS, st.integers(1, 300))
def test_cells_count_each_event_once(remainder: Remainder, cell: int) -> None:
    scale = Scale(cell)
    found, bands = remainder.by_cell(scale, -5_000, 5_000)
    assert all(found.values())
    assert bands <= found.keys()
    if all(end - start < DENSE * cell for start, end, _ in remainder.stretches):
        assert sum(found.values()) == remainder.events
        assert not bands
    else:
        assert sum(found.values()) >= remainder.events
        assert bands or sum(found.values()) == remainder.events


@given(REMAINDERS, st.integers(1, 300), st.integers(-80, 80), st.integers(-80, 80))
def test_cells_are_the_same_from_wherever_one_looks(
    remainder: Remainder, cell: int, one: int, other: int
) -> None:
    scale, everything = Scale(cell), range(-5_000, 5_000)
    low, high = sorted((one, other))
    found, bands = remainder.by_cell(scale, everything.start, everything.stop)
    within = {at: events for at, events in found.items() if low <= at < high}
    assert remainder.by_cell(scale, low, high) == (within, bands.intersection(range(low, high)))


def test_a_long_stretch_is_a_band_and_no_events_at_places_that_are_not_known() -> None:
    cells, bands = Remainder([Stretch(0, 100, 3)]).by_cell(Scale(1), 0, 100)
    assert set(cells) == bands == set(range(100))
    assert Remainder([Stretch(0, 100, 3)]).by_cell(Scale(50), 0, 2) == ({0: 2, 1: 1}, set())


@given(st.lists(REMAINDERS, max_size=4))
def test_joined_counts_what_its_parts_count(parts: list[Remainder]) -> None:
    whole = joined(parts)
    assert whole.events == sum(part.events for part in parts)
    edges = {edge for part in parts for each in part.stretches for edge in each[:2]}
    for edge in edges:
        assert whole.before(edge) == sum(part.before(edge) for part in parts)


@given(st.data())
def test_layers_count_together_what_each_of_them_counts(data: st.DataObject) -> None:
    instants = sorted(data.draw(st.lists(st.integers(0, 1023), max_size=60)))
    at_hand = data.draw(
        st.lists(st.sampled_from(instants), max_size=9) if instants else st.just([])
    )
    layers = [(0, 16, 6)]
    for power in data.draw(st.lists(st.integers(0, 6), max_size=4)):
        first = data.draw(st.integers(0, (1024 >> power) - 1))
        layers.append((first, data.draw(st.integers(first + 1, 1024 >> power)), power))
    counted = []
    for first, last, power in sorted(layers, key=lambda layer: layer[2]):
        edges = range(first << power, last << power, 1 << power)
        counts = [sum(edge <= each < edge + edges.step for each in instants) for edge in edges]
        span = Span(edges.start, edges.stop)
        counted.append((span, without(span, counts, Counter(at_hand))))
    known = Remainder(layered(counted))
    for before, after in pairwise(known.stretches):
        assert before.start < before.end <= after.start < after.end
    for span, counts in counted:
        width = span.length // len(counts)
        for number, events in enumerate(counts):
            start = span.start + number * width
            assert known.before(start + width) - known.before(start) == events


def test_without_takes_one_event_for_each_instant_in_a_bin() -> None:
    assert without(Span(10, 40), [2, 0, 1], [9, 10, 19, 25, 30, 39, 40]) == [0, 0, 0]
    assert without(Span(10, 40), [3, 1, 4], [12]) == [2, 1, 4]


def test_a_density_is_cut_where_its_bins_are() -> None:
    remainder = Remainder([Stretch(0, 10, 10), Stretch(20, 30, 5)])
    assert remainder.density(Span(0, 30), 3) == [10, 0, 5]
    assert remainder.density(Span(-10, 10), 4) == [0, 0, 5, 5]
    assert not Remainder([])
