"""Events read by their lines, against what a YAML parser makes of them."""

from textwrap import indent

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tui.stores.plain_event import Entry, NotPlainError
from tui.stores.yaml_lines import LineReader
from tui.stores.yaml_plain import entry_of

#: What means something to YAML, and some that does not.
SIGNS = "ab:#-?,[]{}&*!|>'\"%@`~ =\\/.0é\u00a0"
WORDS = ("a", "b c", "'a, b'", '"c: d"', "https://example.org/a#b", "-1", "nil", "n", "é", "(a)")
ODD = ("null", "Null", "~", "- a", "a: b", "a #b")


def by_lines(text: str, blanks: int = 0) -> Entry:
    return LineReader(blanks).read(text, 0, len(text), 7, 7 + text.count("\n"))


def by_nodes(text: str) -> Entry:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.SequenceNode)
    (event,) = root.value
    return entry_of(event, 7)


value = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.sampled_from(ODD),
    st.tuples(st.text(SIGNS, max_size=2), st.sampled_from(WORDS), st.text(SIGNS, max_size=2)).map(
        "".join
    ),
)
pair = st.tuples(st.sampled_from(["to", "url", "kind"]), value).map(": ".join)
flow = st.one_of(value, st.lists(pair, max_size=2).map(lambda pairs: f"{{{', '.join(pairs)}}}"))
brackets = st.lists(flow, max_size=3).map(lambda items: f"[{', '.join(items)}]")


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Lines below a key: of a block of text, or of a list, each in its place or somewhere else."""
    depth = draw(st.integers(0, 3))
    row = st.one_of(
        value,
        pair,
        st.one_of(value, pair, flow).map("- ".__add__),
        pair.map("  ".__add__),
        st.just(""),
    )
    rows = draw(st.lists(st.tuples(st.sampled_from([depth, depth, depth, depth + 1, 0]), row)))
    left = draw(st.sampled_from(["  ", "  ", "  ", " ", ""]))
    return "".join(f"\n{left}{' ' * deep}{row}" for deep, row in rows)


below = st.tuples(st.sampled_from(["", "", " |", " >", " |-", " >-", " a", " []", " >2"]), lines())
field = st.tuples(
    st.sampled_from(["id", "title", "text", "tags", "sources", "links", "a-b", "title "]),
    st.one_of(
        st.one_of(value, brackets).map(" ".__add__),
        below.map("".join),
        st.tuples(value, lines()).map(lambda both: f" {both[0]}{both[1]}"),
    ),
).map(":".join)
event = st.tuples(
    st.lists(st.one_of(field, field, st.just("# c"), st.just(""), st.just("  a")), min_size=1),
    st.sampled_from(["\n", "\n", "\n\n", "", "\n \n", "\n...\n", "\n  # c\n"]),
).map(lambda both: "- " + "\n  ".join(both[0]) + both[1])


@given(event)
@example("- text: >\n    a\n     b\n\n    c\n")
@example("- links:\n  - a\n    to: b\n")
@example("- tags: ['a, b', c]\n  id: x\n\n\n")
def test_what_is_read_by_lines_means_the_same_to_yaml(text: str) -> None:
    try:
        found = by_lines(text)
    except NotPlainError:
        return
    assert found == by_nodes(text)


PLAIN = [
    "- title: The ice\n",
    "- title: \"So: 'no'\"\n  id: '#1'\n",
    "- title: a#1 b:c\n\n\n",
    "- title: nullify\n  year: -44\n",
    "- text: |\n    One.\n\n      Two.\n  id: a\n",
    "- text: >-\n   One\n   and two.\n\n\n   Three.\n",
    "- tags: []\n  actors: [A, 'B, C', \"D\"]\n",
    "- tags:\n  - a\n  - 'b'\n  actors:\n      - Zoë\n",
    "- sources: [{publisher: P, url: https://example.org/a}, log]\n",
    "- title: T\n  sources:\n    - publisher: P\n      title: 'T: U'\n\n    - log\n".replace(
        "\n\n", "\n"
    ),
    "- links:\n  - {to: a, kind: leads-to}\n  - kind: leads-to\n    to: b\n  - c\n",
    "- links: [{kind: leads-to, to: 'a'}, {to: b}]\n",
    "- text: |\n    a\n\n    b\n  links:\n    - to: c\n  sources: [{url: 'd'}]\n  id: e\n",
    "- title: a\n  _x: b\n  x-1: c\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_files_are_made_of_is_read_by_lines(text: str) -> None:
    assert by_lines(text) == by_nodes(text)


@pytest.mark.parametrize("text", PLAIN)
def test_events_may_stand_further_right(text: str) -> None:
    moved = indent(text, "   ")
    found, nearer = by_lines(moved, 3), by_lines(text)
    assert found == by_nodes(moved)
    assert found.texts == nearer.texts


@pytest.mark.parametrize(
    "text",
    [
        "- title: a\n  title: b\n",
        "- title: null\n",
        "- title: ~\n",
        "- title:\n",
        "- title: a # b\n",
        "- title: a\n  # b\n",
        '- title: "a\\tb"\n',
        "- title: 'it''s'\n",
        "- title: a\n    b\n",
        "- title: 'a\n    b'\n",
        "- title: &x a\n",
        "- title: a: b\n",
        "- text: |\n    a\n   b\n",
        "- text: >\n    a\n      b\n",
        "- text: |2\n    a\n",
        "- text: |\n\n    a\n",
        "- text: |\n    a \n",
        "- text: >\n    a\n    \tb\n",
        "- text: |\n  - a\n",
        "- title: a \n",
        "- title: a\t\n",
        "- title: a\tb\n",
        "- title: a#b\tc\n",
        "- title : a\n",
        "- tags: [a://b #c]\n",
        *(f"- title: {sign}a\n" for sign in "?:!%@`&*,[]{}|>-#'\"~\u00a0"),
        "- title: NULL\n",
        "- title: Null\n",
        f"- {'k' * 1030}: a\n",
        "- -x: a\n",
        "- 1x: a\n",
        "- tags: [a , b]\n",
        "- tags: [a,b]\n",
        "- tags: [a #b]\n",
        "- tags: [a//#b]\n",
        "- tags: [a: b]\n",
        "- tags: [a:b]\n",
        "- tags: [a:]\n",
        "- tags: [a://b:c]\n",
        "- tags: [a?]\n",
        "- tags: [a\t]\n",
        "- tags:\n  - a: b\n",
        "- tags: a\n    - b\n",
        "- tags: a\n",
        "- tags:\n",
        "- tags:\n - a\n",
        "- tags:\n    - a\n  - b\n",
        "- tags:\n    - a\n     - b\n",
        "- sources:\n    - url: a\n       title: b\n",
        "- tags: [a, [b]]\n",
        "- tags: [a, null]\n",
        "- tags: [{a: b}]\n",
        "- sources: [{url: a, url: b}]\n",
        "- sources:\n  - url: a\n    url: b\n",
        "- sources:\n    url: a\n",
        "- links:\n  - a\n    to: b\n",
        "- links:\n  - to: a\n    b\n",
        "- title: a\r\n",
        "- title: a",
        "-  title: a\n",
        "- ? a\n",
        "- a\n",
    ],
)
def test_what_may_mean_something_else_is_left_to_yaml(text: str) -> None:
    with pytest.raises(NotPlainError):
        by_lines(text)
