"""The event that an edit is of, in a file that has changed meanwhile."""

import pytest

from tests.events.reading import timeline
from tui.events.timeline import Timeline
from tui.session.whose import Whose
from tui.stores.yaml_parts import Parts

MEETINGS = """\
events:
  - date: 2001
    title: Meeting
  - date: 2003
    title: Meeting
    lane: X
"""


def line_of(before: str, event: str, now: str, *, kept: bool = False) -> int:
    """Return on which line an event is found in another text, 0 for none.

    kept asks for what a draft has of it.
    """
    lines = set()
    for read in (timeline, in_parts):
        was = read(before)
        found = was.event(event)
        assert found is not None
        whose = Whose.of(found, was)
        assert whose.found(was) is found
        there = (whose._replace(event=None) if kept else whose).found(read(now))
        lines.add(there.location.line if there else 0)
    (line,) = lines
    return line


def in_parts(text: str) -> Timeline:
    """Return a timeline none of whose events is at hand, as that of a large file."""
    parts = Parts(text.encode())
    parts.read()
    return parts.timeline()


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("events:\n", "events:\n  - date: 1999\n    title: Meeting\n", 6),
        ("  - date: 2001\n    title: Meeting\n", "", 2),
        ("    lane: X\n", "    lane: Y\n", 0),
        ("  - date: 2003\n    title: Meeting\n    lane: X\n", "", 0),
        ("    lane: X\n", "    lane: X\n    sources: [s]\n", 4),
        ("    lane: X\n", "    lane: X\n  - {lane: X, title: Meeting, date: 2003}\n", 4),
    ],
)
def test_an_event_with_a_made_id_is_the_one_that_says_the_same(
    old: str, new: str, line: int, *, kept: bool
) -> None:
    if kept and "{lane" in new:
        line = 0  # two of them say it by now
    assert line_of(MEETINGS, "meeting-2", MEETINGS.replace(old, new), kept=kept) == line


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: Two", "title: Other", 3),
        ("events:\n", "events:\n  - {title: b}\n", 4),
        ("id: b", "id: c", 0),
        ("  - {id: b, title: Two}\n", "  - {title: b}\n", 0),
        ("events:\n", "events:\n  - {id: b, title: Theirs}\n", 4),
    ],
)
def test_an_event_with_an_id_of_its_own_is_the_one_that_has_it(
    old: str, new: str, line: int, *, kept: bool
) -> None:
    text = "events:\n  - {title: One}\n  - {id: b, title: Two}\n"
    assert line_of(text, "b", text.replace(old, new), kept=kept) == line


def test_an_id_that_two_have_tells_neither() -> None:
    text = "events:\n  - {id: b, title: One}\n  - {id: b, title: Two}\n"
    assert line_of(text, "b", "events:\n  - {id: b, title: Two}\n") == 0
    assert line_of(text, "b-2", "events:\n  - {id: b, title: Two}\n") == 2


def test_of_events_that_say_the_same_only_the_place_can_be_meant() -> None:
    text = "events:\n  - {title: A}\n  - {title: A}\n"
    assert line_of(text, "a-2", text + "  - {title: B}\n") == 3
    assert line_of(text, "a-2", text.replace("\n  -", "\n\n\n  -")) == 0
