"""A large file of which some has changed, against the same file read anew."""

import gc
import itertools
import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stores.test_yaml_parts import EVENTS, HEAD, check_same, timeline_text
from tui.events import document
from tui.events.event_table import Arrays, EventTable
from tui.stores import file_bytes, outline, yaml_cut, yaml_reader, yaml_reuse
from tui.stores.file_bytes import common, common_end, mark_of
from tui.stores.held import Held
from tui.stores.outline import Outline
from tui.stores.reading import Reading, prepare
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts


@pytest.fixture(autouse=True)
def small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_cut, "PART", 40)
        patch.setattr(file_bytes, "_FIRST", 12)
        patch.setattr(yaml_reuse, "_MOST_NEW", 1)
        yield


def read(data: bytes) -> Reading:
    """Return the reading of all of a file."""
    parts = Parts(data, packs=True)
    parts.read()
    parts.let_go()
    return made(Held(parts.data, parts.timeline(), parts.outline()))


def made(held: Held) -> Reading:
    """Return a reading of which is made what a picture needs."""
    prepare(held.timeline)
    return Reading(*held)


def reread(before: Reading, data: bytes) -> Held | None:
    return before.changed(data)


def again(before: Reading, data: bytes) -> Reading:
    """Return the reading of a file of which not all is read again."""
    found = reread(before, data)
    assert found is not None
    return made(found)


def check_whole(found: Reading, data: bytes) -> None:
    """Check that a reading is the same as one of all of the file, in all that is made of it."""
    check_same(to_whole_timeline(data, "a.yaml"), found.timeline)
    anew, table = read(data), found.timeline.events
    assert isinstance(table, EventTable)
    other = anew.timeline.events
    assert isinstance(other, EventTable)
    assert table.facts == other.facts
    assert list(table.facts.own) == list(other.facts.own)
    for name in set(Arrays._fields) - {"lanes", "record_starts"}:
        assert list(getattr(table.arrays, name)) == list(getattr(other.arrays, name)), name
    assert [table.record(n) for n in range(len(table))] == list(other.records())
    assert bytes(table.id_bytes) == bytes(other.id_bytes)
    lanes = [[of.lane_names[lane] for lane in of.arrays.lanes] for of in (table, other)]
    assert lanes[0] == lanes[1]
    assert listed_of(table.by_lane()) == listed_of(other.by_lane())
    assert list(table.indexes) == list(other.indexes)
    for lane, arrays in table.indexes.items():
        assert list(map(list, arrays)) == list(map(list, other.indexes[lane])), lane
    assert bytes(found.data) == data
    assert found.digest == anew.digest
    known = found.outline
    assert known is not None
    for number, trace in enumerate(known.traces):
        assert known.holds(number, data[known.slice(number)])
        assert trace.line == data.count(b"\n", 0, trace.offset) + 1


def listed_of(members: Mapping[str, Sequence[int]]) -> list[tuple[str, list[int]]]:
    return [(name, list(numbers)) for name, numbers in members.items()]


@given(EVENTS, EVENTS, st.integers(0, 12), st.integers(0, 12), st.sampled_from(["", "about: b\n"]))
def test_what_is_taken_over_says_what_reading_anew_says(
    events: list[list[str]], new: list[list[str]], at: int, until: int, tail: str
) -> None:
    before = read((timeline_text(events, 2, "\n") + tail).encode())
    changed = [*events[:at], *new, *events[until:]]
    after = (timeline_text(changed, 2, "\n") + tail).encode()
    found = reread(before, after)
    if found is not None:
        check_whole(made(found), after)


#: Lines of events that are sound as long as e0 and e1 are there.
SOUND = [
    *("date: 1912", "date: 1912-04", "date: 1911/1913", "date: 1912/..", "date: [1911, 1914]"),
    *("date: 1912/", "lane: Ships", "lane: Docks", "lane: Piers", "importance: 5", "cost: 3"),
    *("links: [e0]", "links: [e1, {to: e0, kind: leads-to}]", "port: X", "importance: 9"),
]
#: What an event says of its id; {} is a number that no other has.
NAMES = ["id: n{}", "id: foo-{}", "title: foo", "title: foo 2", "title: bar {}", "title: foo {}"]
SOUND_EVENT = st.builds(
    lambda name, lines: [name, *lines],
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(SOUND), max_size=3, unique_by=lambda line: line[:4]),
)
CHANGES_AT = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 2), st.lists(SOUND_EVENT, max_size=2)),
    min_size=1,
    max_size=3,
)


@given(st.lists(SOUND_EVENT, min_size=9, max_size=9), CHANGES_AT, st.booleans())
def test_one_change_after_another_says_what_reading_anew_says(
    lines: list[list[str]],
    changes: list[tuple[int, int, list[list[str]]]],
    has_ids: bool,
) -> None:
    count = itertools.count()

    def told(lines: list[str]) -> list[str]:
        number = next(count)
        return [f"id: n{number}" if has_ids else lines[0].format(number), *lines[1:]]

    events = [["id: e0"], *map(told, lines), ["id: e1"]]
    found = read(listed(events).encode())
    for at, gone, new in changes:
        events = [*events[:at], *map(told, new), *events[at + gone :]]
        after = listed(events).encode()
        renewed = reread(found, after) if events else None
        if renewed is None:
            return
        found = made(renewed)
        check_whole(found, after)


def test_more_of_the_last_event_is_not_missed() -> None:
    text = timeline_text([["id: a", "date: 1912"], ["id: b", "date: 1913"]], 2, "\n")
    after = (text + "    title: The last\n").encode()
    check_whole(again(read(text.encode()), after), after)


def test_more_of_the_last_line_is_not_missed() -> None:
    before = read(timeline_text([["id: a"], ["id: b", "title: B"]], 2, "\n").rstrip().encode())
    for more in (b"- {id: new}\n", b"  - {id: new}\n"):
        assert reread(before, before.data + more) is None
    after = before.data + b"\n  - {id: new}\n"
    check_whole(again(before, after), after)


def numbered(count: int) -> list[list[str]]:
    return [[f"id: e{number}", "date: 1912", "tags: [sea]"] for number in range(count)]


def test_only_the_part_that_changed_is_read_again(parts_read: list[int]) -> None:
    events = numbered(60)
    before = read(timeline_text(events, 2, "\n").encode())
    events[30] = ["id: e30", "date: 1913", "title: Another", "lane: Law"]
    after = timeline_text(events, 2, "\n").encode()
    parts_read.clear()
    found = again(before, after)
    assert 1 <= len(parts_read) <= 2
    check_whole(found, after)


def test_of_changes_here_and_there_what_is_between_is_not_read(parts_read: list[int]) -> None:
    events = numbered(60)
    before = read(listed(events).encode())
    for number in (3, 20, 40, 57):
        events[number] = [f"id: e{number}", f"title: This is event {number}", "lane: Law"]
    after = listed(events).encode()
    parts_read.clear()
    found = again(before, after)
    assert len(parts_read) <= 8
    check_whole(found, after)


def test_between_events_that_come_far_apart_parts_are_found_again(parts_read: list[int]) -> None:
    events = [[f"id: e{number:03}", "date: 1912", "tags: [sea]"] for number in range(300)]
    before = read(listed(events).encode())
    new = [[f"id: new{number}"] for number in range(3)]
    changed = [*events[:5], new[0], *events[5:150], new[1], *events[151:290], new[2], *events[290:]]
    after = listed(changed).encode()
    parts_read.clear()
    found = again(before, after)
    assert len(parts_read) <= 9
    check_whole(found, after)


def test_parts_that_begin_alike_cost_little_and_are_told_apart(parts_read: list[int]) -> None:
    events = [["date: 1912", "tags: [sea]", f"title: Number {number}"] for number in range(90)]
    before = read(listed(events).encode())
    changed = [*events[:9], ["title: New"], *events[9:80], ["title: Newer"], *events[80:]]
    after = listed(changed).encode()
    parts_read.clear()
    held = reread(before, after)
    assert held is not None
    check_whole(made(held), after)


def test_parts_that_all_begin_alike_are_not_compared_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(yaml_cut, "PART", 4_000)
    events = [["date: 1912", "tags: [sea]", f"title: Number {n:05}"] for n in range(4_000)]
    before = read(listed(events).encode())
    after = listed(events[::-1]).encode()
    compared = 0

    def holds(of: Outline, number: int, data: bytes) -> bool:
        nonlocal compared
        compared += len(data)
        return of.marks[number] == mark_of(data)

    monkeypatch.setattr(Outline, "holds", holds)
    found = reread(before, after)
    assert compared < 12 * len(after)
    if found is not None:
        check_whole(made(found), after)


def test_one_event_after_another_leaves_no_crumbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_cut, "PART", 400)
    events = [[f"id: e{number:03}", "date: 1912", "tags: [sea]"] for number in range(60)]
    found = read(listed(events).encode())
    for number in range(60):
        events.insert(30 if number % 3 else len(events), [f"id: n{number:03}", "date: 1913"])
        found = again(found, listed(events).encode())
    check_whole(found, listed(events).encode())
    known = found.outline
    assert known is not None
    assert len(known.traces) <= 2 * len(listed(events)) / 400


def test_where_too_much_is_new_all_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reuse, "_MOST_NEW", 4)
    events = numbered(60)
    before = read(listed(events).encode())
    assert reread(before, listed(events[:40]).encode()) is not None
    assert reread(before, listed([*events, *([["date: 1911"]] * 40)]).encode()) is None


@pytest.mark.parametrize("change", [("Ships", "Boats"), ("The log", "A log")])
def test_another_head_has_all_read_again(change: tuple[str, str]) -> None:
    text = timeline_text([["id: a", "lane: Ships", "sources: [log]"], ["id: b"]] * 9, 2, "\n")
    assert reread(read(text.encode()), text.replace(*change, 1).encode()) is None


def test_another_tail_has_all_read_again() -> None:
    text = listed(numbered(9))
    before = read(text.encode())
    assert reread(before, (text + "about: Below\n").encode()) is None


def test_a_change_that_casts_doubt_on_a_cut_has_all_read() -> None:
    text = timeline_text([[f"id: e{number}"] for number in range(9)], 2, "\n")
    before = read(text.encode())
    assert reread(before, text.replace("id: e5", "id: &a e5").encode()) is None


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
    "something else": (8, 9, [["id: another", "date: 1913", "links: [e3]"]]),
    "less in the middle": (30, 33, []),
    "less at the end": (57, 60, []),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("tail", ["", "about: |\n  Below\n"])
def test_parts_are_found_again_wherever_events_come_or_go(
    change: str, tail: str, parts_read: list[int]
) -> None:
    events = [[f"id: e{number}", "date: 1912", "tags: [sea]"] for number in range(60)]
    events[40] += ["links: [e3, e40, e50]", "lane: Law", "importance: 9"]
    before = read((listed(events) + tail).encode())
    at, until, new = CHANGES[change]
    after = (listed([*events[:at], *new, *events[until:]]) + tail).encode()
    parts_read.clear()
    found = again(before, after)
    assert len(parts_read) <= 4
    check_whole(found, after)
    parts_read.clear()
    once_more = again(found, after)
    assert not parts_read
    check_whole(once_more, after)


def test_a_part_with_other_bytes_is_not_taken_for_the_same() -> None:
    events = [[f"id: e{number}", "title: abc"] for number in range(9)]
    before = read(listed(events).encode())
    for number in range(9):
        changed = [*events]
        changed[number] = [f"id: e{number}", "title: abd"]
        after = listed(changed).encode()
        titles = {event.id: event.title for event in again(before, after).timeline.events}
        assert titles == {f"e{n}": "abd" if n == number else "abc" for n in range(9)}


def test_a_part_that_was_moved_tells_what_stands_there() -> None:
    events = [[f"id: e{number}", f"title: T{number}"] for number in range(30)]
    before = read(listed(events).encode())
    after = again(before, listed([["id: new"], *events]).encode())
    for reading in (before, after):
        for event in reading.timeline.events:
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
    data = f"events:\n{after}".encode()
    found = reread(first, data)
    if found is not None:
        check_whole(made(found), data)


#: What an event becomes, or what comes beside it, and why then all is to be read.
OF_ALL = {
    "an id that is given twice": ["id: e8", "date: 1912"],
    "an id that is linked to and gone": ["id: another"],
    "a link that leads nowhere": ["id: e5", "links: [nowhere]"],
}


@pytest.mark.parametrize("why", OF_ALL)
def test_what_makes_a_difference_elsewhere_has_all_read(why: str) -> None:
    events = [*numbered(30), ["id: last", "links: [e5, e6]"]]
    before = read(listed(events).encode())
    events[5] = OF_ALL[why]
    assert reread(before, listed(events).encode()) is None


@pytest.mark.parametrize("line", ["links: [nowhere]", "id: e3"])
def test_what_is_amiss_elsewhere_has_all_read_if_ids_come_or_go(line: str) -> None:
    events = [*numbered(30), [line, "title: The last"]]
    before = read(listed(events).encode())
    assert reread(before, listed([["id: new"], *events]).encode()) is None
    if line.startswith("links"):
        events[5] = ["id: e5", "title: Another"]
        check_whole(again(before, listed(events).encode()), listed(events).encode())


def test_what_a_link_was_meant_to_be_is_the_first_id_like_it() -> None:
    likes = [["id: titanica"], ["id: titanicb"]]
    events = [*likes, *numbered(9), ["id: z", "links: [titanicc]"]]
    before = read(listed(events).encode())
    assert reread(before, listed([*likes[::-1], *events[2:]]).encode()) is None
    events[5] = ["id: e3", "title: Another"]
    check_whole(again(before, listed(events).encode()), listed(events).encode())


def test_what_others_have_guessed_is_not_left_for_links(monkeypatch: pytest.MonkeyPatch) -> None:
    links = [[f"id: z{number}", "links: [titanik]"] for number in range(2)]
    events = [*numbered(9), ["id: titanic"], *links]
    monkeypatch.setattr(document, "_MOST_GUESSES", len(events) + 1)
    before = read(listed(events).encode())
    events[3] = ["id: e3", "lane: Ship"]
    after = listed(events).encode()
    assert reread(before, after) is None
    for reading, count in ((before, 2), (read(after), 1)):
        told = [each.message for each in reading.timeline.problems]
        assert sum("did you mean 'titanic'" in message for message in told) == count


def test_ids_of_the_same_hash_are_told_apart() -> None:
    events = [["id: plumless", "date: 1912"], *numbered(20), ["id: buckeroo", "date: 1913"]]
    found = read(listed(events).encode())
    for number, date in ((0, "1914"), (21, "1911"), (0, "1910")):
        events[number] = [events[number][0], f"date: {date}"]
        found = again(found, listed(events).encode())
        check_whole(found, listed(events).encode())
    check_whole(again(found, listed(events[1:]).encode()), listed(events[1:]).encode())


def test_where_most_has_gone_all_is_read() -> None:
    events = numbered(60)
    before = read(listed(events).encode())
    assert reread(before, listed(events[:40]).encode()) is not None
    assert reread(before, listed(events[:20]).encode()) is None


def test_a_file_that_is_no_longer_large_is_read_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events = numbered(60)
    before, after = read(listed(events).encode()), listed(events[:50]).encode()
    monkeypatch.setattr(file_bytes, "LARGE", len(after) + 1)
    assert not isinstance(Reading.of(after, Path("a.yaml"), before).timeline.events, EventTable)
    monkeypatch.setattr(file_bytes, "LARGE", len(after))
    assert isinstance(Reading.of(after, Path("a.yaml"), before).timeline.events, EventTable)


def test_a_table_goes_with_the_events_that_were_made_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "_LARGE", 0)
    events = numbered(30)
    before = read(listed(events).encode())
    assert len(list(before.timeline.events)) == 30
    events[9] = ["id: e9", "title: Another"]
    gc.enable()
    found = again(before, listed(events).encode())
    table = weakref.ref(before.timeline.events)
    del before
    gc.collect()
    assert table() is None
    assert len(found.timeline.events) == 30


def test_a_problem_that_tells_a_line_tells_where_that_is_now(parts_read: list[int]) -> None:
    events = numbered(30)
    events[20] += ["date: 1913"]
    before = read(listed(events).encode())
    assert any(problem.tells_line for problem in before.timeline.problems)
    parts_read.clear()
    after = listed([["id: new", "title: Above all"], *events]).encode()
    found = again(before, after)
    assert len(parts_read) <= 3
    check_whole(found, after)


def test_made_ids_stay_where_no_other_has_its_like() -> None:
    events = [[f"title: Event {chr(97 + number)}"] for number in range(20)]
    before = read(listed(events).encode())
    after = listed([*events[:9], ["title: Quite another"], *events[11:]]).encode()
    check_whole(again(before, after), after)
    assert reread(before, listed([["title: Event c"], *events]).encode()) is None


def test_what_has_gone_is_forgotten_in_time() -> None:
    events = numbered(30)
    found, changes = read(listed(events).encode()), 0
    while changes < 60:
        events[9] = ["id: e9", f"title: {str(changes) * 60}"]
        held = reread(found, listed(events).encode())
        if held is None:
            break
        found, changes = made(held), changes + 1
        table = found.timeline.events
        assert isinstance(table, EventTable)
        assert len(table.record_bytes) < 3 * sum(table.arrays.record_sizes)
    assert 5 < changes < 60


def test_an_outline_is_the_same_when_it_was_written() -> None:
    events = [*numbered(9), ["title: Without an id", "cargo: tea", "date: 1912-13"], ["tilte: x"]]
    before = read(listed(events).encode()).outline
    assert before is not None
    found = outline.read(outline.written(before))
    assert found._replace(traces=list(found.traces)) == before
