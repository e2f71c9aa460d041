"""Views that a file gives names."""

from tests.events.reading import Expected, check_problems, timeline

EVENT = "events: [{date: 2020, title: One, id: one}]\n"


def test_a_text_is_a_query_and_a_mapping_says_more() -> None:
    found = timeline(
        EVENT
        + """\
views:
  Disputed claims: status:disputed
  "January \\e[31m":
    at: 2025-01
    fold: [Chips, Models]
    list: yes
"""
    )
    assert found.problems == ()
    disputed, january = found.views
    assert disputed == ("Disputed claims", (("filter", "status:disputed"),))
    assert january.name == "January ␛[31m"
    assert set(january.parts) == {
        ("at", "2025-01"),
        ("fold", "Chips"),
        ("fold", "Models"),
        ("list", "yes"),
    }


def test_what_cannot_be_used_has_a_place_and_the_rest_counts() -> None:
    found = timeline(
        EVENT
        + """\
views:
  A: {filtr: chips}
  B: [one, two]
  A: again
  ' ': chips
  C: {fold: [{a: b}], colour: red}
  D: lane:chips
"""
    )
    assert [view.name for view in found.views] == ["A", "C", "D"]
    expected: list[Expected] = [
        (3, 7, "warning", "key-near-miss", "did you mean 'filter'"),
        (4, 6, "error", "type-wrong", "a query or a mapping"),
        (5, 3, "error", "key-duplicate", "the first one counts"),
        (6, 3, "warning", "view-unnamed", "no name"),
        (7, 14, "error", "type-wrong", "a text"),
        (7, 23, "note", "key-unknown", "colour"),
    ]
    check_problems(found, expected)


def test_views_that_are_no_mapping_are_a_problem() -> None:
    found = timeline(EVENT + "views: [a]\n")
    check_problems(found, [(2, 8, "error", "type-wrong", "mapping of names to queries")])
    assert found.views == ()
