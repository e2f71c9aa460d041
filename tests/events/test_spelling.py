import pytest

from tui.events.keys import EVENT
from tui.events.spelling import near_miss


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Date", "date"),
        ("DATE", "date"),
        ("dates", "date"),
        ("dat", "date"),
        ("dtae", "date"),
        ("adte", "date"),
        ("titel", "title"),
        ("tag", "tags"),
        ("taggs", "tags"),
        ("actor", "actors"),
        ("As Written", "as_written"),
        ("asWritten", "as_written"),
        ("importence", "importance"),
        ("statuz", "status"),
    ],
)
def test_a_slip_is_a_near_miss(word: str, meant: str) -> None:
    assert near_miss(word, EVENT.names) == meant


@pytest.mark.parametrize(
    "word",
    ["", "data", "lang", "line", "land", "plane", "bid", "test", "next", "author", "place", "ed"],
)
def test_another_word_is_none(word: str) -> None:
    assert near_miss(word, EVENT.names) is None


def test_digits_count_as_meant() -> None:
    assert near_miss("Apollo 11", ["Apollo 12"]) is None
    assert near_miss("Appollo 12", ["Apollo 12"]) == "Apollo 12"


def test_a_known_word_is_no_near_miss_of_itself() -> None:
    assert near_miss("date", ["date"]) is None
