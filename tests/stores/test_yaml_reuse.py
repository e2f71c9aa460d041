"""A large file of which some has changed, against the same file read anew."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stores.test_yaml_parts import EVENTS, check_same, timeline_text
from tui.stores import yaml_cut
from tui.stores.file_bytes import common
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
    parts = Parts(data)
    reread(before, parts)
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
            read(before.data + more, before)
    after = before.data + b"\n  - {id: new}\n"
    check_same(to_whole_timeline(after, "a.yaml"), read(after, before).timeline())


def test_only_the_part_that_changed_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    events = [[f"id: e{number}", "date: 1912", "tags: [sea]"] for number in range(60)]
    before = read(timeline_text(events, 2, "\n").encode())
    events[30] = ["id: e30", "date: 1913", "title: Another", "lane: Law"]
    after = timeline_text(events, 2, "\n").encode()
    asked = []
    whole = PartReader.read

    def counted(self: PartReader, data: bytes, line: int) -> object:
        asked.append(line)
        return whole(self, data, line)

    monkeypatch.setattr(PartReader, "read", counted)
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
def test_what_two_texts_begin_with_alike(start: bytes, one: bytes, other: bytes) -> None:
    count = common(start + one, start + other)
    assert count >= len(start)
    assert (start + one)[:count] == (start + other)[:count]
    assert (start + one)[count : count + 1] != (start + other)[count : count + 1] or count == min(
        len(start + one), len(start + other)
    )
