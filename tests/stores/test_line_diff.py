"""Differences of texts, against difflib's and against what a patch makes of them."""

import re
import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from difflib import unified_diff as slow_diff
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.stores import line_diff
from tui.stores.line_diff import Block, formatted, matching_blocks, unified_diff

if TYPE_CHECKING:
    from _typeshed import TraceFunction

#: Lines that repeat much, and lines that hardly do.
TEXTS = st.one_of(
    st.lists(st.sampled_from("abc"), max_size=14),
    st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), max_size=30),
)
HEAD = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def patched(old: Sequence[str], difference: Sequence[str]) -> list[str]:
    """Return what a text becomes by a unified difference, as the program "patch" has it."""
    found: list[str] = []
    at = 0
    for line in difference[2:]:
        if line[0] == "@":
            head = HEAD.fullmatch(line)
            assert head is not None
            start, size = int(head[1]), int(head[2] or 1)
            begins, length = int(head[3]), int(head[4] or 1)
            # Where a side has no lines, its head names the line before.
            first = start - (size > 0)
            found += old[at:first]
            assert len(found) == begins - (length > 0)
            at = first
            continue
        if line[0] in " -":
            assert old[at] == line[1:]
            at += 1
        if line[0] in " +":
            found.append(line[1:])
    return [*found, *old[at:]]


def changed(old: Sequence[str], new: Sequence[str], blocks: Sequence[Block]) -> int:
    """Count the lines that go and come where blocks stay."""
    return len(old) + len(new) - 2 * sum(block.size for block in blocks)


def slow_blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    return [Block(*each) for each in SequenceMatcher(None, old, new, False).get_matching_blocks()]


def steps_of(work: Callable[[], object]) -> int:
    """Count the lines of the module that are run by some work."""
    count = 0

    def trace(frame: FrameType, what: str, _: object) -> "TraceFunction | None":
        nonlocal count
        if frame.f_code.co_filename != line_diff.__file__:
            return None
        count += what == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_a_difference_makes_the_new_text_of_the_old_one(
    old: list[str], new: list[str], context: int
) -> None:
    assert patched(old, list(unified_diff(old, new, "x", context))) == new


@given(TEXTS, TEXTS, st.integers(0, 6), st.integers(1, 3), st.integers(0, 2))
def test_so_it_does_wherever_texts_are_cut(
    old: list[str], new: list[str], small: int, stretch: int, cuts: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_diff, "_SMALL", small)
        patch.setattr(line_diff, "_STRETCH", stretch)
        patch.setattr(line_diff, "_MOST_CUTS", cuts)
        assert patched(old, list(unified_diff(old, new, "x"))) == new


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: list[str]) -> None:
    assert list(unified_diff(text, list(text), "x")) == []


@given(TEXTS, TEXTS)
def test_blocks_are_what_both_texts_share_in_order(old: list[str], new: list[str]) -> None:
    at = other = 0
    is_first = True
    for block in matching_blocks(old, new):
        assert block.size > 0
        assert old[block.old : block.old + block.size] == new[block.new : block.new + block.size]
        assert block.old >= at
        assert block.new >= other
        assert is_first or (block.old, block.new) != (at, other)
        at, other, is_first = block.old + block.size, block.new + block.size, False


@given(st.lists(st.sampled_from("abc"), max_size=14), st.lists(st.sampled_from("abc"), max_size=14))
def test_of_small_texts_no_more_is_changed_than_by_difflib(old: list[str], new: list[str]) -> None:
    assert changed(old, new, matching_blocks(old, new)) <= changed(old, new, slow_blocks(old, new))


@given(TEXTS, TEXTS, st.integers(0, 3))
def test_what_is_shared_is_formatted_as_by_difflib(
    old: list[str], new: list[str], context: int
) -> None:
    blocks = slow_blocks(old, new)
    wanted = list(slow_diff(old, new, "x", "x", n=context, lineterm=""))
    assert list(formatted(old, new, blocks, "x", context)) == wanted


def event(number: int, lane: str) -> list[str]:
    return [f"- id: event-{number}", f"  lane: {lane}", "  status: confirmed", "  text: It fits."]


def events(lane: str, count: int, changed: int) -> list[str]:
    """Return events in two lanes; that of every third one has a name that is given."""
    lanes = [lane if number % 3 == changed else "Chips" for number in range(count)]
    return [line for number in range(count) for line in event(number, lanes[number])]


def test_a_name_that_is_changed_in_many_places_changes_only_its_lines() -> None:
    old, new = events("Claims", 400, 1), events("Hearsay", 400, 1)
    blocks = matching_blocks(old, new)
    assert changed(old, new, blocks) == 2 * 133
    assert patched(old, list(unified_diff(old, new, "x"))) == new


def test_events_that_come_and_go_change_only_their_lines() -> None:
    old = events("Claims", 400, 1)
    new = old[: 4 * 20] + event(1000, "Chips") + old[4 * 20 : 4 * 300] + old[4 * 303 :]
    assert changed(old, new, matching_blocks(old, new)) == 4 + 12


def test_lines_that_are_all_repeated_are_matched_where_few_of_them_differ() -> None:
    old = ["  lane: Chips", "  status: confirmed", "  date: 2001"] * 400
    new = list(old)
    new[30:31] = []
    new[600:600] = ["  date: 2001"]
    assert changed(old, new, matching_blocks(old, new)) == 2


def tangled(count: int, factor: int) -> list[str]:
    """Return lines of which each occurs often, in an order without a pattern."""
    return [f"line {number * number * factor % 97 % 7}" for number in range(count)]


@pytest.mark.parametrize(
    "texts",
    [
        lambda size: (events("Claims", size, 1), events("Hearsay", size, 1)),
        lambda size: (events("Claims", size, 1), events("Claims", size, 2)),
        lambda size: (tangled(size, 3), tangled(size, 5)),
        lambda size: (["same"] * size, ["same"] * (size // 2)),
        lambda size: ([f"{at}" for at in range(size)], [f"{at}" for at in range(size, 0, -1)]),
        lambda size: ([f"{at}" for at in range(size)], [f"{at} more" for at in range(size)]),
    ],
)
def test_the_steps_grow_as_the_texts_do(
    texts: Callable[[int], tuple[list[str], list[str]]],
) -> None:
    def steps(size: int) -> int:
        old, new = texts(size)
        return steps_of(lambda: list(unified_diff(old, new, "x")))

    assert steps(2_000) < 10 * steps(250)
