"""What can be mended with certainty."""

import pytest

from tests.events.reading import timeline
from tui.stores.mending import certain
from tui.stores.yaml_edit.edit import SetField, SetItemField


def test_only_what_has_one_meaning_is_mended() -> None:
    found = timeline(
        "events:\n"
        "  - {id: a, date: [1667,1668], title: One, status: Disputed}\n"
        "  - {id: b, date: {1960,1961-12}, title: Two, status: sure}\n"
        "  - {id: c, date: 2020, title: T, links: [a, {to: b, kind: leadsto}, {to: b, kind: x}]}\n"
        "  - {id: d, date: [none], title: Four}\n"
    )
    places = {event.id: event.location for event in found.events}
    assert certain(found) == [
        SetField(places["a"], "date", "[1667,1668]"),
        SetField(places["a"], "status", "disputed"),
        SetField(places["b"], "date", "{1960,1961-12}"),
        SetItemField(places["c"], "links", 1, "kind", "leads-to"),
    ]


def test_a_file_without_mistakes_needs_nothing() -> None:
    assert certain(timeline("events: [{id: a, date: 2020, title: One, status: disputed}]\n")) == []


@pytest.mark.parametrize("status", ["disputed?", "~reported", "reports", "retraced", "sure", "~"])
def test_a_status_that_may_be_meant_otherwise_stays(status: str) -> None:
    text = f"events: [{{id: a, date: 2020, title: One, status: {status}}}]\n"
    assert certain(timeline(text)) == []


@pytest.mark.parametrize("kind", ["superseded", "relates", "relayed", "leads-to?", "lead-to"])
def test_a_kind_of_link_that_may_be_meant_otherwise_stays(kind: str) -> None:
    text = f"events: [{{id: a, date: 2020, title: One, links: [{{to: a, kind: {kind}}}]}}]\n"
    assert certain(timeline(text)) == []
