from pathlib import Path

import pytest

from tests.events.reading import Expected, check_problems, timeline
from tui.events.event import LinkKind, Status
from tui.events.problem import CODES, Location, Severity
from tui.events.problem_log import MOST_PROBLEMS
from tui.stores.yaml_file import read

SAMPLE = Path(__file__).parents[2] / "data" / "events.yaml"


def one(fields: str) -> str:
    """Return a file of one event with a title, a date and these fields from line 4 on."""
    return f"events:\n  - title: Launch\n    date: 1969\n{fields}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (one(""), []),
        (
            "events:\n  - date: 1969\n",
            [(2, 5, "error", "title-missing", "shown as (untitled)")],
        ),
        (
            "events:\n  - date: 1969\n    title:\n",
            [(2, 5, "error", "title-missing", "shown as (untitled)")],
        ),
        (
            "events:\n  - date: 1969\n    title: ''\n",
            [(2, 5, "error", "title-missing", "shown as (untitled)")],
        ),
        (
            "events:\n  - title: Launch\n",
            [(2, 5, "warning", "date-missing", "undated")],
        ),
        (
            "events:\n  - title: Launch\n    date: ~\n",
            [(2, 5, "note", "date-missing", "empty date")],
        ),
        (
            "events:\n  - title: Launch\n    date: 1969-02-30\n",
            [(3, 19, "error", "date-invalid", "February 1969 has 28 days")],
        ),
        (
            "events:\n  - title: Launch\n    date: '1969-02-30'\n",
            [(3, 20, "error", "date-invalid", "February 1969 has 28 days")],
        ),
        (
            'events:\n  - title: Launch\n    date: &when "1969-02-30"\n',
            [(3, 26, "error", "date-invalid", "February 1969 has 28 days")],
        ),
        (
            'events:\n  - title: Launch\n    date: "1969\\x2d02-30"\n',
            [(3, 11, "error", "date-invalid", "February 1969 has 28 days")],
        ),
        (
            "events:\n  - {title: Launch, date: 1969-02-30}\n",
            [(2, 35, "error", "date-invalid", "February 1969 has 28 days")],
        ),
        (
            "events:\n  - title: Launch\n    date: [1967, 1968x]\n",
            [
                (3, 11, "note", "date-unquoted", "quotes"),
                (3, 22, "error", "date-invalid", "'x' stands here"),
            ],
        ),
        (
            "events:\n  - title: Launch\n    date:\n      - 1967\n",
            [(4, 7, "error", "type-wrong", "'date' is meant to be a text, and this is a list")],
        ),
        (
            "events:\n  - title: Launch\n    end: 1970\n",
            [(3, 10, "error", "end-without-date", "an end needs a date")],
        ),
        (
            one("    end: 1969-13\n"),
            [(4, 15, "error", "date-invalid", "no month 13")],
        ),
        (
            one("    end: 1968\n"),
            [(4, 10, "error", "end-before-start", "1968 is over before 1969")],
        ),
        (
            "events:\n  - title: Launch\n    date: 1969/1970\n    end: 1971\n",
            [(3, 15, "error", "date-end", "already an interval")],
        ),
        (
            one("    lane: Space\n    lane: Sea\n"),
            [(5, 5, "error", "key-duplicate", "'lane' stands on line 4 of this event already")],
        ),
        (
            "title: A\ntitle: B\nevents:\n  - {title: Launch, date: 1969}\n",
            [(2, 1, "error", "key-duplicate", "the first one counts")],
        ),
        (
            "events:\n  - {id: a, title: A, date: 1}\n".replace("1}", "1969}")
            + "  - {id: a, title: B, date: 1969}\n",
            [(3, 10, "error", "id-duplicate", "line 2 has the id 'a' already; this one counts as")],
        ),
        (
            one("    id: [a]\n"),
            [(4, 9, "error", "type-wrong", "'id' is meant to be a text, and this is a list")],
        ),
        (
            one("    importance: 6\n"),
            [(4, 17, "error", "importance-invalid", "from 1 to 5, not '6'")],
        ),
        (
            one("    importance: high\n"),
            [(4, 17, "error", "importance-invalid", "from 1 to 5, not 'high'")],
        ),
        (one('    importance: "5"\n'), []),
        (
            one("    status: disputd\n"),
            [(4, 13, "error", "status-unknown", "did you mean 'disputed'?")],
        ),
        (
            one("    status: rumour\n"),
            [
                (
                    4,
                    13,
                    "error",
                    "status-unknown",
                    "reported: write confirmed, reported, disputed or retracted",
                )
            ],
        ),
        (one("    license: CC0\n    place: Baikonur\n"), []),
        (
            one("    importence: 4\n"),
            [(4, 5, "warning", "key-near-miss", "'importence': did you mean 'importance'?")],
        ),
        (
            one("    Lane: Space\n    as-written: then\n    tag: x\n"),
            [
                (4, 5, "warning", "key-near-miss", "did you mean 'lane'?"),
                (5, 5, "warning", "key-near-miss", "did you mean 'as_written'?"),
                (6, 5, "warning", "key-near-miss", "did you mean 'tags'?"),
            ],
        ),
        (one("    dates: of note\n"), []),
        (
            one("    links:\n      - {to: lunch}\n"),
            [(5, 14, "error", "link-dangling", "'lunch': did you mean 'launch'?")],
        ),
        (
            one("    links: [moon]\n"),
            [(4, 13, "error", "link-dangling", "no event has the id 'moon'")],
        ),
        (
            one("    links:\n      - {to: launch, kind: response-to}\n"),
            [
                (5, 9, "warning", "link-self", "links to itself"),
                (5, 28, "error", "kind-unknown", "related: write leads-to, responds-to"),
            ],
        ),
        (
            one("    links:\n      - {kind: leads-to}\n      - [launch]\n"),
            [
                (5, 9, "error", "link-empty", "names no event"),
                (6, 9, "error", "type-wrong", "an item of links is meant to be a mapping"),
            ],
        ),
        (
            one("    lane: [Space, Sea]\n    text: {a: b}\n"),
            [
                (4, 11, "error", "type-wrong", "'lane' is meant to be a text, and this is a list"),
                (5, 11, "error", "type-wrong", "a text, and this is a mapping"),
            ],
        ),
        (
            one("    actors: Soviet Union\n"),
            [(4, 13, "note", "list-expected", "a list of one")],
        ),
        (
            one("    tags:\n      - a\n      -\n      - [b]\n"),
            [
                (6, 8, "warning", "item-empty", "'tags' is empty"),
                (7, 9, "error", "type-wrong", "an item of 'tags' is meant to be a text"),
            ],
        ),
        (
            one("    sources: [pravda-1957]\n"),
            [(4, 15, "error", "source-unknown", "no source 'pravda-1957'")],
        ),
        (
            "sources:\n  pravda: {title: A}\n" + one("    sources: [prawda]\n"),
            [(6, 15, "error", "source-unknown", "did you mean 'pravda'?")],
        ),
        (
            one("    sources:\n      - {title: A, url: 'javascript:alert(1)'}\n"),
            [(5, 25, "warning", "url-invalid", "never opened")],
        ),
        (
            one("    sources:\n      - {title: A, date: 1969-00}\n"),
            [(5, 31, "error", "date-invalid", "no month 00")],
        ),
        (
            one("    sources:\n      - {date: 1969}\n"),
            [(5, 9, "warning", "source-empty", "neither publisher, title nor url")],
        ),
        (
            "sources: [a]\n" + one(""),
            [(1, 10, "error", "type-wrong", "'sources' is meant to be a mapping")],
        ),
        (
            "sources:\n  a: {title: A}\n  a: {title: B}\n  c: text\n" + one(""),
            [
                (3, 3, "error", "key-duplicate", "the source 'a' is there already"),
                (4, 6, "error", "type-wrong", "the source 'c' is meant to be a mapping"),
            ],
        ),
        (
            "lanes: [Models, Chips]\n" + one("    lane: models\n"),
            [(5, 11, "warning", "lane-near-miss", "'models' is declared: did you mean 'Models'?")],
        ),
        (
            "lanes:\n  - Models\n  - Models\n  - {glyph: ab, name: X, color: red}\n  - [y]\n"
            "  - {glyph: x}\n" + one(""),
            [
                (3, 5, "error", "lane-duplicate", "'Models' is declared already"),
                (4, 13, "warning", "glyph-invalid", "and 'ab' has 2"),
                (4, 26, "warning", "key-near-miss", "did you mean 'colour'?"),
                (5, 5, "error", "type-wrong", "a lane is meant to be a text or a mapping"),
                (6, 5, "error", "lane-unnamed", "no 'name'"),
            ],
        ),
        (
            "eras:\n  - {date: 1969-13, title: A}\n  - {date: 1969}\n  - {title: C}\n  - x\n"
            + one(""),
            [
                (2, 17, "error", "date-invalid", "no month 13"),
                (3, 5, "warning", "title-missing", "this era has no title"),
                (4, 5, "error", "date-missing", "this era has no date"),
                (5, 5, "error", "type-wrong", "an item of eras"),
            ],
        ),
        (
            "eras:\n  - {date: 1969, title: A, shade: dark}\n" + one(""),
            [(2, 28, "note", "key-unknown", "knows no key 'shade'")],
        ),
        (
            "events:\n  - text alone\n  -\n  - {title: A, date: 1969}\n",
            [
                (2, 5, "error", "type-wrong", "an event is meant to be a mapping"),
                (3, 4, "warning", "item-empty", "'events' is empty"),
            ],
        ),
        (
            "events:\n  a: {title: A}\n",
            [(2, 3, "error", "type-wrong", "'events' is meant to be a list")],
        ),
        ("", [(1, 1, "note", "events-missing", "no events yet")]),
        ("# nothing yet\n", [(1, 1, "note", "events-missing", "no events yet")]),
        ("title: A\nevents:\n", [(1, 1, "note", "events-missing", "no events yet")]),
        (
            "title: A\nevent: []\n",
            [
                (1, 1, "note", "events-missing", "no events yet"),
                (2, 1, "warning", "key-near-miss", "did you mean 'events'?"),
            ],
        ),
    ],
)
def test_each_problem_stands_at_its_place(text: str, expected: list[Expected]) -> None:
    check_problems(timeline(text), expected)


def test_every_code_is_in_use() -> None:
    package = Path(__file__).parents[2] / "tui"
    modules = [*package.glob("events/**/*.py"), *package.glob("stores/*.py")]
    sources = [path.read_text("utf-8") for path in modules if path.name != "problem.py"]
    used = {code for code in CODES for source in sources if f'"{code}"' in source}
    assert used == set(CODES)


def test_one_bad_event_never_hides_the_others() -> None:
    found = timeline(
        "events:\n"
        "  - {title: First, date: 2001}\n"
        "  - {titel: Second, date: 2001-02-30, importance: x, links: 3, sources: {url: ftp://x}}\n"
        "  - 17\n"
        "  - {title: Third, date: 2003}\n"
    )
    assert [event.title for event in found.events] == ["First", "Third", "(untitled)"]


def test_a_broken_date_leaves_the_event_undated() -> None:
    (event,) = timeline("events:\n  - {title: A, date: 2001-02-30}\n").events
    assert event.when is None


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("date: 2001", "2001"),
        ("date: 12:30", None),
        ("date: 2001, end: 2002", "2001/2002"),
        ("date: 2001, end: ..", "2001/.."),
        ("date: 2001, end: ", "2001"),
        ("date: .., end: 2002", "../2002"),
        ("date: 2001/2002", "2001/2002"),
        ("date: 2001/", "2001/"),
        ("date: 2001, end: 1999", "2001/"),
        ("date: 2001, end: soon", "2001/"),
        ("date: 2001/2002, end: 2003", "2001/2002"),
        ("date: [1667,1668]", "[1667,1668]"),
        ("date: {1667,1668-12}", "{1667,1668-12}"),
        ("date: '[1667,1668]'", "[1667,1668]"),
    ],
)
def test_date_and_end_are_one_date(fields: str, date: str | None) -> None:
    (event,) = timeline(f"events:\n  - {{title: A, {fields}}}\n").events
    assert (event.when.text if event.when else None) == date


def test_texts_stay_as_they_stand_in_the_file() -> None:
    found = timeline(
        "title: 12:30\n"
        "events:\n"
        "  - title: no\n    date: 1969\n    lane: 0x10\n    actors: [yes, 1_000, 1e3, .5]\n"
        "    tags: [~x, null x, 'null', \"~\"]\n    text: 012\n    built: 2001-01-01\n"
    )
    (event,) = found.events
    assert found.title == "12:30"
    assert (event.title, event.lane, event.text) == ("no", "0x10", "012")
    assert event.actors == ("yes", "1_000", "1e3", ".5")
    assert event.tags == ("~x", "null x", "null", "~")
    assert event.other == {"built": ("2001-01-01",)}


def test_nothing_given_is_nothing() -> None:
    (event,) = timeline(
        "events:\n  - {title: A, date: 1969, lane: ~, actors: null, tags: , status: Null,"
        " text: NULL, importance: , sources: ~, links: ~, own: ~}\n"
    ).events
    assert (event.lane, event.text, event.importance) == ("Other", "", 3)
    assert event.status is Status.CONFIRMED
    assert [*event.actors, *event.tags, *event.sources, *event.links] == []
    assert event.other == {}


def test_all_that_is_shown_is_clean() -> None:
    found = timeline(
        'title: "\\e[2J"\nabout: "a\\u202eb"\nlanes: ["L\\a"]\n'
        'sources: {"s\\b": {publisher: "P\\e", quote: "q\\e"}}\n'
        'events:\n  - {title: "T\\e\\nT", id: "i\\e", date: 1969, lane: "L\\a", actors: ["A\\e"],'
        ' text: "x\\e\\ny", sources: ["s\\b"], "own\\e": ["v\\e", {"k\\e": "w\\e"}]}\n'
    )
    (event,) = found.events
    assert (found.title, found.about) == ("␛[2J", "a‹U+202E›b")
    assert (event.title, event.id, event.lane) == ("T␛ T", "i␛", "L␇")
    assert (event.actors, event.text) == (("A␛",), "x␛\ny")
    assert event.other == {"own␛": ("v␛", "{k␛: w␛}")}
    assert [(source.publisher, source.quote) for source in event.sources] == [("P␛", "q␛")]
    assert found.problems == ()


def test_ids_are_made_from_titles_and_never_repeat() -> None:
    found = timeline(
        "events:\n"
        "  - {title: Crew lands, date: 2001}\n"
        "  - {title: 'Crew  lands!', date: 2002}\n"
        "  - {title: Later, id: crew-lands-2, date: 2003}\n"
        "  - {title: Later, id: crew-lands-2, date: 2004}\n"
        "  - {date: 2005}\n"
    )
    assert [event.id for event in found.events] == [
        "crew-lands",
        "crew-lands-3",
        "crew-lands-2",
        "crew-lands-2-2",
        "event",
    ]
    event = found.event("crew-lands-2")
    assert event is not None
    assert event.when is not None
    assert event.when.text == "2003"


def test_an_event_that_an_alias_repeats_gets_an_id_of_its_own() -> None:
    found = timeline("events:\n  - &a {id: a, title: A, date: 2001}\n  - *a\n")
    assert [event.id for event in found.events] == ["a", "a-2"]
    assert [problem.code for problem in found.problems] == ["id-duplicate"]


def test_links_keep_their_kind_and_know_where_they_come_from() -> None:
    found = timeline(
        "events:\n"
        "  - {id: a, title: A, date: 2001, links: [{to: b, kind: leads-to}, c]}\n"
        "  - {id: b, title: B, date: 2003, links: {to: c, kind: part_of}}\n"
        "  - {id: c, title: C, date: 2002}\n"
    )
    incoming = [(event.id, link.kind) for event, link in found.incoming("c")]
    assert incoming == [("a", LinkKind.RELATED), ("b", LinkKind.PART_OF)]
    assert [link.kind for _, link in found.incoming("b")] == [LinkKind.LEADS_TO]
    assert found.incoming("a") == ()
    assert [problem.code for problem in found.problems] == ["list-expected", "kind-unknown"]


def test_shared_and_own_sources() -> None:
    found = timeline(
        "sources:\n"
        "  tass: {publisher: TASS, url: https://tass.example/1, archive_url: HTTP://web.example/1,"
        " accessed: 2024-01-02, date: 1957-10-05~, page: 3}\n"
        + one(
            "    sources:\n      - tass\n      - https://example.org/a?b=c\n"
            "      - {title: Log, url: box 12, quote: 'beep'}\n"
        )
    )
    (event,) = found.events
    shared, bare, own = event.sources
    assert shared is found.sources["tass"]
    assert (shared.id, shared.publisher, shared.accessed) == ("tass", "TASS", "2024-01-02")
    assert (shared.url, shared.archive_url) == ("https://tass.example/1", "HTTP://web.example/1")
    assert shared.date is not None
    assert shared.date.text == "1957-10-05~"
    assert shared.other == {"page": ("3",)}
    assert (bare.url, bare.id) == ("https://example.org/a?b=c", "")
    assert (own.title, own.url, own.locator, own.quote) == ("Log", "", "box 12", "beep")
    assert own.location == Location(9, 9)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "example.org",
        "https://",
        "https:///path",
        "https://example.org/a b",
        "'https://example.org/\u202ex'",
        '"https://example.org/\\nx"',
        '"https://example.org/\\e]0;x"',
        "' https://example.org'",
    ],
)
def test_only_web_addresses_can_be_opened(url: str) -> None:
    found = timeline(one(f"    sources:\n      - {{title: A, url: {url}, archive_url: {url}}}\n"))
    (source,) = found.events[0].sources
    assert (source.url, source.archive_url) == ("", "")
    assert source.locator
    assert "url-invalid" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "lanes",
    [
        "[Models, {name: Chips, colour: '#abc', glyph: ◆, text: Wafers}]",
        "[Models, {Chips: {colour: '#abc', glyph: ◆, text: Wafers}}]",
        "{Models: , Chips: {colour: '#abc', glyph: ◆, text: Wafers}}",
        "[{Models: }, {Chips: {colour: '#abc', glyph: ◆, text: Wafers}}]",
    ],
)
def test_lanes_are_declared_in_any_of_their_forms(lanes: str) -> None:
    found = timeline(f"lanes: {lanes}\n" + one("    lane: Sea\n") + "  - {title: B, date: 1950}\n")
    assert [lane.name for lane in found.lanes] == ["Models", "Chips", "Sea", "Other"]
    assert tuple(found.lanes[1]) == ("Chips", "#abc", "◆", "Wafers")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("glyph", "said"), [("漢", "takes two"), ("😀", "takes two"), ("\u0301", "has 2")]
)
def test_a_glyph_that_would_move_what_stands_beside_it_is_not_taken(glyph: str, said: str) -> None:
    found = timeline(f"lanes: [{{name: Chips, glyph: '{glyph}'}}]\n" + one("    lane: Chips\n"))
    assert [problem.code for problem in found.problems] == ["glyph-invalid"]
    assert said in found.problems[0].message
    assert found.lanes[0].glyph == ""


def test_undeclared_lanes_come_in_the_order_of_the_file() -> None:
    found = timeline(
        "events:\n"
        "  - {title: A, date: 2003, lane: Sea}\n"
        "  - {title: B, date: 2002}\n"
        "  - {title: C, date: 2001, lane: Air}\n"
    )
    assert [lane.name for lane in found.lanes] == ["Sea", "Air", "Other"]


def test_events_are_in_the_order_of_time() -> None:
    found = timeline(
        "events:\n"
        "  - {title: undated first, date: ~}\n"
        "  - {title: day, date: 2001-01-01}\n"
        "  - {title: day again, date: 2001-01-01}\n"
        "  - {title: month, date: 2001-01}\n"
        "  - {title: year, date: 2001}\n"
        "  - {title: open, date: 2001/..}\n"
        "  - {title: before, date: -0043-03-15}\n"
        "  - {title: ends first, date: /2000}\n"
        "  - {title: undated second, date: ~}\n"
    )
    assert [event.title for event in found.events] == [
        "before",
        "ends first",
        "open",
        "year",
        "month",
        "day",
        "day again",
        "undated first",
        "undated second",
    ]


def test_eras_have_a_date_and_a_title() -> None:
    found = timeline("eras:\n  - {date: 1957, end: 1975, title: Space race}\n" + one(""))
    assert [(era.when.text, era.title) for era in found.eras] == [("1957/1975", "Space race")]


def test_problems_are_listed_up_to_a_number_the_gravest_first() -> None:
    undated = "  - title: A\n" * (MOST_PROBLEMS + 5)
    found = timeline(f"events:\n{undated}  - date: 2001\n")
    assert len(found.problems) == MOST_PROBLEMS + 1
    assert "title-missing" in {problem.code for problem in found.problems}
    last = found.problems[-1]
    assert (last.code, last.severity) == ("problems-more", Severity.WARNING)
    assert "6 more problems" in last.message


def test_the_sample_has_nothing_wrong() -> None:
    found = read(SAMPLE)
    assert found.problems == ()
    assert len(found.events) == 114
    assert sum(len(event.sources) for event in found.events) == 260
    assert [lane.name for lane in found.lanes] == [
        "Models",
        "Research",
        "Chips",
        "Policy",
        "Capital",
        "Markets",
        "Claims",
    ]
    assert all(event.when for event in found.events)
