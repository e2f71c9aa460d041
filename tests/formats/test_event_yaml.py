"""One event as YAML."""

from tests.terminal import ROOT
from tui.events.node import Mapping, Node, Scalar
from tui.formats.event_yaml import event_yaml
from tui.stores.yaml_file import read, to_timeline

HAND_MADE = """\
base: &base
  lane: Chips
events:
  - {date: 2023?, title: "a\\eb", "x y": [1, {a: ~}], url: "http://a?b"}
  - date: "[1667,1668]"
    title: |
      two
        lines

      more
    text: >-
      folded text is
      here

      and there
    z: ''
    empty:
    tags: &tags [a, 'b c']
    q: 'it''s # not'
  - title: "\\u2028 and \\x85"
    date: 12:30
    tags: *tags
    <<: *base
    no: no
"""


def said(node: Node) -> object:
    """Return all that a node says, without the way it is written."""
    if isinstance(node, Scalar):
        return node.text, node.is_null
    if isinstance(node, Mapping):
        return [(key.text, said(value)) for key, value in node.pairs]
    return [said(item) for item in node.items]


def assert_comes_back(text: bytes) -> None:
    for event in to_timeline(text, "x.yaml").events:
        copied = event_yaml(event)
        (again,) = to_timeline(f"events:\n{copied}".encode(), "y.yaml").events
        assert said(again.node) == said(event.node)
        assert again.title == event.title


def test_it_says_the_same_wherever_it_is_pasted() -> None:
    assert_comes_back((ROOT / "data" / "events.yaml").read_bytes())
    assert_comes_back((ROOT / "data" / "examples" / "deep-time.yaml").read_bytes())
    assert_comes_back(HAND_MADE.encode())


def test_it_keeps_the_ways_of_its_file() -> None:
    timeline = read(ROOT / "data" / "events.yaml")
    event = timeline.event("chips-act")
    assert event is not None
    lines = event_yaml(event).splitlines()
    assert lines[0] == "  - id: chips-act"
    assert "    date: 2022-08-09" in lines
    assert "    actors: [Joe Biden, US Congress]" in lines
    assert "    text: >-" in lines


def test_what_terminals_obey_stands_there_as_text() -> None:
    (event,) = to_timeline(
        b'events:\n  - title: "a\\e[31mb\\u202e\\x9bc"\n    date: 2020\n', "x"
    ).events
    assert not set(event_yaml(event)) & {"\x1b", "\x9b"}
