import pytest

from tests.events.reading import Expected, check_problems, timeline
from tui.events.timeline import Timeline
from tui.stores.yaml_error import YamlError
from tui.stores.yaml_parser import c_events, pure_events
from tui.stores.yaml_reader import read_document

GOOD = "  - {title: Good, date: 2001}\n"
BAD = "  - title: Bad: worse\n    date: 2002\n"
LAST = "  - title: Last\n    date: 2003\n"


def titles(found: Timeline) -> list[str]:
    return [event.title for event in found.events]


@pytest.mark.parametrize(
    ("text", "read", "expected"),
    [
        (
            f"title: T\nevents:\n{GOOD}{BAD}{LAST}",
            ["Good", "Last"],
            [(4, 15, "error", "yaml-syntax", "must be in quotes")],
        ),
        (
            f"events:\n{BAD}{GOOD}{BAD}",
            ["Good"],
            [
                (2, 15, "error", "yaml-syntax", "must be in quotes"),
                (5, 15, "error", "yaml-syntax", "must be in quotes"),
            ],
        ),
        (
            f"events: # all\n\n# first\n{GOOD}\n  # then\n{BAD}\n  # end\n",
            ["Good"],
            [(7, 15, "error", "yaml-syntax", "")],
        ),
        (
            "events:\n- title: Good\n  date: 2001\n- title: 'Bad\n- title: Last\n  date: 2003\n",
            ["Good", "Last"],
            [(4, 10, "error", "yaml-syntax", "the quote that opens here")],
        ),
        (
            "events:\n" + GOOD + "  - title: Text\n    date: 2002\n    text: |\n      - title: x\n"
            "      events:\n\n      - y\n" + BAD,
            ["Good", "Text"],
            [(10, 15, "error", "yaml-syntax", "")],
        ),
        (
            "events:\n" + GOOD + "  - title: Text\n    tags:\n    - x\n    - y: [\n" + LAST,
            ["Good", "Last"],
            [(6, 10, "error", "yaml-syntax", "")],
        ),
        (
            "events:\n" + GOOD + "   - title: Shifted\n     date: 2002\n" + LAST,
            ["Good", "Shifted", "Last"],
            [(3, 4, "error", "yaml-syntax", "check its indentation")],
        ),
        (
            "events:\n" + GOOD + " - title: Shifted\n   date: 2002\n" + LAST,
            ["Good", "Shifted", "Last"],
            [(3, 2, "error", "yaml-syntax", "check its indentation")],
        ),
        (
            "events:\n" + GOOD + "\t- title: Tab\n\t  date: 2002\n" + LAST,
            ["Last"],
            [(3, 1, "error", "yaml-syntax", "tab")],
        ),
        (
            "title: 'T\nlanes: [A]\nevents:\n" + GOOD + "sources: {a: {title: A}}\n",
            ["Good"],
            [(1, 8, "error", "yaml-syntax", "the quote that opens here")],
        ),
        (
            "events:\n" + GOOD + BAD + "sources:\n  a: {title: [}\nabout: yes\n",
            ["Good"],
            [
                (3, 15, "error", "yaml-syntax", ""),
                (6, 15, "error", "yaml-syntax", ""),
            ],
        ),
        (
            "events:\n" + GOOD + "  - title: Text\n    text: |\n      a\nNote: b\n" + LAST,
            ["Good", "Last"],
            [(6, 1, "error", "yaml-syntax", "")],
        ),
        (
            "loose\nevents:\n" + GOOD + LAST,
            ["Good", "Last"],
            [(2, 7, "error", "yaml-syntax", "")],
        ),
        (
            "events: all\n" + GOOD,
            ["Good"],
            [(2, 11, "error", "yaml-syntax", "does not fit")],
        ),
        (
            "events:\n" + GOOD + BAD + "---\nevents:\n" + LAST,
            ["Good"],
            [
                (3, 15, "error", "yaml-syntax", ""),
                (5, 1, "error", "document-second", "only the first"),
            ],
        ),
        (
            f"events:\n{GOOD}  - title: @\n    date: 2001-13\n{LAST}".replace("\n", "\r\n"),
            ["Good", "Last"],
            [(3, 12, "error", "yaml-syntax", "begins with '@'")],
        ),
        (
            "events:\n" + BAD + "  - {title: Set, date: [1667, 1668y]}\n",
            ["Set"],
            [
                (2, 15, "error", "yaml-syntax", ""),
                (4, 24, "note", "date-unquoted", ""),
                (4, 35, "error", "date-invalid", "'y'"),
            ],
        ),
        (
            "events:\n" + GOOD + "  - title: Deep\n    x: " + "[" * 100 + "]" * 100 + "\n" + LAST,
            ["Good", "Last"],
            [(4, 70, "error", "yaml-syntax", "nested more than 64 deep")],
        ),
    ],
)
def test_a_syntax_error_hides_no_event_but_its_own(
    text: str, read: list[str], expected: list[Expected]
) -> None:
    found = timeline(text)
    assert sorted(titles(found)) == sorted(read)
    check_problems(found, expected)


def test_an_anchor_lasts_from_piece_to_piece() -> None:
    found = timeline(
        "x-people: &all [Crew]\nevents:\n"
        "  - {title: A, date: 2001, actors: *all, tags: &t [x]}\n"
        "  - {title: B: C}\n"
        "  - {title: D, date: 2002, actors: *all, tags: *t}\n"
    )
    assert [(event.title, event.actors, event.tags) for event in found.events] == [
        ("A", ("Crew",), ("x",)),
        ("D", ("Crew",), ("x",)),
    ]


def test_an_anchor_in_a_broken_piece_stands_for_nothing_any_more() -> None:
    found = timeline(
        "events:\n"
        "  - {title: A, date: 2001, tags: &t [old]}\n"
        "  - {title: B, date: 2002, tags: &t [new], text: a: b}\n"
        "  - {title: C, date: 2003, tags: *t}\n"
    )
    assert [(event.title, event.tags) for event in found.events] == [("A", ("old",)), ("C", ())]
    assert [problem.code for problem in found.problems] == ["yaml-syntax", "alias-unknown"]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("events:\n  - title: A: b\n", 2, 13),
        ("title: T\nlanes: [A\nevents:\n", 2, 8),
        ("events: [{title: A: b}]\n", 1, 19),
        ("[text: \n", 1, 1),
        ("...\n", 1, 1),
    ],
)
def test_a_file_of_which_no_event_is_left_is_not_read(text: str, line: int, column: int) -> None:
    with pytest.raises(YamlError) as caught:
        read_document(text)
    assert caught.value.location == (line, column)


def test_broken_pieces_are_the_same_to_both_parsers() -> None:
    text = f'title: T\nevents:\n{GOOD}{BAD}  - title: "Open\n{LAST}'
    one, other = (read_document(text, parser) for parser in (c_events, pure_events))
    assert one.log.problems() == other.log.problems()


def test_many_broken_events_take_no_longer_than_good_ones() -> None:
    found = timeline("events:\n" + (BAD + GOOD) * 5_000)
    assert len(found.events) == 5_000
    assert "4,000 more problems" in found.problems[-1].message
