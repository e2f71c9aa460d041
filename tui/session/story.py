"""A story: events read one by one, each with its text large."""

from tui.events.event import Event
from tui.session.view_state import ViewState


def chapters(view: ViewState) -> list[int]:
    """Return the places of the events of a story, from 0 on: the hits of a search, else all."""
    return view.shown_hits or list(range(view.total))


def turn(view: ViewState, by: int) -> ViewState:
    """Select the next event of the story for +1, the previous one for -1; stop at its ends."""
    told = chapters(view)
    if not told:
        return view
    here = view.position - 1
    if by > 0:
        at = next((place for place in told if place > here), told[-1])
    else:
        at = next((place for place in reversed(told) if place < here), told[0])
    return view.select(view.event(at))


def before(view: ViewState) -> Event | None:
    """Return the event of the story that comes before the selected one."""
    here = view.position - 1
    at = next((place for place in reversed(chapters(view)) if place < here), None)
    return None if at is None else view.event(at)
