"""Text that is safe to show: what hides, reorders or commands becomes visible instead."""

from functools import cache
from re import Pattern
from re import compile as compile_pattern

_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
#: The letters of Hangul and Braille that stand for an empty place.
_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"
#: Characters that are neither word, space nor Latin: marks, symbols, formats, surrogates.
_ODD = r"[^\w\s\0-\u02ff]"


def clean(text: str) -> str:
    """Return the text with nothing in it that a terminal obeys or a reader cannot see.

    Newlines and tabs stay. Control characters, bidirectional controls, tags, noncharacters, lone
    surrogates and line separators become stand-ins such as ␛ and ‹U+202E›. A lone soft hyphen or
    zero-width space is left out, as in print. Joiners and variation selectors stay where they have
    an effect, and combining marks up to what real writing needs. Clean text comes back unchanged.
    """
    flat = text.replace("\n", "") if "\n" in text else text
    if flat.isprintable() and (flat.isascii() or _suspect().search(text) is None):
        return text
    from tui.events.stand_in import exposed

    return _runs().sub(exposed, text)


def clean_line(text: str) -> str:
    """Return the clean text on one line: each line break or tab is a space."""
    if "\n" in text or "\t" in text:
        lines = text.replace("\t", " ").split("\n")
        text = " ".join(line.strip(" ") for line in lines).strip(" ")
    return clean(text)


def is_blank(text: str) -> bool:
    """Return whether clean text shows nothing: only spaces and letters drawn as nothing."""
    if text.isascii():
        return not text or text.isspace()
    return all(char.isspace() or char in _EMPTY for char in text)


@cache
def _suspect() -> Pattern[str]:
    """Find what printable text can still hide: selectors, floods of marks, a mark on nothing."""
    return compile_pattern(f"{_ODD}(?:(?<=[{_SELECTORS}])|(?<=\\A.)|(?<=\\n.)|{_ODD}{{4}})")


@cache
def _runs() -> Pattern[str]:
    return compile_pattern(f"(?:[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u2028\\u2029]|{_ODD})+")
