"""The problems found so far, kept within bounds."""

from tui.events.clean import clean_line
from tui.events.problem import Location, Problem, Severity

#: So many problems are listed; of the rest only the number.
MOST_PROBLEMS = 1_000


class ProblemLog:
    """Collects problems, with clean messages; the same one counts once.

    For an alias may repeat a place many times.
    """

    def __init__(self) -> None:
        self._kept: dict[Severity, dict[Problem, None]] = {severity: {} for severity in Severity}
        self._more = dict.fromkeys(Severity, 0)

    def add(self, location: Location, severity: Severity, code: str, message: str) -> None:
        kept = self._kept[severity]
        if len(kept) < MOST_PROBLEMS:
            kept[Problem(location, severity, code, clean_line(message))] = None
        else:
            self._more[severity] += 1

    def error(self, location: Location, code: str, message: str) -> None:
        self.add(location, Severity.ERROR, code, message)

    def warning(self, location: Location, code: str, message: str) -> None:
        self.add(location, Severity.WARNING, code, message)

    def note(self, location: Location, code: str, message: str) -> None:
        self.add(location, Severity.NOTE, code, message)

    @property
    def is_empty(self) -> bool:
        """Whether no problem was found."""
        return not any(self._kept.values()) and not any(self._more.values())

    @property
    def state(self) -> dict[Severity, tuple[list[Problem], int]]:
        """The problems that are kept of each severity, in the order found, and how many are not."""
        return {each: (list(kept), self._more[each]) for each, kept in self._kept.items()}

    def absorb(self, other: "ProblemLog") -> None:
        """Take over what another log has found."""
        for severity, (found, more) in other.state.items():
            kept = self._kept[severity]
            for problem in found:
                if len(kept) < MOST_PROBLEMS:
                    kept[problem] = None
                else:
                    self._more[severity] += 1
            self._more[severity] += more

    @property
    def troubles(self) -> int:
        """How many errors and warnings there are, those not listed included."""
        grave = (Severity.ERROR, Severity.WARNING)
        return sum(len(self._kept[each]) + self._more[each] for each in grave)

    def problems(self) -> tuple[Problem, ...]:
        """Return the gravest ones sorted by place, and last how many more there are."""
        found = [problem for kept in self._kept.values() for problem in kept]
        listed, left = sorted(found[:MOST_PROBLEMS]), found[MOST_PROBLEMS:]
        more = len(left) + sum(self._more.values())
        if more:
            unlisted = {problem.severity for problem in left}
            gravest = next(each for each in Severity if each in unlisted or self._more[each])
            message = f"there are {more:,} more problems, which are not listed"
            listed.append(Problem(listed[-1].location, gravest, "problems-more", message))
        return tuple(listed)
