"""A view as one line, and a stage brought back to it."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.query.samples import timeline
from tests.samples import event
from tui.dates.calendar import instant
from tui.dates.span import Span
from tui.events.keys import VIEW
from tui.events.timeline import Timeline
from tui.keymap.command import Pane
from tui.keymap.table import COMMANDS, of_panes
from tui.session.inquiry import Inquiry, Purpose
from tui.session.restoring import Restoring
from tui.session.stage import Stage
from tui.session.view_line import MOST, PARTS, ViewLine, ViewLineError, read_view, view_of, written
from tui.session.words import Words
from tui.stores.memory import MemoryStore

TIMELINE = timeline()
WORDS = Words(TIMELINE)
ACTIONS = [command.action for command in of_panes(COMMANDS, Pane.TIMELINE)]


def stage(of: Timeline = TIMELINE, width: int = 100, height: int = 30) -> Stage:
    store = MemoryStore(of)
    made = Stage(of, store.extent(), store.density, instant(2026, 11, 24))
    made.resize(width, height)
    return made


def restored(line: str, of: Timeline = TIMELINE) -> tuple[Stage, list[str]]:
    made = stage(of)
    return made, Restoring(made, of, Words(of).test).show(read_view(line))


def ask(made: Stage, purpose: Purpose, text: str) -> None:
    for _ in Inquiry(made, purpose, WORDS).typed(text):
        pass


def test_a_view_of_a_file_just_opened_is_an_empty_line() -> None:
    assert written(stage().view) == ""
    assert read_view("") == ViewLine()


def test_a_line_has_all_that_differs() -> None:
    made = stage()
    ask(made, Purpose.FILTER, "chips or cost")
    for action in ("next", "anchor", "next", "measure", "fold_lane", "zoom_in", "list"):
        made.perform(action)
    said = dict(part.split("=", 1) for part in written(made.view).split("&"))
    assert said["filter"] == "chips+or+cost"
    assert said["select"] == made.view.selection.id if made.view.selection else ""
    assert said["anchor"]
    assert said["fold"]
    assert said["measure"] == said["list"] == "yes"
    assert said["at"].count("T") == 2


WHAT = st.one_of(
    st.sampled_from(ACTIONS),
    st.sampled_from([(Purpose.FILTER, "chips"), (Purpose.FIND, "cost or rule")]),
    st.sampled_from([(Purpose.SPLIT, "lane:policy | cost & effect")]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WHAT, max_size=14))
def test_any_view_comes_back_as_it_was(
    keys: list[str | tuple[Purpose, str]],
) -> None:
    made = stage()
    for key in keys:
        if isinstance(key, str):
            made.perform(key)
        else:
            ask(made, *key)
    if made.view.told:
        made.perform("story")
    again, complaints = restored(written(made.view))
    assert complaints == []
    one, other = made.view, again.view
    if one.selection is None:
        return  # nothing can be chosen by name, so what a file opens with is
    assert other.viewport == one.viewport
    assert other.selection == one.selection
    assert (other.anchor, other.measures, other.dims) == (one.anchor, one.measures, one.dims)
    assert (other.listed, other.columns) == (one.listed, one.columns)
    assert other.settings._replace(others=()) == one.settings._replace(others=())
    for before, after in ((one.filter, other.filter), (one.hits, other.hits)):
        assert (before and before.query) == (after and after.query)
    assert [lane.head for lane in other.lanes] == [lane.head for lane in one.lanes]
    assert written(other) == written(one)


def test_it_shows_the_same_time_at_another_width() -> None:
    made = stage()
    made.perform("zoom_in")
    narrow = stage(width=60)
    Restoring(narrow, TIMELINE, WORDS.test).show(read_view(written(made.view)))
    shown, wanted = narrow.view.viewport.span, made.view.viewport.span
    assert shown.start <= wanted.start
    assert shown.end >= wanted.end
    assert shown.length < wanted.length * 1.1


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2025-01", Span(instant(2025, 1), instant(2025, 2))),
        ("2024/2025-06", Span(instant(2024), instant(2025, 7))),
        ("-0043/-0042", Span(instant(-43), instant(-41))),
        (
            "2025-01-18T04:00:00.25Z/2025-01-19T00:00:00Z",
            Span(instant(2025, 1, 18, 4, 0, 0, 250_000), instant(2025, 1, 19)),
        ),
        (
            "-13800000000-01-01T00:00:00Z/0001-01-01T00:00:00Z",
            Span(instant(-13_800_000_000), instant(1)),
        ),
    ],
)
def test_a_stretch_of_time_is_written_by_hand_or_exactly(text: str, span: Span) -> None:
    assert read_view(f"at={text}").at == span


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("deepseek", "is no view"),
        ("list=perhaps", "yes or no"),
        ("at=2025-13", "“at”, column 6"),
        ("at=2025/..", "both ends"),
        ("at=2025-02-30T00:00:00Z/2025-03-01T00:00:00Z", "there is no"),
        ("at=2025-03-01T00:00:00Z/2025-02-01T00:00:00Z", "ends before it begins"),
        ("columns=colour", "no column “colour”"),
        ("zoom=3", "a view has no “zoom”"),
        ("select=%ff", "is no view"),
        ("x" * (MOST + 1), "characters at most"),
        ("\x1b[31m=1", "a view has no"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, reason: str) -> None:
    with pytest.raises(ViewLineError, match=reason) as caught:
        read_view(line)
    assert str(caught.value).isprintable()


def test_what_is_no_longer_there_is_told_and_the_rest_is_shown() -> None:
    line = "select=gone&anchor=gone&filter=lane:&lanes=field.colour&find=chips&as-of=20x&list=yes"
    made, complaints = restored(line)
    assert len(complaints) == 5
    assert made.view.hits is not None
    assert made.view.listed
    assert made.view.filter is None


def test_hiding_every_lane_hides_none() -> None:
    only = Timeline(events=(event("2020", "One", lane="A"),))
    made, complaints = restored("hide=A", only)
    assert complaints == []
    assert [lane.head.name for lane in made.view.lanes] == ["A"]


def test_a_files_views_have_the_parts_that_a_line_has() -> None:
    assert VIEW.known == set(PARTS)


def test_lists_come_once_for_each_item() -> None:
    said = view_of([("fold", "A"), ("fold", "B & C"), ("measure", "no")])
    assert said.folded == ("A", "B & C")
    assert not said.measures


@given(st.text(max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    with suppress(ViewLineError):
        assert isinstance(read_view(text), ViewLine)
