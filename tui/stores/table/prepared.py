"""Questions that are asked again and again with other values, made into text only once.

It takes longer to make the text of a question than it takes an engine to answer one about few rows.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from tui.stores.table.engine import Engine

#: A value, or several of one kind.
Value = int | date | list[Any]
Rows = list[tuple[Any, ...]]
#: Makes a table expression of what stands for values, by their names.
Make = Callable[[Mapping[str, Any]], Any]

#: The texts of so many questions are kept.
_KEPT = 64
#: What stands for a value until the text is made. Nothing in a table can be taken for it.
_MARK = f"eventide_{token_hex(8)}_"
_MARKS = re.compile(rf'"?{_MARK}([a-z]+)"?\(\)', re.IGNORECASE)


class Prepared:
    """Asks an engine, and keeps the text of its questions where the engine takes parameters."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._texts: OrderedDict[Hashable, tuple[str, list[str]]] = OrderedDict()

    def rows(self, shape: Hashable, values: Mapping[str, Value], make: Make) -> Rows:
        """Return the rows of a table expression; raise TableError.

        Questions of one shape are the same but for their values. A name is of small letters alone.
        """
        if not self._engine.has_parameters:
            return self._engine.tuples(make(values))
        return self._engine.filled(*self._question(shape, values, make))

    def begun(self, shape: Hashable, values: Mapping[str, Value], make: Make) -> Callable[[], Rows]:
        """Begin to do what rows does, for an engine with parameters; see Engine.begun."""
        return self._engine.begun(*self._question(shape, values, make))

    def _question(
        self, shape: Hashable, values: Mapping[str, Value], make: Make
    ) -> tuple[str, Mapping[str, Value]]:
        """Return a text with parameters, and their values."""
        key = shape, tuple(sorted((name, _kind(value)) for name, value in values.items()))
        known = self._texts.get(key)
        if known is None:
            known = self._texts[key] = self._made(values, make)
            if len(self._texts) > _KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(key)
        text, names = known
        return text, {name: values[name] for name in names}

    def _made(self, values: Mapping[str, Value], make: Make) -> tuple[str, list[str]]:
        """Return a text with parameters, and their names."""
        casts = {name: _cast(name, value) for name, value in values.items()}
        names: set[str] = set()

        def parameter(found: re.Match[str]) -> str:
            name = found[1].lower()
            names.add(name)
            return casts[name]

        marks = {name: _mark(name, value) for name, value in values.items()}
        text = _MARKS.sub(parameter, self._engine.text(make(marks)))
        return text, sorted(names)


def _kind(value: Value) -> str:
    """Return the type of Ibis that a value has; several have that of the first of them.

    int64, timestamp, date, or string, which only values among several are.
    """
    if isinstance(value, list):
        return _kind(value[0]) if isinstance(value[0], int) else "string"
    if isinstance(value, datetime):
        return "timestamp"
    return "date" if isinstance(value, date) else "int64"


def _cast(name: str, value: Value) -> str:
    if isinstance(value, list):
        # It stands in the parentheses of IN.
        return f"SELECT UNNEST(${name})"
    types = {"timestamp": "TIMESTAMP", "date": "DATE", "int64": "BIGINT"}
    return f"CAST(${name} AS {types[_kind(value)]})"


def _mark(name: str, value: Value) -> Any:
    """Return an expression of Ibis whose text is a mark; one of several is alone in a list."""
    import ibis

    def mark() -> Any:  # the text is all that is made of it
        ...

    made = ibis.udf.scalar.builtin(name=f"{_MARK}{name}", signature=((), _kind(value)))(mark)()
    return [made] if isinstance(value, list) else made
