"""Citations: those shared at the top of a file by id, and those that an event names."""

from collections.abc import Mapping

from tui.events import keys, node
from tui.events.clean import clean, clean_line
from tui.events.date_field import read_date
from tui.events.document import Document
from tui.events.event import Source
from tui.events.fields import Fields
from tui.events.node import Scalar
from tui.events.problem import brief

_SCHEMES = ("http", "https")


def shared_sources(fields: Fields) -> dict[str, Source]:
    """Return the sources of a timeline by their id."""
    shared: dict[str, Source] = {}
    table = fields.node("sources")
    if table is None:
        return shared
    if not isinstance(table, node.Mapping):
        fields.report_type(table, "'sources'", "a mapping from ids to sources")
        return shared
    for key, value in table.pairs:
        name = clean_line(key.text)
        if name in shared:
            message = f"the source '{brief(name)}' is there already; the first one counts"
            fields.document.log.error(key.location, "key-duplicate", message)
        elif isinstance(value, node.Mapping):
            shared[name] = _source(value, fields.document, name)
        else:
            fields.report_type(value, f"the source '{brief(name)}'", "a mapping")
    return shared


def cited_sources(fields: Fields, shared: Mapping[str, Source]) -> tuple[Source, ...]:
    """Return the sources of an event: mappings, ids of shared ones, or bare addresses."""
    cited = []
    for item in fields.items("sources"):
        if isinstance(item, node.Mapping):
            cited.append(_source(item, fields.document))
        elif isinstance(item, Scalar):
            source = _named(item, fields.document, shared)
            if source:
                cited.append(source)
        else:
            fields.report_type(item, "an item of sources", "a mapping or the id of a source")
    return tuple(cited)


def _named(item: Scalar, document: Document, shared: Mapping[str, Source]) -> Source | None:
    name = clean_line(item.text)
    source = shared.get(name)
    if source:
        return source
    if is_web_address(item.text):
        return Source(url=item.text, location=item.location)
    meant = document.guess(name, shared)
    hint = f"did you mean '{brief(meant)}'?" if meant else "define it there, or write {title: …}"
    message = f"no source '{brief(name)}' stands under 'sources' at the top: {hint}"
    document.log.error(item.location, "source-unknown", message)
    return None


def _source(mapping: node.Mapping, document: Document, source_id: str = "") -> Source:
    fields = Fields(mapping, keys.SOURCE, document)
    (
        publisher,
        title,
    ) = fields.line("publisher"), fields.line("title")
    url, odd_url = _address(fields, "url")
    archive_url, odd_archive_url = _address(fields, "archive_url")
    locator = odd_url or odd_archive_url
    if not (publisher or title or url or archive_url or locator):
        message = "this source names neither publisher, title nor url"
        document.log.warning(mapping.location, "source-empty", message)
    return Source(
        publisher=publisher,
        title=title,
        url=url,
        archive_url=archive_url,
        locator=locator,
        accessed=fields.line("accessed"),
        date=read_date(fields),
        quote=fields.prose("quote"),
        id=source_id,
        other=fields.own(),
        location=mapping.location,
    )


def _address(fields: Fields, name: str) -> tuple[str, str]:
    """Return an address that may be opened, or else what stands in its place."""
    given = fields.node(name)
    text = fields.line(name)
    if given is None or not text:
        return "", ""
    if isinstance(given, Scalar) and is_web_address(given.text):
        return text, ""
    message = f"this {name} is not an http or https address, so it is shown but never opened"
    fields.document.log.warning(given.location, "url-invalid", message)
    return "", text


def is_web_address(text: str) -> bool:
    """Whether a text is a whole http or https address with a host, without blanks or tricks."""
    scheme, separator, rest = text.partition("://")
    if not separator or scheme.lower() not in _SCHEMES or not rest or rest[0] in "/?#:":
        return False
    return text.isprintable() and " " not in text and clean(text) == text
