"""What a person types to say when: EDTF first, then common forms, free text last."""

import re
from typing import NamedTuple

from tui.dates.edtf import EdtfError, parse
from tui.dates.fuzzy_date import FuzzyDate
from tui.dates.prompt.offset import offset_candidates
from tui.dates.prompt.phrase import Candidate, phrase_candidates
from tui.dates.span import Instant
from tui.dates.wording import worded

#: Longest text that is read, in characters.
MAX_LENGTH = 200

_APPROXIMATE = r"(?:c\. ?|ca\.? |circa |about |around |approx\.? |approximately )"
_UNCERTAIN = r"(?:perhaps |maybe |possibly |probably )"

#: (uncertain, approximate) -> EDTF
_QUALIFIERS = {(False, False): "", (True, False): "?", (False, True): "~", (True, True): "%"}


class Reading(NamedTuple):
    """One way to understand a text; how is a line that says so in words, with the rule used."""

    date: FuzzyDate
    how: str


def read(text: str, now: Instant, base: Instant) -> tuple[Reading, ...]:
    """Return the ways to understand a text, the likelier first, or none.

    base is what '+6 months' and '-3 years' are counted from. 03/04/2025 has two readings. A reading
    is never more precise than the text: 'mar 2025' is a month, '15 march' is nothing, because it
    has no year, and neither has '15 march 68', where it could be several.
    """
    phrase = " ".join(text.split())
    if not phrase or len(text) > MAX_LENGTH:
        return ()
    exact = _reading(phrase, "")
    if exact:
        return (exact,)
    core, qualifier = _unqualified(phrase)
    readings = (
        _reading(edtf + qualifier, rule or edtf + qualifier)
        for edtf, rule in _candidates(core, now, base)
    )
    return tuple(reading for reading in readings if reading)


def _candidates(phrase: str, now: Instant, base: Instant) -> list[Candidate]:
    lower = phrase.lower()
    # Nobody waits for so many seconds: "in 1980s" is one of a decade.
    if re.fullmatch(r"in (?:the )?\d{3}0'?s", lower):
        lower = lower.removeprefix("in ")
    capitals = phrase.upper()
    if _reading(capitals, ""):
        return [(capitals, "")]
    found = offset_candidates(lower, now, base) or phrase_candidates(lower)
    if found or not re.search(r"[a-z:]", lower):
        return found
    from tui.dates.prompt.lenient import lenient_candidates

    return lenient_candidates(phrase)


def _unqualified(phrase: str) -> tuple[str, str]:
    """Take 'c.', 'perhaps' and their signs off, and return what is left and the EDTF qualifier."""
    match = re.fullmatch(rf"({_UNCERTAIN})?({_APPROXIMATE})?(.+?) ?([?~%]?)", phrase, re.IGNORECASE)
    if not match:
        return phrase, ""
    uncertain = bool(match[1]) or match[4] in ("?", "%")
    approximate = bool(match[2]) or match[4] in ("~", "%")
    return match[3], _QUALIFIERS[uncertain, approximate]


def _reading(edtf: str, rule: str) -> Reading | None:
    try:
        date = parse(edtf)
    except EdtfError:
        return None
    return Reading(date, f"{worded(date)}, read as {rule}" if rule else worded(date))
