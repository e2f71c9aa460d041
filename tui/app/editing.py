"""Edits from the viewer: forms, questions, and what is done when a save fails."""

from asyncio import Lock, to_thread
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App

from tui.app.drafting import Draft, Drafting, Subject
from tui.app.plans import (
    item_texts,
    place_of,
    remove_event,
    remove_item,
    set_fields,
    set_item_fields,
    standing,
    touched,
    why_not,
)
from tui.dates.english import counted
from tui.events.columns import ids_of, sample
from tui.events.difference import dangling_count
from tui.events.event import Event
from tui.events.node import Scalar
from tui.events.timeline import Timeline
from tui.session.draft import (
    LISTS,
    SOURCE_FIELDS,
    Checked,
    changes,
    checked,
    checked_link,
    checked_source,
    items_of,
    link_kinds,
    texts_of,
)
from tui.session.question import Question, which_of
from tui.session.whose import Whose
from tui.stores.editor import Done, Editor, StaleError
from tui.stores.reading import Reading
from tui.stores.save import ChangedError, SaveError
from tui.stores.yaml_edit.edit import (
    AddEvent,
    AddItem,
    Edit,
    EditError,
    Rename,
)
from tui.widgets.form import Field, Form
from tui.widgets.page_screen import PageScreen

if TYPE_CHECKING:
    from tui.dates.span import Instant
    from tui.session.stage import Stage

#: What an edit is made of once the file is known as it is: none where it no longer makes sense.
Plan = Callable[[Timeline], Sequence[Edit]]


class Surroundings(NamedTuple):
    """What edits need of the viewer: what is on screen, and how it is shown anew."""

    stage: Callable[[], "Stage"]
    timeline: Callable[[], Timeline]
    show: Callable[[Reading], None]
    ask: Callable[[Question], object]
    warn: Callable[[str], None]
    cursor: Callable[[], tuple[bool, int] | None]  # is it a source, and which; None for neither
    now: "Instant"


class Editing:
    """Lets a reader change the file; what is on screen always comes from the file itself."""

    def __init__(
        self, app: App[None], editor: Editor | None, drafting: Drafting, around: Surroundings
    ) -> None:
        self._app, self._drafting, self._around = app, drafting, around
        self._given = editor
        # One edit at a time, for each stands on what the one before has left.
        self._turns = Lock()

    @property
    def _editor(self) -> Editor:
        if self._given is None:
            raise ValueError("there is no file to edit")
        return self._given

    @property
    def is_busy(self) -> bool:
        """Whether an edit has its turn, which stands on what the file held when it began."""
        return self._turns.locked()

    @property
    def _chosen(self) -> Event | None:
        return self._around.stage().view.selection

    def _may_edit(self) -> bool:
        reason = self._given.obstacle if self._given else "There is no file to edit here"
        if reason:
            self._around.warn(reason)
        return not reason

    async def edit(self) -> None:
        """Edit the selected event, or the source or link at the cursor."""
        # What is being saved may move the selection.
        async with self._turns:
            event, at = self._chosen, self._around.cursor()
        if event is None or not self._may_edit():
            return
        if at is None:
            await self._open(self._subject("event", event), texts_of(event))
        elif reason := why_not(event, *at):
            self._around.warn(reason)
        elif at[0] and isinstance(items_of(event, "sources")[at[1]], Scalar):
            self._around.warn("This source is shared by its id: E opens the file, to edit it there")
        elif at[0]:
            await self._open(self._subject("source", event, at[1]), item_texts(event, *at))
        else:
            await self._open(self._subject("link", event, at[1]), item_texts(event, *at))

    def _subject(self, kind: str, event: Event, place: int = -1) -> Subject:
        return Subject(kind, event.id, place, Whose.of(event, self._around.timeline()))

    async def new(self) -> None:
        """Write a new event, in the lane of the selected one."""
        if self._may_edit():
            lane = self._chosen.lane if self._chosen else ""
            known = {lane.name for lane in self._around.timeline().lanes}
            blank = dict.fromkeys(texts_of_nothing(), "")
            await self._open(
                Subject("new"), blank | {"lane": lane if lane in known and lane != "Other" else ""}
            )

    async def add_source(self) -> None:
        if self._chosen is not None and self._may_edit():
            blank = dict.fromkeys(SOURCE_FIELDS, "")
            await self._open(self._subject("source", self._chosen), blank)

    async def add_link(self) -> None:
        """Ask for the event that a link is to lead to, then for its kind."""
        event = self._chosen
        if event is None or not self._may_edit():
            return
        others = [each for each in self._around.timeline().events if each is not event]
        subject = self._subject("link", event)

        def to(at: int) -> None:
            texts = {"to": others[at].id, "kind": "related"}
            self._app.call_later(lambda: self._open(subject, texts))

        await _awaited(self._around.ask(which_of("A link to", others, to)))

    async def remove(self) -> None:
        """Ask once, and remove the event, or the source or link at the cursor."""
        event, at = self._chosen, self._around.cursor()
        if event is None or not self._may_edit():
            return
        title, told = f"Remove “{event.title}”?", f"removed “{event.title}”"
        whose = Whose.of(event, self._around.timeline())
        plan: Plan = partial(remove_event, event, whose)
        if at is not None:
            if reason := why_not(event, *at):
                self._around.warn(reason)
                return
            what = "source" if at[0] else "link"
            title, told = f"Remove this {what} of “{event.title}”?", f"removed a {what}"
            plan = partial(remove_item, whose, *at, item_texts(event, *at))
        entries = [("Keep it", ""), ("Remove it", "u brings it back")]

        def take(chosen: int) -> None:
            if chosen:
                self._begin(plan, told)

        await _awaited(self._around.ask(Question(title, entries, 0, take)))

    async def rename(self) -> None:
        """Give an actor, a tag or a lane of the selected event another name everywhere."""
        event = self._chosen
        if event is None or not self._may_edit():
            return
        names = [("actors", name) for name in event.actors]
        names += [("tags", name) for name in event.tags] + [("lane", event.lane)]
        entries = [(name, kind) for kind, name in names]

        def take(at: int) -> None:
            kind, name = names[at]
            subject = Subject(kind, name)
            self._app.call_later(lambda: self._open(subject, {"name": name}))

        await _awaited(self._around.ask(Question("Rename everywhere", entries, 0, take)))

    def undo(self) -> None:
        if self._may_edit():
            self._app.run_worker(self._turn(self._editor.undo, "Taken back"), exit_on_error=False)

    def redo(self) -> None:
        if self._may_edit():
            self._app.run_worker(self._turn(self._editor.redo, "Done again"), exit_on_error=False)

    async def offer(self) -> None:
        """Ask what becomes of forms that were left open when a viewer ended, one by one."""
        found = self._drafting.left()
        left = [draft for draft in found if draft is not None]
        if len(left) < len(found):
            self._around.warn("What was written and not saved cannot be read, and is dropped")
        if left and self._may_edit():
            await self._offer(left)

    async def _offer(self, left: Sequence[Draft]) -> None:
        draft, more = left[0], left[1:]
        entries = [("Open it again", ""), ("Drop it", "")]

        def leave() -> None:
            # What is neither opened nor dropped is kept, and offered again next time.
            if more:
                self._app.call_later(lambda: self._offer(more))

        def take(at: int) -> None:
            if at:
                self._drafting.drop(draft.number)
                leave()
            else:
                subject, base, texts, number = draft
                self._app.call_later(lambda: self._open(subject, texts, base, number))

        name = draft.texts.get("title") or draft.subject.id
        title = f"What was written of “{name}” is not saved"
        await _awaited(self._around.ask(Question(title, entries, 0, take, leave)))

    async def _open(
        self,
        subject: Subject,
        texts: Mapping[str, str],
        base: Mapping[str, str] | None = None,
        number: int | None = None,
    ) -> None:
        """Open a form on a subject with some texts; what comes of it is saved.

        base is what the file says, as far as the form knows: the same texts unless it is given.
        number is that of the form's draft if it has one.
        """
        known = texts if base is None else base
        kept = self._drafting.number() if number is None else number
        fields = [self._field(name, text, known.get(name, "")) for name, text in texts.items()]

        def done(said: dict[str, str] | None) -> None:
            if said is None:
                self._drafting.drop(kept)
            else:
                draft = Draft(subject, known, said, kept)
                plan, told = self._planned(draft)
                self._begin(plan, told, draft)

        form = Form(
            subject.title,
            fields,
            lambda said: self._checked(subject, said, known),
            lambda said: self._drafting.keep(Draft(subject, known, said, kept)),
        )
        await self._app.push_screen(form, done)

    def _again_with(self, draft: Draft, reason: str) -> None:
        """Open a form again whose edit was refused, with what the file says by now for its base."""
        self._around.warn(reason)
        subject, base, texts, number = draft
        now = self._editor.file.reading.timeline
        event = subject.whose.found(now) if subject.whose is not None else None
        if event is not None:
            subject = subject._replace(id=event.id, whose=Whose.of(event, now))
            if subject.kind == "event":
                theirs = texts_of(event)
                # What was not written here is theirs, and no change of what they wrote.
                texts = {
                    name: theirs[name] if text == base[name] else text
                    for name, text in texts.items()
                }
                base = theirs
        self._app.call_later(lambda: self._open(subject, texts, base, number))

    def _drop(self, draft: Draft | None) -> None:
        """Keep what was written for an edit no more; other forms are none of its business."""
        if draft is not None:
            self._drafting.drop(draft.number)

    def _checked(
        self, subject: Subject, texts: Mapping[str, str], base: Mapping[str, str]
    ) -> "Checked":
        now, focus = self._around.now, self._around.stage().view.focus
        if subject.kind == "new":
            return checked(texts, now, focus)
        if subject.kind == "event":
            return checked(texts, now, focus, base)
        # What is new is judged as a whole.
        known = base if subject.place >= 0 else None
        if subject.kind == "source":
            return checked_source(texts, now, focus, known)
        if subject.kind == "link":
            other = self._around.timeline().event(texts["to"].strip())
            return checked_link(texts, other.title if other else "", known)
        name = texts["name"].strip()
        return Checked({"name": name}, {}, {} if name else {"name": "a name is meant"})

    def _planned(self, draft: Draft) -> tuple[Plan, str]:
        """Return what is to be done for the texts of a form, and what that is in words."""
        subject, base, texts, _ = draft
        values = self._checked(subject, texts, base).values
        if subject.kind == "new":
            given = {name: value for name, value in values.items() if value is not None}
            return lambda _: [AddEvent(given)], f"added “{values['title']}”"
        if subject.kind == "event":
            new = changes(base, values)
            fields = ", ".join(name.replace("_", " ") for name in new)
            plan = partial(set_fields, subject.whose, base, new)
            return plan, f"changed {fields}" if new else ""
        if subject.kind in ("source", "link"):
            return self._planned_item(subject, base, values)
        name = str(values["name"])
        told = f"renamed “{subject.id}” to “{name}”" if name != subject.id else ""
        return lambda _: [Rename(subject.kind, subject.id, name)], told

    def _planned_item(
        self, subject: Subject, base: Mapping[str, str], values: Mapping[str, object]
    ) -> tuple[Plan, str]:
        name = f"{subject.kind}s"
        if subject.place < 0:
            item = {key: str(value) for key, value in values.items() if value}
            return (
                lambda now: [AddItem(standing(now, subject.whose).location, name, item)],
                f"added a {subject.kind}",
            )
        new = {
            key: None if value is None else str(value)
            for key, value in values.items()
            if (value or "") != base.get(key, "").strip()
        }

        def plan(now: Timeline) -> list[Edit]:
            event = standing(now, subject.whose)
            at = place_of(event, subject.kind == "source", subject.place, base, tuple(new))
            return set_item_fields(event, name, at, new)

        return plan, f"changed a {subject.kind}" if new else ""

    def _begin(self, plan: Plan, told: str, draft: Draft | None = None) -> None:
        """Save an edit without keeping the screen waiting."""
        if told:
            self._app.run_worker(self._save(plan, told, draft), exit_on_error=False)
        else:
            self._drop(draft)

    async def _save(self, plan: Plan, told: str, draft: Draft | None) -> None:
        try:
            async with self._turns:
                edits = list(plan(self._editor.file.reading.timeline))
        except (StaleError, EditError) as error:
            self._refused(_reason(error), draft)
            return
        if not edits:
            self._drop(draft)
            self._app.notify("The file says that already")
            return
        if isinstance(edits[0], Rename):
            reason = await self._disagreed(edits)
            if reason:
                self._refused(reason, draft)
                return
        await self._saved(plan, told, draft)

    def _refused(self, reason: str, draft: Draft | None) -> None:
        """Say why an edit was refused; what was written is in its form again."""
        if draft is None:
            self._around.warn(reason)
        else:
            self._again_with(draft, reason)

    async def _disagreed(self, edits: Sequence[Edit]) -> str:
        """Show what many edits would change, and ask; return why it is not to be, "" if it is."""
        try:
            lines = self._editor.preview(edits)
        except EditError as error:
            return _reason(error)
        page = PageScreen(
            [("What changes; enter saves, esc leaves", [("", line) for line in lines])]
        )
        agreed: bool = await self._app.push_screen_wait(page)
        return "" if agreed else "Nothing was written to the file"

    async def _saved(self, plan: Plan, told: str, draft: Draft | None) -> None:
        failure: Exception
        # What an edit means is asked of the file as the one before has left it.
        async with self._turns:
            reading = self._editor.file.reading
            before = reading.timeline
            try:
                edits = list(plan(before))
                done = await to_thread(self._editor.apply, edits, told, reading)
            except (StaleError, EditError, SaveError) as error:
                failure = error
            else:
                self._drop(draft)
                self._show(done, before, f"Saved: {told}", edits)
                return
        # A question may stay open for long, and is asked when the next edit may have its turn.
        if isinstance(failure, ChangedError):
            await self._conflict(plan, told, draft)
        elif isinstance(failure, SaveError):
            await self._failed(plan, told, draft, failure)
        else:
            self._refused(_reason(failure), draft)

    async def _turn(self, turn: Callable[[], Done | None], what: str) -> None:
        async with self._turns:
            before = self._editor.file.reading.timeline
            try:
                done = await to_thread(turn)
            except (StaleError, SaveError, EditError) as error:
                self._around.warn(f"Not possible: {error}")
                return
            if done is not None:
                self._show(done, before, f"{what}: {done.told}")
                return
        self._app.notify(
            "There is nothing to take back"
            if what == "Taken back"
            else "There is nothing to do again"
        )

    def _show(self, done: Done, before: Timeline, told: str, edits: Sequence[Edit] = ()) -> None:
        """Show the file as it is now, what was added or changed being selected."""
        self._around.show(done.reading)
        now = done.reading.timeline
        event = touched(before, now, edits)
        if event is not None and self._around.stage().view.shows(event):
            self._around.stage().select(event)
        elif event is not None:
            told += "; the filter or a hidden lane keeps it from sight"
        self._app.notify(told, markup=False)
        broken = dangling_count(now) - dangling_count(before)
        if broken > 0:
            lead = "leads" if broken == 1 else "lead"
            self._around.warn(f"{counted(broken, 'link')} {lead} nowhere now: ! lists them")
        if done.warning:
            self._around.warn(done.warning)

    async def _conflict(self, plan: Plan, told: str, draft: Draft | None) -> None:
        """Ask what to do about a file that another program has changed meanwhile."""
        entries = [
            ("Make the change in the file as it is now", "if it still fits"),
            ("Write mine beside it, and leave the file", "a copy of its own"),
            ("Show what the other program changed", ""),
            ("Drop my change", ""),
        ]

        def take(at: int) -> None:
            ways = (self._again, self._beside, self._compared)
            if at < len(ways):
                self._app.run_worker(ways[at](plan, told, draft), exit_on_error=False)
            else:
                self._drop(draft)

        title = "Changed by another program meanwhile; nothing was written"
        await _awaited(self._around.ask(Question(title, entries, 0, take, self._left(draft))))

    def _left(self, draft: Draft | None) -> Callable[[], None]:
        """Return what is done when a question is left: what was written is in its form again."""
        return lambda: self._refused("Nothing was written to the file", draft)

    async def _again(self, plan: Plan, told: str, draft: Draft | None) -> None:
        async with self._turns:
            seen = await to_thread(self._editor.file.look)
            if seen.reading is not None:
                self._editor.file.take(seen.reading)
                self._around.show(seen.reading)
        if seen.broken:
            self._refused(f"The file cannot be read now: {seen.broken}", draft)
        else:
            await self._save(plan, told, draft)

    async def _beside(self, plan: Plan, told: str, draft: Draft | None) -> None:
        try:
            async with self._turns:
                reading = self._editor.file.reading
                edits = list(plan(reading.timeline))
                path = await to_thread(self._editor.keep_beside, edits, reading)
        except (StaleError, SaveError, EditError) as error:
            self._refused(_reason(error), draft)
            return
        self._drop(draft)
        self._app.notify(f"Written to {path.name}, with what you {told}", markup=False)

    async def _compared(self, plan: Plan, told: str, draft: Draft | None) -> None:
        lines = await to_thread(self._editor.difference_on_disk)
        await self._app.push_screen_wait(
            PageScreen([("What the other program changed", [("", line) for line in lines])])
        )
        await self._conflict(plan, told, draft)

    async def _failed(self, plan: Plan, told: str, draft: Draft | None, error: SaveError) -> None:
        """Say why a save failed and what can be done; the edit is still here."""
        entries = [
            ("Try again", error.advice),
            ("Write mine beside it", ""),
            ("Drop my change", ""),
        ]

        def take(at: int) -> None:
            if at == 0:
                self._app.run_worker(self._saved(plan, told, draft), exit_on_error=False)
            elif at == 1:
                self._app.run_worker(self._beside(plan, told, draft), exit_on_error=False)
            else:
                self._drop(draft)

        question = Question(error.message, entries, 0, take, self._left(draft))
        await _awaited(self._around.ask(question))

    def _field(self, name: str, text: str, known: str) -> Field:
        timeline = self._around.timeline()
        choices: Sequence[str] = ()
        if name in ("actors", "tags"):
            found = (value for event in sample(timeline.events) for value in getattr(event, name))
            choices = tuple(dict.fromkeys(found))
        elif name == "lane":
            choices = tuple(lane.name for lane in timeline.lanes)
        elif name == "status":
            choices = ("confirmed", "reported", "disputed", "retracted")
        elif name == "kind":
            choices = link_kinds()
        elif name == "to":
            choices = tuple(ids_of(timeline.events))
        hint = _HINTS.get(name, "")
        is_list, is_long = name in LISTS, name == "text"
        return Field(name, text, known, hint, choices, is_list=is_list, is_long=is_long)


_HINTS = {
    "date": "2025-01-20, 2025-01, 2025~, mar 2025, today",
    "end": "an end, or .. where it goes on",
    "actors": "with commas between them",
    "tags": "with commas between them",
    "importance": "1 to 5",
    "url": "https://…",
}


def texts_of_nothing() -> tuple[str, ...]:
    from tui.session.draft import FIELDS

    return FIELDS


def _reason(error: Exception) -> str:
    """Return why an edit was refused, and where."""
    if not isinstance(error, EditError):
        return str(error)
    place = f"line {error.location.line}: " if error.location else ""
    return f"Refused: {place}{error.reason}"


async def _awaited(asked: object) -> None:
    from inspect import isawaitable

    if isawaitable(asked):
        await asked
