"""Named tuples as those of typing, of which a start defines so many that their making counts.

The standard library compiles a constructor for each of them, which takes 3 to 4 ms of a start. Here
one is compiled for each number of fields, and copies of it take the names. This can go with Python
3.13.
"""

import sys
from typing import TYPE_CHECKING

# From 3.14 on the body of a class does not hold what is annotated in it.
if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple
else:
    from collections import namedtuple
    from functools import cache
    from types import FunctionType

    # Getters know the place of a field and nothing of its class, so that those of one will do.
    _LARGE = namedtuple("_LARGE", [f"field{place}" for place in range(24)])
    _GETTERS = [vars(_LARGE)[name] for name in _LARGE._fields]

    @cache
    def _constructor(count):
        names = ", ".join([f"_{place}" for place in range(count)])
        text = f"lambda cls, {names}: new(cls, ({names},))"
        return eval(text, {"new": tuple.__new__, "__builtins__": {}})  # noqa: S307

    class _Tuple(tuple):
        """What all named tuples can do, as the standard library has it."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **values):
            made = self._make(map(values.pop, self._fields, self))
            if values:
                raise ValueError(f"Got unexpected field names: {list(values)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            values = [f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)]
            return f"{type(self).__name__}({', '.join(values)})"

        def __getnewargs__(self):
            return tuple(self)

    class _Making(type):
        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            if len(bases) > 1 or any(field.startswith("_") for field in fields):
                raise TypeError("a named tuple has no other bases and no private fields")
            if not 0 < len(fields) <= len(_GETTERS):
                raise TypeError(f"a named tuple has 1 to {len(_GETTERS)} fields")
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError("a field without a default stands behind one that has one")
            like = _constructor(len(fields))
            code = like.__code__.replace(
                co_varnames=("cls", *fields), co_qualname=f"{name}.__new__"
            )
            made = FunctionType(code, like.__globals__, "__new__", tuple(defaults.values()))
            body |= zip(fields, _GETTERS[: len(fields)], strict=True)
            body |= {"__new__": made, "_fields": fields, "_field_defaults": defaults}
            body |= {"__slots__": (), "__match_args__": fields}
            return type(name, (_Tuple,), body)

    NamedTuple = type.__new__(_Making, "NamedTuple", (), {})

__all__ = ["NamedTuple"]
