"""What holds for every edit of every file, however it is written."""

import re
from contextlib import suppress
from difflib import SequenceMatcher

from hypothesis import assume, example, given
from hypothesis import strategies as st

from tests.stores.yaml_edit.formats import WORDS, files
from tests.stores.yaml_edit.trial import around, nodes, outcome, places, texts
from tui.events.node import Mapping, Node, Scalar
from tui.events.problem import Location
from tui.stores.yaml_edit.edit import (
    AddEvent,
    AddItem,
    Edit,
    EditError,
    Item,
    RemoveEvent,
    RemoveItem,
    SetField,
    Value,
)
from tui.stores.yaml_edit.edited import edited

_NAMES = ("id", "date", "title", "lane", "text", "own", "other")
NAMES = st.sampled_from(_NAMES)
TEXTS = st.text() | WORDS | st.text("ab \n\t#:-'\"[]{},?!&*|>%@`~\\", max_size=12)


def value_of(event: Node, name: str) -> Node | None:
    pairs = event.pairs if isinstance(event, Mapping) else []
    return next((value for key, value in pairs if key.text == name), None)


def as_dict(event: object) -> dict[str, object]:
    assert isinstance(event, list)
    return dict(event)


def lines(data: bytes) -> list[bytes]:
    return re.split(rb"(?<=\n)", data)


def comments(data: bytes) -> list[bytes]:
    """Return the comments that have a line of their own."""
    return re.findall(rb"^ *# (?:about|head|end).*?$", data, re.MULTILINE)


@given(files(), st.data(), NAMES, TEXTS)
def test_a_field_that_is_set_reads_as_it_was_meant_and_nothing_else_changes(
    data: bytes, draws: st.DataObject, name: str, text: str
) -> None:
    before = texts(data)
    at = draws.draw(st.integers(0, len(before) - 1))
    new = outcome(data, [SetField(places(data)[at], name, text)])
    assert isinstance(new, bytes), new
    after = texts(new)
    assert around(new) == around(data)
    assert len(after) == len(before)
    for number, (old, now) in enumerate(zip(before, after, strict=True)):
        wanted = {**as_dict(old), name: text} if number == at else as_dict(old)
        assert as_dict(now) == wanted
    assert comments(new) == comments(data)


@given(files(), st.data(), WORDS)
def test_a_text_on_one_line_changes_just_that_line_and_back(
    data: bytes, draws: st.DataObject, word: str
) -> None:
    events = nodes(data)
    at = draws.draw(st.integers(0, len(events) - 1))
    event = events[at]
    assert isinstance(event, Mapping)
    own = lines(data)
    single = [
        (key, value)
        for key, value in event.pairs
        if isinstance(value, Scalar) and value.style not in ("|", ">") and value.text
    ]
    single = [pair for pair in single if pair[0].line == pair[1].line]
    assume(single)
    key, value = draws.draw(st.sampled_from(single))
    assert isinstance(value, Scalar)
    assume(value.text.encode() in own[key.line - 1].replace(b"''", b"'"))
    new = outcome(data, [SetField(event.location, key.text, word)])
    assert isinstance(new, bytes)
    now = lines(new)
    assert len(now) == len(own)
    assert [n for n in range(len(own)) if own[n] != now[n]] in ([], [key.line - 1])
    assert outcome(new, [SetField(places(new)[at], key.text, value.text)]) == data


@given(files(), st.data(), TEXTS)
def test_a_field_that_is_set_leaves_the_lines_of_all_others(
    data: bytes, draws: st.DataObject, text: str
) -> None:
    events = nodes(data)
    fields = [
        (event, name)
        for event in events
        for name in _NAMES
        if not (isinstance(event, Mapping) and event.end) and value_of(event, name) is not None
    ]
    assume(fields)
    event, name = draws.draw(st.sampled_from(fields))
    assert isinstance(event, Mapping)
    new = outcome(data, [SetField(event.location, name, text)])
    assert isinstance(new, bytes)
    key = next(key for key, _ in event.pairs if key.text == name)
    below = [key.line for key, _ in event.pairs] + [event.line for event in events]
    stop = min((line for line in below if line > key.line), default=None)
    own, now = lines(data), lines(new)
    assert own[: key.line - 1] == now[: key.line - 1]
    if stop is not None:
        assert now[len(now) - len(own) + stop - 1 :] == own[stop - 1 :]


@given(files(), st.data(), NAMES, WORDS)
def test_a_new_field_that_is_taken_away_again_leaves_every_byte(
    data: bytes, draws: st.DataObject, name: str, text: str
) -> None:
    at = draws.draw(st.integers(0, len(places(data)) - 1))
    assume(value_of(nodes(data)[at], name) is None)
    new = outcome(data, [SetField(places(data)[at], name, text)])
    assert isinstance(new, bytes)
    added = [tag for tag, *_ in SequenceMatcher(None, data, new, autojunk=False).get_opcodes()]
    assert set(added) <= {"equal", "insert"}
    assert outcome(new, [SetField(places(new)[at], name, None)]) == data


@given(files(), st.data(), st.sampled_from(["actors", "tags", "sources", "links"]), TEXTS)
def test_an_item_that_is_taken_away_again_leaves_every_byte(
    data: bytes, draws: st.DataObject, name: str, text: str
) -> None:
    at = draws.draw(st.integers(0, len(places(data)) - 1))
    item: Item = text if draws.draw(st.booleans()) else {"title": text, "date": "2001"}
    new = outcome(data, [AddItem(places(data)[at], name, item)])
    assert isinstance(new, bytes)
    found = as_dict(texts(new)[at])[name]
    assert isinstance(found, list)
    assert found[-1] == (item if isinstance(item, str) else list(item.items()))
    assert outcome(new, [RemoveItem(places(new)[at], name, len(found) - 1)]) == data


@given(files(), st.data(), TEXTS)
def test_an_event_that_is_taken_away_again_leaves_every_byte(
    data: bytes, draws: st.DataObject, text: str
) -> None:
    at = draws.draw(st.integers(0, len(places(data)) - 1))
    fields: dict[str, Value] = {
        "title": text,
        "tags": [text],
        "sources": [{"title": text}],
        "text": f"{text}\nx",
    }
    after = draws.draw(st.sampled_from([places(data)[at], None]))
    at = len(places(data)) - 1 if after is None else at
    new = outcome(data, [AddEvent(fields, after)])
    assert isinstance(new, bytes), new
    wanted = {**fields, "sources": [[("title", text)]]}
    assert as_dict(texts(new)[at + 1]) == wanted
    assert texts(new)[: at + 1] + texts(new)[at + 2 :] == texts(data)
    assert around(new) == around(data)
    assert outcome(new, [RemoveEvent(places(new)[at + 1])]) == data


@given(files(), st.data())
def test_an_event_goes_and_all_others_stay(data: bytes, draws: st.DataObject) -> None:
    before = texts(data)
    at = draws.draw(st.integers(0, len(before) - 1))
    new = outcome(data, [RemoveEvent(places(data)[at])])
    assert isinstance(new, bytes), new
    assert texts(new) == before[:at] + before[at + 1 :]
    assert around(new) == around(data)
    assert all(line in lines(data) or b"events: []" in line for line in lines(new)[:-1])


@given(files(), st.data(), TEXTS)
def test_edits_in_turn_are_the_edits_one_by_one(
    data: bytes, draws: st.DataObject, text: str
) -> None:
    where = places(data)
    first, second = (draws.draw(st.integers(0, len(where) - 1)) for _ in range(2))
    edits: list[Edit] = [
        SetField(where[first], "title", text),
        AddItem(where[second], "tags", text),
    ]
    step = outcome(data, edits[:1])
    assert isinstance(step, bytes)
    assert outcome(data, edits) == outcome(step, [AddItem(places(step)[second], "tags", text)])


@given(
    st.binary() | st.text("abe:- \n\r\t#'\"[]{},&*!|>?%~\ufeff\x85").map(str.encode),
    st.tuples(st.integers(0, 6), st.integers(0, 12)),
    TEXTS,
)
@example(b"events:\n  - &a\n    <<: *a\n    title: b\n", (2, 5), "x")
@example(b"", (1, 1), "")
def test_whatever_the_bytes_nothing_but_a_reason_comes_of_it(
    soup: bytes, where: tuple[int, int], text: str
) -> None:
    place = Location(*where)
    for data in (soup, b"events:\n  - " + soup, b"events:\n- title: a\n  lane: " + soup):
        for edit in (
            SetField(place, "title", text),
            SetField(Location(2, 3), "lane", text),
            AddItem(place, "tags", text),
            AddEvent({"title": text}, None),
            RemoveEvent(place),
        ):
            with suppress(EditError):
                assert isinstance(edited(data, [edit]), bytes)
