"""Links between a cause and an effect that came before it."""

import pytest

from tests.events.review.reviewing import events, found
from tests.samples import event
from tui.events.event import Link, LinkKind
from tui.events.review.causes import effects_before_causes
from tui.events.timeline import Timeline

CODE = "effect-before-cause"


def pair(first: str, second: str, kind: str) -> str:
    return events(
        f"id: one, date: '{first}', title: One, links: [{{to: two, kind: {kind}}}]",
        f"id: two, date: '{second}', title: Two",
    )


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("2024-02-01", "2024-01-31"),
        ("2024-02", "2024-01"),
        ("2024", "2023-12-31"),
        ("2024-05-01T10:00Z", "2024-05-01T09:59Z"),
        ("2024-05/..", "2023/.."),
        ("2024-05/2025", "2024-04/2030"),
        ("2024-05-02T00:00+08:00", "2024-04-30"),
        ("2024", "../2023"),
        ("2024", "/2023"),
        ("[2024,2025]", "[2022,2023]"),
        ("2024", "{2022,2030}"),
    ],
)
def test_an_effect_that_must_have_begun_first_is_told(cause: str, effect: str) -> None:
    (problem,) = found(pair(cause, effect, "leads-to"), CODE)
    assert problem.location.line == 2
    assert problem.severity == "warning"
    assert "leads to 'two'" in problem.message
    assert "surely began before it" in problem.message
    (reverse,) = found(pair(effect, cause, "responds-to"), CODE)
    assert "responds to 'two'" in reverse.message
    assert "surely began after it" in reverse.message


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("2024-01-31", "2024-02-01"),
        ("2024-01-31", "2024-01-31"),
        ("2024-01-31", "2024-01"),
        ("2024-02-01", "2024"),
        ("2024", "2024/2025"),
        ("2024~", "2023"),
        ("2024", "2023?"),
        ("../2024", "2023"),
        ("/2024", "2023"),
        ("2024-05-02T02:00+08:00", "2024-05-01"),
        ("2024-05-02", "2024-05-01T20:00-08:00"),
        ("2024", "[2022,2024]"),
        ("[2022,2024]", "2022"),
        ("{2022,2024}", "2023"),
    ],
)
def test_an_effect_that_may_have_begun_later_is_not_told(cause: str, effect: str) -> None:
    assert found(pair(cause, effect, "leads-to"), CODE) == []
    assert found(pair(effect, cause, "responds-to"), CODE) == []


@pytest.mark.parametrize("kind", ["related", "contradicts", "part-of", "supersedes", "same-as"])
def test_links_that_say_nothing_of_causes_are_not_told(kind: str) -> None:
    assert found(pair("2024", "2020", kind), CODE) == []


def test_the_place_is_that_of_the_link() -> None:
    text = events(
        "id: a, date: 2024, title: A, links: [b, {to: b, kind: related}, {kind: leads-to, to: b}]",
        "id: b, date: 2020, title: B",
    )
    (problem,) = found(text, CODE)
    assert text.splitlines()[1][problem.location.column - 1 :].startswith("{kind: leads-to")


def test_undated_and_missing_events_are_not_told() -> None:
    links = [Link("b", LinkKind.LEADS_TO), Link("nowhere", LinkKind.LEADS_TO)]
    timeline = Timeline(events=(event("2024", "a", links=links), event("", "b")))
    assert list(effects_before_causes(timeline)) == []
