"""How the reader wants the lanes."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from tests.samples import event
from tui.layout.grouping import LANE, TAG, Lane
from tui.session.lane_settings import Arranged, LaneSettings

NAMES = ["a", "b", "c", "d", "e"]
LANES = tuple(Lane(name, (event("1912", name),), look) for look, name in enumerate(NAMES))


def names(lanes: tuple[Lane, ...]) -> str:
    return "".join(lane.name for lane in lanes)


def shown(settings: LaneSettings) -> str:
    return names(settings.arranged(LANES).shown)


def test_without_a_wish_lanes_stand_as_they_were_made() -> None:
    assert LaneSettings().arranged(LANES) == Arranged(LANES, 0, frozenset())


def test_folding_twice_unfolds() -> None:
    folded = LaneSettings().fold("b").fold("c")
    assert folded.arranged(LANES).folded == {"b", "c"}
    assert folded.fold("b").arranged(LANES).folded == {"c"}


def test_pinned_lanes_come_first_in_the_order_they_were_pinned_and_go_back_to_their_place() -> None:
    settings = LaneSettings().pin("d").pin("b")
    assert shown(settings) == "dbace"
    assert settings.arranged(LANES).pinned == 2
    assert shown(settings.pin("d")) == "bacde"
    assert shown(settings.pin("d").pin("b")) == "abcde"


def test_hidden_lanes_and_what_only_they_have_are_counted() -> None:
    both, only_b = event("1912", "both"), event("1913", "only b")
    lanes = (Lane("a", (both,), 0), Lane("b", (both, only_b), 1))
    arranged = LaneSettings().hide("b").arranged(lanes)
    assert names(arranged.shown) == "a"
    assert names(arranged.hidden) == "b"
    assert arranged.unseen == 1
    assert LaneSettings().hide("a").arranged(lanes).unseen == 0
    assert LaneSettings().hide("a").hide("b").arranged(lanes).unseen == 2


def test_hidden_lanes_come_back_to_their_place_one_by_one_or_all_at_once() -> None:
    settings = LaneSettings().pin("c").hide("c").hide("a")
    assert shown(settings) == "bde"
    assert settings.arranged(LANES).pinned == 0
    assert names(settings.arranged(LANES).hidden) == "ca"
    assert shown(settings.show("a")) == "abde"
    assert shown(settings.show_all()) == "cabde"


def test_a_lane_moves_past_the_next_one_that_is_shown() -> None:
    settings = LaneSettings().hide("c")
    moved = settings.move("b", 1, NAMES)
    assert shown(moved) == "adbe"
    assert shown(moved.show_all()) == "acdbe"
    assert shown(moved.move("b", -1, NAMES).show_all()) == "acbde"


def test_lanes_move_among_their_own_kind_and_not_beyond_its_ends() -> None:
    settings = LaneSettings().pin("d").pin("b")
    assert shown(settings.move("b", -1, NAMES)) == "bdace"
    assert settings.move("b", 1, NAMES) == settings
    assert settings.move("a", -1, NAMES) == settings
    assert settings.move("e", 1, NAMES) == settings
    assert shown(settings.move("c", -1, NAMES)) == "dbcae"
    assert settings.move("hidden or gone", 1, NAMES) == settings
    assert settings.hide("a").move("a", 1, NAMES) == settings.hide("a")


def test_a_lane_that_turns_up_later_stands_below_its_neighbour() -> None:
    settings = LaneSettings().move("a", 1, ["a", "b", "d"])
    assert shown(settings) == "bcade"
    assert shown(LaneSettings().move("e", -1, ["d", "e"])) == "abced"


def test_wishes_are_kept_for_each_field() -> None:
    by_lane = LaneSettings().pin("b").fold("c").hide("d").move("e", -1, NAMES)
    by_tag = by_lane.regroup(TAG)
    assert by_tag.field == TAG
    assert shown(by_tag) == "abcde"
    back = by_tag.hide("a").regroup(LANE)
    assert back._replace(others=()) == by_lane
    assert shown(back.regroup(TAG)) == "bcde"
    assert back.regroup(LANE) == back


KEYS = st.sampled_from(["fold", "pin", "hide", "show", "up", "down", "all"])


def pressed(settings: LaneSettings, press: tuple[str, str]) -> LaneSettings:
    key, name = press
    if key in ("up", "down"):
        return settings.move(name, 1 if key == "down" else -1, NAMES)
    if key == "all":
        return settings.show_all()
    transition = {"fold": settings.fold, "pin": settings.pin, "hide": settings.hide}
    return transition.get(key, settings.show)(name)


@given(st.lists(st.tuples(KEYS, st.sampled_from([*NAMES, "gone"])), max_size=30))
def test_whatever_is_pressed_no_lane_is_lost_and_every_lane_keeps_its_look(
    presses: list[tuple[str, str]],
) -> None:
    settings = reduce(pressed, presses, LaneSettings())
    arranged = settings.arranged(LANES)
    assert sorted((*arranged.shown, *arranged.hidden), key=lambda lane: lane.look) == list(LANES)
    assert arranged.unseen == len(arranged.hidden)
    assert {lane.name for lane in arranged.shown[: arranged.pinned]} == (
        set(settings.pinned) - settings.hidden - {"gone"}
    )


@given(
    st.lists(st.tuples(KEYS, st.sampled_from(NAMES)), max_size=12),
    st.sampled_from(NAMES),
    st.sampled_from([-1, 1]),
)
def test_a_move_swaps_two_neighbours_or_changes_nothing(
    presses: list[tuple[str, str]], name: str, by: int
) -> None:
    settings = reduce(pressed, presses, LaneSettings())
    before, moved = shown(settings), settings.move(name, by, NAMES)
    after = shown(moved)
    if after != before:
        at = before.index(name)
        assert after.index(name) == at + by
        assert after.replace(name, "") == before.replace(name, "")
        assert shown(moved.move(name, -by, NAMES)) == before
    assert moved.arranged(LANES).pinned == settings.arranged(LANES).pinned
