import string
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dates.iso import at
from tests.dates.texts import DATES, TEXTS
from tui.dates.edtf import parse
from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.dates.prompt import MAX_LENGTH, read
from tui.dates.wording import worded

NOW = at("2025-01-20T14:30:05")
CURSOR = at("2024-08-31T10:15:00")


def texts_of(text: str) -> list[str]:
    return [reading.date.text for reading in read(text, NOW, CURSOR)]


READINGS = [
    # EDTF as it is
    ("2024", ["2024"]),
    ("-0043-03-15", ["-0043-03-15"]),
    ("1984/1986", ["1984/1986"]),
    ("[1667,1668]", ["[1667,1668]"]),
    ("  2024-05  ", ["2024-05"]),
    ("198x", ["198X"]),
    ("2025-01-20t14:30z", ["2025-01-20T14:30Z"]),
    # days, months and years in words
    ("mar 2025", ["2025-03"]),
    ("March 2025", ["2025-03"]),
    ("2025 mar", ["2025-03"]),
    ("sept. 2025", ["2025-09"]),
    ("20 January 2025", ["2025-01-20"]),
    ("March 15th, 2025", ["2025-03-15"]),
    ("15th of March 2025", ["2025-03-15"]),
    ("2025 mar 15", ["2025-03-15"]),
    ("Oct 14 1066", ["1066-10-14"]),
    # eras
    ("15 mar 44 BC", ["-0043-03-15"]),
    ("mar 44 bce", ["-0043-03"]),
    ("44 BC", ["-0043"]),
    ("1 BC", ["0000"]),
    ("AD 79", ["0079"]),
    ("79 AD", ["0079"]),
    ("24 August AD 79", ["0079-08-24"]),
    ("79 CE", ["0079"]),
    ("5000 BC", ["-4999"]),
    ("12,000 BC", ["Y-11999"]),
    ("984", ["0984"]),
    ("0 BC", []),
    ("AD 79 BC", []),
    # decades, centuries, millennia
    ("1980s", ["198X"]),
    ("the 1980s", ["198X"]),
    ("1900s", ["190X", "19XX"]),
    ("19th century", ["18XX"]),
    ("1st century", ["00XX"]),
    ("2nd century BC", ["-01XX"]),
    ("1st millennium BC", ["-0XXX"]),
    ("0th century", []),
    # seasons and parts of a year
    ("spring 2001", ["2001-21"]),
    ("fall 1999", ["1999-23"]),
    ("winter of 44 BC", ["-0043-24"]),
    ("southern summer 2001", ["2001-30"]),
    ("q3 2019", ["2019-35"]),
    ("2019-Q3", ["2019-35"]),
    ("third quarter of 2019", ["2019-35"]),
    ("h2 2019", ["2019-41"]),
    ("q5 2019", []),
    ("first half 2019", ["2019-40"]),
    ("fourth half 2019", []),
    # doubt
    ("c. 1984", ["1984~"]),
    ("circa 44 BC", ["-0043~"]),
    ("about March 2023", ["2023-03~"]),
    ("perhaps 1984", ["1984?"]),
    ("maybe c. 1984", ["1984%"]),
    ("mar 2025?", ["2025-03?"]),
    # years ago
    ("13.8 billion years ago", ["Y-13800000000S3"]),
    ("13.8bn years ago", ["Y-13800000000S3"]),
    ("66 million years ago", ["Y-66000000S2"]),
    ("66,000,000 years ago", ["Y-66000000S2"]),
    ("66 Ma", ["Y-66000000S2"]),
    ("4.5 Ga", ["Y-4500000000S2"]),
    ("12,000 years ago", ["Y-10000~"]),
    ("500 years ago", ["1525~"]),
    # now and then
    ("today", ["2025-01-20"]),
    ("Yesterday", ["2025-01-19"]),
    ("tomorrow", ["2025-01-21"]),
    ("now", ["2025-01-20T14:30Z"]),
    ("3 years ago", ["2022"]),
    ("2 months ago", ["2024-11"]),
    ("3 days ago", ["2025-01-17"]),
    ("in 2 weeks", ["2025-02-03"]),
    # from where the reader is
    ("+6 months", ["2025-02-28"]),
    ("-3 years", ["2021-08-31"]),
    ("-6 months", ["2024-02-29"]),
    ("+ 90 d", ["2024-11-29"]),
    ("+2w", ["2024-09-14"]),
    ("+1 century", ["2124-08-31"]),
    ("-2 hours", ["2024-08-31T08:15Z"]),
    ("+30 s", ["2024-08-31T10:15:30Z"]),
    ("-13,800,000,000 years", ["Y-13799997976"]),
    ("+999999999999999 years", []),
    ("+6", []),
    ("+6 parsecs", []),
    # numbers alone
    ("03/04/2025", ["2025-04-03", "2025-03-04"]),
    ("3.4.2025", ["2025-04-03", "2025-03-04"]),
    ("13/04/2025", ["2025-04-13"]),
    ("04/13/2025", ["2025-04-13"]),
    ("3/3/2025", ["2025-03-03"]),
    ("3/2025", ["2025-03"]),
    ("25/2025", []),
    ("2025/4/3", ["2025-04-03"]),
    ("2025-4", ["2025-04"]),
    ("20250120", ["2025-01-20"]),
    ("31/02/2025", []),
    ("2025-02-30", []),
    ("2025-13-01", []),
    # free text
    ("March 15th 2025 2pm", ["2025-03-15T14"]),
    ("20 January 2025, 14:30 UTC", ["2025-01-20T14:30Z"]),
    ("20 jan 2025 2:30:05 pm +02:00", ["2025-01-20T14:30:05+02:00"]),
    ("2025-01-20 14:30", ["2025-01-20T14:30"]),
    ("2025-03-04 14:30", ["2025-03-04T14:30"]),
    ("2025-01-20 14:30:00 -0300", ["2025-01-20T14:30:00-03:00"]),
    ("Tue Mar 4 2025 10:00", ["2025-03-04T10:00"]),
    ("03/04/2025 14:00", ["2025-04-03T14:00", "2025-03-04T14:00"]),
    # never filled in from today
    ("15 march", []),
    ("march", []),
    ("2pm", []),
    ("14:30", []),
    ("monday", []),
    ("monday march 2025", ["2025-03"]),
    ("2025 14:30", []),
    ("march 2025 2pm", []),
    # never guessed
    ("68", []),
    ("10 May 68", []),
    ("may 10, 68", []),
    ("8/2/15", []),
    ("-0044-3-15", []),
    ("15 march -0044", []),
    ("15 march 44", []),
    ("20 jan 2025 14:30 EST", []),
    # nothing
    ("", []),
    ("   ", []),
    ("deepseek r1", []),
    ("GPT-4", []),
    ("２０２４", []),
    ("1" * 201, []),
]


@pytest.mark.parametrize(("text", "dates"), READINGS)
def test_a_prompt_is_read_no_more_precisely_than_it_was_typed(text: str, dates: list[str]) -> None:
    assert texts_of(text) == dates


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("-0043-03-15", "15 March 44 BC"),
        ("15 mar 44 BC", "15 March 44 BC, read as day, month and year"),
        ("today", "20 January 2025, read as today, in UTC"),
        ("+6 months", "28 February 2025, read as 6 months after where you are"),
        ("-1 day", "30 August 2024, read as 1 day before where you are"),
        ("c. 1984", "c. 1984, read as 1984~"),
    ],
)
def test_a_reading_says_how_the_text_was_understood(text: str, how: str) -> None:
    assert [reading.how for reading in read(text, NOW, CURSOR)] == [how]


def test_both_readings_of_slashes_are_told_apart() -> None:
    assert [reading.how for reading in read("03/04/2025", NOW, CURSOR)] == [
        "3 April 2025, read as day/month/year",
        "4 March 2025, read as month/day/year",
    ]


@settings(deadline=timedelta(seconds=2))
@given(TEXTS.filter(lambda text: len(text) <= MAX_LENGTH))
def test_edtf_comes_first(text: str) -> None:
    (reading,) = read(text, NOW, CURSOR)
    assert reading.date == parse(text)
    assert reading.how == worded(reading.date)


_VOCABULARY = """
    mar march 15 15th 2025 68 44 bc ad c. 3pm 14:30 +2 -3 years of the utc 1980s 19th 0th century
    q3 q5 h9 spring first half - / . , : t z am pm monday 03/04/2025 -0044 +02:00 ago in million
    1e9 0x10 20250304 12h 31 feb infinity nan EST UTC+3 T10 1.5 Ga months 0 00 ' ;
"""
_WORDS = st.lists(st.sampled_from(_VOCABULARY.split()), max_size=7).map(" ".join)


@settings(deadline=timedelta(seconds=2), max_examples=400)
@given(st.text(max_size=MAX_LENGTH + 5) | st.text(string.printable, max_size=60) | _WORDS)
def test_any_text_is_read_or_not_but_never_an_error(text: str) -> None:
    for reading in read(text, NOW, CURSOR):
        assert parse(reading.date.text) == reading.date
        assert reading.how.isprintable()


@pytest.mark.parametrize("text", ["1980s", "the 1980s", "in 1980s", "in the 1980s"])
def test_a_decade_is_not_so_many_seconds(text: str) -> None:
    assert [reading.date for reading in read(text, NOW, CURSOR)] == [parse("198X")]


@settings(deadline=timedelta(seconds=2))
@given(_WORDS)
def test_what_was_not_typed_does_not_come_from_today(text: str) -> None:
    if any(word in text.split() for word in ("ago", "in", "+2", "-3")):
        return
    assert read(text, NOW, CURSOR) == read(text, at("1815-06-18T20:15:00"), CURSOR)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%d.%m.%Y"]))
def test_days_in_common_forms_are_among_the_readings(when: date, form: str) -> None:
    assert when.isoformat() in texts_of(when.strftime(form))


@given(DATES)
def test_what_the_program_words_plainly_it_reads_back(date: FuzzyDate) -> None:
    moment = date.moments[0]
    doubtful = date.uncertain or date.approximate or moment.unspecified or moment.significant
    if date.kind is not Kind.MOMENT or doubtful or abs(moment.year) > 9_999:
        return
    if moment.hour is not None or moment.season in (37, 38, 39):
        return
    readings = [reading.date.moments[0] for reading in read(worded(date), NOW, CURSOR)]
    assert (moment.span, moment.precision) in [(m.span, m.precision) for m in readings]


@pytest.mark.parametrize("module", ["edtf", "wording", "elapsed", "prompt"])
def test_dateutil_waits_until_it_is_needed(module: str) -> None:
    code = f"import sys, tui.dates.{module}; sys.exit('dateutil' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
