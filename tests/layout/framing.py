"""Lanes and frames for tests of the layout: events of every kind at any zoom, packed and drawn."""

from collections.abc import Iterable, Sequence

from hypothesis import strategies as st

from tests.samples import event
from tui.axis.scale import MAX_CELL, MIN_CELL, Scale
from tui.axis.ticks import ticks
from tui.axis.viewport import Viewport
from tui.dates.calendar import DAY, civil_from_days, instant
from tui.dates.span import Span
from tui.events.event import Event
from tui.events.timeline import Era, in_order
from tui.formats.picture_text import text_of
from tui.layout.edges import Edges
from tui.layout.eras import era_rows
from tui.layout.event_index import EventIndex
from tui.layout.frame import Frame, compose, gutter_of
from tui.layout.item import Item
from tui.layout.labels import measure
from tui.layout.lane_rows import Head
from tui.layout.lanes import TiledPacking
from tui.layout.overview import Overview
from tui.layout.plan import Plan, need, plan
from tui.layout.scene import Scene, Zone
from tui.layout.tiles import LaneTiles, Tile, grid

LONGEST = 40

#: Cells of one day; that of 1 January 1950 is FIRST.
DAILY = Scale(DAY)
FIRST = DAILY.to_cell(instant(1950))


def at_day(number: int) -> str:
    """Return the date of a day, 1 January 1950 being 0; its cell at DAILY is FIRST + number."""
    year, month, day = civil_from_days(FIRST + number)
    return f"{year}-{month:02}-{day:02}"


YEARS = st.integers(1900, 2000)
DAYS = st.builds("{}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 28))
DATES = st.one_of(
    DAYS,
    st.builds("1950-06-{:02}".format, st.integers(1, 30)),
    st.builds("1950-06-15T{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59)),
    st.just("1950-06-15"),
    YEARS.map(str),
    st.builds("{}-{:02}".format, YEARS, st.integers(1, 12)),
    YEARS.map("{}~".format),
    DAYS.map("{}?".format),
    st.builds("{}/{}".format, st.integers(1900, 1950), st.integers(1951, 2000)),
    st.builds("1950-06-{:02}/1950-07-{:02}".format, st.integers(1, 30), st.integers(1, 31)),
    YEARS.map("{}/..".format),
    YEARS.map("../{}".format),
    DAYS.map("{}/".format),
    YEARS.map("{}/".format),
    DAYS.map("/{}".format),
    YEARS.map("/{}".format),
    st.builds("[{},{}]".format, st.integers(1900, 1950), st.integers(1951, 2000)),
    st.builds("{{{},{}}}".format, st.integers(1900, 1950), st.integers(1951, 2000)),
    YEARS.map("[..{}]".format),
    YEARS.map("[{}..]".format),
)
DEEP_DATES = st.one_of(
    st.integers(10**6, 14 * 10**9).map("Y-{}".format),
    st.integers(10**6, 14 * 10**9).map("Y-{}/..".format),
    st.integers(10**6, 14 * 10**9).map("Y-{}/2000".format),
    st.sampled_from(["-0043-03-15", "1969-07-20T20:17", "1969-07"]),
)


def events_on(dates: st.SearchStrategy[str], most: int = 60) -> st.SearchStrategy[list[Event]]:
    """Return lists of at least one event in the order of time, each with an id of its own."""
    fields = st.tuples(
        dates,
        st.text("ab 漢字", min_size=1, max_size=40),
        st.integers(1, 5),
        st.sampled_from(["North", "South", "漢字 lane"]),
    )
    return st.lists(fields, min_size=1, max_size=most).map(
        lambda rows: list(
            in_order(
                event(date, title, id=f"e{at}", importance=importance, lane=lane)
                for at, (date, title, importance, lane) in enumerate(rows)
            )
        )
    )


#: Lists of events that share a century, or all of time.
EVENTS = st.one_of(events_on(DATES), events_on(DATES), events_on(DEEP_DATES, 20))


def extent_of(events: Iterable[Event]) -> Span:
    spans = [moment.span for e in events if e.when is not None for moment in e.when.moments]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def scale_for(extent: Span, cells: int) -> Scale:
    """Return the scale at which an extent takes about so many cells, within those there are."""
    return Scale(max(MIN_CELL, min(MAX_CELL, extent.length // cells)))


#: In how many cells all of the events stand: from one to many screens.
CELLS = st.integers(0, 80).map(lambda power: int(1.3**power))


def tiles_of(events: Sequence[Event], rows: int, scale: Scale, longest: int = LONGEST) -> LaneTiles:
    index = EventIndex(events)
    return LaneTiles(index, rows, grid(index, scale, extent_of(events), longest))


def tile_numbers(tiles: LaneTiles) -> list[int]:
    """Return the numbers of the tiles that events are positioned in, and of those beside them."""
    scale = tiles._grid.scale
    found = {tiles._tile_of(scale.to_cell(at)) for at in tiles.index.positions}
    last = 2**tiles._grid.levels - 1
    return sorted({near for n in found for near in (n - 1, n, n + 1) if 0 <= near <= last})


def positioned(tiles: LaneTiles, number: int) -> set[int]:
    """Return the numbers of the events that a tile has to account for."""
    scale = tiles._grid.scale
    return {
        n
        for n, at in enumerate(tiles.index.positions)
        if tiles._tile_of(scale.to_cell(at)) == number
    }


def items_of(tile: Tile) -> list[Item]:
    rows = (*tile.rows, tile.behind)
    return [item for row in rows for item in row if isinstance(item, Item)]


def frame(
    events: Sequence[Event],
    width: int,
    space: int,
    *,
    viewport: Viewport | None = None,
    selection: Event | None = None,
    eras: Sequence[Era] = (),
    overview: Overview | None = None,
    rows: Plan | None = None,
    heads: Sequence[Head] | None = None,
    top: int = 0,
    edges: Edges | None = None,
    now: int | None = None,
    anchor: int | None = None,
) -> tuple[Frame, int]:
    """Return a frame of width cells with space rows for lanes, and its gutter.

    Without a viewport it shows everything; rows are planned for everything in any case.
    """
    events = in_order(events)
    dated = [e for e in events if e.when is not None]
    undated = [e for e in events if e.when is None]
    names = list(dict.fromkeys(e.lane for e in dated))
    indexes = [EventIndex([e for e in dated if e.lane == name]) for name in names]
    if heads is None:
        heads = [
            Head(name, len(index), look)
            for look, (name, index) in enumerate(zip(names, indexes, strict=True))
        ]
    gutter = gutter_of((head.name for head in heads), width, undated=bool(undated))
    extent = extent_of(dated)
    whole = Viewport.fit(extent, max(1, width - gutter), 1)
    if rows is None:
        rows = plan([need(index, whole.scale, extent, LONGEST) for index in indexes], space)
    viewport = viewport or whole
    lane = names.index(selection.lane) if selection and selection.when else None
    return Frame(
        viewport=viewport,
        packing=TiledPacking(indexes, rows, viewport.scale, extent, LONGEST),
        ticks=ticks(viewport),
        heads=heads,
        eras=era_rows(eras),
        undated=undated,
        overview=overview,
        selection=selection,
        lane=lane,
        top=top,
        edges=edges,
        now=now,
        anchor=anchor,
    ), gutter


def framed_lane(
    events: Sequence[Event],
    rows: int,
    *,
    first: int = FIRST,
    width: int = 68,
    selection: Event | None = None,
) -> tuple[Frame, int]:
    """Return a frame of one lane at a day a cell from an absolute cell on; its gutter is 4."""
    made, _ = frame(
        events,
        width + 4,
        rows,
        viewport=Viewport(DAILY, first, width),
        rows=Plan((0,), (rows,), rows),
        heads=[Head("", len(events))],
        selection=selection,
    )
    return made, 4


def lines(scene: Scene) -> list[str]:
    return [text_of(row) for row in scene.rows]


def lane_lines(made: tuple[Frame, int], height: int) -> list[str]:
    """Return the rows of the lanes as text."""
    scene = compose(*made, height)
    return [text_of(row) for row in scene.rows if row.zone is Zone.LANES]


def assert_sound(scene: Scene) -> None:
    """Runs of a row are in order, apart, and within the picture."""
    for row in scene.rows:
        free = 0
        for run in row.runs:
            assert run.x >= free, row
            free = run.x + measure(run.text)
        assert free <= scene.width, row
