"""What the reader is asked to choose one of, and what comes of each answer."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.dates.elapsed import lag
from tui.dates.english import counted
from tui.dates.wording import brief
from tui.events.event import Event
from tui.events.timeline import SavedView
from tui.layout.detail import PHRASES
from tui.layout.table import COLUMNS
from tui.session.about import topics
from tui.session.chain import Step, Way
from tui.session.found import Search

if TYPE_CHECKING:
    from tui.session.stage import Stage
    from tui.session.words import Words


#: Of more events than this it is not told beforehand how many an entry would show.
MOST_COUNTED = 2_000


class Question(NamedTuple):
    """Entries of a text and a note to choose from; start is the place of the one in force.

    take is called with the place of the entry that was chosen, and may leave steps to be done;
    leave, if there is one, when none was chosen. names has what else each entry is found by, if
    anything.
    """

    title: str
    entries: Sequence[tuple[str, str]]
    start: int
    take: Callable[[int], Iterator[None] | None]
    leave: Callable[[], None] | None = None
    names: Sequence[str] = ()


def which_lanes(stage: "Stage") -> Question:
    """Ask what lanes are to be made by."""
    fields = stage.fields
    at = next((at for at, each in enumerate(fields) if each.field == stage.view.settings.field), 0)
    entries = [(each.field.name, each.note) for each in fields]
    return Question("Lanes by", entries, at, lambda chosen: stage.regroup(fields[chosen].field))


def which_event(stage: "Stage", events: Sequence[Event]) -> Question:
    """Ask for one of several events."""
    entries = [(event.title, brief(event.when) if event.when else "") for event in events]
    at = next((at for at, event in enumerate(events) if event is stage.view.selection), 0)
    title = f"{counted(len(events), 'event')} close together"
    return Question(title, entries, at, lambda chosen: stage.select(events[chosen]))


def which_of(title: str, events: Sequence[Event], take: Callable[[int], None]) -> Question:
    """Ask for one of some events, by its title or its id."""
    entries = [(event.title, brief(event.when) if event.when else "") for event in events]
    return Question(title, entries, 0, take, names=[event.id for event in events])


def which_link(stage: "Stage", found: Sequence[Step], way: Way) -> Question:
    """Ask which of several links to follow."""
    entries = [(step.event.title, _said(stage, step)) for step in found]
    title = "What led here" if way is Way.BACK else "What it led to"
    return Question(title, entries, 0, lambda chosen: stage.follow(found[chosen].event))


def which_of_chain(stage: "Stage") -> Question:
    """Show all that led to the selected event and all it led to, and ask for one of these."""
    here = stage.view.selection
    back, on = stage.chain(Way.BACK), stage.chain(Way.ON)
    before = [(_branch(step, "◂"), _said(stage, step)) for step in back]
    after = [(_branch(step, "▸"), _said(stage, step)) for step in on]
    middle = [(here.title, brief(here.when) if here.when else "")] if here else []
    events = [*(step.event for step in back), *([here] if here else []), *(s.event for s in on)]
    title = "What led here, and what it led to"
    return Question(
        title, [*before, *middle, *after], len(before), lambda at: stage.follow(events[at])
    )


def _branch(step: Step, sign: str) -> str:
    again = "again: " if step.is_again else ""
    return f"{'  ' * step.depth}{sign} {again}{step.event.title}"


def _said(stage: "Stage", step: Step) -> str:
    """Return the kind of a link, and how long before or after the selection the other event was."""
    chosen, other = stage.view.selection, step.event.when
    kind = PHRASES[step.kind][0 if step.outgoing else 1]
    if chosen is None or chosen.when is None or other is None:
        return kind
    return f"{kind} · {lag(chosen.when, other)}"


def which_topic(stage: "Stage", words: "Words", source: int = -1) -> Question:
    """Ask which events are to be shown that share something with the selected one.

    The cursor begins at a source, if the place of one is given.
    """
    chosen = stage.view.selection
    every = words.timeline.events
    found = topics(chosen, words.timeline) if chosen else []
    counts = [""] * len(found)
    if len(every) <= MOST_COUNTED:
        tests = [words.test(topic.query) for topic in found]
        counts = [f" · {sum(map(test.passes, every))}" for test in tests]
    entries = [(each.words, f"{each.query}{n}") for each, n in zip(found, counts, strict=True)]
    start = next((at for at, topic in enumerate(found) if topic.source == source >= 0), 0)

    def show(at: int) -> Iterator[None]:
        search = Search(found[at].query, every, words.test(found[at].query))
        yield from search.steps()
        yield from stage.narrowing(search.found)

    return Question("Show only the events", entries, start, show)


def which_view(views: Sequence[SavedView], show: Callable[[SavedView], None]) -> Question:
    """Ask which of the views that have a name is to be shown."""
    entries = [(view.name, " · ".join(_part(*part) for part in view.parts)) for view in views]
    return Question("Views", entries, 0, lambda chosen: show(views[chosen]))


def _part(name: str, value: str) -> str:
    return value if name == "filter" else f"{name} {value}"


def which_columns(stage: "Stage") -> Question:
    """Ask which column of the table is to be shown, or no longer."""
    shown = stage.view.columns
    names = [name for name in COLUMNS if name != "title"]
    entries = [(f"{'✓' if name in shown else ' '} {name}", "") for name in names]

    def toggle(at: int) -> None:
        chosen = {*shown} ^ {names[at]}
        stage.show_columns([name for name in COLUMNS if name in chosen])

    return Question("Columns of the list", entries, 0, toggle)


def which_hidden(stage: "Stage") -> Question:
    """Ask which of the hidden lanes to show again, all of them first."""
    lanes = stage.hidden
    entries = [(f"all {counted(len(lanes), 'lane')}", "")]
    entries += [(lane.name, counted(len(lane.events), "event")) for lane in lanes]

    def show(chosen: int) -> None:
        stage.show_lanes([lanes[chosen - 1].name] if chosen else [lane.name for lane in lanes])

    return Question("Show again", entries, 0, show)
