from collections.abc import Callable

import pytest

from tui.events.problem_log import ProblemLog
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_parser import NextEvent, c_events, pure_events
from tui.stores.yaml_tree import TreeBuilder


@pytest.mark.parametrize("parser", [c_events, pure_events])
@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("title: Go: the game\n", 1, 10, "a value that holds ': ' must be in quotes"),
        ("title:Go\nlane: x\n", 2, 5, "the key above ends in ': '"),
        ("title: Go\n  lane: x\n", 2, 7, "check its indentation"),
        ("title: Go\ndate 2016\nlane: x\n", 2, 1, "no ': ' between a key and its value"),
        ("a:\n\t- b\n", 2, 1, "a tab stands in the indentation"),
        ("a: b\n\tc: d\n", 2, 1, "a tab stands in the indentation"),
        ('a: b\nc: "d\ne: f\n', 2, 4, "the quote that opens here is never closed"),
        ("a: b\nc: 'd\ne: f\n", 2, 4, "the quote that opens here is never closed"),
        ("a: 'b\n---\nc: d'\n", 1, 4, "the quote that opens here is never closed"),
        ("a: [b, c\nd: e\n", 1, 4, "this '[' is not closed by ']'"),
        ("- {a: b, c: d\n- {e: f}\n", 1, 3, "this '{' is not closed by '}'"),
        ("a: {b: c d: e}\n", 1, 11, "after '{' a ',' or '}' is missing here"),
        ('a: ["b" "c"]\n', 1, 9, "after '[' a ',' or ']' is missing here"),
        ("a: b\n- c\n", 2, 1, "this list item does not fit"),
        ("- a: b\n   c: d\n  e: f\n", 2, 5, "check its indentation"),
        ("- a: b\n c: d\n", 2, 2, "check its indentation"),
        ("a: 'b' c\n", 1, 8, "nothing can follow the closing ' here"),
        ("a: @b\n", 1, 4, "a text that begins with '@' must be in quotes"),
        ("a: `b`\n", 1, 4, "a text that begins with '`' must be in quotes"),
        ("a: %b\n", 1, 4, "a text that begins with '%' must be in quotes"),
        ("a: & b\n", 1, 4, "a text that begins with '&' must be in quotes"),
        ("a: **b**\n", 1, 4, "a text that begins with '*' must be in quotes"),
        ("a: *b c\n", 1, 4, "a text that begins with '*' must be in quotes"),
        ("a: !b! c\n", 1, 4, "a text that begins with '!' must be in quotes"),
        ("a: !<b c\n", 1, 4, "a text that begins with '!' must be in quotes"),
        ("a: ? b\n", 1, 4, "a text that begins with '?' must be in quotes"),
        ("a: - b\n", 1, 4, "a list item cannot stand here"),
        ('a: "b\\qc"\n', 1, 6, "\\q means nothing in double quotes: write \\\\q"),
        ('a: "b\\x1"\n', 1, None, "this escape in double quotes"),
        ("a: |b\n  c\n", 1, 5, "the text begins on the line after"),
        ("a: >b\n  c\n", 1, 5, "the text begins on the line after"),
        ("a: b\n...\nc: d\n", 3, 1, "does not fit what stands above it"),
        ("a: [b, }\n", 1, 8, "a value or the closing bracket is missing here"),
        ("a: ]b\n", 1, 4, "a text that begins with ']' must be in quotes"),
        ("a: [b] c\n", 1, 8, "nothing can follow the closing ] here"),
        ("%YAML 2.0\n---\na: b\n", 1, None, "leave the %YAML line out"),
    ],
)
def test_syntax_errors_say_what_to_mend_and_where(
    parser: Callable[[str], NextEvent], text: str, line: int, column: int | None, message: str
) -> None:
    with pytest.raises(YamlError) as caught:
        TreeBuilder(ProblemLog(), parser).build(text)
    assert message in caught.value.message
    location = caught.value.location
    assert location is not None
    assert location.line == line
    assert column in (location.column, None)
