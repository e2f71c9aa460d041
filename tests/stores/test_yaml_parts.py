"""A file in parts, against the same file as a whole."""

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.events import write
from tui.events.difference import same_node
from tui.events.event import Event, Source
from tui.events.timeline import Timeline
from tui.stores import file_bytes, yaml_cut
from tui.stores.yaml_cut import NotInPartsError, first_parts
from tui.stores.yaml_file import to_timeline, to_whole_timeline
from tui.stores.yaml_parts import Parts

HEAD = """\
# kept by hand
title: A voyage
lanes: [Ships, Law]
sources:
  log: {publisher: The Line, title: The log, date: 1912-04-14}
events:
"""

#: The lines of an event below its dash, each event being some of them.
LINES = [
    *("id: ice", "id: inquiry", "id: 'two words'", "title: The ice", "title: Ölfaß 𝄞", "title: ''"),
    *("date: 1912-04-14", "date: 1912-04~", "date: [1912, 1913]", "date: 1912-13", "end: 1912-05"),
    *("end: ..", "date: 1912-04-10/1912-04-15", "date:", "as_written: In spring  # so it says"),
    *("lane: Ships", "lane: Ship", "lane: Docks", "importance: 5", "importance: high"),
    *("status: reported", "status: reportd", "actors: [A, 'B, C', \"\"]", "actors: one"),
    *("tags: [sea, night]", "tags:\n    - sea\n    - night", "cargo: coal", "cargo: [coal, tea]"),
    *("text: |\n    - no event\n\n    # no comment\n    more", 'text: "a\\u001b[31m b"'),
    *("text: >-\n    folded\n    lines", "links: [{to: ice, kind: leads-to}, inquiry]"),
    *(
        "links:\n    - to: nowhere\n    - {kind: related}",
        "sources: [log, {title: A book, page: 9}]",
    ),
    *(
        "sources:\n    - url: https://example.org/a\n      date: 1912-02-30\n    - nothing",
        "tilte: x",
    ),
]


def timeline_text(events: list[list[str]], indent: int, ends: str) -> str:
    text = HEAD
    for number, lines in enumerate(events):
        if number % 5 == 3:
            text += "\n# between\n"
        if not lines:
            text += f"{' ' * indent}- just a text\n"
            continue
        dash = "- " if number % 4 else "-\n  "
        body = dash + "\n".join(lines).replace("\n", "\n  ")
        text += "".join(f"{' ' * indent}{line}\n" for line in body.split("\n"))
    return text.replace("\n", ends)


EVENTS = st.lists(st.lists(st.sampled_from(LINES), max_size=6), min_size=1, max_size=12)


@pytest.fixture(autouse=True)
def small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_cut, "PART", 1)
        yield


def read(data: bytes) -> Timeline:
    parts = Parts(data)
    parts.read()
    return parts.timeline()


def values(of: Event | Source) -> dict[str, object]:
    names = {field.name for field in fields(of)} - {"node", "sources"}
    return {name: getattr(of, name) for name in names}


def check_same(one: Timeline, other: Timeline) -> None:
    for name in ("title", "about", "lanes", "eras", "views", "problems", "troubles"):
        assert getattr(one, name) == getattr(other, name), name
    assert list(one.sources) == list(other.sources)
    assert len(one.events) == len(other.events)
    for a, b in zip(one.events, other.events, strict=True):
        assert values(a) == values(b)
        assert list(map(values, a.sources)) == list(map(values, b.sources))
        assert a.node.location == b.node.location
        assert same_node(a.node, b.node)
        tied = [[(e.id, link) for e, link in each.incoming(a.id)] for each in (one, other)]
        assert tied[0] == tied[1]
        found = other.event(a.id)
        assert found is not None
        assert values(found) == values(a)


@given(EVENTS, st.sampled_from([0, 2, 4]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_parts_say_what_the_whole_says(
    events: list[list[str]], indent: int, ends: str, has_mark: bool
) -> None:
    data = (b"\xef\xbb\xbf" if has_mark else b"") + timeline_text(events, indent, ends).encode()
    whole = to_whole_timeline(data, "a.yaml")
    check_same(whole, read(data))


@pytest.mark.parametrize(
    "text",
    [
        "events:\n    - title: x\n      tags:\n  - a\n    - title: y\n",
        "events:\n- title: x\n  links:\n - a\n- title: y\n",
    ],
)
def test_a_list_left_of_its_key_is_no_part(text: str) -> None:
    with pytest.raises(NotInPartsError):
        read(text.encode())


@pytest.mark.parametrize(("lane", "said"), [("''", ""), ("' '", "  lane: ' '\n")])
def test_a_lane_without_a_name_is_none(lane: str, said: str) -> None:
    data = f"lanes: [{lane}, A]\nevents:\n- title: x\n  date: 1912\n{said}".encode()
    check_same(to_whole_timeline(data, "a.yaml"), read(data))


@pytest.mark.parametrize("tail", ["about: |\n  More of it\n", "\n# an end\neras: []\nextra: 1\n"])
def test_what_stands_below_the_events_counts_too(tail: str) -> None:
    data = (timeline_text([["id: a", "date: 1912"], ["id: b"]], 2, "\n") + tail).encode()
    check_same(to_whole_timeline(data, "a.yaml"), read(data))


def test_lanes_and_sources_may_stand_below_the_events() -> None:
    text = "events:\n  - {id: a, date: 1912, lane: Ship, sources: [log]}\n  - {id: b}\n"
    data = (text + "lanes: [Ships]\nsources: {log: {title: The log}}\n").encode()
    check_same(to_whole_timeline(data, "a.yaml"), read(data))


@pytest.mark.parametrize(
    "text",
    [
        "events: [{id: a}, {id: b}]\n",
        "title: none\n",
        "",
        "events:\n  - &a {id: a}\n  - {<<: *a, id: b}\n",
        "events:\n  - {id: a, tags: &t [x]}\n  - {id: b}\n",
        "events:\n  - {id: a, title: *unknown}\n  - {id: b}\n",
        "events:\n  - {id: a\n  - {id: b}\n",
        'events:\n  - {id: a, title: "one\n  - two"}\n  - {id: b}\n',
        "events:\n  - id: a\n   - id: b\n",
        "events:\n  - {id: a}\n---\nevents:\n  - {id: b}\n",
        "events:\n  - {id: a}\nevents:\n  - {id: b}\n",
        "'events':\n  - {id: z}\nevents:\n  - {id: b}\n",
        "%YAML 1.1\n---\nevents:\n  - {id: a}\n",
        "\ufeffevents:\n  - {id: a}\nevents:\n  - {id: b}\n",
        '"\\x65vents":\n  - {id: z}\nevents:\n  - {id: b}\n',
        "!!str events: [{id: z}]\nevents:\n  - {id: b}\n",
        "events:\n  - {id: a}\n{title: x}\n",
        "events:\n  - {id: a}\n? title\n: x\n",
        "<<: {title: x, about: y}\nevents:\n  - {id: a}\ntitle: T\n",
        "title: T\nevents:\n  - {id: a}\n<<: {title: x}\n",
        'events:\n  - id: a\n    title: "one\n  - two"\n  - id: b\n    title: B\n  -',
        "events:\n  - {id: a, x: " + "[" * 62 + "]" * 62 + "}\n",
        "events:\n  - {id: a}\n - just a text\n  - just a text\n",
        "events:\n  - {id: a, title: a\u2028b}\n",
        "events:\n  - {id: a, title: a\rb}\n",
        "events:\n  - {id: a, date: Y-13800000000}\n",
    ],
)
def test_a_doubtful_file_is_read_as_a_whole(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = text.encode()
    with pytest.raises(NotInPartsError):
        read(data)
    monkeypatch.setattr(file_bytes, "LARGE", 0)
    one, other = to_whole_timeline(data, "a.yaml"), to_timeline(data, "a.yaml")
    assert list(map(values, one.events)) == list(map(values, other.events))
    assert one.problems == other.problems


@pytest.mark.parametrize(
    "text", ["\ufeffevents:\n  - {id: a}\n  - {id: b}\n", "\ufefftitle: x\nevents:\n  - {id: a}\n"]
)
def test_a_mark_at_the_beginning_does_not_matter(text: str) -> None:
    check_same(to_whole_timeline(text.encode(), "a.yaml"), read(text.encode()))


def test_no_more_is_guessed_in_parts_than_in_the_whole() -> None:
    lanes = ", ".join(f"Lane number {number}" for number in range(500))
    events = "".join(f"  - {{date: 1912, lane: Lane numbr {number}}}\n" for number in range(500))
    data = f"lanes: [{lanes}]\nevents:\n{events}".encode()
    with pytest.raises(NotInPartsError):
        read(data)
    few = f"lanes: [{lanes}]\nevents:\n{events[:4_000]}".rpartition("\n")[0].encode()
    check_same(to_whole_timeline(few, "a.yaml"), read(few))


def test_a_stray_byte_is_read_as_a_whole() -> None:
    with pytest.raises(NotInPartsError):
        read(b"events:\n  - {id: a, title: caf\xe9}\n")


def test_the_first_parts_end_before_an_event() -> None:
    text = timeline_text([["id: a"], ["id: b"], ["id: c"]], 2, "\n")
    cut = text.index("- id: c")
    for end in range(cut + 8, len(text)):
        first = first_parts(text[:end].encode())
        assert [event.id for event in read(first).events] == ["a", "b"]
    with pytest.raises(NotInPartsError):
        first_parts(text[: text.index("- id: b")].encode())


def test_a_large_file_keeps_no_events_but_those_looked_at(tmp_path: Path) -> None:
    write(tmp_path / "large.yaml", 6_000)
    data = (tmp_path / "large.yaml").read_bytes()
    assert len(data) >= file_bytes.LARGE
    timeline = to_timeline(data, "large.yaml")
    assert not isinstance(timeline.events, tuple)
    check_same(to_whole_timeline(data, "large.yaml"), timeline)
    first = timeline.events[0]
    assert timeline.events[0] is first
    assert timeline.event(first.id) is first
