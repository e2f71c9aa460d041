import pytest

from tui.events.keys import EVENT
from tui.events.spelling import certainly, near_miss


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


WORDS = ["confirmed", "disputed", "reported", "retracted", "supersedes", "leads-to", "related"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Disputed", "disputed"),
        (" leads to", "leads-to"),
        ("LEADS_TO", "leads-to"),
        ("leadsto", "leads-to"),
        ("dipsuted", "disputed"),
        ("disputde", "disputed"),
        ("disputted", "disputed"),
        ("confirmedd", "confirmed"),
    ],
)
def test_what_differs_in_writing_alone_is_certain(word: str, meant: str) -> None:
    assert certainly(word, WORDS) == meant


@pytest.mark.parametrize(
    "word",
    [
        *("disputed?", "~disputed", "reported~", "dis.puted", "?", "", "disputed"),
        *("superseded", "supersede", "relates", "lead-to", "disputes", "reports"),
        *("retraced", "conformed", "reposted", "confirmd", "deported", "disputed2"),
    ],
)
def test_what_may_be_meant_otherwise_is_not(word: str) -> None:
    assert certainly(word, WORDS) is None


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("comfirmed", "confirmed"),
        ("confirmd", "confirmed"),
        ("conformed", None),
        ("disputes", None),
        ("disputedx", None),
        ("comfirmed?", None),
        ("disputef", None),
    ],
)
def test_a_letter_may_be_wrong_where_the_other_words_near_are_known(
    word: str, meant: str | None
) -> None:
    assert certainly(word, WORDS) is None
    assert certainly(word, WORDS, {"conformed"}) == meant


def test_what_may_be_either_of_two_is_not_certain() -> None:
    assert certainly("part of", ["part-of", "part_of"]) is None
    assert certainly("aabc", ["aaabc", "abc"]) is None
