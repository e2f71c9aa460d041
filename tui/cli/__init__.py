"""The command line: arguments to an exit code."""

from tui.cli.main import main, run

__all__ = ["main", "run"]
