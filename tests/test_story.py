"""Questions that a reader of the AI race has, each answered by a key and a short query."""

from pathlib import Path

import pytest

from tui.app import EventideApp
from tui.dates.calendar import instant
from tui.events.timeline import Timeline
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import read

NOW = instant(2026, 11, 24)

#: (question, key, query, ids of the events that answer it)
QUESTIONS = [
    (
        "What led to Nvidia's loss of January 2025?",
        "f",
        "linked:nvidia-589bn-loss",
        "deepseek-cost-claim deepseek-r1-release trump-wake-up-call",
    ),
    (
        "Which claims about DeepSeek are disputed?",
        "f",
        "deepseek status:disputed",
        (
            "deepseek-cost-claim six-months-behind wang-50000-h100 openai-distillation-claim"
            " deepseek-blackwell-claim"
        ),
    ),
    (
        "What was known of the cost of DeepSeek's models on 28 January 2025?",
        "f",
        "known:2025-01-28 tag:cost",
        "deepseek-cost-claim",
    ),
    (
        "What happened within 30 days of the October 2022 rule?",
        "f",
        "near:bis-october-7-rule~30d",
        "eu-ai-act-making bis-october-7-rule",
    ),
    (
        "Which events rest on one source only?",
        "f",
        "sources=1",
        (
            "microsoft-openai-2019 stargate-buildout eu-ai-act-bans kai-fu-lee-three-months"
            " zhipu-minimax-ipo"
        ),
    ),
    (
        "Which events in Chips have an actor who also acts in Policy?",
        "f",
        "lane:chips also:(lane:policy)",
        (
            "high-flyer-a100 nvidia-license-letter bis-october-7-rule nvidia-a800"
            " japan-netherlands-deal bis-october-2023-rules ai-diffusion-rule h20-ban"
            " cac-summons-nvidia china-rtx-pro-6000d rare-earth-controls h200-export-rule"
        ),
    ),
    (
        "What was done about Huawei before the first rule?",
        "f",
        "huawei before:2022-10-07",
        "huawei-entity-list smic-entity-list",
    ),
    (
        "What may have fallen into May 2023 without surely doing so?",
        "f",
        "date:2023-05 -surely:2023-05",
        "eu-ai-act-making cac-genai-drafting",
    ),
    (
        "Which claims that contradict others are not marked as disputed?",
        "f",
        "lane:claims link:contra -status:disputed",
        (
            "joe-tsai-two-years schmidt-two-three-years amodei-export-controls"
            " kai-fu-lee-three-months huang-china-will-win"
        ),
    ),
    (
        "What of export controls came after 2025?",
        "/",
        "tag:export-controls after:2025",
        "h200-export-rule",
    ),
]


@pytest.fixture(scope="module")
def race() -> Timeline:
    return read(Path(__file__).parent.parent / "data" / "events.yaml")


@pytest.mark.parametrize(
    ("question", "key", "query", "answer"), QUESTIONS, ids=[row[0] for row in QUESTIONS]
)
async def test_a_question_is_answered_by_a_key_and_a_short_query(
    race: Timeline, question: str, key: str, query: str, answer: str
) -> None:
    assert question.endswith("?")
    assert len(query) <= 40
    store = MemoryStore(race)
    app = EventideApp(race, store, "events.yaml", NOW)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press(key)
        for char in query:
            await pilot.press("space" if char == " " else char)
        await pilot.press("enter")
        await pilot.pause()
        view = app.stage.view
        found = view.filter if key == "f" else view.hits
        assert found is not None
        assert found.ids == set(answer.split())
        shown = {event.id for event in (*view.dated.events, *view.undated)}
        assert shown == (found.ids if key == "f" else {event.id for event in race.events})
        if key == "/":
            assert view.selection
            assert view.selection.id in found.ids
