"""What people write instead of EDTF, and what they would have to write."""

import re

from tui.dates.english import MONTH_NAMES

#: (what is written whole, what would be right, why); the empty group marks the offending place.
#: A row counts only if its correction is EDTF, so a message never proposes what would be refused.
_MISTAKES = (
    (r"(\d{4})-()(\d)-(\d)", r"\1-0\3-0\4", "months and days have two digits"),
    (r"(\d{4})-()(\d)(-\d\d)?", r"\1-0\3\4", "a month has two digits"),
    (r"(\d{4}-\d\d)-()(\d)", r"\1-0\3", "a day has two digits"),
    (r"(\d{4})()[/.](\d\d)[/.](\d\d)", r"\1-\3-\4", "hyphens stand between year, month and day"),
    (r"(\d{4})()[/.](\d)[/.](\d)", r"\1-0\3-0\4", "hyphens stand between year, month and day"),
    (r"(\d{4})()[/.](\d\d)", r"\1-\3", "a hyphen stands between year and month"),
    (r"(\d{4})()(\d\d)(\d\d)", r"\1-\3-\4", "hyphens stand between year, month and day"),
    (r"([^ ]+T?)() +(\d\d:.*)", r"\1T\3", "a T stands between date and time"),
    (r"(\d{3})0()s", r"\1X", "a decade has an X"),
    (r"()[Cc](?:irca |a\.? ?|\.? ?)(.+)", r"\2~", "an approximate date ends with ~"),
    (r"([^/]+)/()unknown", r"\1/", "nothing stands where an end is unknown"),
    (r"()unknown/([^/]+)", r"/\2", "nothing stands where an end is unknown"),
    (r"([^/]+)/()(?:open|now|present)", r"\1/..", "two dots stand where an end is open"),
    (r"()([^\[{/.]+)\.\.([^\]}/.]+)", r"\2/\3", "an interval has a slash"),
    (r"([^/]+?)() (?:-|to|until) (.+)", r"\1/\3", "an interval has a slash"),
    (r"(\d{4})-()[Qq]1", r"\1-33", "quarters are 33 to 36"),
    (r"(\d{4})-()[Qq]2", r"\1-34", "quarters are 33 to 36"),
    (r"(\d{4})-()[Qq]3", r"\1-35", "quarters are 33 to 36"),
    (r"(\d{4})-()[Qq]4", r"\1-36", "quarters are 33 to 36"),
    (r"()\+(\d{4}.*)", r"\2", "a year has no plus sign"),
    (r"(.+[^?~%])()(?:\?~|~\?)", r"\1%", "uncertain and approximate are one sign"),
)

_DAY_AND_MONTH = r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})"
_NAMED_MONTH = r"(?:(\d\d?)[a-z]{0,2} )?([A-Za-z]{3,9})\.?(?: (\d\d?)[a-z]{0,2})?,? (\d{4})"
_BEFORE_CHRIST = r"(\d{1,4}) ?[Bb][Cc][Ee]?"


def corrections(text: str) -> list[tuple[int, str, str]]:
    """Return (index of the mistake, why, right text) for each mistake that the text may be.

    The right texts need not be EDTF themselves: the caller leaves those out.
    """
    found = [(0, "a date begins with its year", date) for date in _turned_round(text)]
    match = re.fullmatch(_BEFORE_CHRIST, text)
    if match and int(match[1]) > 0:
        found.append((0, "year 0 is 1 BC", f"{1 - int(match[1]):05}".replace("00000", "0000")))
    for pattern, right, why in _MISTAKES:
        match = re.fullmatch(pattern, text, re.ASCII)
        if match:
            mark = match.groups().index("") + 1
            found.append((match.start(mark), why, match.expand(right)))
    capitals = text.replace("u", "X").upper()
    if capitals != text:
        lower = next(i for i, character in enumerate(text) if character.islower())
        found.append((lower, "letters are written as capitals", capitals))
    return found


def _turned_round(text: str) -> list[str]:
    """Return what 20/01/2025, 20 January 2025 and January 20, 2025 can mean, year first."""
    match = re.fullmatch(_DAY_AND_MONTH, text, re.ASCII)
    if match:
        one, two, year = match.groups()
        both = (f"{year}-{two:0>2}-{one:0>2}", f"{year}-{one:0>2}-{two:0>2}")
        return list(dict.fromkeys(both))
    match = re.fullmatch(_NAMED_MONTH, text, re.ASCII)
    if not match:
        return []
    name = match[2].capitalize()
    day = match[1] or match[3]
    return [
        f"{match[4]}-{month:02}" + (f"-{day:0>2}" if day else "")
        for month, full in enumerate(MONTH_NAMES, 1)
        if full.startswith(name)
    ]
