"""Dates that are made of instants are those that their texts would be read as."""

from hypothesis import given
from hypothesis import strategies as st

from tui.dates.calendar import DAY, SECOND, instant
from tui.dates.edtf import EdtfError, interval, parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.stores.table.plain_date import alone, between, written
from tui.stores.table.row import edtf

SECONDS = st.integers(instant(-30) // SECOND, instant(10_030) // SECOND).map(
    lambda number: number * SECOND
)
DAYS = SECONDS.map(lambda at: at // DAY * DAY)
ZONES = st.sampled_from(["", "Z"])


def read(start: str, end: str) -> FuzzyDate | None:
    try:
        return interval(start, end)
    except EdtfError:
        return None


@given(SECONDS, ZONES)
def test_a_second_is_what_its_text_says(at: int, zone: str) -> None:
    found = written(at, "second", zone)
    assert (found is not None) == (instant(0) <= at < instant(10_000))
    if found is not None:
        assert found[0] == edtf(at, "second", zone)
        assert alone(found) == parse(found[0])


@given(DAYS)
def test_a_day_is_what_its_text_says(at: int) -> None:
    found = written(at, "day", "Z")
    assert (found is not None) == (instant(0) <= at < instant(10_000))
    if found is not None:
        assert found[0] == edtf(at, "day", "Z")
        assert alone(found) == parse(found[0])


@given(SECONDS, st.integers(-3 * 86_400, 3 * 86_400), st.sampled_from(["day", "second"]), ZONES)
def test_an_interval_is_what_its_texts_say(at: int, length: int, unit: str, zone: str) -> None:
    day = at // DAY * DAY
    start = written(day if unit == "day" else at, unit, zone)
    end = written(at + length * SECOND, "second", zone)
    if start is not None and end is not None:
        assert between(start, end) == read(start[0], end[0])


def test_other_units_are_read_from_their_texts() -> None:
    for unit in ("century", "decade", "year", "month", "hour", "minute", "weeks"):
        assert written(instant(2001), unit, "") is None
