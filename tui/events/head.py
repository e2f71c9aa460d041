"""What a timeline says beside its events."""

from collections.abc import Mapping
from typing import NamedTuple

from tui.events.era_field import read_eras
from tui.events.event import Source
from tui.events.fields import Fields
from tui.events.lane_field import declared_lanes
from tui.events.named_table import NamedTable
from tui.events.source_field import shared_sources
from tui.events.timeline import Era, Lane, SavedView
from tui.events.view_field import saved_views


class Head(NamedTuple):
    """The declared lanes and the shared sources by name, and all else that is of no event."""

    title: str
    about: str
    lanes: Mapping[str, Lane]
    sources: Mapping[str, Source]
    eras: tuple[Era, ...]
    views: tuple[SavedView, ...]
    table: NamedTable | None = None


def read_head(fields: Fields) -> Head:
    """Return what the fields of a timeline give, but for its events."""
    return Head(
        lanes=declared_lanes(fields),
        sources=shared_sources(fields),
        title=fields.line("title"),
        about=fields.prose("about"),
        eras=read_eras(fields),
        views=saved_views(fields),
        table=_table(fields),
    )


def _table(fields: Fields) -> NamedTable | None:
    if "table" not in fields and "columns" not in fields:
        return None
    from tui.events.table_field import named_table

    return named_table(fields)
