"""`eventide add`, `set` and `remove`: the viewer's edits from a shell."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.arguments import UsageError, joined, parser_of
from tui.cli.output import Exit, complain, print_lines, unusable
from tui.cli.reading import opened

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from tui.events.event import Event
    from tui.events.node import Node
    from tui.events.timeline import Timeline
    from tui.stores.editor import Editor
    from tui.stores.yaml_edit.edit import Edit

    Plan = Callable[[Editor], Sequence[Edit]]

_WORDS = (
    "FIELD=VALUE gives a field another value, FIELD= takes it away; actors and tags have commas"
    " between them, and FIELD+=VALUE and FIELD-=VALUE add one and take one away;"
    " source.title=…, source.url=… and so on make one more source, link=KIND:ID one more link"
)


class _Said(NamedTuple):
    """What FIELD=VALUE words say: fields, items to add and to remove, a source and links."""

    fields: dict[str, str]
    more: list[tuple[str, str]]
    less: list[tuple[str, str]]
    source: dict[str, str]
    links: list[tuple[str, str]]


class _RefusedError(Exception):
    """An edit that makes no sense for the file; the message says why."""


def add(argv: list[str]) -> int:
    """Add an event to a file; return the exit code."""
    parser = _parser("add", "Add an event.")
    parser.add_argument("words", nargs="+", metavar="FIELD=VALUE", help=_WORDS)
    options = parser.parse_args(joined(argv))
    said = _said(options.words)
    if said.less:
        raise UsageError("a new event has nothing to take away; see eventide add --help")

    def edits(editor: "Editor") -> "list[Edit]":
        from tui.stores.yaml_edit.edit import AddEvent

        _check_id(editor, said.fields.get("id"))
        given: dict[str, object] = dict(_values(said.fields))
        for name, item in said.more:
            before = given.get(name, ())
            items = before if isinstance(before, tuple) else ()
            given[name] = tuple(dict.fromkeys((*items, item)))
        if said.source:
            given["sources"] = [_source(said.source)]
        if said.links:
            given["links"] = [{"to": to, "kind": kind} for kind, to in said.links]
        if not given.get("title"):
            raise _RefusedError("an event needs a title: write title=…")
        return [AddEvent({name: value for name, value in given.items() if value})]  # type: ignore[misc]

    return _done(options.file, edits, is_dry=options.dry_run)


def set_fields(argv: list[str]) -> int:
    """Change an event of a file; return the exit code."""
    parser = _parser("set", "Change an event: one changed field changes one line.")
    parser.add_argument("id", metavar="ID")
    parser.add_argument("words", nargs="+", metavar="FIELD=VALUE", help=_WORDS)
    options = parser.parse_args(joined(argv))
    said = _said(options.words)

    def edits(editor: "Editor") -> "list[Edit]":
        from tui.session.draft import items_of, texts_of
        from tui.stores.rewriting import rewritten
        from tui.stores.yaml_edit.edit import AddItem, RemoveItem

        event = _event(editor, options.id)
        if said.fields.get("id") != event.id:
            _check_id(editor, said.fields.get("id"))
        found = rewritten(event, _values(said.fields, texts_of(event)))
        gone: list[tuple[str, int]] = []
        for name, item in said.less:
            texts = [_line(node) for node in items_of(event, name)]
            if item not in texts:
                raise _RefusedError(f"{name} of {event.id} has no “{item}”")
            gone.append((name, texts.index(item)))
        # From the end on, for what is taken away moves all that follows it.
        found += [RemoveItem(event.location, *each) for each in sorted(set(gone), reverse=True)]
        # What stands there already is not added again.
        there = {(name, _line(node)) for name, _ in said.more for node in items_of(event, name)}
        more = [each for each in dict.fromkeys(said.more) if each not in there - {*said.less}]
        found += [AddItem(event.location, *each) for each in more]
        if said.source:
            found.append(AddItem(event.location, "sources", _source(said.source)))
        for kind, to in said.links:
            _event(editor, to)
            found.append(AddItem(event.location, "links", {"to": to, "kind": kind}))
        return found

    return _done(options.file, edits, is_dry=options.dry_run)


def remove(argv: list[str]) -> int:
    """Remove an event from a file; return the exit code."""
    parser = _parser("remove", "Remove an event, with the comment directly above it.")
    parser.add_argument("id", metavar="ID")
    options = parser.parse_args(joined(argv))

    def edits(editor: "Editor") -> "list[Edit]":
        from tui.stores.yaml_edit.edit import RemoveEvent

        return [RemoveEvent(_event(editor, options.id).location)]

    return _done(options.file, edits, is_dry=options.dry_run)


def _parser(name: str, description: str) -> "ArgumentParser":
    parser = parser_of(name, description)
    parser.add_argument(
        "--dry-run", action="store_true", help="print the difference, write nothing"
    )
    parser.add_argument("file", metavar="FILE")
    return parser


def _done(path: str, edits: "Plan", *, is_dry: bool) -> int:
    """Edit a file and say what changed; return the exit code."""
    from tui.stores.editor import Editor
    from tui.stores.save import SaveError
    from tui.stores.yaml_edit.edit import EditError

    found = opened(path, to_edit=True)
    if found is None:
        return Exit.UNUSABLE
    if found.read_only:
        complain(f"refused, and nothing is changed: {path}: {found.read_only}")
        return Exit.PROBLEMS
    editor = Editor(found.file)
    before = editor.file.reading
    try:
        wanted = edits(editor)
        preview = editor.preview(wanted, before) if wanted else None
        lines = preview.lines if preview else []
        if not is_dry and preview and lines:
            done = editor.save(preview, "")
            if done.warning:
                complain(done.warning)
    except EditError as error:
        place = f"{path}:{error.location.line}:{error.location.column}: " if error.location else ""
        complain(f"refused, and nothing is changed: {place}{error.reason}")
        return Exit.PROBLEMS
    except _RefusedError as error:
        complain(f"refused, and nothing is changed: {error}")
        return Exit.PROBLEMS
    except SaveError as error:
        return unusable(str(error))
    if is_dry:
        print_lines(lines)
    elif editor.file.reading.data == before.data:
        complain("that is what the file says already")
    else:
        _warn_of_links(path, before.timeline, editor.file.reading.timeline)
    return Exit.OK


def _warn_of_links(path: str, before: "Timeline", after: "Timeline") -> None:
    """Say if links lead nowhere that led somewhere before."""
    from tui.dates.english import counted
    from tui.events.difference import dangling

    broken = len(dangling(after)) - len(dangling(before))
    if broken > 0:
        lead = "leads" if broken == 1 else "lead"
        complain(f"{counted(broken, 'link')} {lead} nowhere now; eventide check {path} lists them")


def _said(words: Sequence[str]) -> _Said:
    """Return what words say. Raise UsageError for one that says nothing."""
    from tui.session.draft import FIELDS, LISTS, SOURCE_FIELDS, link_kinds, split

    said = _Said({}, [], [], {}, [])
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise UsageError(f"“{word}” is not FIELD=VALUE")
        if name[-1] in "+-":
            if name[:-1] not in LISTS:
                raise UsageError(f"only {' and '.join(sorted(LISTS))} take += and -=")
            target = said.more if name[-1] == "+" else said.less
            target += [(name[:-1], item) for item in split(value)]
        elif name == "link":
            kind, colon, to = value.partition(":")
            if not colon:
                kind, to = "related", value
            if kind not in link_kinds() or not to:
                raise UsageError(f"link is KIND:ID, and KIND one of {', '.join(link_kinds())}")
            said.links.append((kind, to))
        elif name.startswith("source."):
            if name[7:] not in SOURCE_FIELDS:
                raise UsageError(f"a source has {', '.join(SOURCE_FIELDS)}, but not “{name[7:]}”")
            said.source[name[7:]] = value
        elif name in FIELDS or name == "id":
            said.fields[name] = value
        else:
            known = ", ".join(("id", *FIELDS))
            raise UsageError(f"“{name}” is not among {known}, source.… and link")
    both = [name for name, _ in (*said.more, *said.less) if name in said.fields]
    if both:
        raise UsageError(f"{both[0]} takes either = or += and -=, not both at once")
    return said


def _values(
    fields: Mapping[str, str], before: Mapping[str, str] | None = None
) -> dict[str, str | tuple[str, ...] | None]:
    """Return the values of fields; those of an event that is there already are checked with it."""
    from tui.cli.viewing import now
    from tui.session.draft import FIELDS, changes, checked

    at = now()
    texts = {**(before or {"title": fields.get("title", "")}), **fields}
    name = texts.pop("id", None)
    # What is given is judged though the file may say the same.
    known = {field: text for field, text in (before or {}).items() if field not in fields}
    found = checked(texts, at, at, None if before is None else known)
    for field in FIELDS:
        if field in found.mistakes and (before is not None or field in fields):
            raise _RefusedError(f"{field}: {found.mistakes[field]}")
    values = {field: found.values[field] for field in fields if field != "id"}
    if before is not None:
        values = changes({field: before.get(field, "") for field in values}, values)
    return values if name is None else {"id": name or None, **values}


def _line(node: "Node") -> str:
    from tui.events.clean import clean_line
    from tui.session.draft import item_text

    return clean_line(item_text(node))


def _source(fields: Mapping[str, str]) -> dict[str, str]:
    from tui.cli.viewing import now
    from tui.session.draft import checked_source

    at = now()
    found = checked_source(fields, at, at)
    for name, mistake in found.mistakes.items():
        raise _RefusedError(f"source.{name}: {mistake}")
    return {name: str(value) for name, value in found.values.items() if value}


def _check_id(editor: "Editor", name: str | None) -> None:
    if name and editor.file.reading.timeline.event(name) is not None:
        raise _RefusedError(f"there is an event with the id “{name}” already")


def _event(editor: "Editor", name: str) -> "Event":
    event = editor.file.reading.timeline.event(name)
    if event is None:
        from tui.events.spelling import near_miss

        meant = near_miss(name, (each.id for each in editor.file.reading.timeline.events))
        raise _RefusedError(
            f"no event has the id “{name}”" + (f": did you mean “{meant}”?" if meant else "")
        )
    return event
