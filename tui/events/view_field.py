"""The views that a file gives names: queries, or more of what a view says."""

from tui.events import keys
from tui.events.clean import clean_line, is_blank
from tui.events.fields import Fields, report_type
from tui.events.node import Mapping, Scalar, Sequence
from tui.events.timeline import SavedView


def saved_views(fields: Fields) -> tuple[SavedView, ...]:
    """Return the views under `views`: a text is a query that filters, a mapping says more."""
    table = fields.node("views")
    if table is None:
        return ()
    if not isinstance(table, Mapping):
        fields.report_type(table, "'views'", "a mapping of names to queries")
        return ()
    document, views = fields.document, {}
    for key, value in table.pairs:
        name = clean_line(key.text)
        if is_blank(name):
            document.log.warning(key.location, "view-unnamed", "this view has no name")
        elif name in views:
            message = f"there is a view '{name}' already; the first one counts"
            document.log.error(key.location, "key-duplicate", message)
        elif isinstance(value, Scalar):
            views[name] = SavedView(name, (("filter", clean_line(value.text)),))
        elif isinstance(value, Mapping):
            views[name] = SavedView(name, _parts(Fields(value, keys.VIEW, document)))
        else:
            report_type(document, value, f"the view '{name}'", "a query or a mapping")
    return tuple(views.values())


def _parts(fields: Fields) -> tuple[tuple[str, str], ...]:
    parts = []
    for name in keys.VIEW.names:
        node = fields.node(name)
        for item in node.items if isinstance(node, Sequence) else [node] if node else []:
            if isinstance(item, Scalar):
                parts.append((name, clean_line(item.text)))
            else:
                fields.report_type(item, f"'{name}'", "a text or a list of texts")
    return tuple(parts)
