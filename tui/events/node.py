"""What stands in a YAML text and where: texts, sequences and mappings without any meaning."""

from tui.events.problem import Location


class _Placed:
    """Begins on a line and in a column, both from 1."""

    __slots__ = ("column", "line")

    line: int
    column: int

    @property
    def location(self) -> Location:
        return Location(self.line, self.column)


class Scalar(_Placed):
    """A text as it stands once YAML's quoting is undone; never converted.

    style is the character that opens it (' " | or >), empty where it is plain. A text with an
    explicit tag counts as quoted.
    """

    __slots__ = ("style", "text")

    def __init__(self, text: str, line: int, column: int, style: str = "") -> None:
        self.text = text
        self.line = line
        self.column = column
        self.style = style

    @property
    def is_null(self) -> bool:
        """Whether it says that nothing is given: plain and empty, '~' or 'null'."""
        return not self.style and self.text in NULLS


class Sequence(_Placed):
    """A list of nodes.

    start and end are the half-open slice of the text that a sequence in brackets takes up; both
    are 0 for one in block style.
    """

    __slots__ = ("end", "items", "start")

    def __init__(self, items: "list[Node]", line: int, column: int, start: int, end: int) -> None:
        self.items = items
        self.line = line
        self.column = column
        self.start = start
        self.end = end


class Mapping(_Placed):
    """Pairs of key and value in the order of the text, repeated keys included.

    start and end are as for a sequence.
    """

    __slots__ = ("end", "pairs", "start")

    def __init__(
        self, pairs: "list[tuple[Scalar, Node]]", line: int, column: int, start: int, end: int
    ) -> None:
        self.pairs = pairs
        self.line = line
        self.column = column
        self.start = start
        self.end = end


class LateMapping(Mapping):
    """A mapping that is made when something of it is asked for."""

    __slots__ = ()

    def _made(self) -> Mapping:
        raise NotImplementedError

    def __getattr__(self, name: str) -> object:
        if name not in ("pairs", "line", "column", "start", "end"):
            raise AttributeError(name)
        made = self._made()
        self.pairs, self.start, self.end = made.pairs, made.start, made.end
        self.line, self.column = made.line, made.column
        return getattr(self, name)


Node = Scalar | Sequence | Mapping

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
