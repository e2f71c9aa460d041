"""What is kept of a large file: the same again, or nothing where that is in doubt."""

import gc
import hashlib
import json
import os
from pathlib import Path
from typing import Any
from weakref import ref
from zlib import crc32

import pytest

from benchmarks.events import write
from tests.stores.test_yaml_parts import check_same
from tests.stores.test_yaml_reuse import check_whole
from tui.events.difference import same_node
from tui.events.problem import UnreadableError
from tui.events.timeline import parted
from tui.layout.event_index import EventIndex
from tui.layout.grouping import LANE, grouped
from tui.session.lane_board import LaneBoard
from tui.stores import outline as outlines
from tui.stores import reading as reading_module
from tui.stores import table_file
from tui.stores.editor import Editor, StaleError
from tui.stores.large_file import Rest
from tui.stores.open_file import OpenFile
from tui.stores.yaml_edit.edit import SetField
from tui.stores.yaml_file import to_whole_timeline

COUNT = 7_000
HEAD = """\
title: A large one
about: |
  Of no use.
lanes: [{name: Models, colour: red, glyph: ◆, text: of all kinds}, Chips]
eras: [{date: 2014/2016, title: Before, text: long ago}]
views: [{name: One, find: Party, fold: [Chips, Models]}]
sources: {log: {publisher: The Line, title: The log, date: 2015-01, page: 9, quote: "So it is."}}
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("large") / "large.yaml"
    write(path, COUNT)
    events = path.read_text().partition("events:\n")[2]
    events = events.replace("  title:", "  links: [event-3]\n  sources: [log]\n  title:", 40)
    return HEAD + "events:\n" + events + "- {id: odd, title: Undated, importance: 9}\n"


@pytest.fixture
def path(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "large.yaml"
    path.write_text(text)
    return path


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    return tmp_path / "tables"


def kept(path: Path, tables: Path) -> Path:
    """Keep a file, and return the table that is kept."""
    file = OpenFile.begin(path, tables)
    file.read_on()
    file.keep()
    (table,) = tables.iterdir()
    return table


def is_recalled(path: Path, tables: Path) -> bool:
    return OpenFile.begin(path, tables).is_trusted


def head_of(data: bytes | bytearray) -> dict[str, Any]:
    size = int.from_bytes(data[16:24], "little")
    head: dict[str, Any] = json.loads(data[32 : 32 + size])
    return head


def with_head(data: bytes, head: object) -> bytes:
    """Return a table with another head, which may be text that is no JSON."""
    size = int.from_bytes(data[16:24], "little")
    text = head.encode() if isinstance(head, str) else json.dumps(head).encode()
    text = text.ljust(size)
    told = len(text).to_bytes(8, "little") + crc32(text).to_bytes(8, "little")
    return data[:16] + told + text + data[32 + size :]


def place_of(data: bytes | bytearray, name: str) -> int:
    """Return where a section of a table begins."""
    (at,) = [at for each, at, _ in head_of(data)["sections"] if each == name]
    return 32 + int.from_bytes(data[16:24], "little") + int(at)


def test_what_is_kept_is_the_same_again(path: Path, tables: Path) -> None:
    table = kept(path, tables)
    assert table.stat().st_mode & 0o777 == 0o600
    assert tables.stat().st_mode & 0o777 == 0o700
    file = OpenFile.begin(path, tables)
    assert file.is_trusted
    assert file.rest is None
    check_same(to_whole_timeline(path.read_bytes(), "large.yaml"), file.reading.timeline)
    assert file.is_true()
    assert not file.may_have_changed()
    assert file.look().reading is None


def test_lanes_of_what_is_kept_are_those_that_were_made(path: Path, tables: Path) -> None:
    kept(path, tables)
    timeline = OpenFile.begin(path, tables).reading.timeline
    whole = to_whole_timeline(path.read_bytes(), "large.yaml")
    one, other = (LaneBoard(each.events, each.lanes).everything for each in (whole, timeline))
    assert list(one.positions) == list(other.positions)
    for name in EventIndex([]).arrays()._fields:
        made, again = (getattr(index.arrays(), name) for index in (one, other))
        assert list(made) == list(again), name


def test_nothing_is_kept_of_a_file_that_is_small_or_partial(path: Path, tables: Path) -> None:
    small = path.with_name("small.yaml")
    write(small, 9)
    OpenFile.begin(small, tables).keep()
    OpenFile.begin(path, tables).keep()
    stopped = OpenFile.begin(path, tables)
    assert stopped.rest is not None
    stopped.rest.stop()
    stopped.read_on()
    stopped.keep()
    assert not tables.exists()


def test_a_file_that_was_touched_is_read_again(path: Path, tables: Path) -> None:
    kept(path, tables)
    os.utime(path, ns=(1, 1))
    assert not is_recalled(path, tables)


def test_a_file_at_the_place_of_another_is_read_again(path: Path, tables: Path) -> None:
    kept(path, tables)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data)
    assert not is_recalled(path, tables)


@pytest.mark.parametrize("part", [0.0, 0.0001, 0.001, 0.01, 0.3, 0.999])
def test_a_table_that_is_torn_is_not_believed(path: Path, tables: Path, part: float) -> None:
    table = kept(path, tables)
    data = table.read_bytes()
    table.write_bytes(data[: int(len(data) * part)])
    assert not is_recalled(path, tables)


@pytest.mark.parametrize("at", [0, 9, 16, 18, 25, 60, 400])
def test_a_table_with_another_head_is_not_believed(path: Path, tables: Path, at: int) -> None:
    table = kept(path, tables)
    data = bytearray(table.read_bytes())
    data[at] ^= 1
    table.write_bytes(data)
    assert not is_recalled(path, tables)


def test_a_table_of_another_version_is_not_believed(
    path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(path, tables)
    monkeypatch.setattr(table_file, "__version__", "99")
    assert not is_recalled(path, tables)


def test_a_table_that_others_may_write_is_not_believed(path: Path, tables: Path) -> None:
    kept(path, tables).chmod(0o666)
    assert not is_recalled(path, tables)


@pytest.mark.parametrize("index", [0, 1])
def test_a_table_of_lengths_that_cannot_be_is_not_believed(
    path: Path, tables: Path, index: int
) -> None:
    table = kept(path, tables)
    data = bytearray(table.read_bytes())
    # The power of two of the longest length: two to it is more than any memory holds.
    data[place_of(data, f"indexes/{index}/bits") + 5] ^= 1
    table.write_bytes(data)
    assert not is_recalled(path, tables)


@pytest.mark.parametrize("name", ["signs", "records", "id_starts", "members/0", "indexes/1/ranks"])
def test_a_table_without_all_of_a_column_is_not_believed(
    path: Path, tables: Path, name: str
) -> None:
    table = kept(path, tables)
    data = table.read_bytes()
    head = head_of(data)
    ((at, size),) = [part for each, *part in head["sections"] if each == name]
    head["sections"] = [
        [each, *part] if each != name else [each, at, size // 16 * 8]
        for each, *part in head["sections"]
    ]
    table.write_bytes(with_head(data, head))
    assert is_recalled(path, tables) == (name == "records")


def test_a_body_that_is_not_as_it_was_is_found_out_and_forgotten(path: Path, tables: Path) -> None:
    table = kept(path, tables)
    data = bytearray(table.read_bytes())
    data[-4_000] ^= 1
    table.write_bytes(data)
    file = OpenFile.begin(path, tables)
    assert not file.is_true()
    assert file.rest is not None
    assert not table.exists()
    file.read_on()
    file.keep()
    assert OpenFile.begin(path, tables).is_true()


@pytest.mark.parametrize("head", ["[]", "1e999", '"x"', "null", "[" * 100_000, "{}", "1" * 5_000])
def test_a_head_of_anything_else_is_not_believed_and_made_anew(
    path: Path, tables: Path, head: str
) -> None:
    table = kept(path, tables)
    table.write_bytes(with_head(table.read_bytes(), head))
    assert not is_recalled(path, tables)
    assert kept(path, tables) == table
    assert is_recalled(path, tables)


@pytest.mark.parametrize("other", [5, 1.5, None, True, "x", [5], [[5]], {"x": []}, [1, 10**99]])
def test_a_head_with_a_value_of_another_kind_is_not_believed(
    path: Path, tables: Path, other: object
) -> None:
    table = kept(path, tables)
    data = table.read_bytes()
    for name, value in head_of(data).items():
        if type(value) is not type(other):
            table.write_bytes(with_head(data, {**head_of(data), name: other}))
            assert is_recalled(path, tables) == (name == "extent" and other is None), name
    table.write_bytes(data)
    assert is_recalled(path, tables)


@pytest.mark.parametrize("name", ["extent", "declared", "eras", "views", "problems", "sections"])
@pytest.mark.parametrize("other", [[0, 10**99], [None, None], [["x"]], [[[]]], [[1, 2, 3, 4, 5]]])
def test_a_head_with_other_values_in_a_list_is_not_believed(
    path: Path, tables: Path, name: str, other: object
) -> None:
    table = kept(path, tables)
    data = table.read_bytes()
    table.write_bytes(with_head(data, {**head_of(data), name: other}))
    assert not is_recalled(path, tables)


@pytest.mark.parametrize("kind", ["pipe", "link", "folder"])
def test_what_is_no_file_at_the_place_of_a_table_is_not_read(
    path: Path, tables: Path, kind: str
) -> None:
    table = kept(path, tables)
    other = table.rename(path.with_name("other"))
    if kind == "pipe":
        os.mkfifo(table, 0o600)
    elif kind == "link":
        table.symlink_to(other)
    else:
        table.mkdir(0o700)
    assert not is_recalled(path, tables)
    if kind != "folder":
        assert kept(path, tables).is_file()
        assert is_recalled(path, tables)


def untrue(path: Path, tables: Path) -> OpenFile:
    """Return a file of which something is shown that proved untrue."""
    table = kept(path, tables)
    data = bytearray(table.read_bytes())
    data[-4_000] ^= 1
    table.write_bytes(data)
    file = OpenFile.begin(path, tables)
    assert not file.is_true()
    return file


def test_what_proved_untrue_is_told_as_such_until_something_else_is_shown(
    path: Path, tables: Path
) -> None:
    file = untrue(path, tables)
    shown = file.reading.timeline
    assert file.trusts(shown)
    file.read_on()
    assert file.trusts(shown)
    assert not file.is_trusted
    assert not file.trusts(file.reading.timeline)
    assert file.is_true()


def test_what_proved_untrue_is_not_kept_again_though_the_file_cannot_be_read(
    path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = untrue(path, tables)

    def fail(_: Rest) -> None:
        raise UnreadableError(str(path), "for now")

    monkeypatch.setattr(Rest, "read", fail)
    with pytest.raises(UnreadableError):
        file.read_on()
    assert file.rest is None
    file.keep()
    assert not list(tables.iterdir())
    assert file.is_trusted


@pytest.mark.parametrize("is_meanwhile", [False, True])
def test_after_an_edit_there_is_nothing_to_look_through(
    path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch, *, is_meanwhile: bool
) -> None:
    kept(path, tables)
    file = OpenFile.begin(path, tables)
    event = file.reading.timeline.event("event-5")
    assert event is not None
    place, digest = event.location, hashlib.file_digest

    def edit() -> None:
        Editor(file).apply([SetField(place, "title", "Another")], "changed it")

    def edited(*asked: Any) -> Any:
        edit()
        return digest(*asked)

    if is_meanwhile:
        monkeypatch.setattr(hashlib, "file_digest", edited)
    else:
        edit()
    assert file.is_true()
    assert file.rest is None
    assert not file.is_trusted


def test_a_file_changed_in_place_without_a_trace_is_found_out(path: Path, tables: Path) -> None:
    kept(path, tables)
    file = OpenFile.begin(path, tables)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Undated", b"Updated"))
    with pytest.raises(UnreadableError):
        _ = file.reading.data
    assert "has changed since it was read" in Editor(file).obstacle
    assert not file.is_true()


def test_what_is_kept_can_be_edited(path: Path, tables: Path) -> None:
    kept(path, tables)
    file = OpenFile.begin(path, tables)
    event = file.reading.timeline.event("event-5")
    assert event is not None
    editor = Editor(file)
    assert editor.obstacle == ""
    before = path.read_text()
    editor.apply([SetField(event.location, "title", "Another")], "changed it")
    assert path.read_text() == before.replace(event.title, "Another", 1)
    file.keep()
    again = OpenFile.begin(path, tables)
    found = again.reading.timeline.event("event-5")
    assert again.is_trusted
    assert found is not None
    assert found.title == "Another"


def believed(path: Path, tables: Path) -> OpenFile:
    """Return a file of which was kept what it holds, which has been seen."""
    file = OpenFile.begin(path, tables)
    assert file.is_trusted
    assert file.is_true()
    return file


def test_of_what_was_kept_only_the_part_that_another_program_changed_is_read(
    path: Path, tables: Path, parts_read: list[int]
) -> None:
    kept(path, tables)
    file = believed(path, tables)
    text = path.read_text().replace(
        "- id: event-3500\n", "- id: new\n  title: New\n- id: event-3500\n"
    )
    path.write_text(text)
    parts_read.clear()
    seen = file.look()
    assert 1 <= len(parts_read) <= 2
    assert seen.reading is not None
    assert seen.difference is not None
    assert seen.difference.told == "1 event added"
    check_whole(seen.reading, text.encode())


def test_of_what_was_kept_and_edited_again_and_again_only_parts_are_read(
    path: Path, tables: Path, parts_read: list[int]
) -> None:
    kept(path, tables)
    for number in range(3):
        file = believed(path, tables)
        event = file.reading.timeline.event(f"event-{number}")
        assert event is not None
        parts_read.clear()
        Editor(file).apply([SetField(event.location, "title", "Another")], "changed it")
        assert len(parts_read) == 1
        file.keep()
    check_whole(file.reading, path.read_bytes())
    timeline = believed(path, tables).reading.timeline
    check_same(to_whole_timeline(path.read_bytes(), "large.yaml"), timeline)


def test_what_an_event_says_is_read_from_its_part_alone(
    path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(path, tables)
    file = believed(path, tables)
    monkeypatch.setattr(reading_module, "read_bytes", lambda _: pytest.fail("all of it is read"))
    whole = to_whole_timeline(path.read_bytes(), "large.yaml")
    some = range(0, len(whole.events), 500)
    for number in (*some, len(whole.events) - 1):
        assert same_node(file.reading.timeline.events[number].node, whole.events[number].node)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"event-3500", b"event-35oo"))
    event = file.reading.timeline.event("event-3500")
    assert event is not None
    with pytest.raises(UnreadableError, match="has changed since it was read"):
        _ = event.node.pairs


def test_a_file_that_nobody_touched_is_not_read_to_know_that_it_can_be_edited(
    path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(path, tables)
    editor = Editor(believed(path, tables))
    with monkeypatch.context() as patch:
        patch.setattr(reading_module, "read_bytes", lambda _: pytest.fail("all of it is read"))
        assert editor.obstacle == ""
    assert not editor.file.reading.is_at_hand
    place = editor.file.reading.timeline.events[0].location
    data = path.read_bytes().replace(b"event-3500", b"event-35oo")
    path.write_bytes(data)
    assert editor.obstacle == "Nothing can be changed: the file has changed since it was read"
    for change in (editor.fetch, lambda: editor.apply([SetField(place, "title", "x")], "said")):
        with pytest.raises(StaleError, match="has changed since it was read"):
            change()
    assert path.read_bytes() == data


def test_by_what_was_not_seen_to_be_true_nothing_is_taken_over(path: Path, tables: Path) -> None:
    table = kept(path, tables)
    data = table.read_bytes()
    at = place_of(data, "records")
    table.write_bytes(data[:at] + b"X" + data[at + 1 :])
    file = OpenFile.begin(path, tables)
    assert file.is_trusted
    place = file.reading.timeline.events[-1].location
    Editor(file).apply([SetField(place, "title", "Another")], "changed it")
    check_same(to_whole_timeline(path.read_bytes(), "large.yaml"), file.reading.timeline)


@pytest.mark.parametrize("outline", [b"", b"{}", b"\xff"])
def test_without_an_outline_that_can_be_read_all_is(
    path: Path, tables: Path, outline: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(outlines, "written", lambda _: outline)
        kept(path, tables)
    file = believed(path, tables)
    assert file.reading.outline is None
    text = path.read_text().replace("event-3500", "event-x")
    path.write_text(text)
    reading = file.look().reading
    assert reading is not None
    check_same(to_whole_timeline(text.encode(), "large.yaml"), reading.timeline)


def test_of_many_tables_those_used_last_stay(
    path: Path, tables: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_file, "MOST_FILES", 2)
    names = ["a", "b", "c"]
    for at, name in enumerate(names):
        copy = path.with_name(f"{name}.yaml")
        copy.write_bytes(path.read_bytes())
        file = OpenFile.begin(copy, tables)
        file.read_on()
        file.keep()
        for table in tables.iterdir():
            os.utime(table, (at, at))
    found = [name for name in names if is_recalled(path.with_name(f"{name}.yaml"), tables)]
    assert len(found) == 2
    assert "c" in found


def test_where_nothing_can_be_kept_nothing_breaks(path: Path, tables: Path) -> None:
    tables.write_text("no folder")
    file = OpenFile.begin(path, tables)
    file.read_on()
    file.keep()
    assert tables.read_text() == "no folder"


@pytest.mark.parametrize("is_kept", [True, False])
@pytest.mark.parametrize("change", [(b"Undated", b"Updated"), (b"Of no use", b"Of use")])
def test_of_what_was_read_before_a_change_nothing_stays(
    path: Path, tables: Path, change: tuple[bytes, bytes], *, is_kept: bool
) -> None:
    kept(path, tables)
    file = believed(path, tables) if is_kept else OpenFile.begin(path)
    file.read_on()
    # So large that a tree of its nodes would be frozen.
    assert path.stat().st_size > 1_000_000
    gc.collect()
    gc.disable()
    try:
        timeline = file.reading.timeline
        before = ref(timeline.events)
        lanes = grouped(parted(timeline.events)[0], LANE, timeline.lanes)
        assert sum(len(EventIndex(lane.events).ranks) for lane in lanes) == COUNT
        event = timeline.events[5]
        assert event.node.location == event.location
        path.write_bytes(path.read_bytes().replace(*change))
        reading = file.look().reading
        assert reading is not None
        file.take(reading)
        del event, lanes, timeline, reading
        assert before() is None
    finally:
        gc.enable()
