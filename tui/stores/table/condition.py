"""Conditions of an engine that are never null, and the null that a column may have."""

from typing import Any


def constant(*, value: bool) -> Any:
    import ibis

    return ibis.literal(value)


def never_null(condition: Any) -> Any:
    """Return a condition that is false where it would be null."""
    return condition.fill_null(constant(value=False))


def null_like(value: Any) -> Any:
    """Return null as a value of an expression's type, also where that itself is never null."""
    import ibis

    return ibis.null(value.type().copy(nullable=True))


def as_number(condition: Any) -> Any:
    """Return 1 where a condition holds, else 0; not every engine casts one."""
    import ibis

    return ibis.ifelse(condition, ibis.literal(1, "int64"), ibis.literal(0, "int64"))
