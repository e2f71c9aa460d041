"""Every key, the action it asks for and the sentence that explains it, as one table.

Bindings, the line of keys, help, the palette and the README's table are made from it.
"""

from enum import Enum
from typing import NamedTuple

from tui.layout.labels import measure
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone


class Pane(Enum):
    """Where a key counts."""

    EVERYWHERE = "everywhere"
    TIMELINE = "timeline"
    DETAIL = "detail"


class Command(NamedTuple):
    """An action of the app: keys by their terminal names, a word for the key line, a sentence.

    brief is empty where the line of keys does not show the command.
    """

    action: str
    keys: tuple[str, ...]
    shown_as: str
    sentence: str
    pane: Pane = Pane.TIMELINE
    brief: str = ""


COMMANDS: tuple[Command, ...] = (
    Command("previous_in_lane", ("left", "h"), "← h", "Select the previous event of this lane"),
    Command("next_in_lane", ("right", "l"), "→ l", "Select the next event of this lane"),
    Command("lane_above", ("up", "k"), "↑ k", "Select the nearest event in the lane above"),
    Command("lane_below", ("down", "j"), "↓ j", "Select the nearest event in the lane below"),
    Command("previous", ("comma",), ",", "Select the previous event across all lanes"),
    Command("next", ("full_stop",), ".", "Select the next event across all lanes"),
    Command("first", ("less_than_sign", "home"), "< home", "Select the first event"),
    Command("last", ("greater_than_sign", "end"), "> end", "Select the last event"),
    Command("pan_earlier", ("shift+left", "a"), "⇧← a", "Move the screen to earlier times"),
    Command("pan_later", ("shift+right", "d"), "⇧→ d", "Move the screen to later times"),
    Command("scroll_up", ("pageup",), "PgUp", "Scroll to the lanes above"),
    Command("scroll_down", ("pagedown",), "PgDn", "Scroll to the lanes below"),
    Command("zoom_in", ("plus", "equals_sign", "w"), "+ = w", "Zoom in about the selected event"),
    Command("zoom_out", ("minus", "s"), "- s", "Zoom out about the selected event"),
    Command("fit_all", ("0",), "0", "Show the whole timeline", brief="all"),
    Command("fit_selection", ("z",), "z", "Show the selected event with some time around it"),
    Command("fit_found", ("Z",), "Z", "Show all that the filter shows"),
    Command("as_of", ("A",), "A", "Show only what was known when the event happened, or all again"),
    Command("known_earlier", ("left_parenthesis",), "(", "Go back to when less was known"),
    Command("known_later", ("right_parenthesis",), ")", "Go on to when more became known"),
    Command("play", ("P",), "P", "Play how it became known, day by day; any key stops"),
    Command("list", ("v",), "v", "Show the events as a list, or as a timeline again"),
    Command("columns", ("V",), "V", "Choose a column that the list has or lacks"),
    Command("fold_time", ("b",), "b", "Fold long stretches without events, or unfold them"),
    Command(
        "open",
        ("enter",),
        "enter",
        "Open a cluster by zooming to it or as a list, or read the event",
        brief="open",
    ),
    Command("follow_back", ("left_square_bracket",), "[", "Follow a link to what led here"),
    Command("follow_on", ("right_square_bracket",), "]", "Follow a link to what it led to"),
    Command("chain", ("c",), "c", "List what led here and what it led to, step by step"),
    Command(
        "about",
        ("r",),
        "r",
        "Show only events that share something with the selected one",
        Pane.EVERYWHERE,
        "related",
    ),
    Command(
        "go_back",
        ("ctrl+o", "alt+left"),
        "^o alt+←",
        "Back to where you were before the last jump",
        Pane.EVERYWHERE,
    ),
    Command(
        "go_forward",
        ("alt+right",),
        "alt+→",
        "Forward to where you went back from",
        Pane.EVERYWHERE,
    ),
    Command(
        "anchor",
        ("m",),
        "m",
        "Let all events tell the time from this one, or no longer",
    ),
    Command("to_anchor", ("apostrophe",), "'", "Select the anchor"),
    Command("measure", ("M",), "M", "Measure from the anchor to the selected event, or no longer"),
    Command("dim", ("o",), "o", "Dim the events that the selected one has no link with, or not"),
    Command(
        "lanes_by",
        ("L",),
        "L",
        "Choose what makes the lanes: lane, actor, tag or any other field",
        brief="lanes",
    ),
    Command("split", ("vertical_line",), "|", "Make a lane for each of several queries: a | b"),
    Command("fold_lane", ("space",), "space", "Fold the lane to one row, or unfold it"),
    Command("pin_lane", ("p",), "p", "Keep the lane at the top while others scroll, or let it go"),
    Command("hide_lane", ("x",), "x", "Hide the lane"),
    Command("show_lanes", ("X",), "X", "Show all hidden lanes again"),
    Command("lane_up", ("left_curly_bracket",), "{", "Move the lane up"),
    Command("lane_down", ("right_curly_bracket",), "}", "Move the lane down"),
    Command(
        "go_to",
        ("g",),
        "g",
        "Go to a date, an offset such as +6 months, an id or a title",
        Pane.EVERYWHERE,
        "go to",
    ),
    Command(
        "find",
        ("slash",),
        "/",
        "Find events by a query, and mark them",
        Pane.EVERYWHERE,
        "find",
    ),
    Command("next_hit", ("n",), "n", "Select the next event found", Pane.EVERYWHERE),
    Command("previous_hit", ("N",), "N", "Select the event found before", Pane.EVERYWHERE),
    Command(
        "filter",
        ("f",),
        "f",
        "Show only the events that a query means",
        Pane.EVERYWHERE,
        "filter",
    ),
    Command(
        "step_back",
        ("escape",),
        "esc",
        "Take away the marks of what was found, or else the filter",
    ),
    Command(
        "next_pane",
        ("tab", "shift+tab"),
        "tab",
        "Move to the other pane",
        Pane.EVERYWHERE,
        "pane",
    ),
    Command(
        "previous_reference",
        ("up", "k"),
        "↑ k",
        "Choose the source or link above, or scroll",
        Pane.DETAIL,
    ),
    Command(
        "next_reference",
        ("down", "j"),
        "↓ j",
        "Choose the source or link below, or scroll",
        Pane.DETAIL,
    ),
    Command(
        "open_reference",
        ("enter",),
        "enter",
        "Open the source in a browser, or follow the link",
        Pane.DETAIL,
    ),
    Command(
        "back_to_timeline",
        ("escape",),
        "esc",
        "Return to the timeline",
        Pane.DETAIL,
    ),
    Command(
        "problems",
        ("exclamation_mark",),
        "!",
        "List the problems found in the file, with places",
        Pane.EVERYWHERE,
    ),
    Command(
        "help",
        ("question_mark", "f1"),
        "? F1",
        "Show the keys and what the signs mean",
        Pane.EVERYWHERE,
        "help",
    ),
    Command("change_theme", ("t",), "t", "Choose the colours of everything", Pane.EVERYWHERE),
    Command(
        "suspend", ("ctrl+z",), "^z", "Back to the shell for a while; fg returns", Pane.EVERYWHERE
    ),
    Command("quit", ("q", "ctrl+q"), "q ^q", "Leave Eventide", Pane.EVERYWHERE, "quit"),
    Command(
        "command_palette",
        ("ctrl+p",),
        "^p",
        "Search every action by name",
        Pane.EVERYWHERE,
        "palette",
    ),
)

#: What the line of keys says before the commands that have a word of their own.
SUMMARY: tuple[tuple[str, str], ...] = (
    ("←→", "event"),
    ("↑↓", "lane"),
    ("⇧←→", "pan"),
    ("+-", "zoom"),
)


HEADINGS: dict[Pane, str] = {
    Pane.TIMELINE: "In the timeline",
    Pane.DETAIL: "In the detail pane",
    Pane.EVERYWHERE: "Everywhere",
}

MOUSE: tuple[tuple[str, str], ...] = (
    ("click", "selects an event; a second click on a cluster opens it"),
    ("drag", "moves the screen; in the overview, the part that is shown, or one end of it"),
    ("wheel", "scrolls the lanes; over the axis, or with ctrl, zooms; with shift, pans"),
)

#: What the signs of the picture mean.
LEGEND: tuple[tuple[str, str], ...] = (
    ("◆", "happened here, as exactly as one cell can show; each lane has a sign of its own"),
    ("├──┤", "happened once, at some point within these cells"),
    ("◇ c.", "approximate date; as a range, ├╌╌┤"),
    ("◇?", "uncertain date; as a range, ├╌╌┤"),
    ("◇╌╌◇", "at one of these points; with ◆ at each of them"),
    ("━━━━", "lasted all through these cells"),
    ("▬", "lasted, but for less than a cell"),
    ("░▒▓", "may have begun, or ended, within these cells"),
    ("━━▶", "open: goes on"),
    ("▓▒░?", "ended, but nobody knows when"),
    ("◂ ▸", "goes on beyond the edge of the screen, or behind another event"),
    ("●12", "so many events too close to tell apart; enter zooms to them, or lists them"),
    ("▁▃▅█", "a crowd: 1, 10, 100, 1,000 events or more begin within the cell; enter as above"),
    ("◌", "an event without a date"),
    ("┊", "a year, month or day of the axis begins"),
    ("│  ╏", "now, or the day as of which all is shown; the anchor, which m sets"),
    ("+7 d −2 mo", "before a title: how long after or before the anchor; ±? may be either"),
    ("┝━╌╌┥", "on the axis: the time from the anchor, ╌ as far as dates leave it open; see M"),
    ("╱ ╱", "a stretch without events is left out, as long as is written above"),
    ("+", "the lane is folded to one row"),
    ("◂12 34▸", "so many events lie wholly before and after the time on screen"),
    ("▴5 ▾6", "so many events lie in lanes above and below those on screen"),
    ("▂▆▄", "how many events begin when, over the whole; ┝━━┥ is the part on screen"),
    ("!  ×", "the claim is disputed; retracted"),
    ("◀ ▲ ▼ ▶", "the selected event, or one that it is linked with, lies in this direction"),
    ("─L→ ─P→", "a link of the selected event: leads to; is part of"),
    ("┄R→ ┄~→", "responds to; is related to"),
    ("┈S→ ┈=→", "supersedes; is the same as"),
    ("═C═→", "contradicts"),
)


def commands(*panes: Pane) -> tuple[Command, ...]:
    """Return the commands of some panes, in the order of the table."""
    return tuple(command for command in COMMANDS if command.pane in panes)


def key_row(width: int) -> Row:
    """Return the line of keys for a width; runs of a command have its action as their target.

    Help and the way out stand at its end at any width that has room for them.
    """
    named = [
        (command.shown_as.split()[0], command.brief, command.action)
        for command in COMMANDS
        if command.brief
    ]
    last = [entry for entry in named if entry[2] in ("help", "quit")]
    others = [*((keys, word, "") for keys, word in SUMMARY), *named]
    free = width - sum(_entry_width(entry) for entry in last)
    runs: list[Run] = []
    x = 1
    for entry in (*(entry for entry in others if entry not in last), *last):
        keys, word, action = entry
        if x + _entry_width(entry) - 2 > (width if entry in last else free):
            continue
        runs.append(Run(x, keys, Role.TITLE, target=action))
        runs.append(Run(x + measure(keys) + 1, word, Role.NOTE, target=action))
        x += _entry_width(entry)
    return Row(Zone.AXIS, tuple(runs))


def _entry_width(entry: tuple[str, str, str]) -> int:
    return measure(entry[0]) + 1 + measure(entry[1]) + 2
