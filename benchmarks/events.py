"""A timeline of any number of events, the same at every call, with dates of every kind."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

LANES = ("Models", "Research", "Chips", "Policy", "Capital", "Markets", "Claims")

#: Twelve years.
FIRST_YEAR, LAST_YEAR = 2014, 2025

_ACTS = ("opens", "answers", "delays", "publishes", "buys", "limits", "doubts", "rebuilds")
_THINGS = ("a model", "the export rule", "its second plant", "an inquiry", "a record", "the loan")
_STATUSES = ("confirmed", "confirmed", "confirmed", "reported", "disputed")


class Entry(NamedTuple):
    """An event as the file says it; text and source are empty where it has none."""

    id: str
    date: str
    title: str
    lane: str
    importance: int
    status: str
    text: str
    source: str


def entries(count: int) -> Iterator[Entry]:
    """Yield so many events spread over twelve years, in no order."""
    chance = Random(count)  # noqa: S311  no secret is meant
    for number in range(count):
        title = f"Party {number % 97} {chance.choice(_ACTS)} {chance.choice(_THINGS)}"
        yield Entry(
            id=f"event-{number}",
            date=_date(chance),
            title=title + f" for the {number % 9 + 2}th time" * (chance.random() < 0.3),
            lane=chance.choice(LANES),
            importance=chance.choices((1, 2, 3, 4, 5), (10, 25, 40, 20, 5))[0],
            status=chance.choice(_STATUSES),
            text="What is known of it fits in a line or two." if chance.random() < 0.5 else "",
            source=f"Paper {number % 31}" if chance.random() < 0.5 else "",
        )


def write(path: Path, count: int) -> None:
    """Write a file of so many events."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f"title: {count} events\nlanes: [{', '.join(LANES)}]\nevents:\n")
        for entry in entries(count):
            file.write(
                f'- id: {entry.id}\n  date: "{entry.date}"\n  title: {entry.title}\n'
                f"  lane: {entry.lane}\n  importance: {entry.importance}\n"
                f"  status: {entry.status}\n"
            )
            if entry.text:
                file.write(f"  text: {entry.text}\n")
            if entry.source:
                file.write(f"  sources: [{{publisher: {entry.source}, title: A report}}]\n")


def _date(chance: Random) -> str:
    """Return an EDTF date: half are days, the others months, years, intervals and vague ones."""
    year, month = chance.randint(FIRST_YEAR, LAST_YEAR), chance.randint(1, 12)
    day = chance.randint(1, 28)
    kind = chance.random()
    if kind < 0.5:
        return f"{year}-{month:02}-{day:02}"
    if kind < 0.7:
        return f"{year}-{month:02}"
    if kind < 0.72:
        return f"{year}"
    if kind < 0.9:
        later = min(12, month + chance.choice((0, 0, 0, 0, 1, 1, 2, 5)))
        return f"{year}-{month:02}-{day:02}/{year}-{later:02}-28"
    if kind < 0.99:
        return f"{year}-{month:02}{chance.choice('~?')}"
    return chance.choice((f"{year}-{month:02}/..", f"../{year}", f"{year}~/{year}-12-28"))


def written(folder: Path, sizes: Iterable[int], most: int) -> dict[int, Path]:
    """Write a file of each size up to the most, and return them by their sizes."""
    files = {size: folder / f"{size}.yaml" for size in sizes if size <= most}
    for size, path in files.items():
        write(path, size)
    return files
