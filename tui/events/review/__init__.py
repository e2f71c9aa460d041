"""What an editor would mark in a timeline that loads well: evidence, order, doubles, spelling.

Reading a file tells what cannot be used. The rules here look at what could, each on its own, and
are run only where somebody asks for them.
"""

from collections.abc import Callable, Iterable, Iterator

from tui.events.document import Document
from tui.events.problem import Problem
from tui.events.problem_log import ProblemLog
from tui.events.review.causes import effects_before_causes
from tui.events.review.circles import circles
from tui.events.review.conflicts import conflict_markers
from tui.events.review.duplicates import duplicates
from tui.events.review.levels import FIXED, Levels, configured, levels_of, misplaced_levels
from tui.events.review.near_duplicates import near_duplicates
from tui.events.review.one_way import one_way_links
from tui.events.review.precision import falsely_precise_dates
from tui.events.review.source_dates import late_sources, sources_before_events
from tui.events.review.source_numbers import missing_sources, single_sources
from tui.events.review.spellings import misspelt_values
from tui.events.timeline import Timeline
from tui.events.validate import validate

#: The rules that need nothing but the timeline.
_RULES: tuple[Callable[[Timeline], Iterator[Problem]], ...] = (
    falsely_precise_dates,
    effects_before_causes,
    circles,
    duplicates,
    near_duplicates,
    missing_sources,
    single_sources,
    one_way_links,
    sources_before_events,
    late_sources,
)


def review(timeline: Timeline, document: Document) -> list[Problem]:
    """Return what the rules find in a timeline and in the document it was read from, by place.

    Each finding has the severity that its rule gives it, whatever the file asks for; nothing that
    reading it told is told again. What is wrong under the file's own `check` is among them.
    """
    found = [problem for rule in _RULES for problem in rule(timeline)]
    found += misspelt_values(timeline, document)
    found += conflict_markers(document.text)
    found += misplaced_levels(document)
    return sorted(found)


def checked(
    document: Document, more: Callable[[Timeline], Iterable[Problem]] = lambda _: ()
) -> tuple[Problem, ...]:
    """Return all that is to be told of a document just read: what loading finds and what rules do.

    more tells what lies beyond the document. Every problem has the level that the file gives its
    code. They are sorted by place, the gravest ones where there are too many to list.
    """
    timeline = validate(document)
    found = [*timeline.problems, *review(timeline, document), *more(timeline)]
    log = ProblemLog()
    for problem in configured(found, levels_of(document)):
        log.add(*problem)
    return log.problems()


__all__ = [
    "FIXED",
    "Levels",
    "checked",
    "configured",
    "conflict_markers",
    "levels_of",
    "review",
]
