"""The forms of the viewer: what their fields offer, how they are judged, and what comes of them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from tui.app.plans import Plan, place_of, set_fields, set_item_fields, standing
from tui.events.columns import ids_of, sample
from tui.events.timeline import Timeline
from tui.session.draft import (
    LISTS,
    Checked,
    Value,
    changes,
    checked,
    checked_link,
    checked_source,
    link_kinds,
)
from tui.stores.yaml_edit.edit import AddEvent, AddItem, Edit, Rename
from tui.widgets.form import Field

if TYPE_CHECKING:
    from tui.app.drafting import Subject
    from tui.dates.span import Instant

_HINTS = {
    "date": "2025-01-20, 2025-01, 2025~, mar 2025, today",
    "end": "an end, or .. where it goes on",
    "actors": "with commas between them",
    "tags": "with commas between them",
    "importance": "1 to 5",
    "url": "https://…",
}


def field_of(name: str, text: str, known: str, timeline: Timeline) -> Field:
    """Return the field of a form with some text in it; known is what the file says."""
    choices: Sequence[str] = ()
    if name in ("actors", "tags"):
        found = (value for event in sample(timeline.events) for value in getattr(event, name))
        choices = tuple(dict.fromkeys(found))
    elif name == "lane":
        choices = tuple(lane.name for lane in timeline.lanes)
    elif name == "status":
        choices = ("confirmed", "reported", "disputed", "retracted")
    elif name == "kind":
        choices = link_kinds()
    elif name == "to":
        choices = tuple(ids_of(timeline.events))
    hint = _HINTS.get(name, "")
    is_list, is_long = name in LISTS, name == "text"
    return Field(name, text, known, hint, choices, is_list=is_list, is_long=is_long)


def judged(
    subject: "Subject",
    texts: Mapping[str, str],
    base: Mapping[str, str],
    timeline: Timeline,
    times: "tuple[Instant, Instant]",
) -> Checked:
    """Return what the texts of a form on a subject say, of which base is what the file does.

    times are now, and what offsets in dates count from.
    """
    if subject.kind == "new":
        return checked(texts, *times)
    if subject.kind == "event":
        return checked(texts, *times, base)
    # What is new is judged as a whole.
    known = base if subject.place >= 0 else None
    if subject.kind == "source":
        return checked_source(texts, *times, known)
    if subject.kind == "link":
        other = timeline.event(texts["to"].strip())
        return checked_link(texts, other.title if other else "", known)
    name = texts["name"].strip()
    return Checked({"name": name}, {}, {} if name else {"name": "a name is meant"})


def planned(
    subject: "Subject", base: Mapping[str, str], values: Mapping[str, Value]
) -> tuple[Plan, str]:
    """Return what is to be done for the values of a form, and what that is in words.

    The words are "" where nothing is to be done.
    """
    if subject.kind == "new":
        given = {name: value for name, value in values.items() if value is not None}
        return lambda _: [AddEvent(given)], f"added “{values['title']}”"
    if subject.kind == "event":
        new = changes(base, values)
        fields = ", ".join(name.replace("_", " ") for name in new)
        plan = partial(set_fields, subject.whose, base, new)
        return plan, f"changed {fields}" if new else ""
    if subject.kind in ("source", "link"):
        return _planned_item(subject, base, values)
    name = str(values["name"])
    told = f"renamed “{subject.id}” to “{name}”" if name != subject.id else ""
    return lambda _: [Rename(subject.kind, subject.id, name)], told


def _planned_item(
    subject: "Subject", base: Mapping[str, str], values: Mapping[str, object]
) -> tuple[Plan, str]:
    name = f"{subject.kind}s"
    if subject.place < 0:
        item = {key: str(value) for key, value in values.items() if value}
        return (
            lambda now: [AddItem(standing(now, subject.whose).location, name, item)],
            f"added a {subject.kind}",
        )
    new = {
        key: None if value is None else str(value)
        for key, value in values.items()
        if (value or "") != base.get(key, "").strip()
    }

    def plan(now: Timeline) -> list[Edit]:
        event = standing(now, subject.whose)
        at = place_of(event, subject.kind == "source", subject.place, base, tuple(new))
        return set_item_fields(event, name, at, new)

    return plan, f"changed a {subject.kind}" if new else ""
