import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stores.trees import placed, plain
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem_log import ProblemLog
from tui.stores import yaml_tree
from tui.stores.yaml_anchors import MOST_LEVELS, MOST_REPEATED
from tui.stores.yaml_error import LimitError, YamlError
from tui.stores.yaml_parser import NextEvent, c_events, pure_events
from tui.stores.yaml_tree import TreeBuilder

Parser = Callable[[str], NextEvent]

both_parsers = pytest.mark.parametrize("parser", [c_events, pure_events])


def build(text: str, parser: Parser = c_events) -> tuple[Node | None, list[tuple[int, int, str]]]:
    log = ProblemLog()
    root = TreeBuilder(log, parser).build(text)
    return root, [(*problem.location, problem.code) for problem in log.problems()]


@both_parsers
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("# a comment\n", None),
        ("a", "a"),
        ("a: b", [("a", "b")]),
        (
            "a: 12:30\nb: no\nc: 0x1F\nd: 2001-01-01\n",
            [*zip("abc", ["12:30", "no", "0x1F"], strict=True), ("d", "2001-01-01")],
        ),
        ("a:\nb: ~\n", [("a", ""), ("b", "~")]),
        ("- a\n- - b\n  - c\n", ["a", ["b", "c"]]),
        (
            "{date: 2023?, url: http://a.example/?b=c?}",
            [("date", "2023?"), ("url", "http://a.example/?b=c?")],
        ),
        ("[1667, 1668?, ..]", ["1667", "1668?", ".."]),
        ("{1667,1668-12}", [("1667", ""), ("1668-12", "")]),
        ("a: b\na: c\n", [("a", "b"), ("a", "c")]),
        ("a: 'it''s'\nb: \"x\\ty\"\n", [("a", "it's"), ("b", "x\ty")]),
        (
            "a: |\n  one\n  - two\n\n  three\nb: >-\n  four\n  five\n",
            [("a", "one\n- two\n\nthree\n"), ("b", "four five")],
        ),
        ("a: one\r\nb: |\r\n  two\r\n  three\r\n", [("a", "one"), ("b", "two\nthree\n")]),
        ("a: &x [1, 2]\nb: *x\n", [("a", ["1", "2"]), ("b", ["1", "2"])]),
        ("a: &x 1\nb: *x\nc: &x 2\nd: *x\n", [("a", "1"), ("b", "1"), ("c", "2"), ("d", "2")]),
        ("a: {<<: {x: 1, y: 2}, y: 3}", [("a", [("y", "3"), ("x", "1")])]),
        (
            "a: &a {x: 1}\nb: &b {x: 2, y: 2}\nc: {<<: [*a, *b]}",
            [("a", [("x", "1")]), ("b", [("x", "2"), ("y", "2")]), ("c", [("x", "1"), ("y", "2")])],
        ),
        ("'<<': {x: 1}", [("<<", [("x", "1")])]),
        ("a: !!str ~\n", [("a", "~")]),
        ("%YAML 1.2\n---\na: b\n...\n", [("a", "b")]),
    ],
)
def test_a_text_is_kept_as_it_stands(parser: Parser, text: str, tree: object) -> None:
    root, problems = build(text, parser)
    assert plain(root) == tree
    assert problems == []


@both_parsers
@pytest.mark.parametrize(
    ("text", "tree"),
    [
        (
            "é: ü\n𝄞:  'x'",
            (1, 1, 0, 0, [(("é", 1, 1, ""), ("ü", 1, 4, "")), (("𝄞", 2, 1, ""), ("x", 2, 5, "'"))]),
        ),
        (
            "a:\r\n  - >\r\n    x\r\n  - [b]",
            (
                1,
                1,
                0,
                0,
                [
                    (
                        ("a", 1, 1, ""),
                        (2, 3, 0, 0, [("x\n", 2, 5, ">"), (4, 5, 22, 25, [("b", 4, 6, "")])]),
                    )
                ],
            ),
        ),
        ("\n {a: b,}", (2, 2, 2, 9, [(("a", 2, 3, ""), ("b", 2, 6, ""))])),
        ("!!str ~", ("~", 1, 1, "!")),
        ("&a 'b'", ("b", 1, 1, "'")),
    ],
)
def test_every_node_knows_its_place(parser: Parser, text: str, tree: object) -> None:
    assert placed(build(text, parser)[0]) == tree


@both_parsers
@pytest.mark.parametrize(
    ("text", "tree", "problems"),
    [
        ("a: *b", [("a", "")], [(1, 4, "alias-unknown")]),
        ("a: &a [b, *a]", [("a", ["b", ""])], [(1, 11, "alias-recursive")]),
        ("a: &a {<<: *a, b: c}", [("a", [("b", "c")])], [(1, 12, "alias-recursive")]),
        ("a: {<<: b}", [("a", [])], [(1, 9, "merge-invalid")]),
        ("[a]: b\nc: d", [("c", "d")], [(1, 1, "key-invalid")]),
        ("'': b\nc: d", [("c", "d")], [(1, 1, "key-invalid")]),
        (
            "a: !b c\nd: !e [f]",
            [("a", "c"), ("d", ["f"])],
            [(1, 4, "tag-ignored"), (2, 4, "tag-ignored")],
        ),
        ("a: !!int 5", [("a", "5")], [(1, 4, "tag-ignored")]),
        ("a: b\n---\nc: d\n", [("a", "b")], [(2, 1, "document-second")]),
        ("a: b\n---\n: : : [\n", [("a", "b")], [(2, 1, "document-second")]),
    ],
)
def test_what_cannot_be_kept_is_a_problem(
    parser: Parser, text: str, tree: object, problems: object
) -> None:
    root, found = build(text, parser)
    assert plain(root) == tree
    assert found == problems


def test_an_alias_is_the_same_node() -> None:
    root, _ = build("- &a {b: c}\n- *a\n")
    assert isinstance(root, Sequence)
    assert root.items[0] is root.items[1]


def test_a_null_is_plain() -> None:
    root, _ = build("[~, null, NULL, Null, '', '~', \"null\", nil, !!str null, {a: }]")
    assert isinstance(root, Sequence)
    nulls = [item.is_null for item in root.items if isinstance(item, Scalar)]
    assert nulls == [True, True, True, True, False, False, False, False, False]
    last = root.items[-1]
    assert isinstance(last, Mapping)
    assert isinstance(last.pairs[0][1], Scalar)
    assert last.pairs[0][1].is_null


def laughs(levels: int, width: int) -> str:
    lines = ["a0: &a0 [x]"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} [{aliases}]")
    return "\n".join(lines)


def merges(levels: int, width: int) -> str:
    lines = ["a0: &a0 {x: y}"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} {{<<: [{aliases}], k{level}: v}}")
    return "\n".join(lines)


@both_parsers
@pytest.mark.parametrize("text", [laughs(10, 10), merges(10, 10)])
def test_aliases_cannot_explode(parser: Parser, text: str) -> None:
    with pytest.raises(
        LimitError, match=f"aliases repeat more than {MOST_REPEATED:,} values"
    ) as caught:
        build(text, parser)
    assert caught.value.location is not None
    assert 6 <= caught.value.location.line <= 8


@both_parsers
@pytest.mark.parametrize("opening", ["[", "[\n", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_ends_at_once(parser: Parser, opening: str) -> None:
    began = time.perf_counter()
    with pytest.raises(YamlError, match=f"more than {MOST_LEVELS} deep"):
        build(opening * 1_000_000, parser)
    assert time.perf_counter() - began < 5


@both_parsers
def test_aliases_nest_no_deeper_either(parser: Parser) -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 62))]
    assert build("\n".join(lines), parser)[1] == []
    for tail in ("b: [[*a61]]", "b: {c: *a61, d: [*a61]}", "b: {c: {<<: {d: *a61}}}"):
        with pytest.raises(YamlError, match=f"more than {MOST_LEVELS} deep"):
            build("\n".join([*lines, tail]), parser)


@both_parsers
def test_as_deep_as_is_allowed_is_read(parser: Parser) -> None:
    root, _ = build("[" * MOST_LEVELS + "]" * MOST_LEVELS, parser)
    for _ in range(MOST_LEVELS - 1):
        assert isinstance(root, Sequence)
        (root,) = root.items
    assert plain(root) == []


def test_values_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "MOST_EVENTS", 1_000)
    build("a\n" * 900)
    with pytest.raises(LimitError, match="more than 1,000 values"):
        build("- a\n" * 1_000)


def test_many_directives_end_at_once() -> None:
    text = "".join(f"%TAG !a{number}! x\n" for number in range(50_000))
    with pytest.raises(LimitError, match="%TAG"):
        build(f"\n{text}---\na: b\n")


@given(
    st.recursive(
        st.text("abc 0é?-:'\"#~", max_size=6),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.lists(
                st.tuples(st.from_regex("[a-c][a-c?]{,2}", fullmatch=True), inner), max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_both_parsers_read_the_same(value: object) -> None:
    text = written(value)
    assert placed(build(text, c_events)[0]) == placed(build(text, pure_events)[0])


def written(value: object) -> str:
    """Return a value in flow style, texts in double quotes and keys plain."""
    if isinstance(value, str):
        return '"' + value.replace('"', '\\"') + '"'
    assert isinstance(value, list)
    if value and isinstance(value[0], tuple):
        return "{" + ", ".join(f"{key}: {written(inner)}" for key, inner in value) + "}"
    return "[" + ", ".join(map(written, value)) + "]"
