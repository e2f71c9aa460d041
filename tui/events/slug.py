"""An id made from a title."""

LONGEST_SLUG = 60


def slug(title: str) -> str:
    """Return the title's letters and digits in lower case, joined by hyphens.

    Accents go; letters of other scripts stay. At most 60 characters, cut between words where that
    is possible. A title without a letter or digit gives 'event'.
    """
    from unicodedata import normalize

    lower = normalize("NFKD", title[: 4 * LONGEST_SLUG]).casefold()
    plain = normalize("NFKD", lower)
    bare = "".join(char for char in plain if not "\u0300" <= char <= "\u036f")
    words = "".join(char if char.isalnum() or _is_mark(char) else " " for char in bare).split()
    joined = normalize("NFC", "-".join(words))
    if len(joined) > LONGEST_SLUG:
        joined = joined[: LONGEST_SLUG + 1].rpartition("-")[0] or joined[:LONGEST_SLUG]
    return joined or "event"


def _is_mark(char: str) -> bool:
    from unicodedata import category

    return category(char) in ("Mn", "Mc")
