"""How the screen glides from one stretch of time to another: the stretches between them."""

from math import exp, log

from tui.axis.viewport import Viewport

#: Seconds that a glide takes at most.
DURATION = 0.15

#: A key that comes sooner than this after the one before is held down, or typed in haste: it finds
#: its goal drawn at once.
HASTE = 0.2


def between(start: Viewport, end: Viewport, progress: float) -> Viewport:
    """Return what is on screen on the way, at a progress from 0 for start to 1 for end.

    It slows down towards the end. What keeps its column in both keeps it all the way: cells grow by
    equal factors, and the left edge moves in proportion to what they have grown by.
    """
    if progress >= 1 or start.width != end.width:
        return end
    eased = 1 - (1 - max(0.0, progress)) ** 3
    before, after = start.scale.cell, end.scale.cell
    if before == after:
        return end.pan(round((start.first - end.first) * (1 - eased)))
    cell = round(exp(log(before) + (log(after) - log(before)) * eased))
    scale = end.scale.at(cell)
    left, goal = start.span.start, end.span.start
    instant = left + (goal - left) * (cell - before) // (after - before)
    return Viewport(scale, scale.to_cell(instant), end.width)


def can_glide(start: Viewport, end: Viewport) -> bool:
    """Whether there is a way between the two that shows where one lies from the other."""
    if start == end or start.width != end.width:
        return False
    one, other = sorted((start, end), key=lambda view: view.span.length)
    is_near = one.span.start < other.span.end and one.span.end > other.span.start
    return is_near and other.span.length < 64 * one.span.length
