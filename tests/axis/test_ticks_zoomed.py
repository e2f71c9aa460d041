"""Rulers from all of time down to hundredths of a second, against a calendar of their own."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.axis.almanac import beginning
from tests.axis.checked_ruler import check, interval_of
from tui.axis.folding import empty_stretches, folded
from tui.axis.scale import MIN_CELL, Scale
from tui.axis.ticks import ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, HOUR, instant
from tui.dates.span import Span

STEP = 2**0.5
WIDTH = 96

BIG_BANG = instant(-13_800_000_000)
IDES = instant(-43, 3, 15)
LEAP_DAY = instant(2024, 2, 29)
JANUARY_27 = instant(2025, 1, 27)
LAST_WEEK = instant(2026, 11, 17)
ALL_TIME = Span(BIG_BANG, instant(2027))
DAYS = (
    *map(instant, (-13_800_000_000, -4_540_000_000, -66_000_000, -300_000, -3000)),
    IDES,
    *(instant(1, 1, 1), instant(1000, 2, 28), instant(1900, 2, 28), instant(1970)),
    *(LEAP_DAY, instant(2025, 1, 20), JANUARY_27, LAST_WEEK),
)
EMPTY = empty_stretches((day, day + DAY) for day in DAYS)


def zoomed(viewport: Viewport, about: int, finest: int = MIN_CELL) -> list[Viewport]:
    """Return what a held zoom key shows until cells are no longer than the finest."""
    shown = [viewport]
    while shown[-1].scale.cell > finest:
        shown.append(shown[-1].zoom(STEP, about))
    return shown


@pytest.mark.parametrize("is_folded", [False, True], ids=["linear", "folded"])
@pytest.mark.parametrize(
    "about",
    [
        BIG_BANG,
        IDES,
        instant(1),
        instant(1970),
        LEAP_DAY + DAY // 2,
        instant(2100, 2, 28, 23, 59, 59),
        LAST_WEEK + 15 * HOUR,
    ],
    ids=["Big Bang", "44 BC", "AD 1", "1970", "leap day", "no leap day", "last week"],
)
def test_from_all_of_time_to_10_ms_no_tick_is_wrong_missing_or_repeated(
    about: int, is_folded: bool
) -> None:
    whole = Viewport.fit(Span(BIG_BANG, instant(2200)), WIDTH, 2)
    shown = zoomed(whole.fold(EMPTY if is_folded else None, about), about)
    assert len(shown) > 100
    for number, viewport in enumerate(shown):
        assert viewport.to_column(about) == shown[0].to_column(about)
        check(viewport)
        check(viewport.pan(number * 37 % (4 * WIDTH) - 2 * WIDTH))


@given(
    st.lists(st.integers(1, 10**24), min_size=2, max_size=8),
    st.integers(BIG_BANG, instant(12_000)) | st.integers(instant(-100), instant(2100)),
    st.integers(0, 110),
    st.integers(-400, 400),
    st.integers(1, 200),
)
def test_between_any_breaks_no_tick_is_wrong_missing_or_repeated(
    lengths: list[int], first: int, zoom: int, pan: int, width: int
) -> None:
    days = list(accumulate(lengths, initial=first))
    cell = max(MIN_CELL, int((days[-1] - first) / WIDTH / STEP**zoom))
    scale = folded(Scale(cell), empty_stretches((day, day + DAY) for day in days))
    check(Viewport(scale, scale.to_cell(days[len(days) // 2]) + pan, width))


@pytest.mark.parametrize("is_folded", [False, True], ids=["linear", "folded"])
def test_a_held_zoom_key_leads_from_2012_to_2026_to_a_day_hour_by_hour(is_folded: bool) -> None:
    about = JANUARY_27 + 12 * HOUR
    years = Viewport.fit(Span(instant(2012), instant(2027)), WIDTH, 2)
    shown = zoomed(years.fold(EMPTY if is_folded else None, about), about, HOUR // 8)
    intervals: list[tuple[str, int]] = []
    for viewport in shown:
        check(viewport)
        column = viewport.to_column(about)
        part = next(part for at, part in viewport.parts() if at <= column < at + part.width)
        interval = interval_of(part)
        if not intervals or intervals[-1] != (interval.unit, interval.step):
            intervals.append((interval.unit, interval.step))
    assert intervals == [
        *(("year", step) for step in (2, 1)),
        *(("month", step) for step in (6, 3, 1)),
        *(("day", step) for step in (14, 9, 4, 1)),
        *(("hour", step) for step in (12, 6, 3, 1)),
    ]
    rows = ticks(shown[-1])
    assert "27 Jan 2025" in [tick.label for tick in rows.contexts]
    hours = [tick.label for tick in rows.steps if 0 <= tick.instant - JANUARY_27 < DAY]
    assert {"11:00", "12:00", "13:00"} < set(hours)


@pytest.mark.parametrize("is_folded", [False, True], ids=["linear", "folded"])
def test_a_held_zoom_key_leads_from_the_big_bang_to_last_week(is_folded: bool) -> None:
    week = Span(LAST_WEEK, LAST_WEEK + 7 * DAY)
    about = LAST_WEEK + 3 * DAY
    whole = Viewport.fit(ALL_TIME, WIDTH, 2).fold(EMPTY if is_folded else None, about)
    shown = zoomed(whole, about, week.length // (WIDTH - 20))
    rows = [check(viewport) for viewport in shown]
    assert rows[0].steps[-1].label == "0"
    days = {tick.label: tick.instant for tick in rows[-1].steps}
    assert [days.get(day) for day in ("17", "18", "19")] == [
        beginning(2026, 11, day) for day in (17, 18, 19)
    ]
