"""How a single text is written, for both parsers and in every place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stores.trees import plain
from tui.events.node import Mapping, Scalar
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_edit.edit import EditError
from tui.stores.yaml_edit.writing import Habit, Place, is_plain, on_one_line, written
from tui.stores.yaml_parser import c_events, pure_events
from tui.stores.yaml_tree import TreeBuilder

TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"]))
    | st.text("ab1 \n\t#:-'\"[]{},?!&*|>%@`~\\.<=", max_size=10)
    | st.sampled_from(["", "~", "null", "no", "12:30", "2023?", "? a", "- a", "...", "---", "<<"])
)


def read(text: str) -> list[object]:
    """Return what both parsers make of a text."""
    return [plain(TreeBuilder(ProblemLog(), each).build(text)) for each in (c_events, pure_events)]


@given(TEXTS, st.sampled_from(["", "'", '"']))
def test_a_text_on_one_line_is_read_as_it_is_by_both_parsers(text: str, style: str) -> None:
    block, flow = on_one_line(text, style, flow=False), on_one_line(text, style)
    for line, tree in [
        (f"a: {block} # c", [("a", text)]),
        (f"a:\n- {block}\n- b", [("a", [text, "b"])]),
        (f"a: [{flow}, {flow}]", [("a", [text, text])]),
        (f"a: {{b: {flow}, c: {flow}}}", [("a", [("b", text), ("c", text)])]),
    ]:
        assert read(line) == [tree, tree], line


@given(TEXTS)
def test_a_text_that_is_written_is_never_nothing(text: str) -> None:
    for flow in (False, True):
        root = TreeBuilder(ProblemLog()).build(f"a: {on_one_line(text, flow=flow)}")
        assert isinstance(root, Mapping)
        value = root.pairs[0][1]
        assert isinstance(value, Scalar)
        assert not value.is_null


@given(TEXTS, st.sampled_from(["", "|", ">"]), st.integers(2, 7), st.integers(40, 60))
def test_a_text_of_lines_is_read_as_it_is_by_both_parsers(
    text: str, style: str, column: int, width: int
) -> None:
    place = Place(flow=False, parent=1, column=column)
    head, lines = written(text, place, Habit(style, width))
    whole = "\n".join([f" a: {head}", *lines, " b: c\n"])
    tree = [("a", text), ("b", "c")]
    assert read(whole) == [tree, tree], whole


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("2023?", "2023?", "2023?"),
        ("a, b", "a, b", '"a, b"'),
        ("a ?b", "a ?b", '"a ?b"'),
        ("no", "no", "no"),
        ("-0043", "-0043", "-0043"),
        ("-", '"-"', '"-"'),
        ('say "a"', 'say "a"', 'say "a"'),
        ('"a" is', "'\"a\" is'", "'\"a\" is'"),
        ("a: it's", '"a: it\'s"', '"a: it\'s"'),
        ("C#", "C#", "C#"),
        ("http://a.b/?c=d&e", "http://a.b/?c=d&e", "http://a.b/?c=d&e"),
        ("a\nb", '"a\\nb"', '"a\\nb"'),
        ("\U0001f5fc é", "\U0001f5fc é", "\U0001f5fc é"),
    ],
)
def test_a_text_has_the_least_quotes(text: str, block: str, flow: str) -> None:
    assert on_one_line(text, flow=False) == block
    assert on_one_line(text) == flow
    assert is_plain(text, flow=True) == (text == flow)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(EditError, match="half a character"):
        written("a\udc80", Place(flow=False))
