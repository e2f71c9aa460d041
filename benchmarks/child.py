"""A program that is asked for one thing after the other, each a line, and answers with numbers."""

import subprocess
import sys
from typing import Self

from benchmarks.start_up import ROOT
from benchmarks.terminal import peak_memory


class Child:
    """Starts a module of this folder at once; leaving the context ends it."""

    def __init__(self, module: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{module}", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ask(self, question: str = "") -> list[float]:
        """Return the numbers that answer a line; `RuntimeError` if there is no answer."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"no answer to {question!r}")
        return [float(number) for number in answer.split()]

    @property
    def memory(self) -> int:
        """The most bytes that it has held so far."""
        return peak_memory(self._process.pid)
