"""The line above the picture."""

import pytest

from tui.axis.viewport import Viewport
from tui.dates.calendar import HOUR, instant
from tui.dates.span import Span
from tui.formats.picture_text import text_of
from tui.layout.headline import Counts, headline, worded_span
from tui.layout.labels import measure

VIEW = Viewport.fit(Span(instant(2022, 6), instant(2025, 12)), 100)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span(instant(2022, 6), instant(2025, 12)), "6 Jun 2022 – 24 Nov 2025"),
        (Span(instant(2025, 1, 3), instant(2025, 2, 9)), "3 Jan – 8 Feb 2025"),
        (Span(instant(1200), instant(1900)), "1203–1896"),
        (Span(instant(-99), instant(2000)), "90 BC – 2001"),
    ],
)
def test_the_range_is_said_no_finer_than_a_cell_is(span: Span, said: str) -> None:
    assert worded_span(Viewport.fit(span, 100)) == said


def test_what_matters_least_goes_first_where_it_is_narrow() -> None:
    counts = Counts(events=114, lanes=7, position=3, problems=2)
    wide = text_of(headline("The AI race", counts, VIEW, 140))
    for said in ("The AI race", "114 events · 7 lanes", "! 2 problems", "1 cell = ", "3 of 114"):
        assert said in wide
    narrow = text_of(headline("The AI race", counts, VIEW, 34))
    assert "3 of 114" in narrow
    assert "1 cell" not in narrow


@pytest.mark.parametrize("width", [40, 80, 140])
def test_events_that_are_not_all_are_told_as_the_first_at_any_width(width: int) -> None:
    counts = Counts(events=14_430, lanes=7, position=9_680, problems=2, first=14_430)
    said = text_of(headline("The AI race", counts, VIEW, width))
    assert "first 14,430 events" in said
    assert ("9,680 of 14,430" in said) == (width > 40)
    filtered = counts._replace(events=1_200, filter="chips", unfiltered=14_430)
    said = text_of(headline("The AI race", filtered, VIEW, width))
    assert "filter chips: 1,200 of the first 14,430" in said
    assert "first" not in text_of(headline("Race", counts._replace(first=0), VIEW, width))


def test_large_numbers_have_separators() -> None:
    counts = Counts(events=100_000, lanes=1_100, position=96_805, hidden_lanes=2_000, unseen=3_000)
    said = text_of(headline("", counts, VIEW, 180))
    assert "96,805 of 100,000" in said
    assert "100,000 events · 1,100 lanes and 2,000 hidden with 3,000 events" in said
    said = text_of(headline("", counts._replace(hit=1_001, hits=2_345), VIEW, 180))
    assert "hit 1,001 of 2,345" in said
    for story, told in (((1_234, 5_678), "story 1,234 of 5,678"), ((0, 5_678), "story of 5,678")):
        assert told in text_of(headline("", counts._replace(story=story), VIEW, 180))


def test_one_of_a_thing_is_not_many() -> None:
    said = text_of(headline("One", Counts(events=1, lanes=1, problems=1), VIEW, 140))
    assert "1 event · 1 lane " in said
    assert "! 1 problem " in said


@pytest.mark.parametrize("width", range(1, 160, 7))
def test_it_is_never_wider_than_the_screen(width: int) -> None:
    counts = Counts(events=1_000_000, lanes=3000, position=999_999, problems=1)
    row = headline("A title that goes on and on and on", counts, VIEW, width)
    free = 0
    for run in row.runs:
        assert run.x >= free
        free = run.x + measure(run.text)
    assert free <= width


def test_a_single_hour_is_said_with_its_time() -> None:
    day = instant(2025, 1, 27)
    said = worded_span(Viewport.fit(Span(day + 14 * HOUR, day + 15 * HOUR), 100))
    assert said == "27 Jan 2025, 14:00–14:59"
