"""When is between when: half-open stretches of the one time line."""

from dataclasses import dataclass

#: A point of time: whole microseconds since 1970-01-01T00:00Z in the proleptic Gregorian calendar,
#: of any size and sign.
Instant = int


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch [start, end) of instants; never empty or reversed."""

    start: Instant
    end: Instant

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a span ends after it starts: [{self.start}, {self.end})")

    @property
    def length(self) -> int:
        """Microseconds from start to end."""
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end
