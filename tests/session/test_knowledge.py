"""What was known when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.texts import DATES
from tests.samples import event
from tests.session.test_about import RACE, stage_of
from tui.dates.calendar import DAY, instant
from tui.dates.edtf import parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.events.event import Source
from tui.events.timeline import Timeline
from tui.formats.picture_text import text_of
from tui.layout.headline import headline
from tui.session.inquiry import Inquiry, Purpose
from tui.session.knowledge import Knowledge
from tui.session.stage import Stage
from tui.session.words import Words

WORDS = Words(RACE)
KNOWLEDGE = Knowledge(RACE.events)


@pytest.mark.parametrize("day", KNOWLEDGE.days[:: max(1, len(KNOWLEDGE.days) // 25)])
def test_what_is_known_by_a_day_is_what_the_query_of_that_day_means(day: int) -> None:
    known = KNOWLEDGE.by(day)
    assert known.query.startswith("known:")
    test = WORDS.test(known.query)
    assert {event.id for event in RACE.events if test.passes(event)} == known.ids
    assert [event.id for event in known.events] == [
        event.id for event in RACE.events if event.id in known.ids
    ]


@given(st.lists(DATES, max_size=6))
def test_each_day_adds_just_what_was_told_on_it(dates: list[FuzzyDate]) -> None:
    events = [
        event("2000", f"event {at}", sources=[Source(date=date)]) for at, date in enumerate(dates)
    ]
    known = Knowledge(events)
    # What is open to the past may have been told at any time, and is known from the first day on.
    ever = frozenset(f"event {at}" for at, date in enumerate(dates) if date.earliest is None)
    seen = ever
    for day in known.days:
        told = {event.id for event in known.told_on(day)}
        assert told
        assert not told & seen
        assert known.by(day).ids == seen | told
        seen |= told
    assert seen == {event.id for event in events}
    assert bool(known.days) is (len(ever) < len(events))


def test_days_are_stepped_through_and_end() -> None:
    events = [
        event("2000", name, sources=[Source(date=parse(date)) for date in dates.split()])
        for name, dates in (("a", "2001-02-03 1999"), ("b", "2001-02-03"), ("c", ""))
    ]
    known = Knowledge(events)
    first, last = instant(1999), instant(2001, 2, 3)
    assert known.days == [first, last]
    assert known.at(instant(1990)) is None
    assert known.at(last + DAY // 2) == last
    assert known.step(first, 1) == last
    assert known.step(last, -1) == first
    assert known.step(last, 1) is None
    assert known.step(first, -1) is None
    assert Knowledge([]).at(0) is None


def shown(made: Stage) -> set[str]:
    return {event.id for event in (*made.view.dated.events, *made.view.undated)}


def test_as_of_hides_what_was_told_later_and_steps_bring_it() -> None:
    made = stage_of(RACE)
    made.select(next(event for event in RACE.events if event.id == "deepseek-r1-release"))
    before = made.view
    made.toggle_as_of()
    view = made.view
    assert view.as_of
    assert shown(made) == view.as_of.known.ids
    assert 0 < len(shown(made)) < len(RACE.events)
    counts = made.counts(0)
    top = text_of(headline("Race", counts, made.view.viewport, 120))
    assert f"known by 20 Jan 2025: {len(shown(made))} of 114" in top
    assert "as of" in "".join(text_of(row) for row in made.scene().rows[:3])
    assert made.step_as_of(1)
    more = made.view
    assert more.as_of
    assert more.as_of.day > view.as_of.day
    assert more.selection
    assert more.selection.id in more.as_of.known.ids - view.as_of.known.ids
    assert made.step_as_of(-1)
    assert shown(made) == view.as_of.known.ids
    made.toggle_as_of()
    assert shown(made) == {event.id for event in before.dated.events}


def test_why_nothing_is_known_is_told() -> None:
    late = event("1900-05-01", "Early", sources=[Source(title="x", date=parse("2020-03-01"))])
    made = stage_of(Timeline(events=(late, event("", "Undated"))))
    assert "No source had told" in made.toggle_as_of()
    made.perform("next")
    assert "without a date" in made.toggle_as_of()
    assert made.view.as_of is None
    assert (
        "No source has a date"
        in stage_of(Timeline(events=(event("2000", "no source"),))).toggle_as_of()
    )


def test_a_number_of_events_stands_beside_all_that_narrows_them_at_any_width() -> None:
    made = stage_of(RACE)
    made.perform("last")
    made.toggle_as_of()
    for _ in Inquiry(made, Purpose.FILTER, WORDS).typed("status:disputed or status:reported"):
        pass
    for width in (60, 80, 100, 160):
        top = text_of(headline("Race", made.counts(0), made.view.viewport, width))
        assert "known by" in top, top
        assert "filter" in top, top


def test_as_of_goes_with_a_filter_and_is_taken_away_before_it() -> None:
    made = stage_of(RACE)
    made.perform("last")
    for _ in Inquiry(made, Purpose.FILTER, WORDS).typed("lane:chips"):
        pass
    made.toggle_as_of()
    assert {lane.head.name for lane in made.view.lanes} == {"Chips"}
    assert made.step_back()
    assert made.view.as_of is None
    assert made.view.filter
    assert made.step_back()
    assert not made.step_back()


def test_the_ends_of_what_is_known_are_told() -> None:
    made = stage_of(RACE)
    made.perform("last")
    while made.step_as_of(1):
        pass
    assert made.view.as_of
    assert made.view.as_of.day == KNOWLEDGE.days[-1]
    undated = stage_of(Timeline(events=(event("2000", "no source"),)))
    assert not undated.step_as_of(1)
    assert undated.view.as_of is None
