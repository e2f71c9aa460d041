"""Where the reader has been, as in a browser."""

from tui.named import NamedTuple
from tui.session.view_state import ViewState

#: Places that are kept in either direction.
MOST = 100


class History(NamedTuple):
    """The states that were left, the last one last, and those that were gone back from."""

    past: tuple[ViewState, ...] = ()
    future: tuple[ViewState, ...] = ()

    def left(self, view: ViewState) -> "History":
        """Return the history when a state is left for a new one: there is nothing ahead then."""
        if self.past and _same(self.past[-1], view):
            return self._replace(future=())
        return History((*self.past, view)[-MOST:])

    def back(self, here: ViewState) -> tuple["History", ViewState]:
        """Return the history and the state one goes back to, here where there is none."""
        if not self.past:
            return self, here
        *past, there = self.past
        return History(tuple(past), (*self.future, here)[-MOST:]), there

    def forward(self, here: ViewState) -> tuple["History", ViewState]:
        """Return the history and the state one goes forward to, here where there is none."""
        if not self.future:
            return self, here
        *future, there = self.future
        return History((*self.past, here)[-MOST:], tuple(future)), there


def _same(one: ViewState, other: ViewState) -> bool:
    return (one.selection, one.viewport, one.filter) == (
        other.selection,
        other.viewport,
        other.filter,
    )
