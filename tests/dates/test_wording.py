import pytest
from hypothesis import given

from tests.dates.texts import DATES
from tui.dates.edtf import parse
from tui.dates.fuzzy_date import FuzzyDate, Kind
from tui.dates.wording import BRIEF_LENGTH, brief, worded

MOMENTS = [
    ("2025-01-20", "20 January 2025", "20 Jan 2025"),
    ("2023-08", "August 2023", "Aug 2023"),
    ("1984", "1984", "1984"),
    ("0987", "AD 987", "AD 987"),
    ("0079-08-24", "24 August AD 79", "24 Aug AD 79"),
    ("-0043", "44 BC", "44 BC"),
    ("0000", "1 BC", "1 BC"),
    ("-0043-03-15", "15 March 44 BC", "15 Mar 44 BC"),
    ("-9999", "10,000 BC", "10,000 BC"),
    ("Y-11999", "12,000 BC", "12,000 BC"),
    ("Y-299999", "300,000 BC", "300,000 BC"),
    ("Y-66E6", "66 million years ago", "66m years ago"),
    ("Y-66043001", "66.04 million years ago", "66.04m years ago"),
    ("Y-13800000000", "13.8 billion years ago", "13.8bn years ago"),
    ("Y-999999999", "1 billion years ago", "1bn years ago"),
    ("Y-1E15", "1,000 trillion years ago", "1,000tn years ago"),
    ("Y12000", "the year 12,000", "AD 12,000"),
    ("Y170000002", "the year 170,000,002", "AD 170m"),
    # doubt about the whole
    ("1984~", "c. 1984", "c. 1984"),
    ("2023-05?", "perhaps May 2023", "May 2023?"),
    ("1984%", "perhaps c. 1984", "c. 1984?"),
    ("2004-06-11~", "c. 11 June 2004", "c. 11 Jun 2004"),
    ("Y-66E6~", "c. 66 million years ago", "c. 66m years ago"),
    # doubt about a part
    ("2004-06~-11", "11 June 2004 (year and month approximate)", "c. 11 Jun 2004"),
    ("?2004-06-~11", "11 June 2004 (year uncertain, day approximate)", "c. 11 Jun 2004?"),
    ("2004-%06-11", "11 June 2004 (month uncertain and approximate)", "c. 11 Jun 2004?"),
    ("2001-~21", "spring 2001 (season approximate)", "c. spring 2001"),
    # seasons and parts of a year
    ("2001-21", "spring 2001", "spring 2001"),
    ("2001-30", "southern summer 2001", "S. summer 2001"),
    ("-0043-22", "summer 44 BC", "summer 44 BC"),
    ("2019-35", "third quarter of 2019", "Q3 2019"),
    ("2019-38", "second third of 2019", "2nd third 2019"),
    ("2019-40", "first half of 2019", "H1 2019"),
    # decades, centuries, millennia
    ("198X", "the 1980s", "1980s"),
    ("190X", "some year from 1900 to 1909", "in 1900–1909"),
    ("098X", "some year from AD 980 to AD 989", "in AD 980 – AD 989"),
    ("-004X", "some year from 50 to 41 BC", "in 50–41 BC"),
    ("18XX", "the 19th century", "19th c."),
    ("20XX", "the 21st century", "21st c."),
    ("01XX", "the 2nd century AD", "2nd c. AD"),
    ("-01XX", "the 2nd century BC", "2nd c. BC"),
    ("1XXX", "the 2nd millennium", "2nd mill."),
    ("-1XXX", "the 2nd millennium BC", "2nd mill. BC"),
    ("XXXX", "an unknown year", "year unknown"),
    ("1X84", "some year from 1084 to 1984", "in 1084–1984"),
    ("198X~", "c. the 1980s", "c. 1980s"),
    # unspecified months and days
    ("1985-04-XX", "some day in April 1985", "Apr 1985"),
    ("1985-XX-XX", "some day in 1985", "1985"),
    ("2004-XX", "some month of 2004", "2004"),
    ("2004-XX-15", "the 15th of some month of 2004", "2004"),
    ("1984-1X", "some month from October to December 1984", "in Oct–Dec 1984"),
    ("2004-06-0X", "some day from 1 to 9 June 2004", "in 1–9 Jun 2004"),
    ("156X-12-25", "25 December, some year of the 1560s", "25 Dec, 1560s"),
    ("156X-12", "December, some year of the 1560s", "Dec, 1560s"),
    ("15XX-12-XX", "some day in December, some year of the 16th century", "Dec, 16th c."),
    ("XXXX-12-25", "25 December, an unknown year", "25 Dec, year unknown"),
    ("198X-21", "spring, some year of the 1980s", "spring, 1980s"),
    ("198X-35", "third quarter, some year of the 1980s", "Q3, 1980s"),
    ("198X-XX", "some month of the 1980s", "1980s"),
    ("198X-XX-XX", "some day in the 1980s", "1980s"),
    # significant digits
    ("1950S2", "about 1950 (1900 to 1999)", "about 1950"),
    ("0950S1", "about AD 950 (AD 900 to AD 999)", "about AD 950"),
    ("1950S2~", "about 1950 (1900 to 1999)", "about 1950"),
    ("-0050S1", "about 51 BC (60 to 51 BC)", "about 51 BC"),
    ("Y-138E8S3", "about 13.8 billion years ago", "about 13.8bn years ago"),
    # times
    ("2025-01-20T14:30Z", "20 January 2025, 14:30 UTC", "20 Jan 2025, 14:30 UTC"),
    ("2025-01-20T14:30", "20 January 2025, 14:30", "20 Jan 2025, 14:30"),
    ("2025-01-20T14:30+02:00", "20 January 2025, 14:30 (UTC+02:00)", "20 Jan 2025, 14:30+02:00"),
    ("2025-01-20T14:30:05-03:30", "20 January 2025, 14:30:05 (UTC-03:30)", "20 Jan 2025"),
    ("2025-01-20T14Z", "20 January 2025, 14h UTC", "20 Jan 2025, 14h UTC"),
    ("2025-01-20T24:00", "20 January 2025, 24:00", "20 Jan 2025, 24:00"),
]

INTERVALS = [
    ("2022-10/2023-04", "October 2022 to April 2023", "Oct 2022 – Apr 2023"),
    ("2016-03-09/2016-03-15", "9 to 15 March 2016", "9–15 Mar 2016"),
    ("2016-03-09/2016-04-15", "9 March to 15 April 2016", "9 Mar – 15 Apr 2016"),
    ("2016-03-09/2017-03-09", "9 March 2016 to 9 March 2017", "9 Mar 2016 – 9 Mar 2017"),
    ("2016-03/2016-05", "March to May 2016", "Mar–May 2016"),
    ("2016-03/2016-05-09", "March 2016 to 9 May 2016", "Mar 2016 – 9 May 2016"),
    ("2016/2016", "2016", "2016"),
    ("1964/2008", "1964 to 2008", "1964–2008"),
    ("-0043/-0030", "44 to 31 BC", "44–31 BC"),
    ("-0030/0014", "31 BC to AD 14", "31 BC – AD 14"),
    ("-0043-01/-0043-03", "January to March 44 BC", "Jan–Mar 44 BC"),
    (
        "-0043-03-15/-0030-09-02",
        "15 March 44 BC to 2 September 31 BC",
        "Mar 44 BC – Sep 31 BC",
    ),
    ("Y-66E6/Y-65E6", "66 to 65 million years ago", "66m–65m years ago"),
    ("2001-21/2001-23", "spring to autumn 2001", "spring–autumn 2001"),
    ("2019-33/2019-35", "first to third quarter of 2019", "Q1–Q3 2019"),
    ("1984~/2004~", "c. 1984 to c. 2004", "c. 1984 – c. 2004"),
    ("2016-03-09?/2016-03-15", "perhaps 9 March 2016 to 15 March 2016", "Mar 2016? – Mar 2016"),
    ("2004-06-XX/2004-07-03", "some day in June 2004 to 3 July 2004", "Jun 2004 – 3 Jul 2004"),
    ("17XX/18XX", "the 18th century to the 19th century", "18th c. – 19th c."),
    ("2025-01/..", "since January 2025", "Jan 2025 –"),
    ("1984~/..", "since c. 1984", "c. 1984 –"),
    ("../1999", "until 1999", "until 1999"),
    ("2022-10/", "October 2022 to an unknown end", "Oct 2022 – ?"),
    ("/1999", "from an unknown start to 1999", "? – 1999"),
    (
        "2025-01-20T14:30Z/2025-01-20T16:00Z",
        "20 January 2025, 14:30 to 16:00 UTC",
        "20 Jan 2025",
    ),
    (
        "2025-01-20T14:30/2025-01-22T14:30",
        "20 January 2025, 14:30 to 22 January 2025, 14:30",
        "20–22 Jan 2025",
    ),
    (
        "2025-01-20T14:30Z/2025-01-20T16:00+01:00",
        "20 January 2025, 14:30 UTC to 20 January 2025, 16:00 (UTC+01:00)",
        "20 Jan 2025",
    ),
]

SETS = [
    ("[1667,1668]", "1667 or 1668", "1667 or 1668"),
    ("{1667,1668}", "1667 and 1668", "1667 and 1668"),
    ("[1667]", "1667", "1667"),
    ("[1667, 1668, 1670]", "1667, 1668 or 1670", "1667, 1668 or 1670"),
    ("{1960,1961-12}", "1960 and December 1961", "1960 and Dec 1961"),
    ("[1760..1765]", "some time from 1760 to 1765", "one of 1760–1765"),
    ("{1760..1765}", "all of 1760 to 1765", "all of 1760–1765"),
    ("[1667,1668,1670..1672]", "one of 1667, 1668, 1670 to 1672", "one of 1667 … 1672"),
    ("{1667,1668,1670..1672}", "all of 1667, 1668, 1670 to 1672", "1667 … 1672"),
    ("[..1760-12-03]", "3 December 1760 or before", "3 Dec 1760 or before"),
    ("{..1984}", "1984 and before", "1984 and before"),
    ("[1760-12..]", "December 1760 or later", "Dec 1760 or later"),
    (
        "[1760-01,1760-02,1760-12..]",
        "one of January 1760, February 1760, December 1760 or later",
        "Jan 1760 or later",
    ),
    ("[1667?,1668]", "perhaps 1667 or 1668", "1667? or 1668"),
]

ALL = [*MOMENTS, *INTERVALS, *SETS]


@pytest.mark.parametrize(("text", "words"), [(text, words) for text, words, _ in ALL])
def test_a_date_is_worded_as_people_say_it(text: str, words: str) -> None:
    assert worded(parse(text)) == words


@pytest.mark.parametrize(("text", "label"), [(text, label) for text, _, label in ALL])
def test_a_label_is_brief(text: str, label: str) -> None:
    assert brief(parse(text)) == label
    assert len(label) <= BRIEF_LENGTH


@given(DATES)
def test_every_date_has_words_fit_for_a_screen(date: FuzzyDate) -> None:
    for words in (worded(date), brief(date)):
        assert words.isprintable()
        assert words == words.strip()
        assert words


@given(DATES)
def test_doubt_is_never_left_out(date: FuzzyDate) -> None:
    words = worded(date)
    assert not date.approximate or any(sign in words for sign in ("c. ", "about ", "approximate"))
    assert not date.uncertain or "perhaps " in words or "uncertain" in words


@given(DATES)
def test_a_label_shows_the_doubt_of_a_moment(date: FuzzyDate) -> None:
    if date.kind is Kind.MOMENT:
        assert brief(date).endswith("?") is date.uncertain
        assert brief(date).startswith(("c. ", "about ")) or not date.approximate


@given(DATES)
def test_labels_stay_short_however_far_the_years_lie(date: FuzzyDate) -> None:
    assert len(brief(date)) <= (30 if date.kind is Kind.MOMENT else 60)
