"""Links that lead round in a circle."""

from hypothesis import given
from hypothesis import strategies as st

from tests.events.review.reviewing import events, found, places
from tests.samples import event
from tui.events.event import Link, LinkKind
from tui.events.review.circles import circles
from tui.events.timeline import Timeline

CODE = "links-in-a-circle"


def linked(*targets: str, kind: str = "leads-to") -> str:
    """Return events a, b, … with links to the letters given for each."""
    return events(
        *(
            f"id: {'abcdefghijklmnop'[index]}, date: 2020, title: Event {index}, "
            f"links: [{', '.join(f'{{to: {to}, kind: {kind}}}' for to in letters)}]"
            for index, letters in enumerate(targets)
        )
    )


def test_a_circle_is_told_once_with_its_ids_at_the_link_that_closes_it() -> None:
    (problem,) = found(linked("b", "c", "a"), CODE)
    assert problem.location.line == 4
    assert problem.severity == "warning"
    assert problem.message == "'leads-to' leads round in a circle: a → b → c → a"


def test_each_of_several_circles_is_told() -> None:
    messages = [problem.message for problem in found(linked("bc", "a", "a"), CODE)]
    assert [message.partition(": ")[2] for message in messages] == ["a → b → a", "a → c → a"]


def test_a_link_that_stands_twice_closes_one_circle() -> None:
    assert places(found(linked("b", "aa"), CODE)) == [(3, 49)]


def test_links_that_only_meet_again_are_no_circle() -> None:
    assert found(linked("bc", "d", "d", ""), CODE) == []


def test_every_kind_that_has_a_direction_is_looked_at() -> None:
    for kind in ("leads-to", "responds-to", "part-of", "supersedes"):
        assert len(found(linked("b", "a", kind=kind), CODE)) == 1
    for kind in ("related", "same-as", "contradicts"):
        assert found(linked("b", "a", kind=kind), CODE) == []


def test_kinds_do_not_close_a_circle_together() -> None:
    text = events(
        "id: a, date: 2020, title: A, links: [{to: b, kind: leads-to}]",
        "id: b, date: 2020, title: B, links: [{to: a, kind: responds-to}]",
    )
    assert found(text, CODE) == []


def test_of_a_long_circle_the_first_steps_and_the_last_are_named() -> None:
    letters = "abcdefghijkl"
    (problem,) = found(linked(*letters[1:], "a"), CODE)
    assert problem.message.endswith(": a → b → c → d → e → f → g → … → l → a")
    (all_named,) = found(linked(*"bcdefgh", "a"), CODE)
    assert "…" not in all_named.message


def test_a_chain_as_long_as_a_file_is_walked() -> None:
    length = 5_000
    chain = [
        event("2020", str(index), links=[Link(str((index + 1) % length), LinkKind.LEADS_TO)])
        for index in range(length)
    ]
    assert len(list(circles(Timeline(events=tuple(chain))))) == 1


@given(st.lists(st.lists(st.integers(0, 6), max_size=4), min_size=7, max_size=7))
def test_something_is_told_exactly_if_events_cannot_be_put_in_order(
    targets: list[list[int]],
) -> None:
    timeline = Timeline(
        events=tuple(
            event("2020", str(index), links=[Link(str(to), LinkKind.LEADS_TO) for to in row])
            for index, row in enumerate(targets)
        )
    )
    left = {index: set(row) - {index} for index, row in enumerate(targets)}
    while free := [index for index, row in left.items() if not row & left.keys()]:
        for index in free:
            del left[index]
    assert bool(list(circles(timeline))) == bool(left)
