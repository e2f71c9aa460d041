"""What a query says, as values."""

from dataclasses import dataclass
from enum import Enum

from tui.dates.span import Instant


class Operator(Enum):
    """How a number is compared with what an event has."""

    EQUAL = "="
    UNEQUAL = "!="
    LESS = "<"
    AT_MOST = "<="
    MORE = ">"
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class Words:
    """A text anywhere in title, text, actors, tags and sources; whole words in their order."""

    text: str
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A text in any one value of a field, or that whole value; case does not matter.

    is_own for a field that only this file knows.
    """

    field: str
    text: str
    is_whole: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number compared with that of a field, or with how many values it has."""

    field: str
    operator: Operator
    number: float
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class During:
    """Dates that may lie in a half-open stretch of time, or surely do; None is no bound."""

    start: Instant | None
    end: Instant | None
    surely: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """Events of which a source may have told before an instant."""

    before: Instant


@dataclass(frozen=True, slots=True)
class Near:
    """Events that may lie in the stretches around the dates of another."""

    event: str
    around: tuple[During, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """Events that so many links lead to from another or from which they lead there."""

    event: str
    steps: int = 1


@dataclass(frozen=True, slots=True)
class Has:
    """Events that say anything of a field."""

    field: str
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Also:
    """Events with an actor who is in another event that an expression means."""

    expression: "Expression"


@dataclass(frozen=True, slots=True)
class Not:
    expression: "Expression"


@dataclass(frozen=True, slots=True)
class All:
    """Events that all expressions mean; every event for none."""

    expressions: "tuple[Expression, ...]" = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Events that any of the expressions means."""

    expressions: "tuple[Expression, ...]"


Expression = (
    Words | Value | Number | During | Known | Near | Linked | Has | Also | Not | All | Either
)
