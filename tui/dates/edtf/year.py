"""Years in an EDTF text: 1985, -0043, 19XX, 1950S2, Y-17E7, Y3388E2S3."""

from tui.dates.edtf.cursor import Cursor

#: No year lies further than this from year 0: a thousand times the age of the universe is enough,
#: and an exponent must not become a number that takes minutes to write out.
MAX_YEAR = 10**15

_DIGITS = "0123456789"
_MAX_DIGITS = len(str(MAX_YEAR))
_TOO_LARGE = "the year is too large: years reach to Y1E15 and Y-1E15"


class YearText:
    """A year as it is written.

    digits are those without the sign, some of them X perhaps; long says that it began with Y.
    low and high are the lowest and the highest year it can mean, both inclusive; there is no year
    -0000, so of -00XX the highest is -1.
    """

    __slots__ = ("digits", "high", "long", "low", "negative", "significant")

    def __init__(self, digits: str, *, negative: bool, long: bool) -> None:
        self.digits = digits
        self.negative = negative
        self.long = long
        self.significant: int | None = None
        nearest, farthest = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        if negative:
            if not nearest:
                head, _, tail = digits.rpartition("X")
                nearest = int(f"{head}1{tail}".replace("X", "0"))
            self.low, self.high = -farthest, -nearest
        else:
            self.low, self.high = nearest, farthest

    @property
    def written(self) -> int:
        """The year itself, or the lowest possible one where digits are unspecified."""
        if "X" in self.digits:
            return self.low
        return -int(self.digits) if self.negative else int(self.digits)

    def round_to(self, significant: int) -> None:
        """Widen low and high to all the years that begin with this many digits of it."""
        self.significant = significant
        number = int(self.digits)
        step = 10 ** (len(str(number)) - significant)
        nearest = number - number % step
        farthest = nearest + step - 1
        self.low, self.high = (-farthest, -nearest) if self.negative else (nearest, farthest)


def read_year(cursor: Cursor) -> YearText:
    """Read a year with its sign, exponent and significant digits, but not its qualifiers."""
    start = cursor.at
    long = bool(cursor.take("Y"))
    year = _read_long(cursor, start) if long else _read_short(cursor, start)
    if cursor.peek() == "S":
        _read_significant(cursor, year)
    return year


def _read_short(cursor: Cursor, start: int) -> YearText:
    negative = bool(cursor.take("-"))
    digits = cursor.run(_DIGITS + "X")
    sign = "-" if negative else ""
    if not digits:
        raise cursor.error(
            f"a date begins with a year of four digits, such as 2023-05-20, but {cursor.found()}"
        )
    if len(digits) != 4:
        raise cursor.error(_wrong_length(digits, sign), start)
    if negative and digits == "0000":
        raise cursor.error("year 0 has no minus sign: write 0000 for 1 BC", start)
    return YearText(digits, negative=negative, long=False)


def _wrong_length(digits: str, sign: str) -> str:
    if "X" in digits:
        return f"a year with unspecified digits has four in all, but this one has {len(digits)}"
    stripped = digits.lstrip("0")
    if len(stripped) > _MAX_DIGITS:
        return _TOO_LARGE
    if len(stripped) > 4:
        return f"a year of more than four digits begins with Y: write Y{sign}{stripped}"
    right = sign + stripped.zfill(4)
    if len(digits) == 2 and not sign:
        return f"a year has four digits: write 19{digits} or 20{digits}, or {right} if it is meant"
    return f"a year has four digits: write {right}"


def _read_long(cursor: Cursor, start: int) -> YearText:
    negative = bool(cursor.take("-"))
    digits = cursor.run(_DIGITS)
    exponent = _read_exponent(cursor) if cursor.peek() == "E" else None
    sign = "-" if negative else ""
    if cursor.peek() == "X":
        raise cursor.error("a year written with Y has no X: say its significant digits with S")
    if not digits:
        raise cursor.error(f"the digits of a year belong after Y, but {cursor.found()}")
    if digits[0] == "0":
        raise cursor.error("a year written with Y has no leading zeros", start)
    if exponent is None and len(digits) <= 4:
        raise cursor.error(
            f"Y is for years of more than four digits: write {sign}{digits.zfill(4)}", start
        )
    if (
        len(digits) + (exponent or 0) > _MAX_DIGITS
        or int(digits + "0" * (exponent or 0)) > MAX_YEAR
    ):
        raise cursor.error(_TOO_LARGE, start)
    return YearText(digits + "0" * (exponent or 0), negative=negative, long=True)


def _read_exponent(cursor: Cursor) -> int:
    cursor.take("E")
    start = cursor.at
    digits = cursor.run(_DIGITS)
    if not digits:
        raise cursor.error(f"an exponent belongs after E, as in Y-17E7, but {cursor.found()}")
    if len(digits) > 2:
        reason = "an exponent has at most two digits" if digits[0] == "0" else _TOO_LARGE
        raise cursor.error(reason, start)
    return int(digits)


def _read_significant(cursor: Cursor, year: YearText) -> None:
    letter = cursor.at
    cursor.take("S")
    digits = cursor.run(_DIGITS)
    if "X" in year.digits:
        raise cursor.error("a year has either unspecified or significant digits, not both", letter)
    if not digits:
        raise cursor.error(
            f"the number of significant digits belongs after S, as in 1950S2, but {cursor.found()}"
        )
    available = len(year.digits.lstrip("0")) or 1
    if len(digits) > 2 or not 1 <= int(digits) <= available:
        raise cursor.error(
            f"the significant digits of {year.digits} are 1 to {available}", letter + 1
        )
    year.round_to(int(digits))
