"""Comparing events: the anchor that all others tell the time from, and the measure."""

from tests.session.test_stage import EVENTS, chosen, press, stage
from tui.formats.picture_text import text_of
from tui.layout.axis_rows import RULE
from tui.session.stage import Stage


def picture(made: Stage) -> str:
    return "\n".join(text_of(row) for row in made.scene().rows)


def rule(made: Stage) -> str:
    return text_of(made.scene().rows[RULE])


def anchored(title: str = "Titanic meets the ice") -> Stage:
    made = stage(140)
    made.select(next(event for event in EVENTS if event.title == title))
    press(made, "anchor")
    return made


def test_every_other_event_tells_the_time_from_the_anchor() -> None:
    made = anchored()
    assert "+21 mo 6 d  SOLAS" in picture(made)
    assert "+73 y 4 mo  Wreck" in picture(made)
    assert "+17–47 d  Senate" in picture(made)
    assert "d  Titanic meets" not in picture(made)
    press(made, "anchor")
    assert "SOLAS" in picture(made)
    assert "+21 mo" not in picture(made)


def test_an_anchor_changes_labels_and_no_rows() -> None:
    made = anchored()
    rows = [made._composer.place(made.view._replace(anchor=at)) for at in (None, made.view.anchor)]
    assert rows[0] is not None
    assert rows[1] is not None
    assert rows[0].row == rows[1].row


def test_the_anchor_is_jumped_to_and_back_from() -> None:
    made = anchored()
    press(made, "last", "to_anchor")
    assert chosen(made) == "Titanic meets the ice"
    made.go_back()
    assert chosen(made) == "Wreck found"


def test_a_measure_follows_the_selection_and_goes_with_the_anchor() -> None:
    made = anchored()
    press(made, "measure")
    assert "┝" not in rule(made)
    press(made, "last")
    assert "━ 73 years 4 months ━" in rule(made)
    press(made, "previous")
    assert " 21 months 6 days " in rule(made)
    press(made, "measure")
    assert "┝" not in rule(made)
    press(made, "measure", "to_anchor", "anchor")
    assert not made.view.measures


def test_without_an_anchor_a_measure_begins_at_the_selection() -> None:
    made = stage(140)
    press(made, "last", "measure")
    assert made.view.anchor is made.view.selection
    press(made, "first")
    assert "┝╌━" in rule(made)
    assert "━ 72 to 74 years ━" in rule(made)


def test_there_is_nothing_to_measure_from_an_event_without_a_date() -> None:
    made = stage()
    made.select(EVENTS[-1])
    press(made, "measure", "anchor", "to_anchor")
    assert made.view.anchor is None
    assert not made.view.measures
