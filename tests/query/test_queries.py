"""What queries mean: a table of them and of the events that they find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.samples import TEXT, timeline
from tui.events.record import FoldedRecord, record_of
from tui.query.error import QueryError
from tui.query.glance import glance
from tui.query.parser import parse
from tui.query.predicate import Predicates
from tui.query.vocabulary import Vocabulary
from tui.session.found import Search
from tui.stores.yaml_file import to_whole_timeline
from tui.stores.yaml_parts import Parts

TIMELINE = timeline()
VOCABULARY = Vocabulary(TIMELINE)
PREDICATES = Predicates(TIMELINE)
EVERYTHING = "rule a800 r1 claim law trial leak memo"

#: (query, ids of the events that it means)
TABLE = [
    ("", EVERYTHING),
    # Words stand anywhere in title, text, actors, tags and sources, in capitals or not.
    ("chip", "rule a800"),
    ("CHIPS bars", "rule"),
    ("deepseek", "r1 claim"),
    ("weights", "r1 leak"),
    ("reuters", "rule a800"),
    ("example.org", "rule"),
    # In quotes they are whole words in their order.
    ('"chip"', "a800"),
    ('"open weights"', "r1"),
    ('"weights open"', ""),
    ('"or"', ""),
    # A field has the text in any one of its values; in quotes or after =, as a whole one.
    ("lane:chips", "rule a800"),
    ("lane:ch", "rule a800"),
    ('lane:"ch"', ""),
    ("lane=models", "r1 leak memo"),
    ("lane!=models", "rule a800 claim law trial"),
    ('actor:"united states"', "rule trial"),
    ("actors:deepseek", "r1 claim"),
    ("tag:law", "rule law"),
    ("-tag:law lane:chips", "a800"),
    ("status:disputed", "claim"),
    ("status!=confirmed", "claim trial"),
    ("publisher:reuters", "rule a800"),
    ("source:chip", "rule a800"),
    ("title:chip", "rule"),
    ("text:effect", "rule"),
    ('quote:"not (yet) over"', "trial"),
    ("id:r", "rule r1 trial"),
    ("link:contradicts", "claim"),
    # Numbers, or how many values there are.
    ("importance>=4", "rule r1"),
    ("importance:3", "a800 claim law trial leak memo"),
    ("importance!=3", "rule r1"),
    ("sources>=2", "rule"),
    ("sources<1", "claim law memo"),
    ("actors=2", "claim trial"),
    ("links>0", "rule r1 claim"),
    # Own fields, also those that are spelt like another.
    ("cost:12", "a800"),
    ("cost>5.5", "a800 r1"),
    ("cost<=5.6", "r1"),
    ("field.near:paris", "claim"),
    # Dates may lie in a range, or surely do.
    ("date:2022", "rule a800 law"),
    ("date:2022-10..2022-11", "rule a800 law"),
    ("date:2022-11-30", "a800 law"),
    ("date:2025-01-31", "claim trial"),
    ("date:2023-04", "law"),
    ("date:2023-05", "law leak"),
    ("date:2023/2024-02", "law trial leak"),
    ("date:2025..", "r1 claim trial"),
    ("date:..2022-10", "rule law"),
    ("surely:2022", "rule a800"),
    ("surely:2023", "leak"),
    ("surely:2021..2024", "rule a800 law leak"),
    ("before:2022-11-15", "rule a800 law"),
    ("after:2025-01-20", "claim trial"),
    ("after:2024", "r1 claim trial"),
    ("date<2022-11-15", "rule a800 law"),
    ("date<=2021", "law"),
    ("date>=2024-08-02", "r1 claim trial"),
    ("date>2024-08", "r1 claim trial"),
    ("-date:2022", "r1 claim trial leak memo"),
    # What sources told by a date.
    ("known:2022-10-07", "rule"),
    ("known:2022-11", "rule a800"),
    ("known:2025", "rule a800 r1"),
    # Near another event, and linked to one.
    ("near:rule~30d", "rule a800 law"),
    ("near:r1~10days", "r1 claim trial"),
    ("near:leak~1month", "law leak"),
    ("near:leak~20months -near:leak~9mo", "claim"),
    ("linked:rule", "a800 r1"),
    ("linked:rule~2", "a800 r1 claim"),
    ("linked:claim", "r1"),
    ("linked:law", ""),
    # Anything said of a field.
    ("has:end", "law trial leak"),
    ("-has:date", "memo"),
    ("has:links", "rule r1 claim"),
    ("has:quote", "trial"),
    ("has:url", "rule"),
    ("has:cost", "a800 r1"),
    ("has:field.near", "claim"),
    # Another event that shares an actor.
    ("also:(lane:policy)", "rule r1 claim trial"),
    ("also:(status:disputed)", "r1 trial"),
    ("lane:models also:(lane:policy)", "r1"),
    # Together: or, and, not, parentheses.
    ("lane:chips or lane:models", "rule a800 r1 leak memo"),
    ("lane:chips | lane:models", "rule a800 r1 leak memo"),
    ("tag:law OR chip lane:policy", "rule law"),
    ("(tag:law or chip) lane:chips", "rule a800"),
    ("tag:law and lane:chips", "rule"),
    ("not tag:law lane:chips", "a800"),
    ("-(tag:law or lane:models)", "a800 claim trial"),
    ("--tag:law", "rule law"),
    ("- controls", "rule"),
]


def found(query: str) -> set[str]:
    meant = PREDICATES.of(parse(query, VOCABULARY))
    return {event.id for event in TIMELINE.events if meant(event)}


@pytest.mark.parametrize(("query", "ids"), TABLE, ids=[query or "nothing" for query, _ in TABLE])
def test_a_query_means_these_events(query: str, ids: str) -> None:
    assert found(query) == set(ids.split())


#: (query, column of what is wrong, how long that is, a part of what is said of it)
MISTAKES = [
    ("actr:x", 0, 4, "no field is called 'actr', did you mean actor?"),
    ("a zzz:x", 2, 3, "no field is called 'zzz'"),
    ("lane:", 5, 1, "a value is expected right after lane:"),
    ("lane: chips", 5, 1, "a value is expected right after lane:"),
    ('lane:""', 5, 2, "nothing between these quotes"),
    ('a ""', 2, 2, "nothing between these quotes"),
    ('"a b', 0, 4, "this quote is not closed"),
    ("(a or b", 0, 1, "this parenthesis is not closed"),
    ("a)", 1, 1, "this parenthesis closes none"),
    ("()", 1, 1, "')' stands where a word"),
    ("or", 0, 2, "'or' stands where a word"),
    ("a or", 4, 1, "the query ends where a word"),
    ("a not", 5, 1, "the query ends where a word"),
    ("lane>3", 4, 1, "lane is no number: write lane:3"),
    ("importance>=high", 12, 4, "a number is expected"),
    ("importance:high", 11, 4, "a number is expected"),
    ("status:foo", 7, 3, "confirmed, reported, disputed or retracted is expected"),
    ("link:foo", 5, 3, "same-as or related is expected"),
    ("date:2023..2022", 5, 10, "ends before it begins"),
    ("date:20x5", 7, 1, "letters are written as capitals"),
    ("date:2023..20x5", 13, 1, "letters are written as capitals"),
    ("date:..", 5, 2, "a date is expected before or after the dots"),
    ("date:[2023,2024]", 5, 11, "one date or a range is expected"),
    ("before:../2023", 7, 7, "a date with a bound is expected"),
    ("known:2023/..", 6, 7, "a date with an end is expected"),
    ("known>2023", 5, 1, "cannot be compared by >"),
    ("near:rule", 9, 1, "how near?"),
    ("near:rule~soon", 10, 4, "a length is expected here"),
    ("near:rul~3d", 5, 6, "no event has the id 'rul', did you mean rule?"),
    ("near:memo~3d", 5, 7, "it has no date"),
    ("linked:nobody", 7, 6, "no event has the id 'nobody'"),
    ("linked:rule~0", 7, 6, "1 to 99 steps"),
    ("has:nothing", 4, 7, "no field is called 'nothing'"),
    ("also:lane", 5, 1, "a query in parentheses is expected"),
    ("(" * 60, 50, 1, "more than 50 parentheses"),
    ("a " * 1_001, 2_000, 1, "2,000 characters"),
]


@pytest.mark.parametrize(("query", "column", "length", "said"), MISTAKES)
def test_a_mistake_is_told_with_its_column(query: str, column: int, length: int, said: str) -> None:
    with pytest.raises(QueryError) as raised:
        parse(query, VOCABULARY)
    assert said in raised.value.reason
    assert (raised.value.column, raised.value.length) == (column, length)


PIECES = st.sampled_from(
    [*(query for query, _ in TABLE), *'()"-~|:<>=!.', " ", " or ", "near:", "date:", "also:("]
)


def mistake(query: str) -> QueryError | None:
    try:
        parse(query, VOCABULARY)
    except QueryError as error:
        return error
    return None


@given(st.lists(PIECES | st.text(max_size=4), max_size=8).map("".join))
def test_any_text_is_a_query_or_a_mistake_with_a_place_in_it(text: str) -> None:
    error = mistake(text)
    if error is not None:
        assert error.reason
        assert 0 <= error.column <= len(text)
        assert error.length >= 1
        return
    assert found(text) | found(f"-({text})" if text.strip() else "zzz") <= set(EVERYTHING.split())


@given(st.sampled_from([query for query, _ in TABLE if query and query[-1] != "-"]))
def test_not_means_all_the_others(query: str) -> None:
    assert found(f"-({query})") == set(EVERYTHING.split()) - found(query)


#: A file of which nothing stays in memory, with what a record holds and what it only names.
TABLE_TEXT = "sources: {log: {publisher: A court, title: Chip papers}}\n" + TEXT.replace(
    "sources: [{title: R1, date: 2025-01-20}]", "sources: [log]"
)


@pytest.mark.parametrize("query", [query for query, _ in TABLE])
def test_a_search_through_records_finds_what_a_test_of_each_finds(query: str) -> None:
    data = TABLE_TEXT.encode()
    whole, parts = to_whole_timeline(data, "a.yaml"), Parts(data)
    parts.read()
    found = []
    for each in (whole, parts.timeline()):
        meaning = Predicates(each).meaning(parse(query, Vocabulary(each)))
        search = Search(query, each.events, meaning)
        for _ in search.steps():
            pass
        found.append(search.found.ids)
    assert found[0] == found[1]


@pytest.mark.parametrize("query", [query for query, _ in TABLE])
def test_what_a_record_tells_of_a_query_is_true(query: str) -> None:
    expression = parse(query, VOCABULARY)
    meant, look = PREDICATES.of(expression), glance(expression)
    if look is not None:
        for event in TIMELINE.events:
            assert look(FoldedRecord(record_of(event))) in (meant(event), None)


@pytest.mark.parametrize(
    "query",
    [
        *(
            "lane:chips",
            "importance>=4",
            "before:2024",
            "surely:2022",
            "status:disputed | lane:policy",
        ),
        *("-lane:chips", "tag:law -actor:someone", "sources>1", "links=0", "date:2022..2023"),
        *("text:weights", "title:chip lane:models", "has:url lane:nowhere"),
    ],
)
def test_many_queries_are_told_by_records_alone(query: str) -> None:
    look = glance(parse(query, VOCABULARY))
    assert look is not None
    assert None not in {look(FoldedRecord(record_of(event))) for event in TIMELINE.events}
