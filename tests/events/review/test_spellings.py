"""Actors, tags, publishers and lanes in two spellings."""

from tests.events.review.reviewing import events, found, told

CODE = "spelling-near-miss"


def test_the_rarer_spelling_is_told_once_with_the_commoner_one() -> None:
    text = events(
        "date: 2020, title: A, actors: [Nvidia, OpenIA]",
        "date: 2021, title: B, actors: [OpenAI]",
        "date: 2022, title: C, actors: [OpenAI, OpenIA]",
        "date: 2023, title: D, actors: [OpenAI]",
        "date: 2024, title: E, actors: [OpenAI]",
    )
    (problem,) = found(text, CODE)
    assert text.splitlines()[1][problem.location.column - 1 :].startswith("OpenIA]")
    assert problem.location.line == 2
    assert problem.severity == "warning"
    assert "the actor 'OpenIA'" in problem.message
    assert "'OpenAI', which occurs 4 times" in problem.message


def test_every_field_of_names_is_looked_at() -> None:
    text = "sources:\n  r: {publisher: Reuters}\n" + events(
        "date: 2020, title: A, tags: [open-weights], lane: Markets, sources: [r]",
        "date: 2021, title: B, tags: [open-weights], lane: Markets, sources: "
        "[{publisher: Reuters}]",
        "date: 2022, title: C, tags: open weights, lane: Market, sources: [{publisher: Ruters}]",
    ).replace("tags: open weights", "tags: [open weights]")
    problems = found(text, CODE)
    line = text.splitlines()[5]
    assert [line[problem.location.column - 1 :].split(",")[0] for problem in problems] == [
        "open weights]",
        "Market",
        "Ruters}]}",
    ]


def test_a_spelling_is_held_against_its_own_field_only() -> None:
    text = events(
        "date: 2020, title: A, tags: [export-control], actors: [Reuters]",
        "date: 2021, title: B, tags: [export-control], actors: [export control]",
        "date: 2022, title: C, sources: [{publisher: Ruters}]",
    )
    assert found(text, CODE) == []


def test_another_letter_is_meant_where_both_spellings_are_common() -> None:
    rows = [
        f"date: 2020, title: Event {index}, tags: [{tag}]"
        for index, tag in enumerate(["policy"] * 3 + ["police"] * 9)
    ]
    assert found(events(*rows), CODE) == []
    assert found(events(rows[0], rows[3]), CODE) == []
    assert len(found(events(rows[0], *rows[3:5]), CODE)) == 1


def test_capitals_blanks_and_hyphens_are_never_meant() -> None:
    rows = [
        f"date: 2020, title: Event {index}, tags: [{tag}]"
        for index, tag in enumerate(["Export Controls"] * 5 + ["export-controls"] * 5)
    ]
    (problem,) = found(events(*rows), CODE)
    assert problem.location.line == 7
    assert "'Export Controls'" in problem.message


def test_of_several_likely_ones_the_commonest_is_meant() -> None:
    tags = ["open-source", "opensource", "opensource", "Open Source", *["open source"] * 3]
    rows = (f"date: 2020, title: Event {i}, tags: [{tag}]" for i, tag in enumerate(tags))
    problems = found(events(*rows), CODE)
    assert [problem.location.line for problem in problems] == [2, 3, 5]
    assert all("'open source', which occurs 3 times" in problem.message for problem in problems)


def test_declared_lanes_are_left_to_loading() -> None:
    text = "lanes: [Markets]\n" + events(
        "date: 2020, title: A, lane: Markets, sources: [a]",
        "date: 2020, title: B, lane: Market, sources: [a]",
        "date: 2020, title: C, lane: Market, sources: [a]",
    ).replace("[a]", "[{title: A, publisher: P}, {title: B, publisher: Q}]")
    assert [row[0::3] for row in told(text)] == [(4, "lane-near-miss"), (5, "lane-near-miss")]


def test_events_without_a_lane_have_none_to_misspell() -> None:
    text = events(
        "date: 2020, title: A, lane: Others",
        "date: 2020, title: B",
        "date: 2020, title: C",
        "date: 2020, title: D, lane: other",
    )
    assert found(text, CODE) == []
