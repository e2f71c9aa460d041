"""Which lines of a file stand for an event alone, and when none do."""

import pytest

from tui.stores.yaml_edit.event_list import Around
from tui.stores.yaml_edit.event_slice import holds_nothing, is_removable, slice_of


def cut(text: str, mark: str = "title") -> tuple[str, Around, bool] | None:
    """Return the lines of the event that begins at a mark, None if they prove too little."""
    data = text.encode()
    found = slice_of(data, 0, data.index(mark.encode()))
    can_go = found is not None and is_removable(data, found)
    return found and (data[found.start : found.end].decode(), found.around, can_go)


@pytest.mark.parametrize(
    ("text", "lines", "before", "after"),
    [
        ("events:\n- title: a\n", "- title: a\n", False, False),
        ("events:\n  - x: a\n  - title: a\nb: c\n", "  - title: a\n", True, False),
        ("a:\n  - title: a\n    x: b\n\n  - y: b\n", "  - title: a\n    x: b\n\n", False, True),
        ("a: b\n\n# c\n- title: a\n#d\n-\n", "\n# c\n- title: a\n#d\n", False, True),
        ("- x:\n    - y\n- title: a", "- title: a", True, False),
    ],
)
def test_an_event_has_the_lines_down_to_the_next_that_stands_no_deeper(
    text: str, lines: str, before: bool, after: bool
) -> None:
    found = cut(text)
    assert found is not None
    assert found[:2] == (lines, Around(before, after))


@pytest.mark.parametrize(
    "text",
    [
        "a: &a b\nc: *a\nevents:\n- title: a\n",
        "events:\r- title: a\r",
        "events:\n-\n  title: a\n",
        "events: [{title: a}]\n",
        "events:\n- - title: a\n",
        "events:\n- !!map {title: a}\n",
    ],
)
def test_what_may_reach_across_lines_is_not_cut(text: str) -> None:
    assert cut(text) is None


@pytest.mark.parametrize(
    "text",
    ["a: &a b\nc: a\n- title: a\n- b", "- title: a\r\n- b", "a: b *c\n- title: R&D\n- b"],
)
def test_what_only_looks_like_that_does_not_matter(text: str) -> None:
    assert cut(text) is not None


@pytest.mark.parametrize(
    ("text", "can_go"),
    [
        ("- b\n# c\n- title: a\n", True),
        ('- b\n# c"\n- title: a\n', False),
        ("- |+\n  b\n- title: a\n", False),
        ("- |2+\n  b\n- title: a\n", False),
        ("- b\n- title: a", False),
    ],
)
def test_an_event_is_not_cut_out_where_that_could_change_the_text_above(
    text: str, can_go: bool
) -> None:
    found = cut(text)
    assert found is not None
    assert found[2] is can_go


@pytest.mark.parametrize(
    ("text", "is_nothing"),
    [
        ("", True),
        (" \n\r\n", True),
        ("  # a\n", True),
        ("   # a\n", False),
        ("# a\n- b\n", False),
        ("\t\n", False),
    ],
)
def test_only_blanks_and_comments_that_are_not_deep_are_nothing(
    text: str, is_nothing: bool
) -> None:
    assert holds_nothing(text, 2) is is_nothing
