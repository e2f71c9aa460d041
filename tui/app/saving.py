"""Edits that are saved: one at a time, shown when they are, and what is done where they fail."""

from asyncio import Lock, sleep, to_thread
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App

from tui.app.pages import difference_page, excerpt
from tui.app.plans import Plan, touched
from tui.app.working import PAUSE, StoppedError, Tell, Working
from tui.dates.english import counted
from tui.events.difference import dangling_count
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.session.question import Question
from tui.stores.editor import Done, Editor, Preview, StaleError
from tui.stores.reading import Reading
from tui.stores.save import ChangedError, SaveError
from tui.stores.yaml_edit.edit import Edit, EditError, Rename

if TYPE_CHECKING:
    from tui.app.drafting import Draft, Drafting
    from tui.dates.span import Instant
    from tui.session.stage import Stage


class Surroundings(NamedTuple):
    """What edits need of the viewer: what is on screen, and how it is shown anew.

    is_covered tells whether something is open over the panes. far is called with how far something
    is that takes long, and with "" once that is over.
    """

    stage: Callable[[], "Stage"]
    timeline: Callable[[], Timeline]
    show: Callable[[Reading], None]
    ask: Callable[[Question], object]
    warn: Callable[[str], None]
    is_covered: Callable[[], bool]
    far: Callable[[str], None]
    cursor: Callable[[], tuple[bool, int] | None]  # is it a source, and which; None for neither
    now: "Instant"


#: What is done with why an edit was refused, and with the form that it came of.
Refused = Callable[[str, "Draft | None"], None]


class _Made(NamedTuple):
    """What came of an edit that is saved, and an event that was added or changed by it."""

    done: Done
    event: Event | None


class Saving:
    """Saves edits of one file; what is on screen always comes from the file itself."""

    def __init__(
        self,
        app: App[None],
        editor: Editor,
        drafting: "Drafting",
        around: Surroundings,
        refused: Refused,
    ) -> None:
        self._app, self._editor, self._drafting = app, editor, drafting
        self._around, self._refused = around, refused
        # One edit at a time, for each stands on what the one before has left.
        self._turns = Lock()
        # What is asked about one of them would hide what is asked about another.
        self._renames = Lock()
        self._working = Working(app, around.far)

    @property
    def is_busy(self) -> bool:
        """Whether an edit has its turn, which stands on what the file held when it began."""
        return self._turns.locked()

    @property
    def timeline(self) -> Timeline:
        """What the file holds, as far as is known here."""
        return self._editor.file.reading.timeline

    def stop(self) -> bool:
        """Stop what is being worked out, and return whether anything was."""
        return self._working.stop()

    async def settled(self) -> None:
        """Wait for the edit that has its turn."""
        async with self._turns:
            pass

    def undo(self) -> None:
        self._app.run_worker(self._turn(self._editor.undo, "Taken back"), exit_on_error=False)

    def redo(self) -> None:
        self._app.run_worker(self._turn(self._editor.redo, "Done again"), exit_on_error=False)

    def begin(self, plan: Plan, told: str, draft: "Draft | None" = None) -> None:
        """Save an edit without keeping the screen waiting."""
        if told:
            self._app.run_worker(self._save(plan, told, draft), exit_on_error=False)
        else:
            self._drop(draft)

    async def _save(self, plan: Plan, told: str, draft: "Draft | None") -> None:
        try:
            async with self._turns:
                edits = list(plan(self.timeline))
        except (StaleError, EditError) as error:
            self._refused(_reason(error), draft)
            return
        if not edits:
            self._drop(draft)
            self._app.notify("The file says that already")
        elif isinstance(edits[0], Rename):
            async with self._renames:
                await self._renamed(plan, told, draft)
        else:
            await self._saved(plan, told, draft)

    async def _renamed(self, plan: Plan, told: str, draft: "Draft | None") -> None:
        """Show what many edits would change, and save just that if it is to be."""
        reading = self._editor.file.reading

        def work(tell: Tell) -> tuple[Preview, list[str]]:
            preview = self._editor.preview(list(plan(reading.timeline)), reading, tell)
            return preview, excerpt(preview.lines)

        try:
            preview, lines = await self._working.done("Working out what changes", work)
            await self._uncovered()
            self._editor.check(reading)
        except (StaleError, EditError, StoppedError) as error:
            await self._uncovered()
            self._refused(_reason(error), draft)
            return
        page = difference_page("What changes; enter saves, esc leaves", lines)
        if await self._app.push_screen_wait(page):
            await self._saved(plan, told, draft, preview)
        else:
            self._refused("Nothing was written to the file", draft)

    async def _uncovered(self) -> None:
        """Wait until nothing is open over the panes, which what comes now would hide.

        A key that is meant for that would be the answer to what comes, too.
        """
        while self._around.is_covered():
            await sleep(PAUSE)

    async def _saved(
        self, plan: Plan, told: str, draft: "Draft | None", seen: Preview | None = None
    ) -> None:
        """Save an edit; seen is what was shown of what it changes, if that was."""
        failure: Exception
        # What an edit means is asked of the file as the one before has left it.
        async with self._turns:
            reading = seen.reading if seen else self._editor.file.reading
            before = reading.timeline
            try:
                edits = list(plan(before))
                save = partial(self._editor.apply, edits, told, reading)
                if seen is not None:
                    save = partial(self._editor.save, seen, told)
                made = await self._made(save, before, edits)
            except (StaleError, EditError, SaveError) as error:
                failure = error
            else:
                self._drop(draft)
                if made is not None:
                    self._show(made, before, f"Saved: {told}")
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
            before = self.timeline
            try:
                made = await self._made(turn, before)
            except (StaleError, SaveError, EditError) as error:
                self._around.warn(f"Not possible: {error}")
                return
            if made is not None:
                self._show(made, before, f"{what}: {made.done.told}")
                return
        self._app.notify(
            "There is nothing to take back"
            if what == "Taken back"
            else "There is nothing to do again"
        )

    async def _made(
        self, make: Callable[[], Done | None], before: Timeline, edits: Sequence[Edit] = ()
    ) -> "_Made | None":
        """Save what an edit makes of the file; return None where it makes nothing."""

        def work(_: Tell) -> _Made | None:
            done = make()
            if done is None:
                return None
            return _Made(done, touched(before, done.reading.timeline, edits))

        return await self._working.done("Saving", work, stops=False)

    def _show(self, made: "_Made", before: Timeline, told: str) -> None:
        """Show the file as it is now, what was added or changed being selected."""
        done, event = made
        self._around.show(done.reading)
        now = done.reading.timeline
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

    async def _conflict(self, plan: Plan, told: str, draft: "Draft | None") -> None:
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
        await awaited(self._around.ask(Question(title, entries, 0, take, self._left(draft))))

    def _left(self, draft: "Draft | None") -> Callable[[], None]:
        """Return what is done when a question is left: what was written is in its form again."""
        return lambda: self._refused("Nothing was written to the file", draft)

    async def _again(self, plan: Plan, told: str, draft: "Draft | None") -> None:
        async with self._turns:
            seen = await to_thread(self._editor.file.look)
            if seen.reading is not None:
                self._editor.file.take(seen.reading)
                self._around.show(seen.reading)
        if seen.broken:
            self._refused(f"The file cannot be read now: {seen.broken}", draft)
        else:
            await self._save(plan, told, draft)

    async def _beside(self, plan: Plan, told: str, draft: "Draft | None") -> None:
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

    async def _compared(self, plan: Plan, told: str, draft: "Draft | None") -> None:
        def work(_: Tell) -> list[str]:
            return excerpt(self._editor.difference_on_disk())

        # One who stops it is asked again what is to be done.
        with suppress(StoppedError):
            # What was read is not to become what it is compared with.
            async with self._turns:
                lines = await self._working.done("Comparing with the file", work)
            await self._app.push_screen_wait(
                difference_page("What the other program changed", lines)
            )
        await self._conflict(plan, told, draft)

    async def _failed(self, plan: Plan, told: str, draft: "Draft | None", error: SaveError) -> None:
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
        await awaited(self._around.ask(question))

    def _drop(self, draft: "Draft | None") -> None:
        """Keep what was written for an edit no more; other forms are none of its business."""
        if draft is not None:
            self._drafting.drop(draft.number)


def _reason(error: Exception) -> str:
    """Return why an edit was not made, and where."""
    if isinstance(error, StoppedError):
        return "Stopped: nothing was written to the file"
    if not isinstance(error, EditError):
        return str(error)
    place = f"line {error.location.line}: " if error.location else ""
    return f"Refused: {place}{error.reason}"


async def awaited(asked: object) -> None:
    """Wait for what was asked, if that is to be waited for."""
    from inspect import isawaitable

    if isawaitable(asked):
        await asked
