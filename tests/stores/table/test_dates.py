"""An event of a table lies where its engine says, whatever its dates are made of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.stores.table import postgres
from tests.stores.table.tables import Bench, store
from tui.dates.calendar import instant
from tui.dates.fuzzy_date import Kind
from tui.dates.span import Span
from tui.events.event import Event
from tui.stores.table.error import TableError
from tui.stores.table.store import TableStore

UNITS = [
    "second",
    "Minutes",
    "hour",
    "DAY",
    "months",
    "year",
    "decade",
    "century",
    "circa",
    "",
    None,
]
TIMESTAMPS = [
    datetime(2001, 2, 3, 4, 5, 6),
    datetime(2001, 2, 3, 4, 5, 6, 789_000),
    datetime(1969, 12, 31, 23, 59, 59, 999_999),
    datetime(1, 1, 1),
    datetime(9999, 12, 31, 23, 59, 59),
    datetime(2000, 2, 29, 12),
    None,
]


def events(asked: TableStore) -> dict[str, Event]:
    """Return all events by id, and hold that the engine reckons with what their dates say."""
    found = {one.id: one for one in asked.window()}
    rows = asked._rows
    columns = ("key", "is_dated", "position", "earliest", "before", "is_interval")
    for row in asked.engine.rows(rows.select(*columns)):
        when = found[str(row["key"])].when
        assert row["is_dated"] == (when is not None), row
        if when is not None:
            is_interval = when.kind is not Kind.MOMENT
            said = when.position, when.earliest, when.before, is_interval
            assert said == (*(row[name] for name in columns[2:5]), row["is_interval"]), when.text
    return found


def texts(
    bench: Bench,
    kind: str,
    starts: Sequence[object],
    told: Mapping[str, str] | None = None,
    **more: tuple[str, Sequence[object]],
) -> list[str | None]:
    """Return the dates of events of a table with these columns, as EDTF."""
    columns = {"id": "int64", "start": kind, "title": "string"}
    columns |= {name: kind for name, (kind, _) in more.items()}
    rows: list[dict[str, Any]] = []
    for number, start in enumerate(starts):
        values = {name: values[number] for name, (_, values) in more.items()}
        rows.append({"id": number, "start": start, "title": "x", **values})
    found = events(bench.store(columns, rows, told))
    return [when.text if (when := found[str(number)].when) else None for number in range(len(rows))]


def test_a_timestamp_is_known_to_the_second(bench: Bench) -> None:
    assert texts(bench, "timestamp", TIMESTAMPS) == [
        *("2001-02-03T04:05:06", "2001-02-03T04:05:06", "1969-12-31T23:59:59"),
        *("0001-01-01T00:00:00", "9999-12-31T23:59:59", "2000-02-29T12:00:00", None),
    ]


def test_a_timestamp_with_a_zone_is_told_in_utc(bench: Bench) -> None:
    noon = datetime(2001, 2, 3, 12, tzinfo=UTC)
    assert texts(bench, "timestamptz", [noon]) == ["2001-02-03T12:00:00Z"]


def test_a_date_is_a_day_long(bench: Bench) -> None:
    asked = bench.store({"id": "int64", "day": "date"}, [{"id": 1, "day": date(2001, 2, 3)}])
    when = events(asked)["1"].when
    assert when is not None
    assert (when.earliest, when.before) == (instant(2001, 2, 3), instant(2001, 2, 4))


@pytest.mark.parametrize("start", [datetime(2001, 2, 3, 4, 5, 6), datetime(1899, 12, 31)])
def test_a_precision_widens_a_date(bench: Bench, start: datetime) -> None:
    found = texts(bench, "timestamp", [start] * len(UNITS), precision=("string", UNITS))
    year, day = f"{start.year}", f"{start:%Y-%m-%d}"
    time = f"{start:%H:%M:%S}"
    assert found[:3] == [f"{day}T{time}", f"{day}T{time[:5]}", f"{day}T{time[:2]}"]
    assert found[3:8] == [day, day[:7], year, f"{year[:3]}X", f"{year[:2]}XX"]
    # What is no precision makes a date that nothing is known of.
    assert found[8:] == [None, f"{day}T{time}", f"{day}T{time}"]


def test_a_precision_never_makes_a_date_finer(bench: Bench) -> None:
    days = [date(2001, 2, 3)] * 3
    found = texts(bench, "date", days, precision=("string", ["hour", "second", "month"]))
    assert found == ["2001-02-03", "2001-02-03", "2001-02"]


def test_a_precision_cuts_a_text(bench: Bench) -> None:
    starts = ["2001-02-03T04:05:06Z", "2001-02-03~", "-0043-03-15", "2001", "{2001,2002}", None]
    found = texts(bench, "string", starts, precision=("string", ["month"] * 6))
    assert found == ["2001-02", "2001-02~", "-0043-03", "2001", None, None]


SHAPES = [
    *("2001", "2001-02", "2001-02-03", "2001-02-03T04", "2001-02-03T04:05", "2001-02-03T04:05:06"),
    *("2001-02-03T04:05:06Z", "2001-02-03T04:05+02", "2001-02-03T04:05:06-03:30", "2001-02~"),
    *(
        "2001?",
        "2001-02-03%",
        "2001-02-03T04:05Z~",
        "-0043",
        "-0043-03-15",
        "0000",
        "-9999",
        "9999",
    ),
    *("2000-02-29", "1900-02-28", "2001/2003", "2001-02/..", "../2001", "2001/", "/2001-02-03"),
    *("2001-02~/2001-03?", "-0043/0043", "200X", "[2001,2002]", "{2001,2002}", "Y-13800000000"),
    *("2001-21", "2001-XX", "1950S2", "2001-02-03T24:00"),
]
BROKEN = [
    *(
        "2001-13",
        "2001-02-30",
        "1900-02-29",
        "-0000",
        "2003/2001",
        "../..",
        "/",
        "..",
        "soon",
        " 2001",
    ),
    *("2001-1", "20010203", "2001-02-03T25", "2001-02-03T04:60", "2001/2002/2003", "2001-02-03Z"),
    *("2001~~", "~2001-", "12:30", "2001-02-03T04:05:06+24", "0x7d1", "٢٠٠١"),
]


def test_a_text_is_what_edtf_reads(bench: Bench) -> None:
    found = texts(bench, "string", [*SHAPES, *BROKEN, "", None])
    assert found == [*SHAPES, *[None] * (len(BROKEN) + 2)]


def test_a_text_may_be_as_databases_write_it(bench: Bench) -> None:
    starts = ["2001-02-03 04:05:06.789", "2001-02-03 04:05:06+00", "2001-02-03T04:05:06.7Z"]
    assert texts(bench, "string", starts) == [
        *("2001-02-03T04:05:06", "2001-02-03T04:05:06+00", "2001-02-03T04:05:06Z"),
    ]


ENDS = ["2003", "2003-04-05~", "..", "", None, "1999", "[2003,2004]", "soon", "2001/2002"]


@pytest.mark.parametrize(
    "start", ["2001", "2001-02-03T04:05Z", "..", "2001/2002", "200X", "", None]
)
def test_a_text_with_an_end_is_what_a_file_makes_of_it(bench: Bench, start: str | None) -> None:
    ends = ENDS
    found = texts(bench, "string", [start] * len(ends), end=("string", ends))
    if start == "2001":
        assert found == [
            *("2001/2003", "2001/2003-04-05~", "2001/..", "2001", "2001"),
            *("2001/", "2001/", "2001/", "2001/"),
        ]


def test_timestamps_with_ends(bench: Bench) -> None:
    start = datetime(2001, 2, 3, 4)
    ends = [start + timedelta(hours=1), start, start - timedelta(seconds=1), None]
    found = texts(bench, "timestamp", [start] * 4, end=("timestamp", ends))
    assert found == [
        "2001-02-03T04:00:00/2001-02-03T05:00:00",
        "2001-02-03T04:00:00/2001-02-03T04:00:00",
        "2001-02-03T04:00:00/",
        "2001-02-03T04:00:00",
    ]


@pytest.mark.parametrize(
    ("numbers", "one", "text"),
    [
        ("s", 1_000_000_000, "2001-09-09T01:46:40"),
        ("ms", 1_000_000_000_999, "2001-09-09T01:46:40"),
        ("us", -1, "1969-12-31T23:59:59"),
        ("ns", -1, "1969-12-31T23:59:59"),
        ("years", -43, "-0043"),
        ("years", 2000, "2000"),
        ("years", 12_345, "Y12345"),
        ("years", -13_800_000_000, "Y-13800000000"),
        ("s", 2**62, None),
        ("us", -(2**63), None),
    ],
)
@pytest.mark.parametrize("kind", ["int64", "float64"])
def test_numbers_count_what_is_told(
    bench: Bench, kind: str, numbers: str, one: int, text: str | None
) -> None:
    if kind == "float64" and abs(one) > 2**53:
        text = None
    found = texts(bench, kind, [float(one) if kind == "float64" else one], {"numbers": numbers})
    if kind == "int64" or abs(one) < 10**10:
        assert found == [text]


def test_numbers_are_never_guessed(bench: Bench) -> None:
    with pytest.raises(TableError, match="holds numbers: tell as numbers what they count"):
        texts(bench, "int64", [2001])


@pytest.mark.near
@pytest.mark.parametrize("number", [-(2**63), 854_682_537 - 2**63, 2**63 - 1])
def test_numbers_of_any_size_keep_no_other_from_being_read(bench: Bench, number: int) -> None:
    for unit in ("ns", "us", "s", "years"):
        found = texts(bench, "int64", [number, 5], {"numbers": unit})
        assert found[1] is not None
        near = unit == "ns" and number > 0
        assert found[0] == ("2262-04-11T23:47:16" if near else None)


def test_infinite_timestamps_have_no_bound() -> None:
    asked = store({"id": "int64", "start": "timestamp", "end": "timestamp"}, [])
    run = asked.engine.connection.con.execute
    run("INSERT INTO events VALUES (1, '2001-02-03', 'infinity'), (2, '-infinity', '2001-02-03')")
    run("INSERT INTO events VALUES (3, 'infinity', NULL), (4, '0044-03-15 (BC)', NULL)")
    run("INSERT INTO events VALUES (5, '20000-01-01', NULL), (6, '-infinity', NULL)")
    asked.reload()
    found = events(asked)
    said = [when.text if (when := found[str(number)].when) else None for number in range(1, 7)]
    assert said == [
        *("2001-02-03T00:00:00/..", "../2001-02-03T00:00:00", None, "-0043-03-15T00:00:00"),
        *("Y20000", None),
    ]
    # Which it is that nothing can be read of is told.
    assert any("(row 3, 'infinity')" in problem for problem in asked.problems())
    assert any("(row 6, '-infinity')" in problem for problem in asked.problems())


#: (type in DuckDB, type in PostgreSQL, what stands there, its date)
FURTHEST = [
    ("date", "date", "300000-01-01", "Y300000"),
    ("date", "date", "5874897-12-31", "Y5874897"),
    ("date", "", "5877641-06-25 (BC)", "Y-5877640"),
    ("timestamp", "timestamp", "294246-12-31 23:59:59", "Y294246"),
    ("", "timestamp", "294276-12-31 23:59:59.999", "Y294276"),
    ("timestamptz", "timestamptz", "290000-12-31 10:59:59.999+00", "Y290000"),
    ("timestamp", "", "290308-12-22 (BC)", "Y-290307"),
]


@pytest.mark.parametrize(("kind", "text", "far"), [(k, t, f) for k, _, t, f in FURTHEST if k])
def test_a_date_too_far_to_be_reckoned_with_is_a_year(kind: str, text: str, far: str) -> None:
    columns = {"id": "int64", "start": kind, "finish": kind}
    asked = store(columns, [], {"end": "finish"})
    _hold_far(asked, asked.engine.connection.con.execute, "events", kind, text, far)


@pytest.mark.postgres
@pytest.mark.parametrize(("kind", "text", "far"), [(k, t, f) for _, k, t, f in FURTHEST if k])
def test_a_date_too_far_for_postgres_is_a_year_too(
    postgres_server: postgres.Server, kind: str, text: str, far: str
) -> None:
    with postgres_server.connect() as writer:
        postgres.fill(writer, "furthest", {"id": "int64", "start": kind, "finish": kind}, [])
        with TableStore.open(postgres_server.address("furthest"), {"end": "finish"}).engine as e:
            asked = TableStore(e, {"end": "finish"})
            _hold_far(asked, writer.execute, "furthest", kind, text, far)


def _hold_far(
    asked: TableStore, run: Callable[[str], object], table: str, kind: str, text: str, far: str
) -> None:
    """Hold that one row too far keeps no other from being read, as a start or as an end."""
    run(f"INSERT INTO {table} VALUES (1, '2001-02-03', NULL), (2, '{text}', NULL)")  # noqa: S608
    asked.reload()
    said = {one.id: one.when.text for one in events(asked).values() if one.when}
    assert said["1"][:10] == "2001-02-03"
    assert said["2"] == far
    run(f"DELETE FROM {table} WHERE id = 2")  # noqa: S608
    # What has no start has no date, whatever its end is.
    run(f"INSERT INTO {table} VALUES (3, NULL, '{text}')")  # noqa: S608
    asked.reload()
    assert {one.id for one in events(asked).values() if one.when} == {"1"}
    assert len(asked.frame(Span(0, 64), 64, ["Other"]).counts) == 64


@pytest.mark.postgres
def test_postgres_reckons_alike(postgres_server: postgres.Server) -> None:
    columns = {"id": "int64", "start": "timestamp", "end": "timestamp", "precision": "string"}
    rows = [
        {"id": number, "start": start, "end": None, "precision": unit}
        for number, (start, unit) in enumerate(
            (start, unit) for start in TIMESTAMPS for unit in UNITS
        )
    ]
    with postgres_server.connect() as writer:
        postgres.fill(writer, "moments", columns, rows)
        writer.execute("INSERT INTO moments VALUES (900, '0044-03-15 BC', 'infinity', 'day')")
        writer.execute("INSERT INTO moments VALUES (901, '-infinity', '2001-02-03', NULL)")
        days = {"id": "int64", "day": "date"}
        postgres.fill(writer, "days", days, [{"id": 1, "day": date(2001, 2, 3)}])
    with_precision = TableStore.open(postgres_server.address("moments"))
    without = TableStore.open(postgres_server.address("moments"), {"precision": ""})
    plain = TableStore.open(postgres_server.address("days"))
    try:
        found = events(with_precision)
        assert found["900"].when is not None
        assert found["900"].when.text == "-0043-03-15/.."
        assert len(events(without)) == len(rows) + 2
        assert [one.when.text for one in events(plain).values() if one.when] == ["2001-02-03"]
    finally:
        for each in (with_precision, without, plain):
            each.close()
