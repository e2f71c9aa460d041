"""What aliases and merge keys repeat, and how much of it."""

from typing import NamedTuple

from tui.events.clean import clean_line
from tui.events.node import Mapping, Node, Scalar, Sequence
from tui.events.problem import Location, brief
from tui.events.problem_log import ProblemLog
from tui.stores.yaml_error import LimitError, YamlError

#: Deepest nesting of lists and mappings.
MOST_LEVELS = 64
#: Nodes that aliases and merge keys may repeat in one file.
MOST_REPEATED = 1_000_000


class Target(NamedTuple):
    """An anchored node, with how many nodes it is and how many levels they nest."""

    node: Node
    weight: int
    height: int


class Anchors:
    """The anchors of one file so far, and the budget for what repeats them."""

    def __init__(self, log: ProblemLog) -> None:
        self._log = log
        self._targets: dict[str, Target | None] = {}
        self._is_asked = False
        self.repeated = 0

    @property
    def are_used(self) -> bool:
        """Whether there has been any anchor, or any alias."""
        return bool(self._targets) or self._is_asked

    def begin(self, name: str) -> None:
        """Say that the node of an anchor begins; until it is complete nothing can repeat it."""
        self._targets[name] = None

    def complete(self, name: str, target: Target) -> None:
        self._targets[name] = target

    def forget(self, name: str) -> None:
        """Let later aliases of an anchor find nothing, because its node could not be read."""
        self._targets.pop(name, None)

    def resolve(self, name: str, place: Location, level: int) -> Target:
        """Return what an alias on a level stands for; where there is nothing, a null.

        Raise YamlError if it nests too deep there, LimitError if the budget is spent.
        """
        self._is_asked = True
        target = self._targets.get(name)
        if target is None:
            self._report(name, place)
            return Target(Scalar("", *place), 1, 0)
        check_level(level + target.height, place)
        self.repeat(target.weight, place)
        return target

    def repeat(self, weight: int, place: Location) -> None:
        """Count repeated nodes. Raise LimitError if the budget is spent."""
        self.repeated += weight
        if self.repeated > MOST_REPEATED:
            message = f"aliases repeat more than {MOST_REPEATED:,} values in this file"
            raise LimitError(message, place)

    def merged(self, pairs: list[tuple[Node, Node]]) -> list[tuple[Scalar, Node]]:
        """Return a mapping's pairs with its merge keys carried out.

        Its own keys come first and win over merged ones, as earlier merges do over later ones. Keys
        that are no text become problems.
        """
        own: list[tuple[Scalar, Node]] = []
        bases: list[Node] = []
        for key, value in pairs:
            if not isinstance(key, Scalar) or not key.text:
                message = "a key is one text: put it in quotes if it is meant so"
                self._log.error(key.location, "key-invalid", message)
            elif key.text == "<<" and not key.style:
                bases.extend(value.items if isinstance(value, Sequence) else [value])
            else:
                own.append((key, value))
        names = {key.text for key, _ in own}
        for base in bases:
            fresh = [pair for pair in self._pairs(base) if pair[0].text not in names]
            names.update(key.text for key, _ in fresh)
            own.extend(fresh)
        return own

    def _pairs(self, base: Node) -> list[tuple[Scalar, Node]]:
        if isinstance(base, Mapping):
            self.repeat(len(base.pairs), base.location)
            return base.pairs
        if not (isinstance(base, Scalar) and base.is_null):
            message = "'<<' takes over the fields of a mapping, and this is none"
            self._log.error(base.location, "merge-invalid", message)
        return []

    def _report(self, anchor: str, place: Location) -> None:
        name = brief(clean_line(anchor))
        if anchor in self._targets:
            message = f"'*{name}' stands inside '&{name}', which it repeats"
            self._log.error(place, "alias-recursive", message)
        else:
            message = f"no '&{name}' stands before this '*{name}'; if it is a text, quote it"
            self._log.error(place, "alias-unknown", message)


def check_level(level: int, place: Location) -> None:
    """Raise YamlError if so many levels are more than a file may nest."""
    if level > MOST_LEVELS:
        message = f"lists and mappings are nested more than {MOST_LEVELS} deep here"
        raise YamlError(message, place)
