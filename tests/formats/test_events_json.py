"""Events as JSON."""

import pytest

from tui.dates.calendar import instant
from tui.formats.events_json import iso


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (instant(2025, 1, 20), "2025-01-20T00:00:00Z"),
        (instant(1969, 7, 20, 20, 17, 40), "1969-07-20T20:17:40Z"),
        (instant(1970, 1, 1, 0, 0, 0, 5), "1970-01-01T00:00:00.000005Z"),
        (instant(987), "0987-01-01T00:00:00Z"),
        (instant(0), "0000-01-01T00:00:00Z"),
        (instant(-43, 3, 15), "-0043-03-15T00:00:00Z"),
        (instant(12_000), "+12000-01-01T00:00:00Z"),
        (instant(-13_800_000_000), "-13800000000-01-01T00:00:00Z"),
    ],
)
def test_an_instant_outside_four_digits_has_a_signed_expanded_year(
    when: int, expected: str
) -> None:
    assert iso(when) == expected
