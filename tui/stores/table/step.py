"""One step of working out columns from columns, whose text an engine must not multiply.

Some engines put a step's text in place of each use of its name, so that ten steps of three uses
each would become sixty thousand.
"""

from typing import Any

from tui.stores.table.condition import null_like

#: More rows than any table has: PostgreSQL does not look behind a limit.
_ALL = 2**62


def with_columns(table: Any, engine: str, **columns: Any) -> Any:
    """Return a table with more columns, or others of the same names."""
    if engine == "pyspark":
        columns = {name: _once(value) for name, value in columns.items()}
    table = table.mutate(**columns)
    return table.limit(_ALL) if engine == "postgres" else table


def _once(value: Any) -> Any:
    """Return a column that Spark works out in its place, for it seems to depend on the row's."""
    import ibis

    def monotonically_increasing_id() -> int:  # type: ignore[empty-body]  # the engine has it
        ...

    place = ibis.udf.scalar.builtin(signature=((), "int64"))(monotonically_increasing_id)()
    return ibis.ifelse(place >= 0, value, null_like(value))
