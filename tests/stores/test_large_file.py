"""A large file: its first events at once, the rest by one process or several, or not at all."""

import gc
import mmap
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import NoReturn

import pytest

from benchmarks.events import write
from tests.stores.test_yaml_parts import check_same
from tui.events.problem import UnreadableError
from tui.stores import packed, part_process
from tui.stores.editor import Editor
from tui.stores.large_file import Rest, first_events
from tui.stores.open_file import OpenFile, Seen
from tui.stores.part_process import PartProcess, by_processes
from tui.stores.save import ChangedError
from tui.stores.yaml_cut import NotInPartsError
from tui.stores.yaml_edit.edit import SetField
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts

COUNT = 7_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.yaml"
    write(path, COUNT)
    return path


@pytest.fixture(autouse=True)
def worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_process, "WORTH_PROCESSES", 0)


def rest_of(path: Path, processes: int = 1) -> Rest:
    return Rest(path, path.stat().st_size, processes=processes)


def test_the_first_events_are_those_the_file_begins_with(path: Path) -> None:
    found = first_events(path)
    assert found is not None
    data, timeline, rest = found
    assert path.read_bytes().startswith(data)
    assert 0 < len(timeline.events) < COUNT
    assert timeline.is_partial
    assert {event.id for event in timeline.events} == {
        f"event-{number}" for number in range(len(timeline.events))
    }
    assert rest.part == 0


def test_links_of_first_events_are_not_said_to_lead_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "links.yaml"
    text = path.write_text
    write(path, COUNT)
    lines = path.read_text().replace("  lane:", "  links: [event-6999]\n  lane:")
    text(lines)
    found = first_events(path)
    assert found is not None
    assert found[1].problems == ()


@pytest.mark.parametrize("processes", [1, 3])
def test_all_of_it_is_what_the_whole_is(path: Path, processes: int) -> None:
    rest = rest_of(path, processes)
    data, timeline, _ = rest.read()
    assert bytes(data) == path.read_bytes()
    assert not timeline.is_partial
    check_same(to_whole_timeline(bytes(data), "large.yaml"), timeline)
    assert (rest.events, rest.part) == (COUNT, 1)
    assert rest.rate > 0


def test_where_all_goes_that_has_been_read_it_is_what_the_whole_is(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = tmp_path / "head.yaml"
    large.write_bytes(b"about: |\n" + b"  words\n" * 9_000 + path.read_bytes())
    monkeypatch.setattr(packed, "_STEP", mmap.PAGESIZE)
    data, timeline, _ = rest_of(large).read()
    assert bytes(data) == large.read_bytes()
    check_same(to_whole_timeline(bytes(data), "head.yaml"), timeline)


def test_memory_that_cannot_be_given_back_is_no_harm(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Locked(mmap.mmap):
        def madvise(self, *_: int) -> None:
            raise OSError

    monkeypatch.setattr(mmap, "mmap", Locked)
    data, timeline, _ = rest_of(path).read()
    assert bytes(data) == path.read_bytes()
    assert len(timeline.events) == COUNT


def test_where_no_thread_can_be_started_it_is_read_here(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise RuntimeError

    monkeypatch.setattr("concurrent.futures.ThreadPoolExecutor.submit", refuse)
    _, timeline, _ = rest_of(path, 2).read()
    assert len(timeline.events) == COUNT


@pytest.mark.parametrize("processes", [1, 3])
def test_a_rest_that_is_stopped_keeps_what_has_been_read(path: Path, processes: int) -> None:
    rest = rest_of(path, processes)
    rest.stop()
    data, timeline, _ = rest.read()
    assert data == path.read_bytes()  # as they are, for packing the rest would take long
    assert timeline.is_partial
    assert timeline.events[0].node.pairs
    assert 0 < len(timeline.events) == rest.events < COUNT
    assert 0 < rest.part < 1


def test_a_rest_that_is_abandoned_keeps_nothing(path: Path) -> None:
    rest = rest_of(path)
    rest.abandon()
    with pytest.raises(UnreadableError):
        rest.read()


def test_where_no_process_can_be_started_it_is_read_here(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr("subprocess.Popen", refuse)
    _, timeline, _ = rest_of(path, 2).read()
    assert len(timeline.events) == COUNT


def test_where_a_process_ends_the_rest_is_read_here(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, count = PartProcess.read, iter(range(100))

    def fail_later(self: PartProcess, data: bytes, line: int) -> object:
        if next(count) == 3:
            self.end()
        return whole(self, data, line)

    monkeypatch.setattr(PartProcess, "read", fail_later)
    _, timeline, _ = rest_of(path, 2).read()
    check_same(to_whole_timeline(path.read_bytes(), "large.yaml"), timeline)


def test_a_doubtful_part_is_told_by_a_process_too(path: Path) -> None:
    data = path.read_bytes().replace(b"title: Party 3 ", b"title: *unknown ", 1)
    parts = Parts(data)

    def read() -> Iterator[object]:
        common = parts.cut.indent, parts.head.sources, tuple(parts.head.lanes)
        yield from by_processes(parts, common, 2)

    with pytest.raises(NotInPartsError):
        list(read())


def test_what_casts_doubt_on_the_rest_has_the_whole_read(path: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.yaml"
    text = path.read_text()
    last = text.rindex("title: Party")
    odd.write_text(text[:last] + "title: &it " + text[last + 7 :])
    file = OpenFile.begin(odd)
    assert file.reading.timeline.is_partial
    reading, reason = file.read_on()
    assert reason == ""
    assert file.rest is None
    assert isinstance(reading.timeline.events, tuple)
    assert len(reading.timeline.events) == COUNT


def test_a_file_that_is_read_on_has_not_changed(path: Path) -> None:
    file = OpenFile.begin(path)
    reading, _ = file.read_on()
    assert file.reading is reading
    assert not file.may_have_changed()


def test_a_small_file_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    write(path, 10)
    file = OpenFile.begin(path)
    assert file.rest is None
    assert len(file.reading.timeline.events) == 10


def test_a_file_with_more_below_its_events_is_read_to_its_end(path: Path, tmp_path: Path) -> None:
    tailed = tmp_path / "tailed.yaml"
    text = path.read_text() + "- {id: last, title: L, date: 2001, links: [nowhere]}\n"
    tailed.write_text(text + "about: Below\n")
    file = OpenFile.begin(tailed, tmp_path / "tables")
    reading, reason = file.read_on()
    assert reason == ""
    assert not reading.timeline.is_partial
    assert [problem.code for problem in reading.timeline.problems] == ["link-dangling"]
    file.keep()
    assert OpenFile.begin(tailed, tmp_path / "tables").is_trusted


def stopped(path: Path, tmp_path: Path) -> OpenFile:
    """Return a copy of a file that was stopped while its rest was read."""
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(path.read_bytes())
    file = OpenFile.begin(copy, tmp_path / "tables")
    assert file.rest is not None
    shown = len(file.reading.timeline.events)
    file.rest.stop()
    reading, reason = file.read_on()
    assert reason.startswith("Stopped")
    assert shown <= len(reading.timeline.events) < COUNT
    return file


def test_what_was_stopped_is_kept_for_nobody(path: Path, tmp_path: Path) -> None:
    file = stopped(path, tmp_path)
    file.keep()
    assert not OpenFile.begin(file.path, tmp_path / "tables").is_trusted


def test_after_a_stop_a_change_has_all_of_the_file_read(path: Path, tmp_path: Path) -> None:
    file = stopped(path, tmp_path)
    with file.path.open("a") as source:
        source.write("- {id: new, date: 2001, title: New}\n")
    seen = file.look()
    assert seen.reading is not None
    assert len(seen.reading.timeline.events) == COUNT + 1
    assert not seen.reading.timeline.is_partial
    file.take(seen.reading)
    file.keep()
    again = OpenFile.begin(file.path, tmp_path / "tables")
    assert len(again.reading.timeline.events) == COUNT + 1


def test_after_a_stop_an_edit_has_all_of_the_file_read(path: Path, tmp_path: Path) -> None:
    file = stopped(path, tmp_path)
    event = file.reading.timeline.event("event-3")
    assert event is not None
    Editor(file).apply([SetField(event.location, "title", "Changed")], "a change")
    assert len(file.reading.timeline.events) == COUNT
    assert not file.reading.timeline.is_partial
    changed = file.reading.timeline.event("event-3")
    assert changed is not None
    assert changed.title == "Changed"


def held(root: object) -> list[bytes]:
    """Return the bytes that something refers to, over however many others."""
    found, seen, waiting = [], set(), [root]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, type | ModuleType | FunctionType):
            continue
        seen.add(id(each))
        if isinstance(each, bytes):
            found.append(each)
        waiting += gc.get_referents(each)
    return found


def test_of_a_file_that_was_read_to_its_end_no_bytes_are_held_as_they_are(path: Path) -> None:
    file = OpenFile.begin(path)
    file.read_on()
    largest = max(map(len, held(file)))
    assert 0 < largest < path.stat().st_size // 10
    assert file.reading.data == path.read_bytes()
    assert max(map(len, held(file))) == largest


@pytest.mark.parametrize("replaces", [True, False])
def test_an_edit_of_a_file_that_has_changed_since_loses_nothing(
    path: Path, tmp_path: Path, *, replaces: bool
) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(path.read_bytes())
    file = OpenFile.begin(copy)
    file.read_on()
    before = path.read_text()
    theirs = before.replace("title: Party 7 ", "title: Theirs ", 1) + "- {id: new}\n"
    if replaces:
        copy.unlink()
    copy.write_text(theirs)
    event = file.reading.timeline.event("event-3")
    assert event is not None
    assert event.node.pairs[0][0].text == "id"
    edits = [SetField(event.location, "title", "Mine")]
    editor = Editor(file)
    assert editor.obstacle == ""
    with pytest.raises(ChangedError):
        editor.apply(edits, "a change")
    assert copy.read_text() == theirs
    assert "+- {id: new}" in editor.difference_on_disk()
    beside = editor.keep_beside(edits)
    assert beside.read_text() == before.replace(event.title, "Mine", 1)
    seen = file.look()
    assert seen.reading is not None
    assert seen.difference is not None
    assert seen.difference.told == "1 event added, 1 event changed"
    file.take(seen.reading)
    editor.apply(edits, "a change")
    assert copy.read_text() == theirs.replace(event.title, "Mine", 1)


def test_what_changed_before_it_was_kept_is_not_kept_as_what_the_file_holds(
    path: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.yaml"
    own.write_bytes(path.read_bytes())
    file = OpenFile.begin(own, tmp_path / "tables")
    file.read_on()
    own.write_bytes(path.read_bytes().replace(b"Party 3 ", b"Party 4 "))
    file.keep()
    assert not OpenFile.begin(own, tmp_path / "tables").is_trusted


def test_what_was_edited_is_known_when_it_is_looked_at(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(path.read_bytes())
    file = OpenFile.begin(copy)
    file.read_on()
    event = file.reading.timeline.event("event-6000")
    assert event is not None
    editor = Editor(file)
    editor.apply([SetField(event.location, "title", "Mine")], "a change")
    assert file.look() == Seen()
    assert not file.reading.holds(path.read_bytes())
    assert editor.undo() is not None
    assert copy.read_bytes() == path.read_bytes()
    assert file.reading.holds(path.read_bytes())
