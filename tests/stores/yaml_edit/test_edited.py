"""Formats that people keep events in, each with edits and the very bytes that come of them."""

from pathlib import Path

import pytest

from tests.stores.yaml_edit.trial import Edits, nodes, outcome, places, titles
from tui.events.node import Mapping, Scalar, Sequence
from tui.events.problem import Location
from tui.stores.yaml_edit.edit import (
    AddEvent,
    AddItem,
    Edit,
    EditError,
    RemoveEvent,
    RemoveItem,
    Rename,
    SetField,
    SetItemField,
)
from tui.stores.yaml_edit.edited import edited
from tui.stores.yaml_parser import NextEvent, c_events

DATA = Path(__file__).resolve().parents[3] / "data"

#: What it shows, the text before, the edits, the text after.
CASES: list[tuple[str, str, Edits, str]] = [
    (
        "indent of two",
        "events:\n  - date: 2001\n    title: Old\n    lane: x\n",
        lambda at: [SetField(at[0], "title", "New")],
        "events:\n  - date: 2001\n    title: New\n    lane: x\n",
    ),
    (
        "indent of four",
        "events:\n    -   date: 2001\n        title: Old\n        tags:\n            - x\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            AddItem(at[0], "tags", "y"),
            SetField(at[0], "lane", "l"),
            AddItem(at[0], "links", {"to": "b", "kind": "related"}),
        ],
        (
            "events:\n"
            "    -   date: 2001\n"
            "        title: New\n"
            "        lane: l\n"
            "        tags:\n"
            "            - x\n"
            "            - y\n"
            "        links:\n"
            "            - {to: b, kind: related}\n"
        ),
    ),
    (
        "no indent",
        "events:\n- date: 2001\n  title: Old\n  sources:\n  - ics\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            AddItem(at[0], "sources", {"title": "T", "url": "http://a.b/?c"}),
            AddItem(at[0], "links", {"to": "b"}),
        ],
        (
            "events:\n"
            "- date: 2001\n"
            "  title: New\n"
            "  sources:\n"
            "  - ics\n"
            "  - title: T\n"
            "    url: http://a.b/?c\n"
            "  links:\n"
            "  - {to: b}\n"
        ),
    ),
    (
        "the dash on a line of its own",
        "events:\n  -\n    title: Old\n    lane: x\n  - # remark\n    title: B\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[1], "date", "2001"),
            SetField(at[0], "title", None),
        ],
        "events:\n  -\n    lane: x\n  - # remark\n    date: 2001\n    title: B\n",
    ),
    (
        "several blanks behind the dash",
        "events:\n  -    title: Old\n       lane: x\n",
        lambda at: [
            SetField(at[0], "date", "2001"),
            SetField(at[0], "tags", ["a", "b"]),
            AddEvent({"title": "B", "date": "2002"}, at[0]),
        ],
        (
            "events:\n"
            "  -    date: 2001\n"
            "       title: Old\n"
            "       lane: x\n"
            "       tags: [a, b]\n"
            "  -    title: B\n"
            "       date: 2002\n"
        ),
    ),
    (
        "nested deeper than the first column",
        "  title: T\n  events:\n    - title: Old\n",
        lambda at: [SetField(at[0], "title", "New"), AddEvent({"title": "B"}, None)],
        "  title: T\n  events:\n    - title: New\n    - title: B\n",
    ),
    (
        "single quotes stay",
        "events:\n  - title: 'Old'  # c\n",
        lambda at: [SetField(at[0], "title", "It's")],
        "events:\n  - title: 'It''s'  # c\n",
    ),
    (
        "double quotes stay",
        'events:\n  - title: "Old"\n',
        lambda at: [SetField(at[0], "title", 'a\\b "c"')],
        'events:\n  - title: "a\\\\b \\"c\\""\n',
    ),
    (
        "quotes where plain would be misread",
        (
            "events:\n"
            "  - title: a\n"
            "  - title: a\n"
            "  - title: a\n"
            "  - title: a\n"
            "  - title: a\n"
            "  - title: a\n"
        ),
        lambda at: [
            SetField(at[0], "title", "a: b"),
            SetField(at[1], "title", "a #b"),
            SetField(at[2], "title", "?a"),
            SetField(at[3], "title", "%a"),
            SetField(at[4], "title", "- a"),
            SetField(at[5], "title", ""),
        ],
        (
            "events:\n"
            '  - title: "a: b"\n'
            '  - title: "a #b"\n'
            '  - title: "?a"\n'
            '  - title: "%a"\n'
            '  - title: "- a"\n'
            '  - title: ""\n'
        ),
    ),
    (
        "what looks like nothing is quoted",
        "events:\n  - title: a\n  - title: a\n  - title: a\n",
        lambda at: [
            SetField(at[0], "title", "~"),
            SetField(at[1], "title", "null"),
            SetField(at[2], "title", " a "),
        ],
        'events:\n  - title: "~"\n  - title: "null"\n  - title: " a "\n',
    ),
    (
        "what only other programs would convert is plain",
        "events:\n  - title: a\n    date: b\n    lane: c\n    status: d\n",
        lambda at: [
            SetField(at[0], "title", "no"),
            SetField(at[0], "date", "2023?"),
            SetField(at[0], "lane", "12:30"),
            SetField(at[0], "status", "-0043-03-15"),
        ],
        "events:\n  - title: no\n    date: 2023?\n    lane: 12:30\n    status: -0043-03-15\n",
    ),
    (
        "a date in brackets",
        "events:\n  - date: 1667\n    title: a\n",
        lambda at: [SetField(at[0], "date", "[1667,1668]")],
        'events:\n  - date: "[1667,1668]"\n    title: a\n',
    ),
    (
        "control characters are escaped",
        "events:\n  - title: a\n",
        lambda at: [SetField(at[0], "title", "a\tb\x1b\x85\u2028\ufeff")],
        'events:\n  - title: "a\\tb\\x1B\\x85\\u2028\\uFEFF"\n',
    ),
    (
        "several lines become a literal text",
        "events:\n  - title: a\n    text: old  # c\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "one\n\n  two\n")],
        "events:\n  - title: a\n    text: |  # c\n      one\n\n        two\n    lane: x\n",
    ),
    (
        "a literal text without a last line break",
        "events:\n  - title: a\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "one\ntwo")],
        "events:\n  - title: a\n    lane: x\n    text: |-\n      one\n      two\n",
    ),
    (
        "a literal text that begins with blanks",
        "events:\n  - title: a\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "  one\ntwo\n")],
        "events:\n  - title: a\n    lane: x\n    text: |2\n        one\n      two\n",
    ),
    (
        "a literal text that ends in several line breaks",
        "events:\n  - title: a\n    text: b\n    links: []\n",
        lambda at: [SetField(at[0], "text", "one\n\n\n")],
        "events:\n  - title: a\n    text: |+\n      one\n\n\n    links: []\n",
    ),
    (
        "line breaks that blank lines would add to",
        "events:\n  - title: a\n    text: b\n\n  - title: c\n",
        lambda at: [SetField(at[0], "text", "one\n\n\n")],
        'events:\n  - title: a\n    text: "one\\n\\n\\n"\n\n  - title: c\n',
    ),
    (
        "several lines in a deep comment's reach",
        "events:\n  - title: a\n    text: b\n          # deep\n",
        lambda at: [SetField(at[0], "text", "one\ntwo\n")],
        'events:\n  - title: a\n    text: "one\\ntwo\\n"\n          # deep\n',
    ),
    (
        "a literal text: clip",
        "events:\n  - title: a\n    text: |\n       one\n       two\n\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "x\ny\n")],
        "events:\n  - title: a\n    text: |\n       x\n       y\n\n    lane: x\n",
    ),
    (
        "a literal text: strip",
        "events:\n  - title: a\n    text: |-\n       one\n       two\n\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "x\ny\n")],
        "events:\n  - title: a\n    text: |\n       x\n       y\n\n    lane: x\n",
    ),
    (
        "a literal text: keep",
        "events:\n  - title: a\n    text: |+\n       one\n       two\n\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "x\ny\n")],
        "events:\n  - title: a\n    text: |\n       x\n       y\n    lane: x\n",
    ),
    (
        "a literal text: indicated",
        "events:\n  - title: a\n    text: |3-\n         one\n         two\n\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "x\ny\n")],
        "events:\n  - title: a\n    text: |\n         x\n         y\n\n    lane: x\n",
    ),
    (
        "a literal text: commented",
        "events:\n  - title: a\n    text: | # c\n       one\n       two\n\n    lane: x\n",
        lambda at: [SetField(at[0], "text", "x\ny\n")],
        "events:\n  - title: a\n    text: | # c\n       x\n       y\n\n    lane: x\n",
    ),
    (
        "a folded text: clip",
        (
            "events:\n"
            "  - title: a\n"
            "    text: >\n"
            "      one and two and three and four and\n"
            "      five\n"
            "\n"
            "    lane: x\n"
        ),
        lambda at: [
            SetField(at[0], "text", "six and seven and eight and nine and ten and eleven\nb\n")
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    text: >\n"
            "      six and seven and eight and nine\n"
            "      and ten and eleven\n"
            "\n"
            "      b\n"
            "\n"
            "    lane: x\n"
        ),
    ),
    (
        "a folded text: strip",
        (
            "events:\n"
            "  - title: a\n"
            "    text: >-\n"
            "      one and two and three and four and\n"
            "      five\n"
            "\n"
            "    lane: x\n"
        ),
        lambda at: [
            SetField(at[0], "text", "six and seven and eight and nine and ten and eleven\nb\n")
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    text: >\n"
            "      six and seven and eight and nine\n"
            "      and ten and eleven\n"
            "\n"
            "      b\n"
            "\n"
            "    lane: x\n"
        ),
    ),
    (
        "a folded text: keep",
        (
            "events:\n"
            "  - title: a\n"
            "    text: >+\n"
            "      one and two and three and four and\n"
            "      five\n"
            "\n"
            "    lane: x\n"
        ),
        lambda at: [
            SetField(at[0], "text", "six and seven and eight and nine and ten and eleven\nb\n")
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    text: >\n"
            "      six and seven and eight and nine\n"
            "      and ten and eleven\n"
            "\n"
            "      b\n"
            "    lane: x\n"
        ),
    ),
    (
        "a folded text that cannot be folded",
        "events:\n  - text: >\n      one\n    title: a\n",
        lambda at: [SetField(at[0], "text", " x\ny\n")],
        "events:\n  - text: |2\n       x\n      y\n    title: a\n",
    ),
    (
        "a literal text to one line",
        "events:\n  - text: |  # c\n      one\n      two\n    title: a\n",
        lambda at: [SetField(at[0], "text", "x")],
        "events:\n  - text: |-  # c\n      x\n    title: a\n",
    ),
    (
        "a literal text to nothing",
        "events:\n  - text: |  # c\n      one\n      two\n    title: a\n",
        lambda at: [SetField(at[0], "text", "")],
        'events:\n  - text: ""  # c\n    title: a\n',
    ),
    (
        "a plain text of several lines",
        "events:\n  - title: one\n      two\n\n      three  # c\n    lane: x\n",
        lambda at: [SetField(at[0], "title", "New")],
        "events:\n  - title: New  # c\n    lane: x\n",
    ),
    (
        "a quoted text of several lines",
        'events:\n  - title: "one\n      two"  # c\n    lane: x\n',
        lambda at: [SetField(at[0], "title", "New")],
        'events:\n  - title: "New"  # c\n    lane: x\n',
    ),
    (
        "a text on the line below its key",
        "events:\n  - title:\n      Old  # c\n    lane:  # d\n      x\n",
        lambda at: [SetField(at[0], "title", "New"), SetField(at[0], "lane", "a\nb")],
        "events:\n  - title:\n      New  # c\n    lane:  # d\n      |-\n      a\n      b\n",
    ),
    (
        "a key without a value",
        "events:\n  - title:\n    date:   # none\n    lane: ~ # l\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "date", "2001"),
            SetField(at[0], "lane", "x"),
        ],
        "events:\n  - title: New\n    date: 2001   # none\n    lane: x # l\n",
    ),
    (
        "an event in braces",
        "events:\n  - {date: 2001, title: Old} # c\n",
        lambda at: [
            SetField(at[0], "title", "New, newer"),
            SetField(at[0], "lane", "x?"),
            SetField(at[0], "id", "i"),
            AddItem(at[0], "tags", "t"),
            SetField(at[0], "text", "a\nb"),
        ],
        (
            "events:\n"
            '  - {id: i, date: 2001, title: "New, newer", lane: x?, tags: [t], text: "a\\nb"} # c\n'
        ),
    ),
    (
        "removing in braces",
        "events:\n  - {date: 2001, title: Old, lane: x}\n  - {title: B, lane: x}\n",
        lambda at: [
            SetField(at[0], "date", None),
            SetField(at[0], "lane", None),
            SetField(at[1], "title", None),
        ],
        "events:\n  - {title: Old}\n  - {lane: x}\n",
    ),
    (
        "an event in braces on several lines",
        "events:\n  - {\n      date: 2001,  # d\n      title: Old   # t\n    }\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "lane", "x"),
            SetField(at[0], "date", None),
        ],
        "events:\n  - {\n      title: New,   # t\n      lane: x\n    }\n",
    ),
    (
        "quoted keys",
        'events:\n  - {"date": "2001", "title": "Old"}\n  - \'title\': a\n',
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "lane", "x"),
            SetField(at[1], "lane", "x"),
        ],
        (
            "events:\n"
            '  - {"date": "2001", "title": "New", "lane": x}\n'
            "  - 'title': a\n"
            "    'lane': x\n"
        ),
    ),
    (
        "keys without values in braces",
        "events: [{title, date: }, {title: b}]\n",
        lambda at: [SetField(at[0], "title", "New"), SetField(at[0], "date", "2001")],
        "events: [{title: New, date: 2001 }, {title: b}]\n",
    ),
    (
        "all on one line",
        "events: [{title: a}, {title: b}]",
        lambda at: [
            SetField(at[1], "title", "New"),
            AddEvent({"title": "c", "tags": ["t"]}, at[0]),
            RemoveEvent(at[0]),
        ],
        "events: [{title: c, tags: [t]}, {title: New}]",
    ),
    (
        "a timeline in braces",
        "{title: T, events: [{title: a}]}\n",
        lambda at: [SetField(at[0], "title", "New"), AddEvent({"title": "b"})],
        "{title: T, events: [{title: New}, {title: b}]}\n",
    ),
    (
        "lists in brackets",
        "events:\n  - title: a\n    tags: [x, y]  # c\n    actors: []\n",
        lambda at: [AddItem(at[0], "tags", "z"), AddItem(at[0], "actors", "a, b")],
        'events:\n  - title: a\n    tags: [x, y, z]  # c\n    actors: ["a, b"]\n',
    ),
    (
        "lists in brackets lose items",
        "events:\n  - title: a\n    tags: [x, y, z]  # c\n    actors: [a, b,]\n",
        lambda at: [
            RemoveItem(at[0], "tags", 1),
            RemoveItem(at[0], "tags", 1),
            RemoveItem(at[0], "actors", 1),
        ],
        "events:\n  - title: a\n    tags: [x]  # c\n    actors: [a,]\n",
    ),
    (
        "lists in brackets on several lines",
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [\n"
            "      x,  # c\n"
            "      y   # d\n"
            "    ]\n"
            "    actors: [a,\n"
            "             b]\n"
            "    own: [\n"
            "      a,\n"
            "    ]\n"
        ),
        lambda at: [
            AddItem(at[0], "tags", "z"),
            AddItem(at[0], "actors", "c"),
            AddItem(at[0], "own", "b"),
            RemoveItem(at[0], "tags", 0),
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [\n"
            "      y,   # d\n"
            "      z\n"
            "    ]\n"
            "    actors: [a,\n"
            "             b,\n"
            "             c]\n"
            "    own: [\n"
            "      a,\n"
            "      b,\n"
            "    ]\n"
        ),
    ),
    (
        "a comment in brackets keeps a blank before it",
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [one,  # why\n"
            "      two]\n"
            "    actors: [one,# why\n"
            "      two]\n"
        ),
        lambda at: [RemoveItem(at[0], "tags", 0), RemoveItem(at[0], "actors", 0)],
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [  # why\n"
            "      two]\n"
            "    actors: [ # why\n"
            "      two]\n"
        ),
    ),
    (
        "a name that differs in a blank that is not seen",
        'events:\n  - title: a\n    tags: [x, "a\\tb"]\n',
        lambda at: [Rename("tags", "a\tb", "a b"), Rename("tags", "x", "x")],
        'events:\n  - title: a\n    tags: [x, "a b"]\n',
    ),
    (
        "a name that is there already stands there once",
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [x, y]\n"
            "  - title: b\n"
            "    tags:\n"
            "      - x  # c\n"
            "      - 'y'  # d\n"
            "      - x\n"
            "  - title: c\n"
            "    tags: [z, x]\n"
        ),
        lambda at: [Rename("tags", "x", "y")],
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [y]\n"
            "  - title: b\n"
            "    tags:\n"
            "      - 'y'  # d\n"
            "  - title: c\n"
            "    tags: [z, y]\n"
        ),
    ),
    (
        "lists with a line for each item",
        "events:\n  - title: a\n    tags:\n      - x  # c\n      # d\n      - y\n    lane: l\n",
        lambda at: [AddItem(at[0], "tags", "z"), RemoveItem(at[0], "tags", 0)],
        "events:\n  - title: a\n    tags:\n      # d\n      - y\n      - z\n    lane: l\n",
    ),
    (
        "the last item takes the field with it",
        "events:\n  - title: a\n    tags: [x] # c\n    actors:\n      - b\n    lane: l\n",
        lambda at: [RemoveItem(at[0], "tags", 0), RemoveItem(at[0], "actors", 0)],
        "events:\n  - title: a\n    lane: l\n",
    ),
    (
        "the last item of the only field leaves an empty list",
        "events:\n  - tags: [x]\n",
        lambda at: [RemoveItem(at[0], "tags", 0)],
        "events:\n  - tags: []\n",
    ),
    (
        "a single value where a list is meant",
        (
            "events:\n"
            "  - title: a\n"
            "    tags: x  # c\n"
            "    actors: 'b'\n"
            "    own: c, d\n"
            "    sources: {title: S}\n"
        ),
        lambda at: [
            AddItem(at[0], "tags", "y"),
            AddItem(at[0], "actors", "z"),
            AddItem(at[0], "own", "e"),
            AddItem(at[0], "sources", "ics"),
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    tags: [x, y]  # c\n"
            "    actors: ['b', z]\n"
            '    own: ["c, d", e]\n'
            "    sources: [{title: S}, ics]\n"
        ),
    ),
    (
        "a list that is set keeps what stays",
        (
            "events:\n"
            "  - title: a\n"
            "    tags: ['x', \"y\", z]\n"
            "    actors:\n"
            "      - 'a'  # c\n"
            "      - b\n"
            "      - c\n"
        ),
        lambda at: [
            SetField(at[0], "tags", ["x", "q", "z", "n"]),
            SetField(at[0], "actors", ["a", "z"]),
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    tags: ['x', \"q\", z, n]\n"
            "    actors:\n"
            "      - 'a'  # c\n"
            "      - z\n"
        ),
    ),
    (
        "a list for a text and a text for a list",
        (
            "events:\n"
            "  - title: a\n"
            "    lane: x  # c\n"
            "    tags:  # d\n"
            "      - y\n"
            "      - z\n"
            "    importance: 3\n"
        ),
        lambda at: [SetField(at[0], "lane", ["p", "q"]), SetField(at[0], "tags", "r")],
        "events:\n  - title: a\n    lane: [p, q]  # c\n    tags: r  # d\n    importance: 3\n",
    ),
    (
        "a list that is emptied",
        "events:\n  - title: a\n    tags: [x, y]\n    actors:\n      - b\n    lane: x\n",
        lambda at: [SetField(at[0], "tags", []), SetField(at[0], "actors", [])],
        "events:\n  - title: a\n    tags: []\n    actors: []\n    lane: x\n",
    ),
    (
        "a field of a source",
        (
            "events:\n"
            "  - title: a\n"
            "    sources:\n"
            "      - publisher: P  # p\n"
            "        url: http://a\n"
            "      - {title: T}\n"
        ),
        lambda at: [
            SetItemField(at[0], "sources", 0, "title", "N: 1"),
            SetItemField(at[0], "sources", 1, "date", "2023?"),
            SetItemField(at[0], "sources", 0, "publisher", None),
        ],
        (
            "events:\n"
            "  - title: a\n"
            "    sources:\n"
            '      - title: "N: 1"\n'
            "        url: http://a\n"
            "      - {title: T, date: 2023?}\n"
        ),
    ),
    (
        "a field of a link",
        "events:\n  - title: a\n    links: [{to: b, kind: related}]\n",
        lambda at: [
            SetItemField(at[0], "links", 0, "kind", "leads-to"),
            AddItem(at[0], "links", {"to": "c"}),
        ],
        "events:\n  - title: a\n    links: [{to: b, kind: leads-to}, {to: c}]\n",
    ),
    (
        "new fields go to their place",
        "events:\n  - date: 2001\n    title: a\n    links: []\n    own: 1\n",
        lambda at: [
            SetField(at[0], "id", "i"),
            SetField(at[0], "end", "2002"),
            SetField(at[0], "tags", ["t"]),
            SetField(at[0], "sources", ["s"]),
            SetField(at[0], "other", "o"),
        ],
        (
            "events:\n"
            "  - id: i\n"
            "    date: 2001\n"
            "    end: 2002\n"
            "    title: a\n"
            "    tags: [t]\n"
            "    sources: [s]\n"
            "    links: []\n"
            "    own: 1\n"
            "    other: o\n"
        ),
    ),
    (
        "removed fields go with their lines",
        (
            "events:\n"
            "  - date: 2001 # d\n"
            "    title: a\n"
            "    # about the tags\n"
            "    tags: [x,\n"
            "      y]\n"
            "    text: |\n"
            "      one\n"
            "\n"
            "      two\n"
            "    lane: x\n"
        ),
        lambda at: [
            SetField(at[0], "date", None),
            SetField(at[0], "tags", None),
            SetField(at[0], "text", None),
        ],
        "events:\n  - title: a\n    # about the tags\n    lane: x\n",
    ),
    (
        "a first field that a comment follows",
        "events:\n  - date: 2001 # d\n    # t\n    title: a\n",
        lambda at: [SetField(at[0], "date", None)],
        "events:\n  -\n    # t\n    title: a\n",
    ),
    (
        "blank lines between fields",
        "events:\n\n  - date: 2001\n\n    title: a\n\n\n    lane: x\n\n",
        lambda at: [SetField(at[0], "title", None), SetField(at[0], "tags", ["x"])],
        "events:\n\n  - date: 2001\n\n\n\n    lane: x\n    tags: [x]\n\n",
    ),
    (
        "trailing blanks and tabs",
        "events:   \n  - title: Old   \t# c\t\n    lane: x  \t\n",
        lambda at: [SetField(at[0], "title", "New")],
        "events:   \n  - title: New   \t# c\t\n    lane: x  \t\n",
    ),
    (
        "CRLF",
        "events:\r\n  - title: Old # c\r\n    lane: x\r\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "date", "2001"),
            SetField(at[0], "text", "a\nb\n"),
        ],
        (
            "events:\r\n"
            "  - date: 2001\r\n"
            "    title: New # c\r\n"
            "    lane: x\r\n"
            "    text: |\r\n"
            "      a\r\n"
            "      b\r\n"
        ),
    ),
    (
        "mixed line ends",
        "events:\r\n  - title: Old\n    lane: x\r\n    tags: [a]\n",
        lambda at: [
            SetField(at[0], "end", "2001"),
            SetField(at[0], "importance", "5"),
            SetField(at[0], "status", "x"),
        ],
        (
            "events:\r\n"
            "  - end: 2001\n"
            "    title: Old\n"
            "    lane: x\r\n"
            "    tags: [a]\n"
            "    importance: 5\n"
            "    status: x\n"
        ),
    ),
    (
        "lone carriage returns",
        "events:\r  - title: Old\r    lane: x\r",
        lambda at: [SetField(at[0], "title", "New"), SetField(at[0], "actors", ["b"])],
        "events:\r  - title: New\r    lane: x\r    actors: [b]\r",
    ),
    (
        "a byte-order mark",
        "\ufeffevents:\n  - title: Old\n    lane: x\n",
        lambda at: [SetField(at[0], "title", "New")],
        "\ufeffevents:\n  - title: New\n    lane: x\n",
    ),
    (
        "a byte-order mark before the event's line",
        "\ufeffevents: [{title: Old}]",
        lambda at: [SetField(at[0], "title", "New")],
        "\ufeffevents: [{title: New}]",
    ),
    (
        "wide characters",
        "events:\n  - title: 東京 🗼 é  # 注\n    lane: 𝄞\n",
        lambda at: [
            SetField(at[0], "title", "大阪 👩‍🚀"),
            SetField(at[0], "lane", "é"),
            AddItem(at[0], "tags", "日本"),
        ],
        "events:\n  - title: 大阪 👩‍🚀  # 注\n    lane: é\n    tags: [日本]\n",
    ),
    (
        "no final newline",
        "events:\n  - title: Old",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "date", "2001"),
            SetField(at[0], "lane", "x"),
        ],
        "events:\n  - date: 2001\n    title: New\n    lane: x",
    ),
    (
        "no final newline and a text of lines",
        "events:\n  - title: Old",
        lambda at: [SetField(at[0], "text", "a\nb\n")],
        'events:\n  - title: Old\n    text: "a\\nb\\n"',
    ),
    (
        "no final newline and an event more",
        "events:\n  - title: Old",
        lambda at: [AddEvent({"title": "B"})],
        "events:\n  - title: Old\n  - title: B",
    ),
    (
        "the last line goes without a final newline",
        "events:\n  - title: Old\n    lane: x",
        lambda at: [SetField(at[0], "lane", None)],
        "events:\n  - title: Old",
    ),
    (
        "documents",
        "%YAML 1.1\n---\nevents:\n  - title: Old\n...\n---\nevents:\n  - title: other\n",
        lambda at: [SetField(at[0], "title", "New"), AddEvent({"title": "B"})],
        (
            "%YAML 1.1\n"
            "---\n"
            "events:\n"
            "  - title: New\n"
            "  - title: B\n"
            "...\n"
            "---\n"
            "events:\n"
            "  - title: other\n"
        ),
    ),
    (
        "events before other keys",
        "events:\n  - title: Old\n\n  - title: B\n\nlanes: [x]\n",
        lambda at: [SetField(at[1], "text", "a\n"), AddEvent({"title": "C"}), RemoveEvent(at[0])],
        "events:\n  - title: B\n    text: |\n      a\n\n  - title: C\n\nlanes: [x]\n",
    ),
    (
        "events between other keys",
        "title: T\nevents:\n- title: Old\n- title: B\n# about eras\neras: []\n",
        lambda at: [RemoveEvent(at[1]), AddEvent({"title": "C"}, at[0])],
        "title: T\nevents:\n- title: Old\n- title: C\n# about eras\neras: []\n",
    ),
    (
        "comments everywhere",
        (
            "# head\n"
            "events: # list\n"
            "  # first\n"
            "  - title: Old # t\n"
            "    # in\n"
            "    lane: x # l\n"
            "    # end\n"
            "\n"
            "  # apart\n"
            "\n"
            "  # about b\n"
            "  # more\n"
            "  - title: B\n"
            "  # tail\n"
        ),
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "tags", ["t"]),
            RemoveEvent(at[1]),
        ],
        (
            "# head\n"
            "events: # list\n"
            "  # first\n"
            "  - title: New # t\n"
            "    # in\n"
            "    lane: x # l\n"
            "    tags: [t]\n"
            "    # end\n"
            "\n"
            "  # apart\n"
            "  # tail\n"
        ),
    ),
    (
        "an event goes with its comment",
        (
            "events:\n"
            "  - title: A\n"
            "\n"
            "  # apart\n"
            "\n"
            "  # about b\n"
            "  - title: B # t\n"
            "    # deeper\n"
            "\n"
            "  # about c\n"
            "  - title: C\n"
        ),
        lambda at: [RemoveEvent(at[1])],
        "events:\n  - title: A\n\n  # apart\n\n  # about c\n  - title: C\n",
    ),
    (
        "the last event goes",
        "events:\n  - title: A\n\n  - title: B\n\n  - title: C\n",
        lambda at: [RemoveEvent(at[2]), RemoveEvent(at[1])],
        "events:\n  - title: A\n",
    ),
    (
        "the only event goes",
        "events: # c\n  # about a\n  - title: A\n    lane: x\nother: 1\n",
        lambda at: [RemoveEvent(at[0])],
        "events: [] # c\nother: 1\n",
    ),
    (
        "the only event goes and another comes",
        "events:\n  - title: A\n",
        lambda at: [RemoveEvent(at[0]), AddEvent({"title": "B", "date": "2001"})],
        "events:\n  - title: B\n    date: 2001\n",
    ),
    (
        "an event among those set apart",
        "events:\n  - title: A\n\n\n  - title: B\n",
        lambda at: [AddEvent({"title": "C"}, at[0])],
        "events:\n  - title: A\n\n\n  - title: C\n\n\n  - title: B\n",
    ),
    (
        "an event among those close together",
        "events:\n- title: A\n  tags:\n  - x\n- title: B\n",
        lambda at: [AddEvent({"title": "C", "tags": ["a", "b"], "text": "x\ny"}, at[0])],
        (
            "events:\n"
            "- title: A\n"
            "  tags:\n"
            "  - x\n"
            "- title: C\n"
            "  tags:\n"
            "  - a\n"
            "  - b\n"
            "  text: |-\n"
            "    x\n"
            "    y\n"
            "- title: B\n"
        ),
    ),
    (
        "an event with everything",
        (
            "events:\n"
            "  - id: a\n"
            "    tags:\n"
            "      - x\n"
            "    sources:\n"
            "      - {title: S}\n"
            "    links:\n"
            "      - to: b\n"
        ),
        lambda at: [
            AddEvent(
                {
                    "id": "c",
                    "date": "[1667,1668]",
                    "tags": ["p", "~"],
                    "text": "one\n",
                    "sources": [{"title": "T: 1"}, "ics"],
                    "links": [{"to": "a", "kind": "related"}],
                }
            )
        ],
        (
            "events:\n"
            "  - id: a\n"
            "    tags:\n"
            "      - x\n"
            "    sources:\n"
            "      - {title: S}\n"
            "    links:\n"
            "      - to: b\n"
            "  - id: c\n"
            '    date: "[1667,1668]"\n'
            "    tags:\n"
            "      - p\n"
            '      - "~"\n'
            "    text: |\n"
            "      one\n"
            "    sources:\n"
            '      - {title: "T: 1"}\n'
            "      - ics\n"
            "    links:\n"
            "      - to: a\n"
            "        kind: related\n"
        ),
    ),
    (
        "an event in a file without any",
        "title: T\n# end\n",
        lambda at: [AddEvent({"title": "A", "tags": []})],
        "title: T\nevents:\n  - title: A\n    tags: []\n# end\n",
    ),
    (
        "an event in an empty file",
        "",
        lambda at: [AddEvent({"title": "A"})],
        "events:\n  - title: A\n",
    ),
    (
        "an event in a file of comments",
        "# c",
        lambda at: [AddEvent({"title": "A"})],
        "# c\nevents:\n  - title: A\n",
    ),
    (
        "an event in an empty list",
        "events: [] # c\n",
        lambda at: [AddEvent({"title": "A", "date": "2001"}), AddEvent({"title": "B"})],
        "events: # c\n  - title: A\n    date: 2001\n  - title: B\n",
    ),
    (
        "an event in a list that is not given",
        "title: T\nevents: # c\nlanes: [x]\n",
        lambda at: [AddEvent({"title": "A"})],
        "title: T\nevents: # c\n  - title: A\nlanes: [x]\n",
    ),
    (
        "an event behind a text that keeps its blank lines",
        "events:\n  - title: A\n\n  - text: |+\n      x\n\n  - title: C\n",
        lambda at: [AddEvent({"title": "D"}, at[1]), RemoveEvent(at[2])],
        "events:\n  - title: A\n\n  - text: |+\n      x\n\n  - title: D\n",
    ),
    (
        "own fields that nest",
        (
            "events:\n"
            "  - title: Old\n"
            "    place:\n"
            "      name: {a: [b, c]}\n"
            "      at:\n"
            "        - 1\n"
            "    lane: x\n"
        ),
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "place", None),
            SetField(at[0], "where", "y"),
        ],
        "events:\n  - title: New\n    lane: x\n    where: y\n",
    ),
    (
        "an own field that nests becomes a text",
        "events:\n  - title: Old\n    place:\n      name: b\n    lane: x\n",
        lambda at: [SetField(at[0], "place", "p")],
        "events:\n  - title: Old\n    place: p\n    lane: x\n",
    ),
    (
        "an explicit key",
        "events:\n  - ? title\n    : Old\n    ? date\n    : 2001\n    lane: x\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "date", None),
            SetField(at[0], "status", "s"),
        ],
        "events:\n  - ? title\n    : New\n    lane: x\n    status: s\n",
    ),
    (
        "a first key that is explicit goes",
        "events:\n  - ? title\n    : Old\n    lane: x\n",
        lambda at: [SetField(at[0], "title", None)],
        "events:\n  - lane: x\n",
    ),
    (
        "tags of YAML",
        "events:\n  - !!map\n    title: !!str Old\n    lane: !x y\n",
        lambda at: [SetField(at[0], "title", "New"), SetField(at[0], "lane", "~")],
        'events:\n  - !!map\n    title: !!str New\n    lane: !x "~"\n',
    ),
    (
        "an anchor that nothing repeats",
        "events:\n  - &a\n    title: &t Old\n    lane: &l\n",
        lambda at: [SetField(at[0], "title", "New"), SetField(at[0], "lane", "x")],
        "events:\n  - &a\n    title: &t New\n    lane: &l x\n",
    ),
    (
        "an anchor that repeats elsewhere leaves the rest free",
        "x: &x {a: b}\nevents:\n  - title: Old\n    own: *x\n  - title: B\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "own", None),
            RemoveEvent(at[1]),
        ],
        "x: &x {a: b}\nevents:\n  - title: New\n",
    ),
    (
        "a merge key leaves own fields free",
        "x: &x {lane: L, tags: [t]}\nevents:\n  - <<: *x\n    title: Old\n    lane: M\n",
        lambda at: [
            SetField(at[0], "title", "New"),
            SetField(at[0], "lane", "N"),
            SetField(at[0], "date", "2001"),
        ],
        (
            "x: &x {lane: L, tags: [t]}\n"
            "events:\n"
            "  - <<: *x\n"
            "    date: 2001\n"
            "    title: New\n"
            "    lane: N\n"
        ),
    ),
    (
        "a repeated key: the first counts",
        "events:\n  - title: Old\n    title: Other\n",
        lambda at: [SetField(at[0], "title", "New")],
        "events:\n  - title: New\n    title: Other\n",
    ),
    (
        "control characters in the file stay",
        "events:\n  - title: a\x07b\n    lane: \x1b\n",
        lambda at: [SetField(at[0], "lane", "x")],
        "events:\n  - title: a\x07b\n    lane: x\n",
    ),
    (
        "renamed tags and actors",
        "events:\n  - tags: [x, 'x', y]\n    actors: x\n  - {tags: x}\n",
        lambda at: [Rename("tags", "x", "a, b"), Rename("actors", "x", "z")],
        'events:\n  - tags: ["a, b", \'a, b\', y]\n    actors: z\n  - {tags: "a, b"}\n',
    ),
    (
        "a renamed lane",
        (
            "lanes:\n"
            "  - L\n"
            "  - {name: M, text: L}\n"
            "  - N:\n"
            "      glyph: x\n"
            "events:\n"
            "  - lane: L\n"
            "  - lane: 'L'\n"
            "  - lane: N\n"
            "  - lane: M\n"
        ),
        lambda at: [
            Rename("lane", "L", "K"),
            Rename("lane", "N", "no: 1"),
            Rename("lane", "M", "m"),
        ],
        (
            "lanes:\n"
            "  - K\n"
            "  - {name: m, text: L}\n"
            '  - "no: 1":\n'
            "      glyph: x\n"
            "events:\n"
            "  - lane: K\n"
            "  - lane: 'K'\n"
            '  - lane: "no: 1"\n'
            "  - lane: m\n"
        ),
    ),
    (
        "a renamed lane among keys",
        'lanes: {L: {glyph: x}, "M": }\nevents:\n  - lane: L\n',
        lambda at: [Rename("lane", "L", "K")],
        'lanes: {K: {glyph: x}, "M": }\nevents:\n  - lane: K\n',
    ),
]

#: What it shows, the text, the edits, what the reason says.
REFUSED: list[tuple[str, str, Edits, str]] = [
    (
        "an alias",
        "events:\n  - title: &t a\n    lane: *t\n",
        lambda at: [SetField(at[0], "lane", "x")],
        "this repeats '&t' on line 2: change that, or write the value itself here",
    ),
    (
        "what an alias repeats",
        "events:\n  - title: &t a\n    lane: *t\n",
        lambda at: [SetField(at[0], "title", "x")],
        "this belongs to '&t' on line 2, which '*t' on line 3 repeats: change it by hand",
    ),
    (
        "an event that an alias repeats",
        "events:\n  - &e\n    title: a\n  - *e\n",
        lambda at: [SetField(at[0], "title", "x")],
        "this belongs to '&e' on line 2, which '*e' on line 4 repeats: change it by hand",
    ),
    (
        "an event that is an alias",
        "e: &e {title: a}\nevents:\n  - *e\n",
        lambda at: [SetField(at[0], "title", "x")],
        "this belongs to '&e' on line 1, which '*e' on line 3 repeats: change it by hand",
    ),
    (
        "events that an alias repeats",
        "events: &e\n  - title: a\nmore: *e\n",
        lambda at: [SetField(at[0], "title", "x")],
        "this belongs to '&e' on line 1, which '*e' on line 3 repeats: change it by hand",
    ),
    (
        "a field that holds what an alias repeats",
        "events:\n  - tags: [&t a]\n    lane: *t\n",
        lambda at: [SetField(at[0], "tags", None)],
        "this belongs to '&t' on line 2, which '*t' on line 3 repeats: change it by hand",
    ),
    (
        "an event that holds what an alias repeats",
        "events:\n  - tags: [&t a]\n  - lane: *t\n",
        lambda at: [RemoveEvent(at[0])],
        "this belongs to '&t' on line 2, which '*t' on line 3 repeats: change it by hand",
    ),
    (
        "a value of a merge key",
        "b: &b {lane: L}\nevents:\n  - <<: *b\n    title: q\n",
        lambda at: [SetField(at[0], "lane", "x")],
        "'lane' comes from '<<' on line 3, from *b: change it there",
    ),
    (
        "an item of a merge key",
        "b: &b {tags: [t]}\nevents:\n  - <<: *b\n    title: q\n",
        lambda at: [RemoveItem(at[0], "tags", 0)],
        "'tags' comes from '<<' on line 3: change it there",
    ),
    (
        "a field that a merge key would bring back",
        "b: &b {lane: L}\nevents:\n  - <<: *b\n    lane: q\n",
        lambda at: [SetField(at[0], "lane", None)],
        "'lane' comes from '<<' on line 3, from *b: change it there",
    ),
    (
        "one of two equal keys",
        "events:\n  - title: a\n    lane: b\n    lane: c\n",
        lambda at: [SetField(at[0], "lane", None)],
        "'lane' stands here and on line 4: remove one of them by hand first",
    ),
    (
        "the only field",
        "events:\n  - title: a\n",
        lambda at: [SetField(at[0], "title", None)],
        "'title' is the only field here: remove all of it instead",
    ),
    (
        "an item that is not there",
        "events:\n  - title: a\n    tags: [x]\n",
        lambda at: [RemoveItem(at[0], "tags", 1)],
        "'tags' has no item 2: it has 1",
    ),
    (
        "a field of a text",
        "events:\n  - title: a\n    sources: [x]\n",
        lambda at: [SetItemField(at[0], "sources", 0, "title", "b")],
        "this item of 'sources' is one text: it has no fields",
    ),
    (
        "an event that is removed",
        "events:\n  - title: a\n  - title: b\n",
        lambda at: [RemoveEvent(at[0]), SetField(at[0], "title", "x")],
        "this event has been removed before",
    ),
    (
        "no event",
        "events:\n  - title: a\n",
        lambda at: [SetField(Location(1, 1), "title", "x")],
        "no event begins here",
    ),
    (
        "a place outside",
        "events:\n  - title: a\n",
        lambda at: [SetField(Location(9, 9), "title", "x")],
        "no event begins here",
    ),
    (
        "a text that no file holds",
        "events:\n  - title: a\n",
        lambda at: [SetField(at[0], "title", "\ud800")],
        "this text holds half a character, which no file can hold",
    ),
    (
        "an explicit key without a value",
        "events:\n  - ? title\n    lane: x\n",
        lambda at: [SetField(at[0], "title", "x")],
        "this key has no colon: write one behind it first",
    ),
    (
        "a line below a text that has no last line break yet",
        "events:\n  - text: |\n      a",
        lambda at: [AddEvent({"title": "b"}, at[0])],
        (
            "the last line of the file has no end, and a text there would change by one: "
            "end that line first"
        ),
    ),
    (
        "a text as events",
        "events: a\n",
        lambda at: [AddEvent({"title": "x"})],
        "'events' is meant to be a list",
    ),
    (
        "an event without fields",
        "events: []\n",
        lambda at: [AddEvent({})],
        "an event needs a field",
    ),
    (
        "a declared lane",
        "lanes: [a, b]\nevents:\n  - lane: a\n",
        lambda at: [Rename("lane", "a", "b")],
        "a lane 'b' is declared here already",
    ),
    (
        "a name that nothing has",
        "events:\n  - lane: a\n",
        lambda at: [Rename("lane", "x", "b")],
        "no event has 'x' in 'lane'",
    ),
    (
        "a name that goes and is repeated elsewhere",
        "events:\n  - title: a\n    tags: [&x x, y]\n  - title: b\n    lane: *x\n",
        lambda at: [Rename("tags", "x", "y")],
        "this belongs to '&x' on line 3, which '*x' on line 5 repeats: change it by hand",
    ),
    (
        "a lane that a merge key gives",
        "b: &b {lane: a}\nevents:\n  - <<: *b\n",
        lambda at: [Rename("lane", "a", "b")],
        "'lane' comes from '<<' on line 3, from *b: change it there",
    ),
    (
        "a mapping without braces in a list",
        "events: [title: a]\n",
        lambda at: [SetField(at[0], "title", "b")],
        "this mapping stands in a list without braces: put it in braces",
    ),
]


@pytest.mark.parametrize(
    ("before", "edits", "after"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_an_edit_changes_just_what_it_says(before: str, edits: Edits, after: str) -> None:
    data = before.encode()
    assert outcome(data, edits(places(data))) == after.encode()


@pytest.mark.parametrize(
    ("text", "edits", "reason"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_an_edit_that_would_change_something_else_is_refused(
    text: str, edits: Edits, reason: str
) -> None:
    data = text.encode()
    assert outcome(data, edits(places(data))) == reason


@pytest.mark.parametrize("text", sorted({case[1] for case in CASES}))
def test_no_edit_leaves_every_byte(text: str) -> None:
    assert edited(text.encode(), []) == text.encode()


@pytest.mark.parametrize("name", ["events.yaml", "examples/deep-time.yaml"])
def test_every_event_of_the_samples_can_be_edited_and_put_back(name: str) -> None:
    data = (DATA / name).read_bytes()
    for node in nodes(data):
        assert isinstance(node, Mapping)
        title = next(value for key, value in node.pairs if key.text == "title")
        assert isinstance(title, Scalar)
        new = edited(data, [SetField(node.location, "title", "Another title")], sound=True)
        old, now = data.splitlines(), new.splitlines()
        assert [n + 1 for n in range(len(old)) if old[n] != now[n]] == [title.line]
        assert len(old) == len(now)
        assert edited(new, [SetField(node.location, "title", title.text)], sound=True) == data
        tags = next((value for key, value in node.pairs if key.text == "tags"), None)
        count = len(tags.items) if isinstance(tags, Sequence) else 0
        tagged = edited(data, [AddItem(node.location, "tags", "new: tag")], sound=True)
        assert b'"new: tag"' in tagged
        assert edited(tagged, [RemoveItem(node.location, "tags", count)], sound=True) == data


def test_an_edit_that_its_own_lines_prove_reads_no_others() -> None:
    read: list[str] = []

    def events(text: str) -> NextEvent:
        read.append(text)
        return c_events(text)

    data = b"events:\n  - title: a\n\n  # about b\n  - title: b\n  - title: c\nlanes: [x]\n"
    edited(data, [SetField(Location(5, 5), "title", "d")], sound=True, events=events)
    assert read == ["\n  # about b\n  - title: b\n", "\n  # about b\n  - title: d\n"]
    read.clear()
    edited(data, [SetField(Location(5, 5), "title", "d")], events=events)
    assert read[0] == data.decode()


def test_an_event_behind_the_last_one_is_proven_by_the_lines_of_that() -> None:
    read: list[str] = []

    def events(text: str) -> NextEvent:
        read.append(text)
        return c_events(text)

    data = b"events:\n  - title: a\n  - title: b\nlanes: [x]\n"
    added = AddEvent({"title": "c"})
    new = edited(data, [added], sound=True, last=Location(3, 5), events=events)
    assert new == b"events:\n  - title: a\n  - title: b\n  - title: c\nlanes: [x]\n"
    assert read == ["  - title: b\n", "  - title: b\n  - title: c\n"]
    # What is no event may stand behind the last one.
    read.clear()
    odd = data.replace(b"lanes", b"  - just a text\nlanes")
    new = edited(odd, [added], sound=True, last=Location(3, 5), events=events)
    assert new == odd.replace(b"lanes", b"  - title: c\nlanes")
    assert odd.decode() in read


@pytest.mark.parametrize("sound", [True, False])
def test_an_event_with_another_title_than_what_is_meant_is_left(sound: bool) -> None:
    data = b"events:\n  - date: 2001\n    title: One\n  - {date: 2002, title: Two}\n"
    first, second = places(data)
    for place, title in ((first, "Two"), (second, "One"), (second, "Two "), (first, "")):
        for edit in (
            SetField(place, "lane", "x"),
            RemoveEvent(place),
            AddEvent({"title": "x"}, place),
        ):
            with pytest.raises(EditError, match=r"^another event than ") as raised:
                edited(data, [edit], sound=sound, titles={place: title})
            assert raised.value.location == place
    edits: list[Edit] = [
        SetField(first, "title", "Two"),
        SetField(first, "lane", "x"),
        RemoveEvent(second),
    ]
    known = {first: "One", second: "Two"}
    assert edited(data, edits, sound=sound, titles=known) == (
        b"events:\n  - date: 2001\n    title: Two\n    lane: x\n"
    )


@pytest.mark.parametrize(
    "title",
    [
        "''",
        "~",
        "",
        "[a]",
        "*a",
        ">-\n      a\n      b",
        '"a\\u202eb"',
        "2001",
        "|\n      a\n      b\n",
        "a\tb",
    ],
)
def test_what_is_shown_as_a_title_is_known_again(title: str) -> None:
    data = f"events:\n  - date: &a 2001\n    title: {title}\n    lane: x\n".encode()
    (place,) = places(data)
    shown = titles(data)
    assert place in shown
    assert edited(data, [SetField(place, "lane", "y")], titles=shown).endswith(b"lane: y\n")


@pytest.mark.parametrize(
    ("below", "left"),
    [("\n# end\n", "# end\n"), ("\n\n", ""), ("\n\nlanes: [a]\n", "lanes: [a]\n"), ("", "")],
)
def test_a_text_that_keeps_blank_lines_gets_none_of_the_last_event_that_goes(
    below: str, left: str
) -> None:
    kept = "events:\n- id: a\n  text: |+\n   Some\n\n   lines\n"
    data = f'{kept}- {{id: "b"}}\n{below}'.encode()
    assert outcome(data, [RemoveEvent(places(data)[1])]) == f"{kept}{left}".encode()
