"""Words of a command line: options bound to their values, and errors as one sentence."""

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from argparse import ArgumentParser


#: Options that take the next word as their value even when it begins with a dash.
_TAKE_NEXT = frozenset({"--query", "--range", "--width", "--format", "--theme", "--view", "--map"})


class UsageError(Exception):
    """Arguments that make no command."""


def parser_of(name: str, description: str) -> "ArgumentParser":
    from argparse import ArgumentParser

    class Parser(ArgumentParser):
        def error(self, message: str) -> NoReturn:
            raise UsageError(f"{message}; see eventide {name} --help")

    return Parser(f"eventide {name}", description=description, allow_abbrev=False)


def joined(argv: list[str]) -> list[str]:
    """Bind values to their options, so that `--range -0043/0100` is not taken for an option."""
    joined: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            return [*joined, word, *words]
        value = next(words, None) if word in _TAKE_NEXT else None
        joined.append(word if value is None else f"{word}={value}")
    return joined
