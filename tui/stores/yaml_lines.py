"""Events whose lines each tell all of themselves, read without a YAML parser.

So programs write them, and people most of the time: keys with texts of one line, with blocks of
text behind `|` or `>`, with lists in brackets, and with lists of such texts and mappings on lines
of their own. What is known here means the same to every reader of YAML; all else is left to one.
"""

import re
from collections.abc import Iterator

from tui.stores.plain_event import ITEMS, WORDS, Entry, Item, NotPlainError, Place

#: A text in quotation marks, without any that is escaped.
_QUOTED = r"""\"[^"\\\n\r\t]*\"|'[^'\n\r\t]*'"""
#: A text without them begins with what is no sign of YAML's, no blank, and not all of a null.
_FIRST = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`~nN]|(?!(?:null|Null|NULL)\b)[nN])"""
_REST = r"[^\n\r\t:#]*(?:(?::(?=\S)|(?<=\S)#)[^\n\r\t:#]*)*(?<! )"
_TEXT = rf"{_FIRST}{_REST}|-(?=\d){_REST}"
#: Within brackets more signs have a meaning.
_INNER = rf"{_FIRST}[^\n\r\t:#,?\[\]{{}}]*(?::(?=//)[^\n\r\t:#,?\[\]{{}}]*)?(?<! )"
#: YAML has a limit to the length of a key, too.
_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_VALUE = rf"(?:{_QUOTED}|{_INNER})"
_PAIRS = rf"{_KEY}: {_VALUE}(?:, {_KEY}: {_VALUE})*"
_ITEM = rf"(?:{_VALUE}|\{{{_PAIRS}\}})"
_LIST = rf"\[(?:{_ITEM}(?:, {_ITEM})*)?\]"

_WORD = re.compile(_VALUE)
_ITEMS = re.compile(rf"\{{({_PAIRS})\}}|({_VALUE})")
_PAIR = re.compile(rf"({_KEY}): ({_VALUE})")
#: A line of a list: what stands before, a dash perhaps, and a key with its text or a whole item.
_ROW = re.compile(
    rf"^( *)(- )?(?:({_KEY}): ({_TEXT}|{_QUOTED})|(\{{{_PAIRS}\}}|{_TEXT}|{_QUOTED}))$",
    re.MULTILINE,
)

_LISTS = WORDS | ITEMS
_MARKS = frozenset("'\"")
#: What else values begin with that are no texts of one line; "" is that of none.
_OTHERS = frozenset(["", "[", "|", ">"])
_SIGNS = _MARKS | _OTHERS
#: How blocks of text begin, and what they end with.
_BLOCKS = {"|": "\n", "|-": "", ">": "\n", ">-": ""}
_BREAKS = re.compile(r"\n(\n*)")


class LineReader:
    """Reads events of one file whose dashes stand behind so many blanks."""

    def __init__(self, indent: int) -> None:
        #: Where their keys begin.
        self._column = indent + 3
        # What does not begin as the next key belongs to the one before it.
        below = rf"(?:\n(?! {{{indent + 2}}}[A-Za-z_]).*)*"
        self._fields = re.compile(
            rf"^ {{{indent}}}(?:- |  )({_KEY}):(?: ({_TEXT}|{_QUOTED}|{_LIST}|[|>]-?))?({below})$",
            re.MULTILINE,
        ).findall

    def read(self, text: str, start: int, end: int, line: int, after: int) -> Entry:
        """Return what an event says that is a half-open slice of a text and of lines.

        Raise NotPlainError for one that is left to others.
        """
        if not text.endswith("\n", start, end):
            raise NotPlainError
        texts: dict[str, str] = {}
        words: dict[str, list[str]] = {}
        items: dict[str, list[Item]] = {}
        fields, more = self._fields(text, start, end - 1), 0
        for key, value, below in fields:
            if below or value[:1] in _SIGNS:
                body = below.rstrip("\n")
                if key in WORDS:
                    words[key] = self._words(value, body)
                elif key in ITEMS:
                    at = line + len(texts) + len(words) + len(items) + more
                    items[key] = self._items(key, value, body, at)
                else:
                    texts[key] = self._text(value, body)
                more += below.count("\n")
            else:
                texts[key] = value
        if len(fields) + more != after - line:
            raise NotPlainError
        if len(texts) + len(words) + len(items) < len(fields) or not _LISTS.isdisjoint(texts):
            raise NotPlainError
        return Entry(texts, words, items, (line, self._column), self._claimed(fields, line))

    def _claimed(self, fields: list[tuple[str, str, str]], line: int) -> Place:
        """Return where the text under `id` begins, (0, 0) if there is none."""
        for key, _, below in fields:
            if key == "id":
                return line, self._column + 4
            line += 1 + below.count("\n")
        return 0, 0

    def _text(self, value: str, body: str) -> str:
        """Return a text with the lines below it, which are those of a block or none."""
        if not body:
            return _one(value)
        # YAML has rules of its own for what these do in a block.
        if value not in _BLOCKS or "\t" in body or "\r" in body or " \n" in f"{body}\n":
            raise NotPlainError
        lines = body[1:].split("\n")
        blanks = len(lines[0]) - len(lines[0].lstrip(" "))
        # All lines begin where the first one does; further right only `|` leaves them as they are.
        if blanks < self._column or any(line[:blanks].strip(" ") for line in lines):
            raise NotPlainError
        text = "\n".join([line[blanks:] for line in lines])
        if value[0] == ">":
            if "\n " in text:
                raise NotPlainError
            text = _BREAKS.sub(lambda found: found[1] or " ", text)
        return text + _BLOCKS[value]

    def _items(self, key: str, value: str, body: str, line: int) -> list[Item]:
        if not body and value[:1] == "[":
            return list(_in_brackets(value, line, self._column + len(key) + 2))
        return self._on_lines(value, body, line)

    def _words(self, value: str, body: str) -> list[str]:
        """Return the texts of a list in brackets, or on the lines of a body."""
        if not body and value[:1] == "[" and "{" not in value:
            return [_one(text) for text in _WORD.findall(value)]
        items = self._on_lines(value, body, 0)
        if any(item.texts for item in items):
            raise NotPlainError
        return [item.text for item in items]

    def _on_lines(self, value: str, body: str, line: int) -> list[Item]:
        """Return the items of a list on the lines of a body, which is below a key on a line."""
        rows = _ROW.findall(body)
        # The first line tells where all dashes stand: below the key, or further right.
        dash = len(rows[0][0]) if rows else 0
        if value or dash < self._column - 1 or len(rows) != body.count("\n"):
            raise NotPlainError
        items: list[Item] = []
        # Those of the mapping that goes on, if one does.
        texts: dict[str, str] | None = None
        for at, (blanks, first, key, text, whole) in enumerate(rows, line + 1):
            if len(blanks) != (dash if first else dash + 2) or (whole and not first):
                raise NotPlainError
            if whole:
                texts = None
                items.append(_whole(whole, (at, dash + 3)))
                continue
            if first:
                texts, place = {}, (at, dash + 3)
                items.append(Item("", texts, place, place))
            if texts is None or key in texts:
                raise NotPlainError
            texts[key] = _one(text)
            if key == "to":
                items[-1] = items[-1]._replace(target=(at, dash + 7))
        return items


def _in_brackets(value: str, line: int, column: int) -> Iterator[Item]:
    """Yield the items of a list in brackets that begins at a place."""
    for found in _ITEMS.finditer(value):
        pairs, text = found.groups()
        place = line, column + found.start()
        yield _mapping(pairs, place) if text is None else Item(_one(text), {}, place, place)


def _mapping(pairs: str, place: Place) -> Item:
    """Return the item that begins with a brace at a place."""
    found = _PAIR.findall(pairs)
    texts = {key: _one(value) for key, value in found}
    if len(texts) < len(found):
        raise NotPlainError
    target = place
    if "to" in texts:
        # Behind the brace.
        start = next(each.start(2) for each in _PAIR.finditer(pairs) if each[1] == "to")
        target = place[0], place[1] + 1 + start
    return Item("", texts, place, target)


def _whole(text: str, place: Place) -> Item:
    """Return the item that is all of a line."""
    if text[0] == "{":
        return _mapping(text[1:-1], place)
    return Item(_one(text), {}, place, place)


def _one(value: str) -> str:
    """Return the text that a value of one line is."""
    if value[:1] in _OTHERS:
        raise NotPlainError
    return value[1:-1] if value[0] in _MARKS else value
