"""Why a text is not an EDTF date, and where."""


class EdtfError(ValueError):
    """A text that EDTF does not read.

    column is that of the offending character, in characters from 1; where something is missing at
    the end it is one past the last. part is "date" or "end" when the text was one of two that
    belong together, else empty; the column counts within that part.
    """

    def __init__(self, reason: str, column: int, part: str = "") -> None:
        super().__init__(f"column {column}: {reason}")
        self.reason = reason
        self.column = column
        self.part = part
