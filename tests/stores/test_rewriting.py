"""Fields that are given anew, as edits that leave all the rest."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stores.yaml_edit.trial import outcome
from tui.events.event import Event
from tui.events.problem import Location
from tui.session.draft import items_of, texts_of
from tui.stores.rewriting import rewritten
from tui.stores.yaml_edit.edit import (
    AddItem,
    Edit,
    EditError,
    OrderItems,
    RemoveItem,
    SetField,
    SetItem,
)
from tui.stores.yaml_file import to_timeline

HEAD = "events:\n  - id: a\n    title: A\n"


def event_of(data: bytes) -> Event:
    (event,) = to_timeline(data, "events.yaml").events
    return event


def after(field: str, *texts: str) -> str:
    """Return what becomes of an event's tags, as they stand in the file, or why nothing does."""
    data = f"{HEAD}{field}".encode()
    new = outcome(data, rewritten(event_of(data), {"tags": texts or None}))
    if isinstance(new, str):
        return new
    assert new.decode().startswith(HEAD)
    return new.decode().removeprefix(HEAD)


BLOCK = """\
    tags:
      - one  # why one
      - {odd: item}  # kept
      - [x, y]
      - "two  2"   # why two
      - 'three'
"""


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("one", "two  2", "three"), BLOCK),
        (("one", "two  2", "three", "four"), BLOCK + "      - four\n"),
        (("two  2", "three"), BLOCK.replace("      - one  # why one\n", "")),
        (
            ("two  2", "four", "three"),
            BLOCK.replace("      - one  # why one\n", "").replace(
                "      - 'three'\n", "      - four\n      - 'three'\n"
            ),
        ),
        (("new", "one", "two  2", "three"), BLOCK.replace("tags:\n", "tags:\n      - new\n")),
        (("One", "two  2", "three"), BLOCK.replace("- one", "- One")),
        (
            ("new", "two  2", "three"),
            BLOCK.replace("      - one  # why one\n", "").replace(
                '      - "two', '      - new\n      - "two'
            ),
        ),
        ((), "    tags:\n      - {odd: item}  # kept\n      - [x, y]\n"),
        (
            ("three", "two  2", "one"),
            (
                "    tags:\n"
                "      - 'three'\n"
                '      - "two  2"   # why two\n'
                "      - one  # why one\n"
                "      - {odd: item}  # kept\n"
                "      - [x, y]\n"
            ),
        ),
    ],
)
def test_what_stays_keeps_its_bytes_and_its_comment(texts: tuple[str, ...], wanted: str) -> None:
    assert after(BLOCK, *texts) == wanted


@pytest.mark.parametrize(
    ("field", "texts", "wanted"),
    [
        ("[a, 'b', \"c\"]  # c", ("a", "c"), '[a, "c"]  # c'),
        ("[a, 'b', \"c\"]  # c", ("c", "b", "a", "d"), "[\"c\", 'b', a, d]  # c"),
        ("[a, {b: c}, d]", ("d",), "[{b: c}, d]"),
        ("[a, a]", ("a", "a", "a", "b", "b"), "[a, a, b]"),
        ("[a, ~, '', b]", ("b", "a"), "[b, a, ~, '']"),
        ("[a, ~]", (), ""),
        ("[]", ("a", "a"), "[a]"),
        ("one  # c", ("one", "two"), "[one, two]  # c"),
        ("one", ("two",), "[two]"),
        ("one", (), ""),
        ("{a: b}", ("x",), "[{a: b}, x]"),
        ("{a: b}", (), "{a: b}"),
        ("[a, # one\n      b]", ("b", "a"), "a comment stands between the items of this list: "),
        ("&t [a, &b b]", ("b", "a"), "an anchor stands in this list: put it in order by hand"),
        ("\n      # about a\n      - a\n      - b", ("b", "a"), "a comment stands between"),
        (
            "\n      # about a\n      - a\n      - b",
            ("new", "a", "b"),
            "\n      - new\n      # about a\n      - a\n      - b",
        ),
    ],
)
def test_a_list_is_written_in_its_own_style_or_refused(
    field: str, texts: tuple[str, ...], wanted: str
) -> None:
    found = after(f"    tags: {field}\n".replace(": \n", ":\n"), *texts)
    if wanted.startswith(("a comment", "an anchor")):
        assert found.startswith(wanted)
    else:
        assert found == f"    tags: {wanted}\n".replace(": \n", ":\n") if wanted else found == ""


ITEMS = st.lists(st.sampled_from("abcdef"), max_size=5)


@given(ITEMS, ITEMS, st.booleans(), st.sets(st.integers(0, 5)))
def test_any_list_becomes_any_other_and_comments_stay_with_their_items(
    old: list[str], wanted: list[str], is_block: bool, others: set[int]
) -> None:
    items = [f"'{text}'" for text in old]
    for at in sorted(others):
        items[at:at] = [f"{{odd: {at}}}"]
    lines = [f"      - {item}  # about {item}\n" for item in items]
    field = "    tags:\n" + "".join(lines) if is_block else f"    tags: [{', '.join(items)}]\n"
    data = f"{HEAD}{field if items else ''}    lane: x\n".encode()
    new = outcome(data, rewritten(event_of(data), {"tags": tuple(wanted) or None}))
    assert isinstance(new, bytes), new
    often = {text: max(1, old.count(text)) for text in wanted}
    kept = [text for at, text in enumerate(wanted) if wanted[:at].count(text) < often[text]]
    assert texts_of(event_of(new))["tags"] == ", ".join(kept)
    left = [item for item in items_of(event_of(new), "tags") if not hasattr(item, "text")]
    assert len(left) == len(others)
    for line in new.decode().splitlines()[4 if is_block else 99 :]:
        item, _, about = line.partition("  # about ")
        assert not about or item.strip() == f"- {about}"


def test_what_a_line_does_not_show_is_not_overwritten() -> None:
    data = f"{HEAD}    text: {{a: 1}}\n    lane: [x]\n".encode()
    for name in ("text", "lane"):
        with pytest.raises(EditError, match=f"'{name}' is no text here"):
            rewritten(event_of(data), {name: "new"})


def test_a_date_in_brackets_is_seen_and_may_be_given_anew() -> None:
    event = event_of(f"{HEAD}    date: [1667, 1668]\n".encode())
    assert texts_of(event)["date"] == "[1667, 1668]"
    assert rewritten(event, {"date": "1667"}) == [SetField(event.location, "date", "1667")]
    odd = event_of(f"{HEAD}    date: [none]\n".encode())
    with pytest.raises(EditError, match="'date' is no text here"):
        rewritten(odd, {"date": "1667"})


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda at: SetItem(at, "tags", 1, "x"), "this item of 'tags' is no text"),
        (lambda at: SetItem(at, "tags", 2, "x"), "'tags' has no item 3: it has 2"),
        (lambda at: OrderItems(at, "tags", (0,)), "these are not the items of 'tags'"),
        (lambda at: OrderItems(at, "actors", ()), "these are not the items of 'actors'"),
        (lambda at: RemoveItem(at, "tags", 2), "'tags' has no item 3: it has 2"),
    ],
)
def test_an_item_that_is_not_there_is_refused(
    edit: Callable[[Location], Edit], reason: str
) -> None:
    data = f"{HEAD}    tags: [a, [b]]\n".encode()
    assert outcome(data, [edit(event_of(data).location)]) == reason


def test_an_item_is_put_where_it_is_meant() -> None:
    data = f"{HEAD}    tags: [a, b]\n    actors: c\n".encode()
    at = event_of(data).location
    edits: list[Edit] = [AddItem(at, "tags", "x", 1), SetItem(at, "actors", 0, "d")]
    assert outcome(data, edits) == f"{HEAD}    tags: [a, x, b]\n    actors: d\n".encode()
