"""The detail of one event as rows of cells: what stands above its text and below it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.layout.headline import Counts
from tui.layout.labels import measure, shorten, wrap
from tui.layout.marks import Role
from tui.layout.scene import Row, Run, Zone

if TYPE_CHECKING:
    from tui.layout.detail import Detail, Reference

CURSOR = "▸"


def head(detail: "Detail", lane: int, width: int) -> list[Row]:
    """Return the rows above the text: title, date, standing and the facts by name."""
    rows = [_row((line, Role.LANE), lane=lane) for line in wrap(detail.title, width)]
    edtf = detail.edtf if detail.edtf not in ("", detail.when) else ""
    when = [(detail.when, Role.TITLE), (edtf, Role.NOTE)]
    fits = sum(measure(text) + 2 for text, _ in when) <= width + 2
    rows += (
        [_row(*when)]
        if fits
        else [_row((line, role)) for text, role in when if text for line in wrap(text, width)]
    )
    rows += [_row((line, Role.NOTE)) for line in wrap(f"{detail.lane} · {detail.standing}", width)]
    if detail.facts:
        rows.append(_row())
    names = max((measure(name) for name, _ in detail.facts), default=0) + 2
    for name, value in detail.facts:
        lines = wrap(value, max(8, width - names))
        rows.append(_row((name.ljust(names - 2), Role.NOTE), (lines[0], Role.LABEL)))
        rows += [_row((" " * (names - 2), Role.NOTE), (line, Role.LABEL)) for line in lines[1:]]
    return [*rows, _row()] if detail.text else rows


def paragraphs(text: str, width: int) -> list[Row]:
    """Return plain text in rows, a blank one between paragraphs."""
    rows: list[Row] = []
    for paragraph in text.strip().split("\n\n"):
        if rows:
            rows.append(_row())
        rows += [_row((line, Role.LABEL)) for line in wrap(paragraph, width)]
    return rows if text.strip() else []


def unselected(counts: Counts, name: str, width: int) -> list[Row]:
    """Return what to do where no event is selected; name is that of the file."""
    if counts.events or counts.is_least:
        said = "No event is selected. Press an arrow key, or click on one, to read it here."
        return [_row((line, Role.LABEL)) for line in wrap(said, width)]
    if counts.filter:
        return no_match(counts.filter, width)
    if counts.as_of is not None:
        said = "No event was known by this day. Press ) for a later one, or A to see all again."
        return [_row((line, Role.LABEL)) for line in wrap(said, width)]
    return invitation(name, width)


def no_match(query: str, width: int) -> list[Row]:
    """Return what to do about a query that means no event."""
    rows = [_row((line, Role.LABEL)) for line in wrap("No event is meant by", width)]
    rows += [_row(), *(_row((line, Role.TITLE)) for line in wrap(query, width)), _row()]
    after = "Press f to change the filter, or escape to show everything again."
    return rows + [_row((line, Role.LABEL)) for line in wrap(after, width)]


def invitation(name: str, width: int) -> list[Row]:
    """Return what to do about a file without events, whose name is given."""
    said = f"There are no events in {name} yet. The first one takes as little as this:"
    rows = [_row((line, Role.LABEL)) for line in wrap(said, width)]
    example = ("", "events:", "  - date: 2025-01-20", "    title: What happened", "")
    rows += [_row((line, Role.TITLE)) for line in example]
    after = "Press i to write it here, or write it with any editor. Press ? for the keys."
    return rows + [_row((line, Role.LABEL)) for line in wrap(after, width)]


def references(detail: "Detail", width: int, cursor: int) -> list[tuple[Row, int]]:
    """Return the rows below the text, each with the place of the reference it belongs to, or -1.

    References are counted from 0 on, sources first; the one at the cursor is marked.
    """
    rows: list[tuple[Row, int]] = []
    for name, found, first in (
        ("Sources", detail.sources, 0),
        ("Links", detail.links, len(detail.sources)),
    ):
        if found:
            rows += [(_row(), -1), (_row((f"{name} {len(found)}", Role.CONTEXT)), -1)]
        for at, reference in enumerate(found, first):
            rows += [(row, at) for row in _reference(reference, width, at == cursor)]
    return rows


def _reference(reference: "Reference", width: int, chosen: bool) -> Iterable[Row]:  # noqa: FBT001
    lines = [(line, Role.LABEL) for line in wrap(reference.heading, width - 2)]
    lines += [(line, Role.NOTE) for line in wrap(reference.note, width - 2) if line]
    if reference.address:
        lines.append((shorten(reference.address, width - 2), Role.ADDRESS))
    for at, (line, role) in enumerate(lines):
        sign = [Run(0, CURSOR, Role.POINTER)] if chosen and at == 0 else []
        yield Row(Zone.AXIS, (*sign, Run(2, line, role, target=reference.target, selected=chosen)))


def _row(*parts: tuple[str, Role], lane: int = -1) -> Row:
    runs: list[Run] = []
    x = 0
    for text, role in parts:
        if text:
            runs.append(Run(x, text, role, lane))
            x += measure(text) + 2
    return Row(Zone.AXIS, tuple(runs))
