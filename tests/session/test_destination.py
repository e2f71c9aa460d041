"""Where "go to" can lead."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.dates.calendar import instant
from tui.events.event import Event
from tui.session.destination import MOST, PIECE, Destination, Destinations

NOW = instant(2026, 11, 23)
EVENTS = (
    event("1912-04-14", "Titanic meets the ice", id="ice"),
    event("1985-09-01", "Wreck of the Titanic found", id="wreck"),
    event("", "Iceberg watch", id="watch"),
)


def destinations(
    text: str, events: Sequence[Event], now: int, base: int
) -> tuple[Destination, ...]:
    """Return what a text may mean, once all events have been looked at."""
    sought = Destinations(text, [events], now, base)
    for _ in sought.steps():
        pass
    return sought.found


def lines(text: str) -> list[str]:
    return [found.line for found in destinations(text, EVENTS, NOW, NOW)]


def test_a_date_leads_to_its_span_and_says_how_it_was_read() -> None:
    (found,) = destinations("1912-04", EVENTS, NOW, NOW)
    assert found.span is not None
    assert (found.span.start, found.span.end) == (instant(1912, 4), instant(1912, 5))
    assert found.line.startswith("April 1912")


def test_an_ambiguous_date_leads_both_ways() -> None:
    both = destinations("03/04/2025", EVENTS, NOW, NOW)
    spans = {found.span.start for found in both if found.span}
    assert spans == {instant(2025, 4, 3), instant(2025, 3, 4)}


def test_words_lead_to_the_events_whose_title_or_id_has_them() -> None:
    assert lines("titanic") == [
        "Titanic meets the ice · 14 April 1912",
        "Wreck of the Titanic found · 1 September 1985",
    ]
    assert lines("ICE")[0] == "Titanic meets the ice · 14 April 1912"
    assert "Iceberg watch" in lines("ice")


def test_nothing_typed_leads_nowhere() -> None:
    assert lines("") == []
    assert lines("   ") == []
    assert lines("no such thing at all") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(text: str) -> None:
    assert len(destinations(text, EVENTS, NOW, NOW)) <= MOST


def test_words_of_a_title_may_stand_in_any_order() -> None:
    assert lines("titanic wreck")[0].startswith("Wreck of the Titanic found")


def test_letters_may_stand_apart_and_those_closest_together_come_first() -> None:
    assert lines("ttnc")[0].startswith("Titanic meets the ice")
    assert lines("wrktit")[0].startswith("Wreck of the Titanic found")
    assert lines("zzz") == []
    assert lines("tz") == []


def test_of_many_events_the_best_are_kept_piece_by_piece() -> None:
    many = [*(event("1900", f"Number {at}", id=f"n{at}") for at in range(3 * PIECE)), *EVENTS]
    sought = Destinations("wreck", [many], NOW, NOW)
    assert sum(1 for _ in sought.steps()) == 4
    assert [found.event for found in sought.found] == [EVENTS[1]]
    numbers = destinations("number", many, NOW, NOW)
    assert [found.event for found in numbers] == many[:MOST]
