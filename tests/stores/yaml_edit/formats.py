"""Timelines as different people might write them, for hypothesis."""

from typing import NamedTuple

from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["alpha", "no", "12:30", "2023?", "it's", "C# x", "a-b", "日本 🗼", "-0043", "http://a.b/?c=d"]
)


class Habits(NamedTuple):
    """How one file is written."""

    indent: int
    gap: int
    list_step: int
    apart: int
    eols: tuple[str, ...]
    mark: str
    final: bool


HABITS = st.builds(
    Habits,
    indent=st.sampled_from([0, 2, 4]),
    gap=st.sampled_from([1, 1, 3]),
    list_step=st.sampled_from([0, 2, 4]),
    apart=st.sampled_from([0, 0, 1, 2]),
    eols=st.sampled_from([("\n",), ("\r\n",), ("\n", "\r\n"), ("\r\n", "\n", "\n")]),
    mark=st.sampled_from(["", "\ufeff"]),
    final=st.booleans(),
)


@st.composite
def scalars(draw: st.DrawFn, pad: int) -> list[str]:
    """Draw what stands behind a colon: the rest of the line, and lines below."""
    word, more = draw(WORDS), draw(WORDS)
    indent = " " * (pad + draw(st.sampled_from([1, 2, 3])))
    remark = draw(st.sampled_from(["", "", "  # c", ' # it\'s "so"']))
    chomping = draw(st.sampled_from(["", "-", "+"]))
    kind = draw(st.sampled_from("pppsdb|>mme"))
    if kind == "p":
        return [f" {word}{remark}"]
    if kind == "s":
        return [" '" + word.replace("'", "''") + f"'{remark}"]
    if kind == "d":
        return [f' "{word}"{remark}']
    if kind == "b":
        return [f"{remark}", f"{indent}{word}"]
    if kind == "m":
        return [f" {word}", "", f"{indent}{more}{remark}"]
    if kind == "e":
        return [remark]
    lines = [f"{indent}{word}", draw(st.sampled_from(["", f"{indent}  {more}"])), indent + word]
    return [f" {kind}{chomping}{remark}", *lines, *([""] if chomping != "+" else [])]


@st.composite
def lists(draw: st.DrawFn, pad: int, step: int) -> list[str]:
    items = draw(st.lists(WORDS, min_size=2, max_size=4))
    remark = draw(st.sampled_from(["", " # t"]))
    kind = draw(st.sampled_from("fbm"))
    if kind == "b":
        dash = " " * (pad + step)
        return [remark, *(f"{dash}- {item}{remark}" for item in items)]
    quoted = [f'"{item}"' for item in items]
    if kind == "f":
        return [f" [{', '.join(quoted)}]{remark}"]
    inner = " " * (pad + 4)
    return [" [", *(f"{inner}{item},{remark}" for item in quoted), " " * (pad + 2) + "]"]


@st.composite
def events(draw: st.DrawFn, habits: Habits) -> list[str]:
    """Draw the lines of an event."""
    dash = " " * habits.indent + "-"
    names = draw(
        st.lists(
            st.sampled_from(["id", "date", "title", "lane", "own"]),
            unique=True,
            min_size=1,
            max_size=4,
        )
    )
    pad = habits.indent + 1 + habits.gap
    if draw(st.integers(0, 4)) == 0:
        pairs = ", ".join(f'{name}: "{draw(WORDS)}"' for name in names)
        return [f"{dash}{' ' * habits.gap}{{{pairs}}}"]
    lines: list[str] = []
    if draw(st.booleans()):
        names.append(draw(st.sampled_from(["actors", "tags"])))
    for name in names:
        if draw(st.integers(0, 5)) == 0 and lines:
            lines += draw(st.sampled_from([[""], [" " * pad + "# about it"]]))
        known = name in ("actors", "tags")
        value = draw(lists(pad, habits.list_step) if known else scalars(pad))
        lines += [f"{' ' * pad}{name}:{value[0]}", *value[1:]]
    first = f"{dash}{' ' * habits.gap}{lines[0][pad:]}"
    return [first, *lines[1:]]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Draw the bytes of a timeline with one event or more."""
    habits = draw(HABITS)
    lines = draw(st.sampled_from([[], ["# head"], ["title: T", ""], ["%YAML 1.1", "---"]]))
    lines = [*lines, "events:" + draw(st.sampled_from(["", "  # list"]))]
    for number in range(draw(st.integers(1, 3))):
        lines += [""] * (habits.apart if number else 0)
        lines += draw(st.sampled_from([[], [], [" " * habits.indent + "# about"]]))
        lines += draw(events(habits))
    lines += draw(
        st.sampled_from([[], [], ["", "# end"], ["lanes: [x, y]"], ["...", "---", "x: y"]])
    )
    text = habits.mark
    for number, line in enumerate(lines):
        # A text that keeps its last line break cannot have a line put below it where it has none.
        final = habits.final or any("|+" in each or ">+" in each for each in lines)
        last = number + 1 == len(lines) and not final
        text += line + ("" if last else habits.eols[number % len(habits.eols)])
    return text.encode()
