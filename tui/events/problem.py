"""What is wrong with a file, where, and how much it matters."""

from enum import StrEnum

from tui.named import NamedTuple


class Severity(StrEnum):
    """How much a problem matters, the gravest first."""

    ERROR = "error"  # something in the file cannot be used as it is meant
    WARNING = "warning"  # probably not what was meant
    NOTE = "note"  # worth knowing


class Location(NamedTuple):
    """A place in a text; line and column count characters from 1."""

    line: int
    column: int


class Problem(NamedTuple):
    """One thing that is wrong; problems sort by their place."""

    location: Location
    severity: Severity
    code: str  # one of CODES
    message: str

    @property
    def tells_line(self) -> bool:
        """Whether its message tells a line, which is another where lines come or go above."""
        return " line " in self.message


class UnreadableError(Exception):
    """A file that gives no timeline at all."""

    def __init__(self, path: str, message: str, location: Location | None = None) -> None:
        place = f"{path}:{location.line}:{location.column}" if location else path
        super().__init__(f"{place}: {message}")
        self.path = path
        self.message = message
        self.location = location


def brief(text: str) -> str:
    """Return a text that is short enough to be named in a message."""
    return text if len(text) <= 60 else f"{text[:59]}…"


#: Every code a problem can have, and what it says of the file.
CODES = {
    "alias-recursive": "An alias stands inside the very thing it repeats.",
    "alias-unknown": "An alias names an anchor that nothing before it defines.",
    "character-invalid": "A character that YAML or editors do not take as text.",
    "check-fixed": "A level for a code whose level cannot be changed.",
    "check-unknown": "A level for a code that does not exist.",
    "column-invalid": "A column under `columns` that the table lacks, or that cannot be the field.",
    "columns-unused": "A `columns` in a file that names no table.",
    "conflict-marker": "A line that a merge left behind.",
    "date-end": "A `date` that is an interval or a set already, beside an `end`.",
    "date-invalid": "A date that EDTF does not read.",
    "date-missing": "An event without a date; it goes to the shelf of undated events.",
    "date-unquoted": "A date in brackets or braces that YAML reads as a list or a mapping.",
    "dates-falsely-precise": "Far more dates on firsts of a month, or at midnight, than by chance.",
    "document-second": "A second YAML document, which is not read.",
    "effect-before-cause": "A link between an effect and a cause that surely began after it.",
    "end-before-start": "An end that lies surely before its start.",
    "end-without-date": "An `end` without a `date` that it could end.",
    "event-duplicate": "An event with the date and the title of an earlier one.",
    "event-near-duplicate": "An event that seems to tell of the same as an earlier one.",
    "events-missing": "A file without any event.",
    "field-unknown": "A field under `columns` that no event of a table has.",
    "glyph-invalid": "A lane's glyph that is not one character.",
    "id-duplicate": "An id that an earlier event has already.",
    "importance-invalid": "An importance that is not a whole number from 1 to 5.",
    "item-empty": "An empty item in a list.",
    "key-duplicate": "A key that stands twice in one mapping.",
    "key-invalid": "A key that is not a text.",
    "key-near-miss": "An unknown key that looks like a misspelt known one.",
    "key-unknown": "An unknown key in a place where own keys are not kept.",
    "kind-unknown": "A link of a kind that does not exist.",
    "lane-duplicate": "A lane that is declared twice.",
    "lane-near-miss": "A lane that looks like a misspelt declared one.",
    "lane-unnamed": "A lane without a name.",
    "level-unknown": "A level that is not off, note, warning or error.",
    "link-dangling": "A link to an id that no event has.",
    "link-empty": "A link that does not say where to.",
    "link-one-way": "A link on one side, in a file where most such links stand on both.",
    "link-self": "A link from an event to itself.",
    "links-in-a-circle": "Links of one kind that lead back to where they start.",
    "list-expected": "A single value where a list is meant; it is taken as a list of one.",
    "merge-invalid": "A merge key `<<` whose value is not a mapping.",
    "problems-more": "More problems than are listed.",
    "source-before-event": "A source that is older than the event it is cited for.",
    "source-empty": "A source that names neither publisher, title nor address.",
    "source-late": "An event of which no source is from within 30 years after it.",
    "source-missing": "An event without a source.",
    "source-single": "A confirmed event that rests on a single source, or on a single publisher.",
    "source-unknown": "A source id that `sources` at the top does not define.",
    "spelling-near-miss": "An actor, tag, publisher or lane that looks like a misspelt other one.",
    "status-unknown": "A status that does not exist.",
    "table-address": "A `table` whose address cannot be read.",
    "table-beside-events": "A `table` in a file with `events`; it is not opened.",
    "table-doubtful": "Something amiss with the rows of a table.",
    "table-password": "A password in the address of a table.",
    "table-unreadable": "A table that its engine does not open.",
    "tag-ignored": "A YAML tag, which has no meaning here.",
    "title-missing": "An event or an era without a title.",
    "type-wrong": "A text, list or mapping where something else is meant.",
    "url-invalid": "An address that is not http or https; it is shown but never opened.",
    "view-unnamed": "A view without a name.",
    "yaml-syntax": "A stretch that is not YAML; the events around it are read.",
}
