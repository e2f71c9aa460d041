"""The pictures in the README are the program's own, and show what it shows now."""

import asyncio
import html
import re
from pathlib import Path

import pytest

from tests.terminal import ROOT
from tui.app import EventideApp
from tui.dates.calendar import instant
from tui.stores.memory import MemoryStore
from tui.stores.yaml_file import read

PICTURES = ROOT / "pictures"
SIZE = (132, 40)

#: What stands under a picture's name, and the event to select and keys to press for it.
SCENES = {
    "ai-race-whole": ("deepseek-r1-release", ()),
    "ai-race-years": ("deepseek-r1-release", ("equals_sign",) * 4),
    "ai-race-hours": ("nvidia-589bn-loss", ("equals_sign",) * 15),
}


async def picture(event_id: str, keys: tuple[str, ...]) -> str:
    """Return the screen as SVG after some keys, with nothing that has to be fetched."""
    file = ROOT / "data" / "events.yaml"
    timeline = read(file)
    app = EventideApp(timeline, MemoryStore(timeline), file.name, instant(2026, 11, 24))
    async with app.run_test(size=SIZE) as pilot:
        event = timeline.event(event_id)
        assert event is not None
        app.stage.select(event)
        await pilot.press(*keys, "m", "m")
        await pilot.pause()
        svg = app.export_screenshot()
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")
    return re.sub(r"terminal-\d+", "screen", svg)


def text_in(svg: str) -> str:
    """Return the text of an SVG picture, from the top down."""
    return html.unescape("\n".join(re.findall(r"<text[^>]*>(.*?)</text>", svg)))


@pytest.mark.parametrize("name", SCENES)
async def test_every_picture_shows_what_the_program_shows(name: str) -> None:
    kept = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert text_in(kept) == text_in(await picture(*SCENES[name])), "python -m tests.test_pictures"
    assert f"pictures/{name}.svg" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_fetches_nothing_and_runs_nothing(name: str) -> None:
    kept = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"<script|url\((?!#)|href=|@import", kept)


def make(folder: Path) -> None:
    """Write all pictures anew."""
    folder.mkdir(exist_ok=True)
    for name, scene in SCENES.items():
        (folder / f"{name}.svg").write_text(asyncio.run(picture(*scene)), encoding="utf-8")


if __name__ == "__main__":
    make(PICTURES)
