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
