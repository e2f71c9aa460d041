"""Which lanes events fall into."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.events.event import Event, Source, Status
from tui.events.timeline import Lane as DeclaredLane
from tui.layout.grouping import (
    ACTOR,
    IMPORTANCE,
    LANE,
    PUBLISHER,
    STATUS,
    TAG,
    Field,
    Grouping,
    Lane,
    fields,
    grouped,
    lanes_of,
)

REGION = Field("region", is_own=True)

SAILING = replace(
    event("1912-04-10", "Sailing", lane="Ships", importance=5),
    actors=("White Star", "Smith"),
    tags=("ice", "sea"),
    other={"region": ("Europe", "Atlantic"), "url": ("https://example.org/1",)},
)
ICE = replace(
    event("1912-04-14", "Ice", lane="Ships", status=Status.REPORTED),
    actors=("Smith",),
    tags=("ice",),
    sources=(Source(publisher="Times"), Source(publisher="Post"), Source(publisher="Times")),
    other={"region": ("Atlantic",), "url": ("https://example.org/2",)},
)
INQUIRY = replace(
    event("1912-05", "Inquiry", lane="Law", status=Status.DISPUTED, importance=1),
    tags=("law",),
    sources=(Source(publisher="Times"), Source(title="Minutes")),
)
DRILL = replace(event("", "Drill", lane="Nowhere"), actors=("Nobody",), other={"unseen": ("yes",)})
VOYAGE = (SAILING, ICE, INQUIRY, DRILL)


def titles(lanes: tuple[Lane, ...]) -> dict[str, list[str]]:
    return {lane.name: [event.title for event in lane.events] for lane in lanes}


def test_lanes_stand_as_declared_and_then_as_they_turn_up_with_the_nameless_one_last() -> None:
    stray = event("1911", "Stray")
    lanes = grouped((stray, *VOYAGE), LANE, [DeclaredLane("Law"), DeclaredLane("Empty")])
    assert titles(lanes) == {
        "Law": ["Inquiry"],
        "Empty": [],
        "Ships": ["Sailing", "Ice"],
        "Other": ["Stray"],
    }
    assert [lane.name for lane in lanes][-1] == "Other"


def test_a_declared_lane_stays_in_its_place_even_if_it_is_the_nameless_one() -> None:
    lanes = grouped((event("1911", "Stray"), ICE), LANE, [DeclaredLane("Other")])
    assert [lane.name for lane in lanes] == ["Other", "Ships"]


def test_only_lanes_of_the_file_have_its_colours_and_glyphs() -> None:
    declared = [DeclaredLane("Law", "#ff0000", "§"), DeclaredLane("ice", "#00ff00", "*")]
    law, ice, ships = grouped(VOYAGE, LANE, declared)
    assert (law.colour, law.glyph) == ("#ff0000", "§")
    assert (ice.colour, ice.glyph) == ("#00ff00", "*")
    assert (ships.colour, ships.glyph) == ("", "")
    assert not any(lane.colour or lane.glyph for lane in grouped(VOYAGE, TAG, declared))


def test_an_event_in_several_groups_is_in_each_of_their_lanes() -> None:
    assert titles(grouped(VOYAGE, TAG, ())) == {
        "ice": ["Sailing", "Ice"],
        "law": ["Inquiry"],
        "sea": ["Sailing"],
    }
    assert titles(grouped(VOYAGE, REGION, ())) == {
        "Atlantic": ["Sailing", "Ice"],
        "Europe": ["Sailing"],
        "No region": ["Inquiry"],
    }


def test_a_value_given_twice_counts_once() -> None:
    assert titles(grouped(VOYAGE, PUBLISHER, ())) == {
        "Times": ["Ice", "Inquiry"],
        "Post": ["Ice"],
        "No publisher": ["Sailing"],
    }


def test_the_lane_of_those_that_say_nothing_is_the_last_however_many_they_are() -> None:
    unsaid = [event(f"19{at}", f"Event {at}") for at in range(20, 30)]
    lanes = grouped((*VOYAGE, *unsaid), ACTOR, ())
    assert [(lane.name, len(lane.events)) for lane in lanes] == [
        ("Smith", 2),
        ("White Star", 1),
        ("No actor", 11),
    ]


def test_statuses_and_importances_stand_in_their_own_order() -> None:
    assert list(titles(grouped(VOYAGE, STATUS, ()))) == ["confirmed", "reported", "disputed"]
    assert list(titles(grouped(VOYAGE, IMPORTANCE, ()))) == [
        "importance 5",
        "importance 3",
        "importance 1",
    ]


def test_groups_are_the_exact_texts_on_one_line() -> None:
    said = ("Ice", "ice", " ice", "sea\nice\n", "", "  ", "\u3164")
    events = [
        replace(event("1912", str(at)), other={"region": (text,)}) for at, text in enumerate(said)
    ]
    names = {lane.name: len(lane.events) for lane in grouped(events, REGION, ())}
    assert names == {"Ice": 1, "ice": 1, " ice": 1, "sea ice": 1, "No region": 3}
    assert fields(events)[-1] == Grouping(REGION, 4, 4)


def test_an_own_field_may_be_called_like_one_that_every_file_knows() -> None:
    own = replace(event("1912", "Own", lane="Ships"), other={"publisher": ("Me",)})
    assert lanes_of(own, Field("publisher", is_own=True)) == ("Me",)
    assert lanes_of(own, PUBLISHER) == ("No publisher",)


def test_fields_are_offered_with_their_groups_and_what_tells_every_event_apart_is_last() -> None:
    assert [(each.field.name, each.groups, each.events) for each in fields(VOYAGE)] == [
        ("lane", 2, 3),
        ("actor", 2, 2),
        ("tag", 3, 3),
        ("status", 3, 3),
        ("publisher", 2, 2),
        ("importance", 3, 3),
        ("region", 2, 2),
        ("url", 2, 2),
    ]
    more = [replace(event("1913", f"More {at}"), other={"aaa": (str(at),)}) for at in range(9)]
    often = [replace(event("1913", f"Often {at}"), other={"zzz": ("Both",)}) for at in range(2)]
    own = [each.field.name for each in fields((*more, *often)) if each.field.is_own]
    assert own == ["zzz", "aaa"]


def test_what_no_dated_event_says_is_not_offered_but_the_lane_always_is() -> None:
    assert [each.field for each in fields([DRILL])] == [LANE]
    assert [each.field for each in fields([])] == [LANE]


@pytest.mark.parametrize(
    ("grouping", "note"),
    [
        (Grouping(TAG, 3000, 10_000), "3,000 groups · 10,000 events"),
        (Grouping(REGION, 1, 1), "own field · 1 group · 1 event"),
    ],
)
def test_a_grouping_says_what_it_would_make(grouping: Grouping, note: str) -> None:
    assert grouping.note == note


VALUES = st.lists(st.sampled_from(["a", "b", "c", "No tag", "", " "]), max_size=4).map(tuple)


def tagged(said: list[tuple[str, ...]]) -> list[Event]:
    return [
        replace(event("1912" if at % 5 else "", str(at)), tags=tags) for at, tags in enumerate(said)
    ]


@given(st.lists(VALUES, max_size=12))
def test_every_dated_event_is_once_in_each_of_its_lanes_and_in_no_other(
    said: list[tuple[str, ...]],
) -> None:
    events = tagged(said)
    lanes = grouped(events, TAG, ())
    found = [(lane.name, event.id) for lane in lanes for event in lane.events]
    assert sorted(found) == sorted(
        (name, event.id) for event in events if event.when for name in lanes_of(event, TAG)
    )
    assert {event_id for _, event_id in found} == {event.id for event in events if event.when}
    assert [lane.look for lane in lanes] == list(range(len(lanes)))


@given(st.lists(VALUES, max_size=12))
def test_offers_count_what_grouping_then_makes(said: list[tuple[str, ...]]) -> None:
    events = [event for event in tagged(said) if "No tag" not in event.tags]
    lanes = [lane for lane in grouped(events, TAG, ()) if lane.name != "No tag"]
    members = {event for lane in lanes for event in lane.events}
    offered = [each for each in fields(events) if each.field == TAG]
    assert offered == ([Grouping(TAG, len(lanes), len(members))] if members else [])


def test_a_lane_looks_the_same_with_some_of_its_events_or_none() -> None:
    declared = [DeclaredLane("Law", "#ff0000", "§")]
    for lane in grouped(VOYAGE, LANE, declared):
        fewer = lane.only({event.id for event in VOYAGE if event.title == "Ice"})
        assert fewer[2:] == lane[2:]
        assert titles((fewer,)) == {lane.name: ["Ice"] if lane.name == "Ships" else []}
