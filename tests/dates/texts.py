"""Strategies for EDTF texts of every kind, and for texts that are nearly EDTF."""

from hypothesis import strategies as st

from tui.dates.edtf import EdtfError, parse
from tui.dates.fuzzy_date import FuzzyDate

_QUALIFIERS = st.sampled_from(["", "", "", "?", "~", "%"])


def _is_edtf(text: str) -> bool:
    try:
        parse(text)
    except EdtfError:
        return False
    return True


@st.composite
def _dates(draw: st.DrawFn) -> str:
    sign = draw(st.sampled_from(["", "", "", "-"]))
    parts = [sign + draw(_pattern(4))]
    widths = draw(st.sampled_from([(), (2,), (2, 2)]))
    parts += [draw(_QUALIFIERS) + draw(_pattern(width)) for width in widths]
    return "-".join(part + draw(_QUALIFIERS) for part in parts)


def _pattern(width: int) -> st.SearchStrategy[str]:
    plausible = {2: [f"{n:02}" for n in range(1, 42)], 4: ["1984", "2004", "0000", "9999", "0079"]}
    free = st.text("0123X", min_size=width, max_size=width)
    return st.sampled_from(plausible[width]) | free


_YEARS = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["Y", "Y-"]),
    st.integers(1, 10**15),
    st.sampled_from(["", "", "E0", "E3", "E12"]),
    st.sampled_from(["", "S1", "S2", "S5"]),
    _QUALIFIERS,
)
_SIGNIFICANT = st.builds(
    "{}{:04}S{}".format, st.sampled_from(["", "-"]), st.integers(0, 9_999), st.integers(1, 4)
)
_TIMES = st.builds(
    "{:%Y-%m-%d}T{}{}{}".format,
    st.dates(),
    st.sampled_from(["00", "14", "14:30", "24:00", "14:30:05", "24:00:00", "23:59:59"]),
    st.sampled_from(["", "Z", "+02:00", "-03:30", "+14"]),
    _QUALIFIERS,
)

#: Texts of one moment.
MOMENTS = (_dates() | _YEARS | _SIGNIFICANT | _TIMES).filter(_is_edtf)

_ENDS = MOMENTS | st.sampled_from(["", ".."])
_INTERVALS = st.builds("{}/{}".format, _ENDS, _ENDS).filter(_is_edtf)


@st.composite
def _sets(draw: st.DrawFn) -> str:
    elements = draw(st.lists(MOMENTS, min_size=1, max_size=4))
    if draw(st.booleans()):
        elements[0] = ".." + elements[0]
    if draw(st.booleans()) and ".." not in elements[-1]:
        elements[-1] += ".."
    if draw(st.booleans()):
        first, last = sorted(draw(st.tuples(st.integers(0, 9_998), st.integers(0, 9_998))))
        elements.insert(1 if elements[0].startswith("..") else 0, f"{first:04}..{last:04}")
    if len(elements) > 1 and elements[0].endswith("..") and not elements[0].startswith(".."):
        elements[0] = elements[0].removesuffix("..")
    opening, closing = draw(st.sampled_from([("[", "]"), ("{", "}")]))
    return opening + draw(st.sampled_from([",", ", "])).join(elements) + closing


#: Every kind of EDTF text.
TEXTS = MOMENTS | _INTERVALS | _sets().filter(_is_edtf)

#: What those texts mean.
DATES: st.SearchStrategy[FuzzyDate] = TEXTS.map(parse)

#: Texts made of the characters of EDTF, most of which mean nothing.
NEAR_MISSES = st.text("0123456789X-/.?~%TZES:+[]{}, YW", max_size=40)
