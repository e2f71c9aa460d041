"""Events as a table of text."""

from tests.samples import event
from tui.formats.event_list import listing


def test_columns_are_aligned_whatever_the_width_of_their_characters() -> None:
    events = [
        event("1912-04-14", "The ice", lane="Ships"),
        event("1912?", "調査", lane="法"),
        event("", "A drill", lane="Ships"),
    ]
    assert listing(events) == [
        "1912-04-14  Ships  The ice",
        "1912?       法     調査",
        "no date     Ships  A drill",
    ]


def test_no_events_are_no_lines() -> None:
    assert listing([]) == []
