"""When is between when: half-open stretches of the one time line."""

from tui.named import NamedTuple

#: A point of time: whole microseconds since 1970-01-01T00:00Z in the proleptic Gregorian calendar,
#: of any size and sign.
Instant = int


class _Ends(NamedTuple):
    start: Instant
    end: Instant


class Span(_Ends):
    """A half-open stretch [start, end) of instants; never empty or reversed."""

    __slots__ = ()

    def __new__(cls, start: Instant, end: Instant) -> "Span":
        if end <= start:
            raise ValueError(f"a span ends after it starts: [{start}, {end})")
        return tuple.__new__(cls, (start, end))

    @property
    def length(self) -> int:
        """Microseconds from start to end."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
