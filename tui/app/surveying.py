"""A table that no memory holds: what the view needs of it is asked for behind the screen."""

from asyncio import CancelledError, to_thread
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, NamedTuple

from textual.app import App

from tui.query.error import QueryError
from tui.session.ground import Ground
from tui.session.survey import Survey, Wish
from tui.stores.table.error import StoppedError, TableError
from tui.stores.table.surveying import Surveyor

if TYPE_CHECKING:
    from tui.app.building import Building

#: Seconds until it is said that an answer is waited for, so that nothing flickers.
PATIENCE = 0.25
WAITING = "… more to come"


class Reports(NamedTuple):
    """What is done about a table: a survey is shown, and what there is to say is said.

    ready makes a survey ready for the view, in the thread that asked for it. waits is called with
    what is still to come, and far with how far something is, "" once it is over.
    """

    ready: Callable[[Survey], Ground]
    take: Callable[[Ground], None]
    waits: Callable[[str], None]
    far: Callable[[str], None]
    told: Callable[[str], None]
    warn: Callable[[str], None]


class Surveying:
    """Keeps what is known of a table to what the view needs; no key waits for it."""

    def __init__(self, app: App[None], surveyor: Surveyor, reports: Reports) -> None:
        self._app, self._surveyor, self._reports = app, surveyor, reports
        self._building: Building | None = None
        self._wish: Wish | None = None
        self._asked: Wish | None = None
        self._stop = Event()
        #: Whether a stop may have come too late, and then have hit the question after it.
        self._has_stopped = False
        #: What was asked for last and answered, and what could not be; neither is asked again.
        self._answered: Wish | None = None
        self._failed: Wish | None = None
        self._is_ended = False
        self._said = ""

    def look(self, wish: Wish) -> None:
        """Ask for what a view needs unless it is known, and no more for what it no longer does."""
        is_vain = wish == self._answered or _of_view(wish) == self._failed
        if self._is_ended or is_vain or self._surveyor.covers(wish, with_room=True):
            self._wish = None
            return
        self._wish = wish
        if self._asked is None:
            self._asked = wish
            self._app.run_worker(self._ask(), exit_on_error=False)
        elif not _leads_to(self._asked, wish):
            self._cancel()

    def work_out(self) -> None:
        """Have worked out beforehand what views of the table need."""
        from tui.app.building import Building, Reports

        if self._building is None:
            told = self._reports
            reports = Reports(told.far, self._surveyor.built, told.told, told.warn)
            self._building = Building(self._app, self._surveyor.building, reports)
        self._building.begin()

    def stop(self) -> bool:
        """Work out no further, and return whether anything was being worked out."""
        return self._building is not None and self._building.stop()

    def end(self) -> None:
        """Ask no more, for nobody waits for it."""
        self._is_ended, self._wish = True, None
        self._cancel()

    def _cancel(self) -> None:
        self._has_stopped = True
        self._stop.set()
        with suppress(TableError):  # then the question just goes on to its end
            self._surveyor.cancel()

    async def _ask(self) -> None:
        try:
            while self._wish is not None:
                wish, self._wish = self._wish, None
                await self._answer(wish)
        except CancelledError:
            # The viewer is being left, and would wait for the thread.
            self.end()
            raise
        finally:
            self._asked = None
        if not self._is_ended:
            self._reports.waits("")

    async def _answer(self, wish: Wish) -> None:
        """Bring what a view needs, survey by survey, until the view has moved on."""
        # What is known of a view need not stay known when something else is asked.
        self._asked, self._answered, self._stop = wish, None, Event()
        patience = self._app.set_timer(PATIENCE, lambda: self._reports.waits(WAITING))
        try:
            surveys = self._surveyor.surveys(wish, self._stop.is_set)
            while (ground := await to_thread(self._next, surveys)) is not None:
                self._reports.take(ground)
                if self._has_left(wish):
                    return
            # What this did not bring it will not bring the next time.
            self._answered, self._failed = wish, None
        except StoppedError as error:
            if self._stop.is_set() or self._has_stopped:
                self._wish = self._wish or (None if self._stop.is_set() else wish)
                self._has_stopped = False
            else:
                reason = "by the engine itself, which may have a limit of time"
                self._fail(wish, f"{error.message} {reason}")
        except TableError as error:
            self._fail(wish, error.message)
        except QueryError as error:
            self._fail(wish, error.reason)
        except Exception as error:
            # Whatever a driver raises ends no viewer.
            reason = f"{type(error).__name__}: {error}"
            self._fail(wish, f"the table cannot be asked for this ({reason})")
        finally:
            patience.stop()

    def _next(self, surveys: Iterator[Survey]) -> Ground | None:
        survey = next(surveys, None)
        return None if survey is None else self._reports.ready(survey)

    def _has_left(self, wish: Wish) -> bool:
        """Whether something else is wished by now, for which an answer is of no use."""
        return self._wish is not None and not _leads_to(wish, self._wish)

    def _fail(self, wish: Wish, said: str) -> None:
        """Say once what is amiss, and ask for the same no more until something else is wished."""
        self._failed = _of_view(wish)
        if said != self._said:
            self._said = said
            self._reports.warn(said)


def _leads_to(asked: Wish, wish: Wish) -> bool:
    """Whether the answer to what was asked is of use for a wish."""
    near = asked.span.start < wish.span.end and wish.span.start < asked.span.end
    return near and asked.queries == wish.queries


def _of_view(wish: Wish) -> Wish:
    """Return a wish without its events.

    Else what failed would be asked again whenever another event of the same view is selected.
    """
    return wish._replace(keeps=())
