"""The JSON Schema and the loader know the same files."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.terminal import ROOT
from tui.events import keys, node
from tui.events.event import LinkKind, Status
from tui.events.keys import Keys
from tui.events.problem import CODES
from tui.events.review import FIXED, checked
from tui.events.review.levels import LEVELS
from tui.formats.schema import schema_text
from tui.stores.yaml_reader import read_document

PLACE = ROOT / "schema" / "events.schema.json"
SCHEMA = json.loads(PLACE.read_text(encoding="utf-8")) if PLACE.exists() else {}

MAPPINGS = {
    "lane": keys.LANE,
    "lane-rest": keys.LANE,
    "era": keys.ERA,
    "view": keys.VIEW,
    "source": keys.SOURCE,
    "event": keys.EVENT,
    "link": keys.LINK,
    "columns": keys.COLUMNS,
}

TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}
#: Keywords that say nothing about what conforms.
SILENT = {"$schema", "title", "description", "examples", "definitions"}


def is_type(value: object, name: str) -> bool:
    return type(value) in TYPES[name]


def faults(value: object, schema: Any, at: str = "") -> Iterator[str]:
    """Yield where a value does not conform to a schema of the few keywords that ours has."""
    if schema is False:
        yield at
        return
    if schema is True:
        return
    for keyword, said in schema.items():
        if keyword not in SILENT and not _conforms(value, keyword, said):
            yield f"{at}: {keyword}"
    if isinstance(value, dict):
        properties = schema.get("properties", {})
        for key, part in value.items():
            other = schema.get("additionalProperties", True)
            yield from faults(part, properties.get(key, other), f"{at}/{key}")
    if isinstance(value, list) and "items" in schema:
        for index, part in enumerate(value):
            yield from faults(part, schema["items"], f"{at}/{index}")


def _conforms(value: Any, keyword: str, said: Any) -> bool:
    match keyword:
        case "type":
            return any(is_type(value, name) for name in ([said] if isinstance(said, str) else said))
        case "enum":
            return any(type(value) is type(each) and value == each for each in said)
        case "required":
            return not isinstance(value, dict) or value.keys() >= set(said)
        case "anyOf":
            return any(not list(faults(value, each)) for each in said)
        case "not":
            return bool(list(faults(value, said)))
        case "$ref":
            name = said.removeprefix("#/definitions/")
            return not list(faults(value, SCHEMA["definitions"][name]))
        case "pattern":
            return not isinstance(value, str) or bool(re.search(said, value))
        case "propertyNames":
            return all(not list(faults(key, said)) for key in value)
        case "minProperties":
            return bool(len(value) >= said)
        case "maxProperties":
            return bool(len(value) <= said)
        case "properties" | "additionalProperties" | "items":
            return True
    raise AssertionError(f"the checker does not know {keyword}")


def as_editors_read(tree: node.Node | None) -> object:
    """Return a tree as YAML 1.2 resolves it: numbers, booleans and nulls where they stand plain."""
    if tree is None:
        return None
    if isinstance(tree, node.Mapping):
        return {key.text: as_editors_read(value) for key, value in tree.pairs}
    if isinstance(tree, node.Sequence):
        return [as_editors_read(item) for item in tree.items]
    if tree.style:
        return tree.text
    if tree.is_null:
        return None
    if tree.text in ("true", "false"):
        return tree.text == "true"
    if re.fullmatch(r"[-+]?[0-9]+", tree.text):
        return int(tree.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", tree.text):
        return float(tree.text)
    return tree.text


def conforms(text: str) -> bool:
    return not list(faults(as_editors_read(read_document(text).root), SCHEMA))


def codes(text: str) -> list[str]:
    """Return what loading tells of a text, and review of its levels."""
    quiet = {"source-missing", "events-missing"}
    return [p.code for p in checked(read_document(text)) if p.code not in quiet]


def test_the_file_is_made_from_what_the_loader_knows() -> None:
    assert PLACE.read_text(encoding="utf-8") == schema_text(), "python -m tests.test_schema does it"


@pytest.mark.parametrize(
    ("known", "mapping"),
    [(keys.TIMELINE, None), *((known, name) for name, known in MAPPINGS.items())],
)
def test_every_key_of_the_loader_is_described_and_no_other(known: Keys, mapping: str) -> None:
    said = SCHEMA["definitions"][mapping] if mapping else SCHEMA
    assert tuple(said["properties"]) == known.names
    assert said["additionalProperties"] is known.own_welcome
    for name, value in said["properties"].items():
        assert value["description"].endswith("."), name


def test_every_mapping_that_the_loader_reads_is_defined() -> None:
    every = {known for known in vars(keys).values() if isinstance(known, Keys)}
    assert every == {keys.TIMELINE, *MAPPINGS.values()}
    assert set(SCHEMA["definitions"]) == {*MAPPINGS, "lane-by-name", "check"}


def test_words_with_a_meaning_are_the_loaders_own() -> None:
    event = SCHEMA["definitions"]["event"]["properties"]
    assert event["status"]["enum"] == [*(status.value for status in Status), None]
    link = SCHEMA["definitions"]["link"]["properties"]
    assert link["kind"]["enum"] == [*(kind.value for kind in LinkKind), None]
    check = SCHEMA["definitions"]["check"]["properties"]
    assert set(check) == set(CODES) - FIXED
    for code, value in check.items():
        assert value["description"] == CODES[code]
        assert value["enum"] == [*LEVELS, None]


@pytest.mark.parametrize("name", ["events.yaml", "examples/deep-time.yaml"])
def test_the_timelines_that_come_along_conform_and_name_it(name: str) -> None:
    path = ROOT / "data" / name
    text = path.read_text(encoding="utf-8")
    assert conforms(text)
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found
    assert (path.parent / found[1]).resolve() == PLACE


def test_the_examples_in_the_readme_conform() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        assert conforms(block)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: 1984\nabout: yes\n",
        "lanes: Models\n",
        "lanes: [Models, {name: Chips, colour: red, glyph: ◆}, {Policy: }, {Text: {text: A}}]\n",
        "lanes: {Models: {colour: red}, Chips: }\n",
        "eras: [{date: 1914/1918, title: The war}, {date: 1969, end: .., title: A, text: B}]\n",
        "eras: {date: 1914/1918, title: The war}\n",
        "views: {Disputed: 'status:disputed', Year: {at: 2025, fold: [A, B], list: true}}\n",
        "sources: {a: {publisher: A, date: 1969, isbn: [1, 2]}}\nevents:\n",
        "events: [{date: 1969, title: A, sources: ['https://example.org/', {title: B}]}]\n",
        "events: [{date: 1969, title: A}, {date: 1969-07, title: 17, own: {a: [1]}}]\n",
        "events: [{date: 198X, title: A, importance: 5, status: reported}]\n",
        "events: [{date: -0043, title: A, importance: '1', status: }]\n",
        "events: [{date: , title: A, end: , importance: , text: , lane: , actors: , links: }]\n",
        "events: [{id: a, date: 2020/.., title: A}, {date: 2021, title: B, links: [a, {to: a}]}]\n",
        "events: [{id: a, date: 2020, title: A}, {date: 2021, title: B, links: {to: a, kind: }}]\n",
        "check: {source-missing: off, key-unknown: error, date-end: }\n",
        "check:\n",
        "table: duckdb:///a.duckdb?table=t\n",
        "table: a.parquet\ncolumns: {start: when, lane: '', title: 17, numbers: ms, end: }\n",
        "table: a.parquet\ncolumns:\nlanes: [A]\neras: [{date: 2001, title: B}]\ntitle: C\n",
        "own: {a: 1}\nevents:\n",
    ],
)
def test_what_loading_reads_without_a_word_conforms(text: str) -> None:
    assert set(codes(text)) <= {"list-expected", "date-missing", "source-single"}
    assert conforms(text)


@pytest.mark.parametrize(
    "text",
    [
        "title: [A]\n",
        "about: {a: b}\n",
        "lanes: [[A]]\n",
        "lanes: {Models: red}\n",
        "lanes: [{Models: [red]}]\n",
        "lanes: [{name: A, glyph: [B]}]\n",
        "eras: war\n",
        "eras: [war]\n",
        "eras: [{date: 2020, title: {a: b}}]\n",
        "views: [a]\n",
        "views: {A: [b]}\n",
        "views: {A: {fold: [{a: b}]}}\n",
        "sources: [a]\n",
        "sources: {a: b}\n",
        "sources: {a: {title: [b]}}\n",
        "events: {a: b}\n",
        "events: A\n",
        "events: [A]\n",
        "events:\n  - title: A\n    date:\n      - 2020\n",
        "events: [{id: [a], date: 2020, title: A}]\n",
        "events: [{date: 2020, title: [A]}]\n",
        "events: [{date: 2020, title: A, lane: {a: b}}]\n",
        "events: [{date: 2020, title: A, actors: [[a]]}]\n",
        "events: [{date: 2020, title: A, tags: {a: b}}]\n",
        "events: [{date: 2020, title: A, importance: [1]}]\n",
        "events: [{date: 2020, title: A, status: [confirmed]}]\n",
        "events: [{date: 2020, title: A, sources: [[a]]}]\n",
        "events: [{date: 2020, title: A, links: [[a]]}]\n",
        "events: [{date: 2020, title: A, links: [{to: [a]}]}]\n",
        "table: [a.parquet]\n",
        "table: {a: b}\n",
        "table: a.parquet\ncolumns: [start]\n",
        "table: a.parquet\ncolumns: start\n",
        "table: a.parquet\ncolumns: {start: [when]}\n",
        "check: off\n",
        "check: [source-missing]\n",
    ],
)
def test_what_has_another_type_does_not_conform(text: str) -> None:
    assert "type-wrong" in codes(text)
    assert not conforms(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lanes: [{glyph: ◆, text: A}]\n", "lane-unnamed"),
        ("lanes: [{name: A, shape: round}]\n", "key-unknown"),
        ("eras: [{title: A}]\n", "date-missing"),
        ("views: {A: {shape: round}}\n", "key-unknown"),
        ("events: [{date: 2020}]\n", "title-missing"),
        ("events: [{title: A}]\n", "date-missing"),
        ("events: [{date: 2020, title: A, importance: 6}]\n", "importance-invalid"),
        ("events: [{date: 2020, title: A, status: sure}]\n", "status-unknown"),
        ("events: [{date: 2020, title: A, links: [{kind: related}]}]\n", "link-empty"),
        ("events: [{id: a, date: 2020, title: A, links: [{to: a, kind: b}]}]\n", "kind-unknown"),
        ("events: [{date: [1667,1668], title: A}]\n", "date-unquoted"),
        ("table:\n", "table-address"),
        ("table: a.parquet\nevents:\n", "table-beside-events"),
        ("table: a.parquet\ncolumns: {date: when}\n", "field-unknown"),
        ("check: {source-mising: off}\n", "check-unknown"),
        ("check: {source-missing: loud}\n", "level-unknown"),
        ("check: {yaml-syntax: off}\n", "check-fixed"),
    ],
)
def test_what_an_editor_can_tell_too_does_not_conform(text: str, code: str) -> None:
    assert code in codes(text)
    assert not conforms(text)


if __name__ == "__main__":
    PLACE.parent.mkdir(exist_ok=True)
    PLACE.write_text(schema_text(), encoding="utf-8")
