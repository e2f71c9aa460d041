"""Every action that a key asks for, with its sentence, as one table."""

from collections.abc import Iterable

from tui.keymap.command import Command, Pane

COMMANDS: tuple[Command, ...] = (
    Command("previous_in_lane", ("left", "h"), "Select the previous event of this lane"),
    Command("next_in_lane", ("right", "l"), "Select the next event of this lane"),
    Command("lane_above", ("up", "k"), "Select the nearest event in the lane above"),
    Command("lane_below", ("down", "j"), "Select the nearest event in the lane below"),
    Command("previous", ("comma",), "Select the previous event across all lanes"),
    Command("next", ("full_stop",), "Select the next event across all lanes"),
    Command("first", ("less_than_sign", "home"), "Select the first event"),
    Command("last", ("greater_than_sign", "end"), "Select the last event"),
    Command("pan_earlier", ("shift+left", "a"), "Move the screen to earlier times"),
    Command("pan_later", ("shift+right", "d"), "Move the screen to later times"),
    Command("scroll_up", ("pageup",), "Scroll to the lanes above"),
    Command("scroll_down", ("pagedown",), "Scroll to the lanes below"),
    Command("zoom_in", ("plus", "equals_sign", "w"), "Zoom in about the selected event"),
    Command("zoom_out", ("minus", "s"), "Zoom out about the selected event"),
    Command("fit_all", ("0",), "Show the whole timeline", brief="all"),
    Command("fit_selection", ("z",), "Show the selected event with some time around it"),
    Command("fit_found", ("Z",), "Show all that the filter shows"),
    Command("as_of", ("A",), "Show only what was known when the event happened, or all again"),
    Command("known_earlier", ("left_parenthesis",), "Go back to when less was known"),
    Command("known_later", ("right_parenthesis",), "Go on to when more became known"),
    Command("play", ("P",), "Play how it became known, day by day; any key stops"),
    Command("list", ("v",), "Show the events as a list, or as a timeline again"),
    Command("story", ("S",), "Read the events one by one as a story, or no longer"),
    Command("columns", ("V",), "Choose a column that the list has or lacks"),
    Command("fold_time", ("b",), "Fold long stretches without events, or unfold them"),
    Command(
        "open",
        ("enter",),
        "Open a cluster by zooming to it or as a list, or read the event",
        brief="open",
    ),
    Command("follow_back", ("left_square_bracket",), "Follow a link to what led here"),
    Command("follow_on", ("right_square_bracket",), "Follow a link to what it led to"),
    Command("chain", ("c",), "List what led here and what it led to, step by step"),
    Command(
        "about",
        ("r",),
        "Show only events that share something with the selected one",
        Pane.EVERYWHERE,
        brief="related",
    ),
    Command(
        "go_back",
        ("ctrl+o", "alt+left"),
        "Back to where you were before the last jump",
        Pane.EVERYWHERE,
    ),
    Command("go_forward", ("alt+right",), "Forward to where you went back from", Pane.EVERYWHERE),
    Command("anchor", ("m",), "Let all events tell the time from this one, or no longer"),
    Command("to_anchor", ("apostrophe",), "Select the anchor"),
    Command("measure", ("M",), "Measure from the anchor to the selected event, or no longer"),
    Command("dim", ("o",), "Dim the events that the selected one has no link with, or not"),
    Command(
        "lanes_by",
        ("L",),
        "Choose what makes the lanes: lane, actor, tag or any other field",
        brief="lanes",
    ),
    Command("split", ("vertical_line",), "Make a lane for each of several queries: a | b"),
    Command("fold_lane", ("space",), "Fold the lane to one row, or unfold it"),
    Command("pin_lane", ("p",), "Keep the lane at the top while others scroll, or let it go"),
    Command("hide_lane", ("x",), "Hide the lane"),
    Command("show_lanes", ("X",), "Show all hidden lanes again"),
    Command("lane_up", ("left_curly_bracket",), "Move the lane up"),
    Command("lane_down", ("right_curly_bracket",), "Move the lane down"),
    Command(
        "go_to",
        ("g",),
        "Go to a date, an offset such as +6 months, an id or a title",
        Pane.EVERYWHERE,
        brief="go to",
    ),
    Command(
        "find", ("slash",), "Find events by a query, and mark them", Pane.EVERYWHERE, brief="find"
    ),
    Command("next_hit", ("n",), "Select the next event found", Pane.EVERYWHERE),
    Command("previous_hit", ("N",), "Select the event found before", Pane.EVERYWHERE),
    Command(
        "filter", ("f",), "Show only the events that a query means", Pane.EVERYWHERE, brief="filter"
    ),
    Command("step_back", ("escape",), "Take away the marks of what was found, or else the filter"),
    Command(
        "next_pane", ("tab", "shift+tab"), "Move to the other pane", Pane.EVERYWHERE, brief="pane"
    ),
    Command(
        "previous_reference", ("up", "k"), "Choose the source or link above, or scroll", Pane.DETAIL
    ),
    Command(
        "next_reference", ("down", "j"), "Choose the source or link below, or scroll", Pane.DETAIL
    ),
    Command(
        "open_reference",
        ("enter",),
        "Open the source in a browser, or follow the link",
        Pane.DETAIL,
        brief="open",
    ),
    Command(
        "back_to_timeline", ("escape",), "Return to the timeline", Pane.DETAIL, brief="timeline"
    ),
    Command("views", ("F",), "Choose one of the views that have a name", Pane.EVERYWHERE),
    Command("copy", ("y",), "Copy title and date", Pane.EVERYWHERE),
    Command("copy_yaml", ("Y",), "Copy the event as YAML", Pane.EVERYWHERE),
    Command("copy_view", ("C",), "Copy a command that opens this very view", Pane.EVERYWHERE),
    Command("edit", ("e",), "Edit the event, or the source or link chosen", Pane.EVERYWHERE),
    Command("new_event", ("i",), "Write a new event", Pane.EVERYWHERE),
    Command("remove", ("delete",), "Remove the event, or what is chosen of it", Pane.EVERYWHERE),
    Command("add_source", ("asterisk",), "Add a source to the event", Pane.EVERYWHERE),
    Command("add_link", ("ampersand",), "Add a link from the event to another", Pane.EVERYWHERE),
    Command("rename", ("R",), "Rename an actor, a tag or a lane everywhere", Pane.EVERYWHERE),
    Command("undo", ("u",), "Take back the last edit", Pane.EVERYWHERE),
    Command("redo", ("U",), "Make the edit again that was taken back", Pane.EVERYWHERE),
    Command("edit_outside", ("E",), "Open $EDITOR at the event, and come back", Pane.EVERYWHERE),
    Command(
        "roll_up",
        ("B",),
        "Work out beforehand what views of a large table need",
        Pane.EVERYWHERE,
    ),
    Command(
        "problems",
        ("exclamation_mark",),
        "List the problems found in the file, with places",
        Pane.EVERYWHERE,
    ),
    Command(
        "help",
        ("question_mark", "f1"),
        "Show the keys and what the signs mean",
        Pane.EVERYWHERE,
        brief="help",
    ),
    Command("change_theme", ("t",), "Choose the colours of everything", Pane.EVERYWHERE),
    Command("suspend", ("ctrl+z",), "Back to the shell for a while; fg returns", Pane.EVERYWHERE),
    Command("quit", ("q", "ctrl+q"), "Leave Eventide", Pane.EVERYWHERE, brief="quit"),
    Command(
        "command_palette",
        ("ctrl+p",),
        "Search every action by name",
        Pane.EVERYWHERE,
        brief="palette",
    ),
)


def of_panes(commands: Iterable[Command], *panes: Pane) -> tuple[Command, ...]:
    """Return those of some commands that count in any of some panes."""
    return tuple(command for command in commands if command.pane in panes)
