"""An event while its fields are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events.reading import timeline
from tests.samples import event
from tui.dates.calendar import instant
from tui.session.draft import (
    changes,
    checked,
    checked_link,
    checked_source,
    joined,
    split,
    texts_of,
)

NOW = instant(2026, 11, 25)


def said(**texts: str) -> dict[str, str]:
    return {"title": "One", **texts}


@pytest.mark.parametrize(
    ("typed", "value", "note"),
    [
        ("2025-01-20", "2025-01-20", "20 January 2025"),
        ("2025~", "2025~", "c. 2025"),
        ("mar 2025", "2025-03", "2025-03, March 2025"),
        ("today", "2026-11-25", "2026-11-25, 25 November 2026"),
        ("", None, None),
    ],
)
def test_a_date_is_read_live_and_kept_in_edtf(
    typed: str, value: str | None, note: str | None
) -> None:
    found = checked(said(date=typed), NOW, NOW)
    assert found.values["date"] == value
    assert found.notes.get("date") == note
    assert found.mistakes == {}


@pytest.mark.parametrize(
    ("texts", "name", "mistake"),
    [
        ({"title": " "}, "title", "needs a title"),
        ({"date": "2025-13"}, "date", "column 6"),
        ({"date": "03/04/2025"}, "date", "2025-03-04"),
        ({"date": "2025", "end": "2024"}, "end", "before"),
        ({"end": "2024"}, "end", "needs a date"),
        ({"status": "sure"}, "status", "confirmed, reported"),
        ({"importance": "6"}, "importance", "1 to 5"),
    ],
)
def test_what_cannot_be_meant_is_told(texts: dict[str, str], name: str, mistake: str) -> None:
    found = checked(said(**texts), NOW, NOW)
    assert mistake in found.mistakes[name]


def test_a_span_is_told_at_its_end() -> None:
    found = checked(said(date="2025-01", end=".."), NOW, NOW)
    assert found.values["end"] == ".."
    assert "January 2025" in found.notes["end"]


def test_the_texts_of_an_event_are_those_of_its_file() -> None:
    (one,) = timeline(
        "events:\n  - {title: ' A  title ', date: 2020, tags: [a, 'b, c'], actors: Solo, text: ~}\n"
    ).events
    texts = texts_of(one)
    assert texts["title"] == " A  title "
    assert texts["tags"] == 'a, "b, c"'
    assert texts["actors"] == "Solo"
    assert texts["text"] == texts["lane"] == ""
    assert changes(texts, checked(texts, NOW, NOW).values) == {}
    assert checked(texts, NOW, NOW, texts).values == {}


def test_only_what_is_written_otherwise_changes() -> None:
    texts = texts_of(event("2020", "One"))
    assert changes(texts, {**dict.fromkeys(texts), "title": "Two", "tags": ("a",)}) == {
        "title": "Two",
        "tags": ("a",),
    }


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("date", "15 april 1912", "column 1"),
        ("date", "today", "column 1"),
        ("date", "03/04/2025", "column"),
        ("status", "Confirmed", "one of confirmed"),
        ("importance", "high", "a whole number"),
        ("title", " ", "an event needs a title"),
    ],
)
def test_what_is_not_written_anew_is_no_mistake_and_has_no_value(
    name: str, text: str, said: str
) -> None:
    known = {"title": "One", "date": "", "lane": "", name: text}
    found = checked({**known, "lane": "Law"}, NOW, NOW, known)
    assert found.values == {"lane": "Law"}
    assert found.mistakes == {}
    assert said in found.notes[name]
    other = checked(known, NOW, NOW, {**known, name: "other"})
    assert list(other.values) == [name]


def test_an_end_is_held_against_the_date_that_stands() -> None:
    known = {"title": "One", "date": "2025", "end": ""}
    assert "before" in checked({**known, "end": "2024"}, NOW, NOW, known).mistakes["end"]
    wrong = {**known, "end": "2024"}
    assert checked({**wrong, "title": "Two"}, NOW, NOW, wrong).mistakes == {}
    assert "end" in checked({**wrong, "date": "2026"}, NOW, NOW, wrong).mistakes
    unread = {**known, "date": "15 april 1912"}
    assert checked({**unread, "end": "1913"}, NOW, NOW, unread).mistakes == {}


def test_of_a_source_and_a_link_only_what_is_written_anew_is_judged() -> None:
    source = {"publisher": "", "title": "", "url": " ftp://x", "date": "5 may 2020", "quote": ""}
    found = checked_source({**source, "quote": "Q"}, NOW, NOW, source)
    assert found.values == {"quote": "Q"}
    assert found.mistakes == {}
    gone = checked_source({**source, "url": ""}, NOW, NOW, source)
    assert "needs a publisher" in gone.mistakes["title"]
    link = {"to": "b", "kind": "leads"}
    assert checked_link({**link, "to": "c"}, "C", link).values == {"to": "c"}
    assert checked_link({**link, "to": "c"}, "C", link).mistakes == {}
    assert list(checked_link(link, "").mistakes) == ["to", "kind"]


def test_a_source_needs_something_to_be_found_by_and_a_web_address() -> None:
    found = checked_source({"title": "", "url": "javascript:x", "date": "mar 2025"}, NOW, NOW)
    assert found.values["date"] == "2025-03"
    assert "https" in found.mistakes["url"]
    assert "title" in checked_source({"title": ""}, NOW, NOW).mistakes


@given(st.lists(st.text("ab ,\"'漢\t").filter(str.strip)))
def test_items_come_back_from_their_line(items: list[str]) -> None:
    assert split(joined(items)) == tuple(items)


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ('"Iron" Mike, Bob', ('"Iron" Mike', "Bob")),
        ('Mike "Iron", Bob', ('Mike "Iron"', "Bob")),
        ('"Smith, John" ,b', ("Smith, John", "b")),
        ('"say ""no""", "open, b', ('say "no"', '"open', "b")),
        ('" a ",  b  c , ,', (" a ", "b  c")),
        ("", ()),
    ],
)
def test_quotes_hold_an_item_together_and_are_kept_elsewhere(
    line: str, items: tuple[str, ...]
) -> None:
    assert split(line) == items


def test_an_item_may_be_of_any_length() -> None:
    long = "x" * 200_000
    assert split(f"a, {long}") == ("a", long)
