"""What an edit costs that is saved, beside writing the same bytes."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.child import Child
from benchmarks.events import write
from benchmarks.sizes import SIZES
from benchmarks.table import Row


def edits(rounds: int, most: int) -> list[Row]:
    """Give one event another title in files of each size, one file after the other."""
    with TemporaryDirectory() as folder, ExitStack() as running:
        children: dict[int, Child] = {}
        taken: dict[int, list[list[float]]] = {}
        for size in (size for size in SIZES if size <= most):
            path = Path(folder) / f"{size}.yaml"
            write(path, size)
            children[size], taken[size] = running.enter_context(Child("edit_child", str(path))), []
            children[size].ask()  # imports what only edits need
        for _ in range(rounds):
            for size, child in children.items():
                taken[size].append(child.ask())
        memory = {size: child.memory / 1e6 for size, child in children.items()}
    return [row for size in taken for row in _rows(size, taken[size], memory[size])]


def _rows(size: int, pairs: list[list[float]], memory: float) -> list[Row]:
    return [
        Row("edit and save", "ms", [1e3 * edit for edit, _ in pairs], size),
        Row("edit and save ÷ write and fsync", "", [edit / floor for edit, floor in pairs], size),
        Row("edit and save: memory", "MB", [memory] * len(pairs), size),
    ]
