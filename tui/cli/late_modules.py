"""Modules that are imported when something of them is asked for, and not when they are named.

Much that Textual and asyncio import is for what no first frame does: to speak TLS, to read source
code, to break lines. importlib.util.LazyLoader would be the way, did a module that it has made not
load, in Python 3.11, as soon as a second one imports it.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: What the first frame asks nothing of; where it does, with another Python, nothing is amiss.
UNASKED = (
    "asyncio.sslproto",
    "ipaddress",
    "linecache",
    "locale",
    "ssl",
    "textwrap",
    "tokenize",
)
#: What importing gives to a module that is to have it, after looking whether it is there.
_GIVEN = frozenset({"__cached__", "__file__", "__path__"})


def come_late(names: Iterable[str]) -> None:
    """Let modules that hold no others be imported late, but for those that are there by now."""
    sys.meta_path.insert(0, _Finder(names))


class _LateModule(ModuleType):
    """Stands for a module; imports it once something of it is asked for."""

    def __init__(self, name: str, real: Callable[[ModuleType], ModuleType]) -> None:
        super().__init__(name)
        self._real = real

    def __getattr__(self, name: str) -> Any:
        if name in _GIVEN:
            raise AttributeError(name)
        return getattr(self._real(self), name)


class _Finder:
    """Finds modules that come late, each once; as their loader, makes what stands for them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in self._names else None
        if spec is not None:
            spec.loader = self  # type: ignore[assignment] # no subclass, which would take an import
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _LateModule(spec.name, self._real)

    def exec_module(self, module: ModuleType) -> None:
        """Leave a module empty."""

    def _real(self, late: ModuleType) -> ModuleType:
        """Return the module that another stands for."""
        name = late.__name__
        self._names.discard(name)
        if sys.modules.get(name) is late:
            del sys.modules[name]
        return import_module(name)
