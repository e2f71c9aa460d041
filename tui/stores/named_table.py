"""What is amiss with a table that a file names: where the file says it, in words of the engine."""

from collections.abc import Iterator

from tui.events.named_table import NamedTable
from tui.events.problem import Problem, Severity
from tui.stores.table.address import parse
from tui.stores.table.connection import open_engine
from tui.stores.table.engine import Engine
from tui.stores.table.error import TableError
from tui.stores.table.store import TableStore


def problems_of(table: NamedTable, folder: str) -> Iterator[Problem]:
    """Yield the problems of a table that is named by a file in a folder, by opening it.

    What the file alone shows to be wrong is not told again.
    """
    if not table.address:
        return
    try:
        address = parse(table.address, folder)
    except TableError as error:
        yield _problem(table, "table-address", error)
        return
    try:
        engine = open_engine(address)
    except TableError as error:
        yield _problem(table, "table-unreadable", error)
        return
    try:
        yield from _problems_in(engine, table)
    except TableError as error:
        yield _problem(table, "table-unreadable", error)
    finally:
        engine.close()


def _problems_in(engine: Engine, table: NamedTable) -> Iterator[Problem]:
    told, wrong = dict(table.columns), set[str]()
    while True:
        try:
            store = TableStore(engine, told)
            break
        except TableError as error:
            if not error.field:
                raise
            if error.field in wrong:
                return  # without what was wrong there is no start
            yield _problem(table, "column-invalid", error)
            wrong.add(error.field)
            if told.pop(error.field, None) is None:
                return
    for message in store.problems():
        yield Problem(table.place, Severity.WARNING, "table-doubtful", message)


def _problem(table: NamedTable, code: str, error: TableError) -> Problem:
    return Problem(table.location(error.field), Severity.ERROR, code, error.message)
