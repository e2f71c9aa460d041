"""Arrays put together from others, against lists that are put together the plain way."""

from array import array
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from tui.events.splicing import GONE, Splicing


@st.composite
def splicings(draw: st.DrawFn) -> tuple[int, list[int], list[int]]:
    """Return how many values there are, which of them go, and before which others come."""
    size = draw(st.integers(0, 8))
    gone = draw(st.sets(st.integers(0, size - 1), max_size=size)) if size else set()
    places = draw(st.lists(st.integers(0, size), max_size=5))
    return size, sorted(gone), sorted(places)


def plainly(size: int, gone: list[int], places: list[int]) -> list[tuple[bool, int]]:
    """Return what comes one behind the other: whether it has come, and its number there."""
    found = []
    for number in range(size + 1):
        found += [(True, each) for each, place in enumerate(places) if place == number]
        if number < size and number not in gone:
            found.append((False, number))
    return found


@given(splicings())
def test_values_go_and_come_where_they_are_to(case: tuple[int, list[int], list[int]]) -> None:
    size, _, places = case
    splicing, order = Splicing(*case), plainly(*case)
    values, others = array("q", range(100, 100 + size)), array("q", range(-100, len(places) - 100))
    made = splicing("q", values, others)
    assert list(made) == [(-100 if comes else 100) + number for comes, number in order]
    view = memoryview(values)
    assert splicing("q", view, others) == made
    assert list(splicing.others) == [at for at, (comes, _) in enumerate(order) if comes]
    where = {number: at for at, (comes, number) in enumerate(order) if not comes}
    assert list(splicing.places) == [where.get(number, GONE) for number in range(size)]
    assert splicing.is_even == all(number == at for number, at in where.items())
    assert sum(run.size for run in splicing.runs) == len(order)


@given(splicings(), st.data())
def test_texts_go_and_come_with_where_they_begin(
    case: tuple[int, list[int], list[int]], data: st.DataObject
) -> None:
    size, _, places = case
    texts, others = (
        data.draw(st.lists(st.binary(max_size=3), min_size=count, max_size=count))
        for count in (size, len(places))
    )

    def joined(texts: list[bytes]) -> tuple[bytes, "array[int]"]:
        return b"".join(texts), array("Q", accumulate(map(len, texts), initial=0))

    found = Splicing(*case).joined(joined(texts), joined(others))
    order = plainly(*case)
    assert found == joined([(others if comes else texts)[number] for comes, number in order])
