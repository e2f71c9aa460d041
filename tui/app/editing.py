"""Edits from the viewer: which form or question stands for which, and forms that come again."""

from asyncio import to_thread
from collections.abc import Mapping, Sequence
from functools import partial

from textual.app import App

from tui.app.drafting import Draft, Drafting, Subject
from tui.app.forms import field_of, judged, planned
from tui.app.plans import Plan, item_texts, remove_event, remove_item, why_not
from tui.app.saving import Saving, Surroundings, awaited
from tui.events.event import Event
from tui.events.node import Scalar
from tui.session.draft import FIELDS, SOURCE_FIELDS, Checked, items_of, texts_of
from tui.session.question import Question, which_of
from tui.session.whose import Whose
from tui.stores.editor import Editor
from tui.widgets.form import Form


class Editing:
    """Lets a reader change the file."""

    def __init__(
        self, app: App[None], editor: Editor | None, drafting: Drafting, around: Surroundings
    ) -> None:
        self._app, self._drafting, self._around = app, drafting, around
        self._given = editor
        self._saving = Saving(app, editor, drafting, around, self._refused) if editor else None

    @property
    def _saves(self) -> Saving:
        if self._saving is None:
            raise ValueError("there is no file to save to")
        return self._saving

    @property
    def is_busy(self) -> bool:
        """Whether an edit has its turn, which stands on what the file held when it began."""
        return self._saving is not None and self._saving.is_busy

    def stop(self) -> bool:
        """Stop what is being worked out of an edit, and return whether anything was."""
        return self._saving is not None and self._saving.stop()

    @property
    def _chosen(self) -> Event | None:
        return self._around.stage().view.selection

    def _may_edit(self) -> bool:
        reason = self._given.obstacle if self._given else "There is no file to edit here"
        if reason:
            self._around.warn(reason)
        elif self._given:
            # Before it is saved there is time to read a large file; if that fails, saving says so.
            self._app.run_worker(to_thread(self._given.fetch), exit_on_error=False)
        return not reason

    async def edit(self) -> None:
        """Edit the selected event, or the source or link at the cursor."""
        if self.is_busy:
            # What is being saved may move the selection, and no other key waits for that.
            once = self._edit_once_settled()
            self._app.run_worker(once, group="edit", exclusive=True, exit_on_error=False)
        else:
            await self._edit()

    async def _edit_once_settled(self) -> None:
        await self._saves.settled()
        if not self._around.is_covered():
            await self._edit()

    async def _edit(self) -> None:
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
            blank = dict.fromkeys(FIELDS, "")
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

        await awaited(self._around.ask(which_of("A link to", others, to)))

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
                self._saves.begin(plan, told)

        await awaited(self._around.ask(Question(title, entries, 0, take)))

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

        await awaited(self._around.ask(Question("Rename everywhere", entries, 0, take)))

    def undo(self) -> None:
        if self._may_edit():
            self._saves.undo()

    def redo(self) -> None:
        if self._may_edit():
            self._saves.redo()

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
        await awaited(self._around.ask(Question(title, entries, 0, take, leave)))

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
        timeline = self._around.timeline()
        fields = [
            field_of(name, text, known.get(name, ""), timeline) for name, text in texts.items()
        ]

        def done(said: dict[str, str] | None) -> None:
            if said is None:
                self._drafting.drop(kept)
            else:
                plan, told = planned(subject, known, self._judged(subject, said, known).values)
                self._saves.begin(plan, told, Draft(subject, known, said, kept))

        form = Form(
            subject.title,
            fields,
            lambda said: self._judged(subject, said, known),
            lambda said: self._drafting.keep(Draft(subject, known, said, kept)),
        )
        await self._app.push_screen(form, done)

    def _again_with(self, draft: Draft, reason: str) -> None:
        """Open a form again whose edit was refused, with what the file says by now for its base."""
        self._around.warn(reason)
        subject, base, texts, number = draft
        now = self._saves.timeline
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

    def _refused(self, reason: str, draft: Draft | None) -> None:
        """Say why an edit was refused; what was written is in its form again."""
        if draft is None:
            self._around.warn(reason)
        else:
            self._again_with(draft, reason)

    def _judged(
        self, subject: Subject, texts: Mapping[str, str], base: Mapping[str, str]
    ) -> Checked:
        times = self._around.now, self._around.stage().view.focus
        return judged(subject, texts, base, self._around.timeline(), times)
