import time
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dates.iso import at, span
from tests.dates.texts import DATES, MOMENTS, NEAR_MISSES, TEXTS
from tui.dates.calendar import DAY, civil, civil_from_days
from tui.dates.edtf import MAX_LENGTH, EdtfError, interval, moment, parse
from tui.dates.edtf.year import MAX_YEAR
from tui.dates.fuzzy_date import FuzzyDate, Kind, Limit, Moment, Part, Precision

YEAR, MONTH, DAY_PART = Part.YEAR, Part.MONTH, Part.DAY


def refusal(text: str) -> EdtfError | None:
    try:
        parse(text)
    except EdtfError as error:
        return error
    return None


def moment_of(text: str) -> Moment:
    date = parse(text)
    assert date.kind is Kind.MOMENT
    assert date.start is date.end
    assert isinstance(date.start, Moment)
    return date.start


SPANS = [
    # dates
    ("1985-04-12", "day", "1985-04-12", "1985-04-13"),
    ("1985-04", "month", "1985-04-01", "1985-05-01"),
    ("1985-12", "month", "1985-12-01", "1986-01-01"),
    ("1985", "year", "1985-01-01", "1986-01-01"),
    ("2024-02-29", "day", "2024-02-29", "2024-03-01"),
    ("0000", "year", "0-01-01", "1-01-01"),
    ("9999-12-31", "day", "9999-12-31", "10000-01-01"),
    ("-0043", "year", "-43-01-01", "-42-01-01"),
    ("-0043-03-15", "day", "-43-03-15", "-43-03-16"),
    ("-1985", "year", "-1985-01-01", "-1984-01-01"),
    # times
    ("1985-04-12T23:20:30", "second", "1985-04-12T23:20:30", "1985-04-12T23:20:31"),
    ("1985-04-12T23:20:30Z", "second", "1985-04-12T23:20:30", "1985-04-12T23:20:31"),
    ("1985-04-12T23:20:30-04", "second", "1985-04-13T03:20:30", "1985-04-13T03:20:31"),
    ("1985-04-12T23:20:30+04:30", "second", "1985-04-12T18:50:30", "1985-04-12T18:50:31"),
    ("1985-01-01T00:30+02:00", "minute", "1984-12-31T22:30:00", "1984-12-31T22:31:00"),
    ("1985-04-12T14:30", "minute", "1985-04-12T14:30:00", "1985-04-12T14:31:00"),
    ("1985-04-12T14", "hour", "1985-04-12T14:00:00", "1985-04-12T15:00:00"),
    ("1985-04-12T24:00:00", "second", "1985-04-13T00:00:00", "1985-04-13T00:00:01"),
    ("1985-12-31T24:00Z", "minute", "1986-01-01T00:00:00", "1986-01-01T00:01:00"),
    ("-0043-03-15T12:00Z", "minute", "-43-03-15T12:00:00", "-43-03-15T12:01:00"),
    # seasons, quarters, thirds and halves
    ("2001-21", "season", "2001-03-01", "2001-06-01"),
    ("2001-22", "season", "2001-06-01", "2001-09-01"),
    ("2001-23", "season", "2001-09-01", "2001-12-01"),
    ("2001-24", "season", "2001-12-01", "2002-03-01"),
    ("2003-24", "season", "2003-12-01", "2004-03-01"),
    ("2001-25", "season", "2001-03-01", "2001-06-01"),
    ("2001-28", "season", "2001-12-01", "2002-03-01"),
    ("2001-29", "season", "2001-09-01", "2001-12-01"),
    ("2001-30", "season", "2001-12-01", "2002-03-01"),
    ("2001-31", "season", "2001-03-01", "2001-06-01"),
    ("2001-32", "season", "2001-06-01", "2001-09-01"),
    ("2001-33", "season", "2001-01-01", "2001-04-01"),
    ("2001-34", "season", "2001-04-01", "2001-07-01"),
    ("2001-36", "season", "2001-10-01", "2002-01-01"),
    ("2001-37", "season", "2001-01-01", "2001-05-01"),
    ("2001-39", "season", "2001-09-01", "2002-01-01"),
    ("2001-40", "season", "2001-01-01", "2001-07-01"),
    ("2001-41", "season", "2001-07-01", "2002-01-01"),
    # unspecified digits
    ("201X", "decade", "2010-01-01", "2020-01-01"),
    ("20XX", "century", "2000-01-01", "2100-01-01"),
    ("1XXX", "millennium", "1000-01-01", "2000-01-01"),
    ("XXXX", "years", "0-01-01", "10000-01-01"),
    ("1X84", "millennium", "1084-01-01", "1985-01-01"),
    ("2004-XX", "year", "2004-01-01", "2005-01-01"),
    ("1985-04-XX", "month", "1985-04-01", "1985-05-01"),
    ("1985-02-XX", "month", "1985-02-01", "1985-03-01"),
    ("1985-XX-XX", "year", "1985-01-01", "1986-01-01"),
    ("156X-12-25", "decade", "1560-12-25", "1569-12-26"),
    ("15XX-12-25", "century", "1500-12-25", "1599-12-26"),
    ("15XX-12-XX", "century", "1500-12-01", "1600-01-01"),
    ("XXXX-12-XX", "years", "0-12-01", "10000-01-01"),
    ("1XXX-XX", "millennium", "1000-01-01", "2000-01-01"),
    ("1XXX-12", "millennium", "1000-12-01", "2000-01-01"),
    ("1984-1X", "year", "1984-10-01", "1985-01-01"),
    ("1984-0X", "year", "1984-01-01", "1984-10-01"),
    ("1984-X1", "year", "1984-01-01", "1984-12-01"),
    ("2004-06-0X", "month", "2004-06-01", "2004-06-10"),
    ("2004-06-3X", "month", "2004-06-30", "2004-07-01"),
    ("2023-02-2X", "month", "2023-02-20", "2023-03-01"),
    ("2023-02-X9", "month", "2023-02-09", "2023-02-20"),
    ("2023-XX-31", "year", "2023-01-31", "2024-01-01"),
    ("2023-0X-31", "year", "2023-01-31", "2023-09-01"),
    ("2023-0X-3X", "year", "2023-01-30", "2023-10-01"),
    ("19XX-02-29", "century", "1904-02-29", "1996-03-01"),
    ("190X-02-29", "decade", "1904-02-29", "1908-03-01"),
    ("XX00-02-29", "years", "0-02-29", "9600-03-01"),
    ("-01XX", "century", "-199-01-01", "-99-01-01"),
    ("-004X", "decade", "-49-01-01", "-39-01-01"),
    ("-00XX", "century", "-99-01-01", "0-01-01"),
    ("-00X0", "century", "-90-01-01", "-9-01-01"),
    ("-156X-12-25", "decade", "-1569-12-25", "-1560-12-26"),
    ("-000X-02-29", "decade", "-8-02-29", "-4-03-01"),
    ("198X-24", "decade", "1980-12-01", "1990-03-01"),
    # long years and significant digits
    ("Y170000002", "year", "170000002-01-01", "170000003-01-01"),
    ("Y-170000002", "year", "-170000002-01-01", "-170000001-01-01"),
    ("Y-17E7", "year", "-170000000-01-01", "-169999999-01-01"),
    ("Y-13800000000", "year", "-13800000000-01-01", "-13799999999-01-01"),
    ("Y1E15", "year", "1000000000000000-01-01", "1000000000000001-01-01"),
    ("Y3388E2", "year", "338800-01-01", "338801-01-01"),
    ("1950S2", "years", "1900-01-01", "2000-01-01"),
    ("1950S3", "years", "1950-01-01", "1960-01-01"),
    ("1950S4", "year", "1950-01-01", "1951-01-01"),
    ("0043S1", "years", "40-01-01", "50-01-01"),
    ("-1950S2", "years", "-1999-01-01", "-1899-01-01"),
    ("Y171010000S3", "years", "171000000-01-01", "172000000-01-01"),
    ("Y3388E2S3", "years", "338000-01-01", "339000-01-01"),
    ("Y-138E8S2", "years", "-13999999999-01-01", "-12999999999-01-01"),
]


@pytest.mark.parametrize(("text", "precision", "first", "after"), SPANS)
def test_a_moment_spans_all_it_can_mean(text: str, precision: str, first: str, after: str) -> None:
    moment = moment_of(text)
    assert moment.span == span(first, after)
    assert moment.precision is Precision(precision)
    assert parse(text).text == text


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("1985-04-12", (1985, 4, 12, None, None, None)),
        ("1985-04", (1985, 4, None, None, None, None)),
        ("-0043-03-15", (-43, 3, 15, None, None, None)),
        ("1985-04-12T23:20:30-04", (1985, 4, 12, 23, 20, 30)),
        ("1985-04-12T24:00", (1985, 4, 12, 24, 0, None)),
        ("1985-04-12T14", (1985, 4, 12, 14, None, None)),
        ("2001-21", (2001, None, None, None, None, None)),
        ("156X-12-25", (1560, 12, 25, None, None, None)),
        ("-156X-12-25", (-1569, 12, 25, None, None, None)),
        ("1985-XX-12", (1985, None, 12, None, None, None)),
        ("1985-04-1X", (1985, 4, None, None, None, None)),
        ("Y-17E7", (-170_000_000, None, None, None, None, None)),
        ("1950S2", (1950, None, None, None, None, None)),
        ("-1950S2", (-1950, None, None, None, None, None)),
    ],
)
def test_the_fields_hold_what_is_written(text: str, fields: tuple[int | None, ...]) -> None:
    moment = moment_of(text)
    assert fields == (
        moment.year,
        moment.month,
        moment.day,
        moment.hour,
        moment.minute,
        moment.second,
    )


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("1985-04-12T23:20", None),
        ("1985-04-12T23:20Z", 0),
        ("1985-04-12T23:20+00:00", 0),
        ("1985-04-12T23:20-04", -240),
        ("1985-04-12T23:20-03:30", -210),
        ("1985-04-12T23+05:45", 345),
    ],
)
def test_the_zone_is_minutes_east_of_utc(text: str, zone: int | None) -> None:
    assert moment_of(text).zone == zone


def test_season_and_significant_digits_are_kept() -> None:
    assert moment_of("2001-35").season == 35
    assert moment_of("2001-05").season is None
    assert moment_of("Y3388E2S3").significant == 3
    assert moment_of("1950").significant is None


QUALIFIED = [
    ("1984?", {YEAR}, set()),
    ("1984~", set(), {YEAR}),
    ("1984%", {YEAR}, {YEAR}),
    ("2004-06~", set(), {YEAR, MONTH}),
    ("2004-06-11%", {YEAR, MONTH, DAY_PART}, {YEAR, MONTH, DAY_PART}),
    ("2004-06~-11", set(), {YEAR, MONTH}),
    ("2004?-06-11", {YEAR}, set()),
    ("?2004-06-~11", {YEAR}, {DAY_PART}),
    ("2004-%06-11", {MONTH}, {MONTH}),
    ("2004-?06", {MONTH}, set()),
    ("2004?-06~-11", {YEAR}, {YEAR, MONTH}),
    ("2001-21~", set(), {YEAR, MONTH}),
    ("Y-17E7?", {YEAR}, set()),
    ("1950S2~", set(), {YEAR}),
    ("198X?", {YEAR}, set()),
    ("1985-04-12T14:30~", set(), {YEAR, MONTH, DAY_PART}),
    ("1984", set(), set()),
]


@pytest.mark.parametrize(("text", "uncertain", "approximate"), QUALIFIED)
def test_a_qualifier_holds_for_what_is_left_of_it_or_for_what_it_precedes(
    text: str, uncertain: set[Part], approximate: set[Part]
) -> None:
    moment = moment_of(text)
    assert (set(moment.uncertain), set(moment.approximate)) == (uncertain, approximate)


@pytest.mark.parametrize("text", [text for text, *_ in QUALIFIED])
def test_a_qualifier_never_widens_a_span(text: str) -> None:
    bare = "".join(character for character in text if character not in "?~%")
    assert moment_of(text).span == moment_of(bare).span


@pytest.mark.parametrize(
    ("text", "unspecified"),
    [
        ("198X", {YEAR}),
        ("2004-XX", {MONTH}),
        ("2004-1X", {MONTH}),
        ("1985-04-XX", {DAY_PART}),
        ("1985-XX-XX", {MONTH, DAY_PART}),
        ("156X-12-2X", {YEAR, DAY_PART}),
        ("1985-04-12", set()),
    ],
)
def test_unspecified_digits_are_known_by_their_part(text: str, unspecified: set[Part]) -> None:
    assert moment_of(text).unspecified == unspecified


INTERVALS = [
    ("1964/2008", "1964-01-01", "2009-01-01"),
    ("2004-06/2006-08", "2004-06-01", "2006-09-01"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-09"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-03-01"),
    ("2004-02-01/2005", "2004-02-01", "2006-01-01"),
    ("2005/2006-02", "2005-01-01", "2006-03-01"),
    ("2008-05/2008", "2008-05-01", "2009-01-01"),
    ("2008/2008-05", "2008-01-01", "2008-06-01"),
    ("2016/2016", "2016-01-01", "2017-01-01"),
    ("1984~/2004-06", "1984-01-01", "2004-07-01"),
    ("1984?/2004%", "1984-01-01", "2005-01-01"),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-21"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-04"),
    ("198X/2001-21", "1980-01-01", "2001-06-01"),
    ("-0043/0014", "-43-01-01", "15-01-01"),
    ("Y-66E6/Y-65E6", "-66000000-01-01", "-64999999-01-01"),
    ("2025-01-20T10:00Z/2025-01-20T11:30Z", "2025-01-20T10:00:00", "2025-01-20T11:31:00"),
    ("1985-04-12/..", "1985-04-12", None),
    ("1985-04/", "1985-04-01", None),
    ("../1985", None, "1986-01-01"),
    ("/1985-04-12", None, "1985-04-13"),
    ("1985?/..", "1985-01-01", None),
]


@pytest.mark.parametrize(("text", "earliest", "before"), INTERVALS)
def test_an_interval_reaches_from_its_first_to_its_last_possible_instant(
    text: str, earliest: str | None, before: str | None
) -> None:
    date = parse(text)
    assert date.kind is Kind.INTERVAL
    assert date.text == text
    assert date.earliest == (None if earliest is None else at(earliest))
    assert date.before == (None if before is None else at(before))


def test_two_dots_are_open_and_nothing_is_unknown() -> None:
    assert parse("1985/..").end is Limit.OPEN
    assert parse("1985/").end is Limit.UNKNOWN
    assert parse("../1985").start is Limit.OPEN
    assert parse("/1985").start is Limit.UNKNOWN


SETS = [
    ("[1667,1668,1670..1672]", Kind.ONE_OF, "1667-01-01", "1673-01-01", 4),
    ("[..1760-12-03]", Kind.ONE_OF, None, "1760-12-04", 1),
    ("[1760-12..]", Kind.ONE_OF, "1760-12-01", None, 1),
    ("[1760-01,1760-02,1760-12..]", Kind.ONE_OF, "1760-01-01", None, 3),
    ("[1667,1760-12]", Kind.ONE_OF, "1667-01-01", "1761-01-01", 2),
    ("[..1984]", Kind.ONE_OF, None, "1985-01-01", 1),
    ("{1667,1668,1670..1672}", Kind.ALL_OF, "1667-01-01", "1673-01-01", 4),
    ("{1960,1961-12}", Kind.ALL_OF, "1960-01-01", "1962-01-01", 2),
    ("{..1984}", Kind.ALL_OF, None, "1985-01-01", 1),
    ("[1668, 1667]", Kind.ONE_OF, "1667-01-01", "1669-01-01", 2),
    ("[1667]", Kind.ONE_OF, "1667-01-01", "1668-01-01", 1),
    ("[1960,1960-05-03]", Kind.ONE_OF, "1960-01-01", "1961-01-01", 2),
    ("{198X?,-0043~}", Kind.ALL_OF, "-43-01-01", "1990-01-01", 2),
]


@pytest.mark.parametrize(("text", "kind", "earliest", "before", "members"), SETS)
def test_a_set_reaches_from_its_first_to_its_last_member(
    text: str, kind: Kind, earliest: str | None, before: str | None, members: int
) -> None:
    date = parse(text)
    assert date.kind is kind
    assert date.text == text
    assert date.earliest == (None if earliest is None else at(earliest))
    assert date.before == (None if before is None else at(before))
    assert len(date.members) == members
    assert date.moments == date.members
    starts = [member.span.start for member in date.members]
    assert starts == sorted(starts)


REFUSALS = [
    # characters
    ("", 1, "the text is empty"),
    (" 1984", 1, "does not begin with a blank"),
    ("1984 ", 5, "does not end with a blank"),
    ("1984   ", 5, "does not end with a blank"),
    ("２０２３", 1, "write 2"),
    ("20２3", 3, "write 2"),
    ("١٩٨٤", 1, "write 1"),
    ("2023–05", 5, "is not a hyphen"),
    ("−0043", 1, "is not a hyphen"),
    ("1984\u00a0", 5, "blank"),
    ("1984\x1b[2J", 5, "U+001B has no meaning"),
    ("1984\u202e", 5, "U+202E has no meaning"),
    ("1984\n", 5, "blank"),
    ("²⁰²³", 1, "has no meaning"),
    ("1" * 501, 501, "501 characters"),
    # years
    ("984", 1, "write 0984"),
    ("98", 1, "write 1998 or 2098"),
    ("-43", 1, "write -0043"),
    ("12000", 1, "write Y12000"),
    ("-12000", 1, "write Y-12000"),
    ("00012", 1, "write 0012"),
    ("-0000", 1, "0000 for 1 BC"),
    ("+1984", 1, "write 1984"),
    ("19X", 1, "four"),
    ("19XXX", 1, "four"),
    ("Y", 2, "the text ends here"),
    ("Y2023", 1, "write 2023"),
    ("Y-500", 1, "write -0500"),
    ("Y012345", 1, "leading zeros"),
    ("Y17XXX", 4, "significant digits with S"),
    ("Y17E", 5, "Y-17E7"),
    ("Y12000-05", 7, "without a month"),
    ("y17e7", 1, "write Y17E7"),
    ("Y2E15", 1, "Y1E15"),
    ("Y9E99", 1, "Y1E15"),
    ("Y1E999999999", 4, "too large"),
    ("9" * 400, 1, "too large"),
    ("1950S", 6, "1950S2"),
    ("1950S0", 6, "1 to 4"),
    ("1950S5", 6, "1 to 4"),
    ("195XS2", 5, "not both"),
    ("1950S2-05", 7, "without a month"),
    # months and days
    ("2023-13", 6, "there is no month 13"),
    ("2023-00", 6, "there is no month 00"),
    ("2023-42", 6, "there is no month 42"),
    ("2023-2X", 6, "there is no month 2X"),
    ("2023-01-00", 9, "there is no day 00"),
    ("2023-01-32", 9, "there is no day 32"),
    ("1969-02-30", 9, "February 1969 has 28 days, so there is no 30th"),
    ("2024-02-30", 9, "February 2024 has 29 days, so there is no 30th"),
    ("2023-04-31", 9, "April 2023 has 30 days, so there is no 31st"),
    ("-0043-02-29", 10, "February -0043 has 28 days"),
    ("2023-02-3X", 9, "no date matches 2023-02-3X"),
    ("2023-02-30?", 9, "no 30th"),
    ("XXXX-02-30", 9, "no date matches"),
    ("XXX1-02-29", 9, "no date matches"),
    ("1X02-02-29", 9, "no date matches"),
    ("2001-21-03", 8, "21 is a season"),
    ("2023-1-5", 6, "write 2023-01-05"),
    ("2023-01-5", 9, "write 2023-01-05"),
    ("2023-1-05", 6, "write 2023-01-05"),
    ("2023-1", 6, "write 2023-01"),
    ("2023-", 6, "the text ends here"),
    ("2023-05-", 9, "the text ends here"),
    ("2023-123", 6, "'123' has 3"),
    ("2023-05-04-06", 11, "nothing belongs after the day"),
    ("20230504", 5, "write 2023-05-04"),
    ("2023-Q3", 6, "write 2023-35"),
    ("2023-W05", 6, "'W' stands here"),
    # times
    ("2023-05-04T25:00", 12, "there is no hour 25"),
    ("2023-05-04T10:60", 15, "there is no minute 60"),
    ("2023-05-04T10:00:61", 18, "there is no second 61"),
    ("2023-06-30T23:59:60", 18, "leap seconds are not known here: write second 59"),
    ("2023-05-04T24:01", 12, "T24:00"),
    ("2023-05-04T24", 12, "T24:00"),
    ("2023-05-04T", 12, "the text ends here"),
    ("2023-05-04T1:30", 12, "two digits"),
    ("2023-05-04T10:00:00.5", 20, "fractions"),
    ("2023-05-04T10:00+5", 18, "+02:00"),
    ("2023-05-04T10:00+0530", 18, "+02:00"),
    ("2023-05-04T10:00+24:00", 18, "there is no zone +24:00"),
    ("2023-05-04T10:00ZZ", 18, "'Z' stands here"),
    ("2023-05T10:00", 8, "whole date"),
    ("2023-05-XXT10:00", 11, "whole date"),
    ("2023-05-04 10:00", 11, "write 2023-05-04T10:00"),
    ("2023-05-04t10:00z", 11, "write 2023-05-04T10:00Z"),
    # qualifiers
    ("1984??", 6, "one qualifier is enough"),
    ("1984?~", 5, "write 1984%"),
    ("?", 2, "the text ends here"),
    ("1984-?", 7, "the text ends here"),
    # intervals
    ("2008/2007", 6, "2007 is over before 2008"),
    ("2008-05-02/2008-05-01", 12, "ends before it begins"),
    ("0014/-0043", 6, "ends before it begins"),
    ("/", 1, "a date at one end"),
    ("../..", 1, "a date at one end"),
    ("../", 1, "a date at one end"),
    ("/..", 1, "a date at one end"),
    ("..", 1, "'.' stands here"),
    ("2001/2002/2003", 10, "one slash"),
    ("2001 /2002", 5, "a blank stands here"),
    ("2001/ 2002", 6, "a blank stands here"),
    ("2001/2002-13", 11, "there is no month 13"),
    ("2001/2002-1", 11, "write 2002-01"),
    ("1984/open", 6, "write 1984/.."),
    ("1984/unknown", 6, "write 1984/"),
    ("1984 to 1986", 5, "write 1984/1986"),
    ("1667..1672", 1, "write 1667/1672"),
    ("[1667]/1668", 7, "after the end of a set"),
    ("1667/[1668]", 6, "'[' stands here"),
    # sets
    ("[]", 2, "element of the set is empty"),
    ("[1667", 6, "not closed"),
    ("[1667}", 7, "not closed"),
    ("[1667,]", 7, "element of the set is empty"),
    ("[1667,,1668]", 7, "element of the set is empty"),
    ("[1667,  1668]", 8, "a blank stands here"),
    ("[1667 ,1668]", 6, "a blank stands here"),
    ("[ 1667]", 2, "a blank stands here"),
    ("[1667,1668]?", 12, "after the end of a set"),
    ("[..]", 2, "alone it holds none"),
    ("[1667,..1668]", 7, "first element"),
    ("[1667..,1668]", 6, "last element"),
    ("[1672..1670]", 8, "swap 1672 and 1670"),
    ("[..1600,1700..]", 13, "open at one side only"),
    ("[1667,[1668]]", 13, "after the end of a set"),
    ("[1667,1668-13]", 12, "there is no month 13"),
    # what people write
    ("03/04/2025", 1, "write 2025-04-03 or 2025-03-04"),
    ("13/04/2025", 1, "write 2025-04-13"),
    ("2023/05/04", 5, "write 2023-05-04"),
    ("2023/05", 5, "write 2023-05"),
    ("20 January 2025", 1, "write 2025-01-20"),
    ("January 20, 2025", 1, "write 2025-01-20"),
    ("Jan 2025", 1, "write 2025-01"),
    ("1980s", 5, "write 198X"),
    ("198x", 4, "write 198X"),
    ("2004-06-uu", 9, "write 2004-06-XX"),
    ("c. 1984", 1, "write 1984~"),
    ("44 BC", 1, "write -0043"),
    ("today", 1, "begins with a year of four digits"),
]


@pytest.mark.parametrize(("text", "column", "reason"), REFUSALS)
def test_a_refusal_names_the_column_and_what_would_be_right(
    text: str, column: int, reason: str
) -> None:
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert reason in caught.value.reason
    assert caught.value.column == column
    assert caught.value.reason.isprintable()
    assert caught.value.part == ""


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2016-03-09", "2016-03-15", "2016-03-09/2016-03-15"),
        ("2022-10-07", "..", "2022-10-07/.."),
        ("2022-10", "", "2022-10/"),
        ("..", "1999", "../1999"),
        ("1984~", "198X", "1984~/198X"),
    ],
)
def test_a_date_and_its_end_equal_the_interval_of_both(start: str, end: str, text: str) -> None:
    assert interval(start, end) == parse(text)


@pytest.mark.parametrize(
    ("start", "end", "part", "column", "reason"),
    [
        ("2023-13", "2024", "date", 6, "there is no month 13"),
        ("2023", "2024-13", "end", 6, "there is no month 13"),
        ("2023", "2024 ", "end", 5, "blank"),
        ("2023/2024", "2025", "date", 5, "already an interval"),
        ("2023", "2024/..", "end", 5, "already an interval"),
        ("[2023,2024]", "2025", "date", 1, "a set"),
        ("2023", "{2024,2025}", "end", 1, "a set"),
        ("2023", "2022", "end", 1, "2022 is over before 2023"),
        ("..", "..", "end", 1, "a date at one end"),
        ("", "", "end", 1, "a date at one end"),
        ("2023", "2023-1-5", "end", 6, "write 2023-01-05"),
    ],
)
def test_an_error_in_a_date_and_its_end_names_the_part_and_its_own_column(
    start: str, end: str, part: str, column: int, reason: str
) -> None:
    with pytest.raises(EdtfError) as caught:
        interval(start, end)
    assert (caught.value.part, caught.value.column) == (part, column)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    "text",
    [
        "Y1E" + "9" * 490,
        "Y" + "9" * 499,
        "1950S" + "9" * 490,
        "-" * 500,
        "X" * 500,
        "[" * 500,
        "[" + "1667," * 99,
        "1667.." * 80,
        "/" * 500,
        "?" * 500,
        "1984" + "~?" * 240,
        "c. " * 160,
        "1984 to " * 60,
        "2023-05-04T" + "1" * 480,
        "9" * 10_000_000,
        "２" * 100_000,
    ],
)
def test_hostile_texts_are_refused_at_once(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert time.perf_counter() - started < 5  # a hang, not a slow machine
    assert len(caught.value.reason) < 2 * MAX_LENGTH


def test_the_farthest_years_are_read() -> None:
    assert moment_of(f"Y{MAX_YEAR}").year == MAX_YEAR
    assert moment_of(f"Y-{MAX_YEAR}").year == -MAX_YEAR


@settings(deadline=timedelta(seconds=1), max_examples=400)
@given(st.text(max_size=60) | NEAR_MISSES)
def test_any_text_is_read_or_refused_with_a_column_within_it(text: str) -> None:
    error = refusal(text)
    if error is None:
        assert parse(text).text == text
        assert parse(text).moments
    else:
        assert 1 <= error.column <= len(text) + 1
        assert error.reason
        assert error.reason.isprintable()


@given(TEXTS)
def test_text_survives_the_way_to_a_date_and_back(text: str) -> None:
    assert parse(parse(text).text) == parse(text)


@given(st.dates())
def test_days_agree_with_datetime(when: object) -> None:
    text = str(when)
    (moment,) = parse(text).moments
    assert civil(moment.span.start)[:3] == tuple(int(part) for part in text.split("-"))
    assert moment.span.length == DAY


@given(MOMENTS)
def test_the_first_and_the_last_day_of_a_span_match_what_is_written(text: str) -> None:
    (moment,) = parse(text).moments
    if moment.hour is not None or moment.season is not None or moment.significant is not None:
        return
    bare = "".join(character for character in text if character not in "?~%")
    if bare.startswith("Y"):
        return
    year, *rest = bare.removeprefix("-").split("-")
    for day in (moment.span.start // DAY, moment.span.end // DAY - 1):
        date = civil_from_days(day)
        written = [f"{abs(date[0]):04}", f"{date[1]:02}", f"{date[2]:02}"]
        for pattern, digits in zip((year, *rest), written, strict=False):
            assert all(p in ("X", d) for p, d in zip(pattern, digits, strict=True))


@given(DATES)
def test_every_date_has_a_moment_at_one_end_at_least(date: FuzzyDate) -> None:
    assert isinstance(date.start, Moment) or isinstance(date.end, Moment)
    assert date.position in [moment.span.start for moment in date.moments]


@settings(max_examples=500)
@given(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(
            ("1985-04-12", "2023-02-29", "0000-12-31", "1985-13-01", "1985-04", "-0043-03-15")
        ),
        st.sampled_from(("T", "t", " ", "T+")),
        st.from_regex(
            r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?|[0-9:٣]{4,9}|2[34]:[056]0(:[056][09])?", fullmatch=True
        ),
        st.sampled_from(("", "Z", "ZZ", "+04", "-04:30", "z", ":")),
    )
)
def test_a_plain_time_is_read_as_every_other(text: str) -> None:
    quick = moment._plain_time(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(moment, "_plain_moment", lambda _: None)
        patch.setattr(moment, "_plain_time", lambda _: None)
        try:
            slow = moment.read_moment(text, 0, len(text))
        except EdtfError:
            slow = None
    assert quick in (None, slow)


def test_most_times_are_read_without_a_look_at_each_character() -> None:
    for text in (
        "1985-04-12T23:20",
        "1985-04-12T23:20Z",
        "1985-04-12T23:20:30",
        "0000-01-01T00:00:00Z",
    ):
        assert moment._plain_time(text) == moment.read_moment(text, 0, len(text))
        assert moment._plain_time(text) is not None
