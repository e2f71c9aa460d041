"""Conditions of an engine that are true or false and never null."""

from typing import Any


def constant(*, value: bool) -> Any:
    import ibis

    return ibis.literal(value)


def never_null(condition: Any) -> Any:
    """Return a condition that is false where it would be null."""
    return condition.fill_null(constant(value=False))


def as_number(condition: Any) -> Any:
    """Return 1 where a condition holds, else 0; not every engine casts one."""
    import ibis

    return ibis.ifelse(condition, ibis.literal(1, "int64"), ibis.literal(0, "int64"))
