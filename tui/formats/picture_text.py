"""The picture of a timeline as lines of text."""

from collections.abc import Sequence

from tui.axis.ticks import ticks
from tui.axis.viewport import Viewport
from tui.dates.span import Span
from tui.dates.wording import brief
from tui.events.event import Event
from tui.events.timeline import Timeline
from tui.layout.axis_rows import AXIS_ROWS
from tui.layout.eras import era_rows, rows_taken
from tui.layout.frame import Frame, compose, gutter_of
from tui.layout.grouping import LANE, grouped
from tui.layout.headline import Counts, headline
from tui.layout.labels import measure, shorten
from tui.layout.lanes import LadderPacking
from tui.layout.marks import standing_sign
from tui.layout.scene import Row
from tui.palette import ASCII
from tui.session.lane_board import head_of

NARROWEST = 40


def picture(
    timeline: Timeline,
    events: Sequence[Event],
    shown: Span | None,
    width: int,
    *,
    is_part: bool,
) -> list[str]:
    """Return the lines of a picture at least NARROWEST cells wide, as high as all labels need.

    events are those to draw, each with its date and title; shown is the half-open part of time to
    draw them in, None where no event has a date, and is_part tells that it is not the whole.
    """
    width = max(NARROWEST, width)
    undated = [event for event in events if event.when is None]
    lines: list[str] = []
    if shown is not None:
        lanes = [lane for lane in grouped(events, LANE, timeline.lanes) if lane.events]
        gutter = gutter_of((lane.name for lane in lanes), width)
        viewport = Viewport.fit(shown, width - gutter, 0 if is_part else 1)
        eras = era_rows(era for era in timeline.eras if era.when.may_touch(shown))
        packing = LadderPacking(
            [lane.events for lane in lanes], viewport.scale, viewport.span, _dated_label
        )
        heads = [head_of(lane, len(lane.events)) for lane in lanes]
        frame = Frame(viewport, packing, ticks(viewport), heads, eras=eras)
        height = AXIS_ROWS + rows_taken(eras) + packing.plan.height
        counts = Counts(events=len(events), lanes=len(lanes))
        top = headline(timeline.title, counts, viewport, width, shown)
        rows = (top, *compose(frame, gutter, height).rows)
        lines += [text_of(row) for row in rows]
    if undated:
        lines += [
            "",
            "No date",
            *(f"  ◌ {shorten(event.title, width - 4, 2)}" for event in undated),
        ]
    return lines or ["no events"]


def text_of(row: Row) -> str:
    """Return a row as text, without the blanks at its end."""
    parts: list[str] = []
    x = 0
    for run in row.runs:
        parts.append(" " * (run.x - x) + run.text)
        x = run.x + measure(run.text)
    return "".join(parts).rstrip()


def ascii_of(lines: Sequence[str]) -> list[str]:
    """Return lines whose signs are ASCII; other characters than signs stay as they are."""
    return [line.translate(ASCII) for line in lines]


def _dated_label(event: Event) -> str:
    date = f"{brief(event.when)}: " if event.when is not None else ""
    return f"{standing_sign(event)} {date}{event.title}".lstrip()
