"""Modules that are imported when something of them is asked for, and not when they are named.

Much that Textual and asyncio import is for what no first frame does: to speak TLS, to know
addresses, to break lines. importlib.util.LazyLoader would be the way, did a module that it has made
not load, in Python 3.11, as soon as a second one imports it.

What stands for a module has its names and no dictionary of them, so `import *` finds none there.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from threading import Lock
from types import ModuleType
from typing import Any

#: What the first frame asks nothing of, and what that is made of, if a Python may be without it;
#: others try whether they can import it. Where the first frame does ask, nothing is amiss.
UNASKED = {
    "asyncio.sslproto": "_ssl",
    "ipaddress": "",
    "locale": "",
    "ssl": "_ssl",
    "textwrap": "",
}
#: What importing gives to a module that is to have it, after looking whether it is there.
_GIVEN = frozenset({"__cached__", "__file__", "__path__"})


def come_late(modules: Mapping[str, str]) -> None:
    """Let modules that hold no others be imported late, but for those that are there by now.

    They come as ever where there is not what they are made of, "" for nothing.
    """
    there = {need for need in set(modules.values()) if not need or _is_there(need)}
    sys.meta_path.insert(0, _Finder(name for name, need in modules.items() if need in there))


def _is_there(name: str) -> bool:
    return name in sys.builtin_module_names or PathFinder.find_spec(name) is not None


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
        self._lock = Lock()

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
        # Two threads may ask at once; who comes second waits for what is imported by then.
        with self._lock:
            self._names.discard(name)
            if sys.modules.get(name) is late:
                del sys.modules[name]
        return import_module(name)
