"""Clock times in another zone."""

from zoneinfo import ZoneInfo

import pytest

from tui.dates.edtf import parse
from tui.dates.local_time import in_zone
from tui.dates.wording import worded


@pytest.mark.parametrize(
    ("text", "zone", "local"),
    [
        ("2025-01-20T14:30Z", "Europe/Berlin", "20 January 2025, 15:30 (UTC+01:00)"),
        ("2025-07-20T23:30:05-05:00", "Asia/Kolkata", "21 July 2025, 10:00:05 (UTC+05:30)"),
        ("2025-01-01T00Z", "America/New_York", "31 December 2024, 19h (UTC-05:00)"),
        ("2025-01-20T14:30+01:00/2025-02", "UTC", "20 January 2025, 13:30 UTC to February 2025"),
        ("2025-01-20T14Z", "Asia/Kolkata", "20 January 2025, 14h UTC"),
        ("9999-12-31T23:30Z", "Asia/Tokyo", "31 December 9999, 23:30 UTC"),
        ("-0043-03-15T12:00Z", "Europe/Rome", "15 March 44 BC, 12:00 UTC"),
    ],
)
def test_a_time_that_says_its_zone_is_shown_in_another(text: str, zone: str, local: str) -> None:
    found = in_zone(parse(text), ZoneInfo(zone))
    assert found is not None
    assert worded(found) == local


@pytest.mark.parametrize("text", ["2025", "2025-01-20", "2025-01-20T14:30", "2025-01/.."])
def test_a_time_without_a_zone_does_not_shift(text: str) -> None:
    assert in_zone(parse(text), ZoneInfo("Asia/Tokyo")) is None
