"""Ready-made queries about an event."""

from pathlib import Path

import pytest

from tests.samples import event
from tui.dates.calendar import instant
from tui.events.event import Link, LinkKind, Source
from tui.events.timeline import Timeline
from tui.session.about import topics
from tui.session.question import which_topic
from tui.session.stage import Stage
from tui.session.words import Words
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import read

RACE = read(Path(__file__).parents[2] / "data" / "events.yaml")
WORDS = Words(RACE)


def stage_of(timeline: Timeline) -> Stage:
    store = MemoryStore(timeline)
    made = Stage(timeline, store.extent(), store.density, instant(2026, 11, 24))
    made.resize(100, 30)
    return made


@pytest.mark.parametrize("event_id", [event.id for event in RACE.events])
def test_every_topic_of_an_event_means_that_event_too(event_id: str) -> None:
    chosen = RACE.event(event_id)
    assert chosen
    found = topics(chosen, RACE)
    assert found
    for topic in found:
        assert WORDS.test(topic.query).passes(chosen), topic
        assert 0 <= topic.source + 1 <= len(chosen.sources)


def test_what_no_query_can_say_is_left_out() -> None:
    odd = event(
        "2025",
        id='a"b',
        lane='Odd "lane"',
        sources=[Source(title='A "title"'), Source(url="https://example.org/x y"), Source()],
        links=[Link("other", LinkKind.RELATED)],
    )
    timeline = Timeline(events=(odd,))
    assert [topic.words for topic in topics(odd, timeline)] == [
        "resting on “https://example.org/x y”"
    ]


def test_an_event_without_a_date_is_near_nothing() -> None:
    alone = event("", "A drill")
    assert [topic.words for topic in topics(alone, Timeline(events=(alone,)))] == ["in Other"]


def test_a_topic_filters_and_one_can_come_back() -> None:
    made = stage_of(RACE)
    made.select(next(event for event in RACE.events if event.id == "deepseek-r1-release"))
    question = which_topic(made, WORDS)
    at = next(at for at, entry in enumerate(question.entries) if entry[0] == "by DeepSeek")
    assert question.entries[at][1].startswith('actor:"DeepSeek" · ')
    for _ in question.take(at) or ():
        pass
    assert made.view.filter
    assert made.view.filter.query == 'actor:"DeepSeek"'
    assert question.entries[at][1].endswith(f" · {len(made.view.filter.ids)}")
    made.go_back()
    assert made.view.filter is None


def test_a_source_at_the_cursor_is_offered_first() -> None:
    made = stage_of(RACE)
    made.select(next(event for event in RACE.events if event.id == "deepseek-r1-release"))
    question = which_topic(made, WORDS, source=1)
    assert question.entries[question.start][0].startswith("resting on")
    assert question.start > which_topic(made, WORDS, source=0).start
    assert which_topic(made, WORDS).start == 0
