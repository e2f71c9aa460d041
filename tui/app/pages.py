"""The pages of text that open over the panes: keys and signs, and what is wrong with files."""

from collections.abc import Iterable, Sequence

from tui.config.settings import Settings
from tui.events.timeline import Timeline
from tui.formats.problems import said
from tui.keymap.command import HEADINGS, Command, Pane
from tui.keymap.legend import LEGEND, MOUSE, QUERIES
from tui.keymap.table import of_panes
from tui.widgets.page_screen import PageScreen, Section

#: So many lines of a difference are shown: of more the page would take longer than a key may.
MOST_LINES = 1_000

#: Seconds in which an enter was meant for what was there before a difference came by itself.
PATIENCE = 0.6


def help_page(commands: Sequence[Command], pane: Pane, timeline: Timeline) -> PageScreen:
    """Return the keys, those of a pane first, and what the signs mean."""
    panes = sorted(HEADINGS, key=lambda each: (each is not pane, each is not Pane.EVERYWHERE))
    keys: list[Section] = [
        (HEADINGS[each], [(one.shown_as or "-", one.sentence) for one in of_panes(commands, each)])
        for each in panes
    ]
    about: list[Section] = [(timeline.title, [("", timeline.about)])] if timeline.about else []
    return PageScreen((*about, *keys, ("Queries", QUERIES), ("Mouse", MOUSE), ("Signs", LEGEND)))


def problems_page(name: str, timeline: Timeline, settings: Settings) -> PageScreen:
    """Return all that is wrong with a file, and with the reader's preferences."""
    found = [
        (f"{problem.location.line}:{problem.location.column}", said(problem))
        for problem in timeline.problems
    ]
    heading = f"Problems in {name}" if found else f"{name} has no problems"
    amiss = ((str(each.line), each.message) for each in settings.complaints)
    return PageScreen([(heading, found), *_preferences(settings.path, list(amiss))])


def excerpt(difference: Sequence[str]) -> list[str]:
    """Return the lines of a difference; of many the first, below what is said of the others."""
    others = difference[MOST_LINES:]
    if not others:
        return list(difference)
    gone, come = (sum(line.startswith(sign) for line in others) for sign in "-+")
    said = f"The first {MOST_LINES:,} of {len(difference):,} lines; of the others {gone:,} "
    said += f"{'goes' if gone == 1 else 'go'} and {come:,} {'comes' if come == 1 else 'come'}"
    return [said, *difference[:MOST_LINES]]


def difference_page(heading: str, lines: Iterable[str]) -> PageScreen:
    """Return the lines of a difference, which are not agreed to as soon as they come."""
    return PageScreen([(heading, [("", line) for line in lines])], PATIENCE)


def _preferences(path: str, amiss: Iterable[tuple[str, str]]) -> list[Section]:
    return [(f"Problems in {path}", amiss)] if amiss else []
