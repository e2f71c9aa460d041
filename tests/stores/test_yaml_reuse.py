"""A large file of which some has changed, against the same file read anew."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stores.test_yaml_parts import EVENTS, HEAD, check_same, timeline_text
from tui.stores import yaml_cut
from tui.stores.file_bytes import common, common_end
from tui.stores.part_reader import PartReader
from tui.stores.yaml_cut import NotInPartsError
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts
from tui.stores.yaml_reuse import reread


@pytest.fixture(autouse=True)
def small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_cut, "PART", 40)
        yield


def read(data: bytes, before: Parts | None = None) -> Parts:
    parts = Parts(data, packs=True)
    reread(before, parts, data)
    parts.let_go()
    return parts


@given(EVENTS, EVENTS, st.integers(0, 12), st.integers(0, 12), st.sampled_from(["", "about: b\n"]))
def test_what_is_taken_over_says_what_reading_anew_says(
    events: list[list[str]], new: list[list[str]], at: int, until: int, tail: str
) -> None:
    before = read((timeline_text(events, 2, "\n") + tail).encode())
    before.timeline()
    changed = [*events[:at], *new, *events[until:]]
    after = (timeline_text(changed, 2, "\n") + tail).encode()
    check_same(to_whole_timeline(after, "a.yaml"), read(after, before).timeline())


def test_more_of_the_last_event_is_not_missed() -> None:
    text = timeline_text([["id: a", "date: 1912"], ["id: b", "date: 1913"]], 2, "\n")
    after = (text + "    title: The last\n").encode()
    check_same(to_whole_timeline(after, "a.yaml"), read(after, read(text.encode())).timeline())


def test_more_of_the_last_line_is_not_missed() -> None:
    before = read(timeline_text([["id: a"], ["id: b", "title: B"]], 2, "\n").rstrip().encode())
    for more in (b"- {id: new}\n", b"  - {id: new}\n"):
        with pytest.raises(NotInPartsError):
            read(bytes(before.data) + more, before)
    after = bytes(before.data) + b"\n  - {id: new}\n"
    check_same(to_whole_timeline(after, "a.yaml"), read(after, before).timeline())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines of the parts that are read."""
    lines: list[int] = []
    whole = PartReader.read

    def counted(self: PartReader, data: bytes, line: int) -> object:
        lines.append(line)
        return whole(self, data, line)

    monkeypatch.setattr(PartReader, "read", counted)
    return lines


def test_only_the_part_that_changed_is_read_again(asked: list[int]) -> None:
    events = [[f"id: e{number}", "date: 1912", "tags: [sea]"] for number in range(60)]
    before = read(timeline_text(events, 2, "\n").encode())
    events[30] = ["id: e30", "date: 1913", "title: Another", "lane: Law"]
    after = timeline_text(events, 2, "\n").encode()
    asked.clear()
    check_same(to_whole_timeline(after, "a.yaml"), read(after, before).timeline())
    assert 1 <= len(asked) <= 2


@pytest.mark.parametrize("change", [("Ships", "Boats"), ("The log", "A log")])
def test_another_head_has_all_read_again(change: tuple[str, str]) -> None:
    text = timeline_text([["id: a", "lane: Ships", "sources: [log]"], ["id: b"]] * 9, 2, "\n")
    before = read(text.encode())
    after = text.replace(*change, 1).encode()
    check_same(to_whole_timeline(after, "a.yaml"), read(after, before).timeline())


def test_a_change_that_casts_doubt_on_a_cut_is_told() -> None:
    text = timeline_text([[f"id: e{number}"] for number in range(9)], 2, "\n")
    before = read(text.encode())
    with pytest.raises(NotInPartsError):
        read(text.replace("id: e5", "id: &a e5").encode(), before)


@given(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=40))
def test_what_two_texts_begin_and_end_with_alike(start: bytes, one: bytes, other: bytes) -> None:
    count = common(start + one, start + other)
    assert count >= len(start)
    assert (start + one)[:count] == (start + other)[:count]
    assert (start + one)[count : count + 1] != (start + other)[count : count + 1] or count == min(
        len(start + one), len(start + other)
    )
    count = common_end(one + start, other + start)
    assert count == common((one + start)[::-1], (other + start)[::-1])


def listed(events: list[list[str]]) -> str:
    """Return a timeline's text in which an event is written the same wherever it stands."""
    return HEAD + "".join("  - " + "\n    ".join(lines) + "\n" for lines in events)


CHANGES = {
    "at the beginning": (0, 0, [["id: new", "date: 1900", "title: |", "  Two", "  lines"]]),
    "behind the first": (1, 1, [["id: new"], ["id: newer", "lane: Law"]]),
    "in the middle": (30, 30, [["id: new", "lane: Trade"]]),
    "before the last": (59, 59, [["id: new"]]),
    "at the end": (60, 60, [["id: new"]]),
    "less at the beginning": (0, 2, []),
    "less in the middle": (30, 33, []),
    "less at the end": (57, 60, []),
    "twice the same": (30, 30, [["id: e29", "date: 1912", "tags: [sea]"]]),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("tail", ["", "about: |\n  Below\n"])
def test_parts_are_found_again_wherever_events_come_or_go(
    change: str, tail: str, asked: list[int]
) -> None:
    events = [[f"id: e{number}", "date: 1912", "tags: [sea]"] for number in range(60)]
    events[40] += ["links: [e3, nowhere]", "lane: Law", "importance: 9"]
    before = read((listed(events) + tail).encode())
    before.timeline()
    at, until, new = CHANGES[change]
    after = (listed([*events[:at], *new, *events[until:]]) + tail).encode()
    asked.clear()
    found = read(after, before)
    assert len(asked) <= 4
    check_same(to_whole_timeline(after, "a.yaml"), found.timeline())
    assert bytes(found.data) == after
    again = read(after, found)
    assert len(asked) <= 4
    check_same(to_whole_timeline(after, "a.yaml"), again.timeline())


def test_a_part_with_other_bytes_is_not_taken_for_the_same() -> None:
    events = [[f"id: e{number}", "title: abc"] for number in range(9)]
    before = read(listed(events).encode())
    for number in range(9):
        changed = [*events]
        changed[number] = [f"id: e{number}", "title: abd"]
        after = listed(changed).encode()
        titles = {event.id: event.title for event in read(after, before).timeline().events}
        assert titles == {f"e{n}": "abd" if n == number else "abc" for n in range(9)}


def test_a_part_that_was_moved_tells_what_stands_there() -> None:
    events = [[f"id: e{number}", f"title: T{number}"] for number in range(30)]
    before = read(listed(events).encode())
    first = before.timeline()
    after = read(listed([["id: new"], *events]).encode(), before)
    for timeline in (first, after.timeline()):
        for event in timeline.events:
            given = {key.text: value.text for key, value in event.node.pairs}  # type: ignore[union-attr]
            assert given["id"] == event.id


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- {title: a, date: 1900}\n" * 2, "- {title: a, date: 1900}\n"),
        ("- title: a\n- b\n- title: c\n", "- title: a- b\n- title: c\n"),
        ("- {title: a, lane: Ship}\nlanes: [Law]\n", "- {title: a, lane: Ship}\nlanes: [Ships]\n"),
    ],
)
def test_what_was_there_before_is_not_taken_for_what_is_there(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_cut, "PART", 1)
    first = read(f"events:\n{before}".encode())
    first.timeline()
    data = f"events:\n{after}".encode()
    check_same(to_whole_timeline(data, "a.yaml"), read(data, first).timeline())


def test_ids_that_are_given_twice_are_told_though_nothing_is_read_again() -> None:
    events = [[f"id: e{number % 20}", "date: 1912"] for number in range(30)]
    text = listed(events).encode()
    before = read(text)
    before.timeline()
    check_same(to_whole_timeline(text, "a.yaml"), read(text, before).timeline())
    more = listed([["date: 1911"], *events]).encode()
    check_same(to_whole_timeline(more, "a.yaml"), read(more, before).timeline())
