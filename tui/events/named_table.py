"""A table that a file names: where it is, and which of its columns are what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.events.problem import Location


@dataclass(frozen=True)
class NamedTable:
    """A table of an SQL engine that a file names in place of events.

    address is as on the command line; it is empty where the file has none that can be read, and
    may hold a password. columns has columns by the field of an event that they are, "" for a field
    that the table is to have no column for; places has where these stand. place is the address's.
    """

    address: str = field(repr=False)
    place: Location
    columns: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Location] = field(default_factory=dict)

    def location(self, name: str = "") -> Location:
        """Return where the file says what is amiss with a field, or with the table, without one."""
        return self.places.get(name, self.places.get("", self.place)) if name else self.place
