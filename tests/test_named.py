"""Named tuples that are quickly made, beside those of typing."""

import pickle
import sys
import typing
from collections.abc import Sequence
from copy import copy
from typing import Any

import pytest

from tui.named import NamedTuple


class Ours(NamedTuple):
    """A tuple."""

    first: int
    second: "str" = "two"
    third: Sequence[int] = ()

    @property
    def both(self) -> str:
        return f"{self.first} {self.second}"

    def __str__(self) -> str:
        return super().__repr__()


class Theirs(typing.NamedTuple):
    """A tuple."""

    first: int
    second: "str" = "two"
    third: Sequence[int] = ()


def test_one_is_made_by_place_or_by_name_and_takes_its_defaults() -> None:
    ours = Ours(1)
    assert [ours, Ours(first=1, second="two", third=())] == [(1, "two", ()), Theirs(1)]
    assert [ours.first, ours.second, ours.third, ours.both] == [1, "two", (), "1 two"]
    assert Ours._make([1, "two", ()]) == ours
    assert hash(ours) == hash(Theirs(1))


@pytest.mark.parametrize("made", [Ours, Theirs])
def test_what_does_not_fit_is_refused(made: Any) -> None:
    with pytest.raises(TypeError, match="first"):
        made()
    with pytest.raises(TypeError, match="fourth"):
        made(1, fourth=4)
    with pytest.raises(TypeError, match="positional"):
        made(1, "two", (), 4)
    with pytest.raises(TypeError, match="Expected 3 arguments, got 1"):
        made._make([1])
    with pytest.raises((TypeError, ValueError), match="fourth"):
        made(1)._replace(fourth=4)
    with pytest.raises(AttributeError):
        made(1).first = 2
    with pytest.raises(AttributeError):
        made(1).fourth = 4


def test_it_tells_of_itself_as_others_do() -> None:
    ours, theirs = Ours(1, "2"), Theirs(1, "2")
    assert repr(ours) == str(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert ours._replace(second="two") == Ours(1)
    assert tuple(ours._replace(first=2)) == tuple(theirs._replace(first=2))
    assert Ours._fields == Ours.__match_args__ == Theirs._fields
    assert Ours._field_defaults == Theirs._field_defaults
    assert (Ours.__doc__, Ours.__module__, Ours.__name__) == ("A tuple.", __name__, "Ours")
    match ours:
        case Ours(first, second):
            assert (first, second) == (1, "2")


def test_it_is_copied_and_sent_whole_and_can_be_added_to() -> None:
    class More(Ours):
        __slots__ = ()

    ours = Ours(1, third=[2])
    assert pickle.loads(pickle.dumps(ours)) == copy(ours) == ours  # noqa: S301  our own
    assert type(pickle.loads(pickle.dumps(ours))) is type(copy(ours)) is Ours  # noqa: S301
    assert type(More(1)._replace(second="3")) is More


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="those of typing are used")
@pytest.mark.parametrize(
    ("bases", "fields"),
    [((dict,), ["a"]), ((), ["_a"]), ((), []), ((), [f"field{number}" for number in range(25)])],
)
def test_what_others_can_and_these_cannot_is_refused(
    bases: tuple[type, ...], fields: list[str]
) -> None:
    body = {"__annotations__": dict.fromkeys(fields, int)}
    with pytest.raises(TypeError, match="a named tuple has"):
        type(NamedTuple)("Wrong", (NamedTuple, *bases), body)  # type: ignore[misc]


def test_a_field_without_a_default_cannot_follow_one_that_has_one() -> None:
    body = {"__annotations__": {"first": int, "second": int}, "first": 1}
    with pytest.raises(TypeError, match="default"):
        type(NamedTuple)("Wrong", (NamedTuple,), body)  # type: ignore[misc]
