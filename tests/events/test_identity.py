"""Ids of events of which some were read again, against those of all of them."""

from hypothesis import given
from hypothesis import strategies as st

from tui.events.identity import Claim, assign_ids, ids_again
from tui.events.problem import Location
from tui.events.problem_log import ProblemLog
from tui.events.trace import Said

SAID = st.builds(
    Said, st.sampled_from(["a", "a-2", "a-3", "b", "c", "c-2", "a-2-2", "d-5"]), st.booleans()
)
RUN = st.lists(SAID, max_size=3)


def assigned(said: list[Said]) -> list[str] | None:
    """Return the id of each event, None where two give the same."""
    log = ProblemLog()
    place = Location(1, 1)
    claims = [Claim(text, place) if given else Claim("", None, text) for text, given in said]
    ids = assign_ids(claims, log)
    return ids if log.is_empty else None


@given(st.lists(st.tuples(RUN, RUN, RUN), min_size=1, max_size=3))
def test_ids_are_those_that_all_events_together_have(
    runs: list[tuple[list[Said], list[Said], list[Said]]],
) -> None:
    """Of each run the first events stay, and the second ones become the third."""
    old = [said for stay, gone, _ in runs for said in (*stay, *gone)]
    new = [said for stay, _, come in runs for said in (*stay, *come)]
    was, now = assigned(old), assigned(new)
    if was is None:
        return
    elsewhere, names, expected = [], [], []
    at = then = 0
    for stay, gone, come in runs:
        elsewhere += was[at : at + len(stay)]
        names += was[at + len(stay) : at + len(stay) + len(gone)]
        at += len(stay) + len(gone)
        expected += now[then + len(stay) : then + len(stay) + len(come)] if now else []
        then += len(stay) + len(come)
    found = ids_again(
        [gone for _, gone, _ in runs],
        [come for _, _, come in runs],
        names,
        set(elsewhere).__contains__,
        are_given=all(said.is_given for said in old),
    )
    if found is None:
        return
    assert now is not None
    assert found == expected
    stay_now = []
    then = 0
    for stay, _, come in runs:
        stay_now += now[then : then + len(stay)]
        then += len(stay) + len(come)
    assert stay_now == elsewhere


def test_others_that_give_no_ids_are_in_the_way_of_their_likes_alone() -> None:
    elsewhere = {"a", "c-2"}.__contains__

    def again(*texts: str) -> list[str] | None:
        new = [Said(text, is_given=False) for text in texts]
        return ids_again([[]], [new], [], elsewhere, are_given=False)

    assert again("b", "d") == ["b", "d"]
    assert again("a") is None
    assert again("c") is None
    assert again("a-5") is None
    assert again("b", "b") is None
    assert again("b", "b-2") is None


def test_ids_that_are_all_given_depend_on_nothing() -> None:
    new = [Said("a-2", is_given=True), Said("a-3", is_given=True)]
    old = [Said("b", is_given=True)]
    assert ids_again([old], [new], ["b"], {"a"}.__contains__, are_given=True) == ["a-2", "a-3"]
    assert ids_again([old], [new], ["b"], {"a-2"}.__contains__, are_given=True) is None
