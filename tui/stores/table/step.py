"""One step of working out columns from columns, whose text an engine must not multiply."""

from typing import Any

#: More rows than any table has.
_ALL = 2**62
#: Engines that put a step's text in place of each use of its name, so that ten steps of three uses
#: each would become sixty thousand. None looks behind a limit.
_MULTIPLY = ("postgres",)


def with_columns(table: Any, engine: str, **columns: Any) -> Any:
    """Return a table with more columns, or others of the same names."""
    table = table.mutate(**columns)
    return table.limit(_ALL) if engine in _MULTIPLY else table
