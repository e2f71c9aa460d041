"""What led to an event and what it led to."""

from tests.samples import event
from tui.events.event import Event, Link, LinkKind
from tui.events.timeline import Timeline, in_order
from tui.session.chain import MOST, Way, chain, steps

LEADS, ANSWERS = LinkKind.LEADS_TO, LinkKind.RESPONDS_TO


def linked(name: str, date: str, *links: tuple[str, LinkKind]) -> Event:
    return event(date, name, links=[Link(to, kind) for to, kind in links])


def timeline(*events: Event) -> Timeline:
    return Timeline(events=in_order(events))


SPARK = linked("spark", "1900", ("fire", LEADS))
FIRE = linked("fire", "1901", ("ash", LEADS), ("law", LEADS), ("spark", LinkKind.RELATED))
ASH = linked("ash", "1902", ("nowhere", LEADS))
LAW = linked("law", "1903", ("fire", ANSWERS), ("spark", LEADS))
MEMO = linked("memo", "", ("fire", LinkKind.CONTRADICTS))
STORY = timeline(SPARK, FIRE, ASH, LAW, MEMO)


def names(event: Event, way: Way) -> list[str]:
    return [step.event.id for step in steps(STORY, event, way)]


def test_links_lead_back_to_causes_and_on_to_what_came_of_them() -> None:
    assert names(SPARK, Way.ON) == ["fire", "fire"]
    assert names(SPARK, Way.BACK) == ["fire", "law"]
    assert names(FIRE, Way.BACK) == ["spark", "spark"]
    assert names(FIRE, Way.ON) == ["spark", "ash", "law", "law", "memo"]
    assert names(ASH, Way.ON) == []
    assert names(MEMO, Way.BACK) == ["fire"]
    assert names(LAW, Way.BACK) == ["fire", "fire"]


def test_a_chain_goes_on_from_each_event_once() -> None:
    found = chain(STORY, ASH, Way.BACK)
    assert [(step.event.id, step.depth, step.is_again) for step in found] == [
        ("fire", 1, False),
        ("spark", 2, False),
        ("fire", 3, True),
        ("law", 3, False),
        ("fire", 4, True),
        ("fire", 4, True),
        ("spark", 2, True),
    ]


def test_a_chain_of_a_circle_ends_and_a_long_one_has_a_bound() -> None:
    circle = timeline(
        *(linked(f"n{at}", f"{1900 + at}", (f"n{(at + 1) % 5}", LEADS)) for at in range(5))
    )
    first = circle.events[0]
    assert len(chain(circle, first, Way.ON)) == 5
    crowd = timeline(
        *(
            linked(f"n{at}", f"{1000 + at}", *((f"n{to}", LEADS) for to in range(at + 1, 60)))
            for at in range(60)
        )
    )
    assert len({step.event.id for step in chain(crowd, crowd.events[0], Way.ON)}) <= MOST
    alone = timeline(linked("alone", "1900", ("alone", LEADS)))
    assert chain(alone, alone.events[0], Way.ON) == []
