"""Plain events, against the reader of all events."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.events.event import Source
from tui.events.segment import Segment
from tui.stores import part_nodes
from tui.stores.part_reader import PartReader
from tui.stores.plain_event import NotPlainError
from tui.stores.yaml_cut import NotInPartsError
from tui.stores.yaml_lines import LineReader
from tui.stores.yaml_plain import composed

#: What may stand under each key; the first texts are plain.
FIELDS = {
    "id": ["ice", "'two words'", "Öl", "~"],
    "title": ["The ice", "'It''s over!'", "Ölfaß 𝄞", '"a\\tb"', "''"],
    "date": ["1912-04-14", "1912-04~", "1912-04-10/..", "1912-13", '"1912-04-14\\n"', "~"],
    "end": ["1912-05", "..", "1911", "''"],
    "as_written": ["In spring", '"two\\n lines"'],
    "lane": ["Ships", "Docks", "' '", "Ship", "''", "\u2800"],
    "actors": ["[A, 'B, C', A]", "\n    - A\n    - Zoë", "\n - A", "one", "[~]", "[[A]]"],
    "tags": ["['no', sea]", "[]"],
    "importance": ["5", "'3'", "high"],
    "status": ["reported", "reportd"],
    "text": ["|\n    Some *words* of it!\n    And more", '"a\\u001b[31m b"', "&a b", "!x b", "* c"],
    "sources": [
        "[{publisher: P, title: T}]",
        "[log, {url: https://example.org/a, date: 1912}]",
        "[{title: A book, quote: so}, https://example.org]",
        "\n    - url: ftp://example.org\n      date: 1912-02-30",
        "[{title: A book, page: 9}]",
    ],
    "links": ["[{to: ice, kind: leads-to}, inquiry]", "[{to: ~}]", "[{to: a, kind: leadsto}]"],
    "cargo": ["coal", "[coal, tea]", "~"],
    "tilte": ["x"],
}

FIELD = st.sampled_from(list(FIELDS)).flatmap(
    lambda name: st.sampled_from(FIELDS[name]).map(lambda text: f"{name}: {text}")
)
EVENT = st.lists(FIELD, max_size=5).map(lambda more: ["title: T", "date: 1912", *more])
EVENTS = st.lists(st.one_of(EVENT, st.lists(FIELD, min_size=1, max_size=5)), min_size=1, max_size=5)


def read(text: str) -> Segment:
    sources = {"log": Source(title="The log", id="log")}
    reader = PartReader(0, sources, {"Ships", "Docks", "", " ", "\u2800"})
    return reader.read(text.encode(), 7)


def read_without(text: str, *ways: tuple[object, str]) -> Segment:
    """Read a text where some functions find nothing plain."""

    def refuse(*_: object) -> None:
        raise NotPlainError

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ways:
            patch.setattr(owner, name, refuse)
        return read(text)


LINES, NODES = (LineReader, "read"), (part_nodes, "composed")


@given(EVENTS)
def test_plain_events_are_read_as_all_are(events: list[list[str]]) -> None:
    text = "".join(_item(lines) for lines in events)
    try:
        expected = read_without(text, LINES, NODES)
    except NotInPartsError:
        for ways in ([], [LINES]):
            with pytest.raises(NotInPartsError):
                read_without(text, *ways)
        return
    for ways in ([], [LINES]):
        found = read_without(text, *ways)
        assert found.log.state == expected.log.state
        assert found._replace(log=expected.log) == expected


def _item(lines: list[str]) -> str:
    body = "\n  ".join(lines)
    return f"- {body}\n"


@pytest.mark.parametrize(
    "text",
    [
        "- a: &x b\n  c: *x\n",
        "- [&x b, *x]\n",
        "- !!str a\n",
        "- ! ~\n",
        "- {a: !b c}\n",
        "- " + "[" * 70 + "]" * 70 + "\n",
        "- " * 70 + "a\n",
        "a: b\n",
        "- a\n---\n- b\n",
        "- [\n",
    ],
)
def test_what_is_not_plain_is_left_to_others(text: str) -> None:
    with pytest.raises(NotPlainError):
        composed(text)


@pytest.mark.parametrize("text", ["- It *is* so!\n", "- a: Hello !\n", "- a: b & c\n"])
def test_what_only_looks_otherwise_is_plain(text: str) -> None:
    assert len(composed(text).value) == 1
