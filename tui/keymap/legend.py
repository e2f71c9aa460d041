"""What the mouse does and what the signs of the picture mean."""

MOUSE: tuple[tuple[str, str], ...] = (
    ("click", "selects an event; a second click on a cluster opens it"),
    ("drag", "moves the screen; in the overview, the part that is shown, or one end of it"),
    ("wheel", "scrolls the lanes; over the axis, or with ctrl, zooms; with shift, pans"),
)

#: What can be asked with / and f, by example.
QUERIES: tuple[tuple[str, str], ...] = (
    ("deepseek cost", 'both words, in title, text, actors, tags or sources; "…" for whole words'),
    (
        "lane:chips -tag:law",
        'the text in a field, and not in another; also field:"the whole value"',
    ),
    ("a or (b c)", "either; and may be left out"),
    ("importance>=4", "by a number, or by how many there are: sources<2"),
    ("date:2023..2024-06", "may lie there; surely:2023 must; before: and after: too"),
    ("known:2025-01-28", "a source may have told of it by then"),
    ("near:ID~30d", "within 30 days of another event; 6months, 2h, 10y as well"),
    ("linked:ID~3", "up to three links away; link:contradicts, with such a link"),
    ("has:end -has:sources", "says something of a field, or nothing"),
    ("also:(lane:policy)", "shares an actor with an event that the query in parentheses means"),
    ("field.near:paris", "a field of your own that is spelt like a word of queries"),
)

#: What the signs of the picture mean.
LEGEND: tuple[tuple[str, str], ...] = (
    ("◆", "happened here, as exactly as one cell can show; each lane has a sign of its own"),
    ("├──┤", "happened once, at some point within these cells"),
    ("◇ c.", "approximate date; as a range, ├╌╌┤"),
    ("◇?", "uncertain date; as a range, ├╌╌┤"),
    ("◇╌╌◇", "at one of these points, or within one of such ranges"),
    ("◆┈┈◆", "at each of these points, or within each of such ranges"),
    ("╌╌", "within these two cells, approximate or uncertain"),
    ("━━━━", "lasted all through these cells"),
    ("▬", "lasted, but for less than a cell"),
    ("░▒▓", "may have begun, or ended, within these cells"),
    ("━━▶", "open: goes on"),
    ("▓▒░?", "ended, but nobody knows when"),
    ("◂ ▸", "goes on beyond the edge of the screen, or behind another event"),
    ("●12", "so many events too close to tell apart; enter zooms to them, or lists them"),
    ("▁▃▅█", "a crowd: 1, 10, 100, 1,000 events or more in the cell, or 10, 100 … times that"),
    ("◌", "an event without a date"),
    ("┊", "a year, month or day of the axis begins"),
    ("│  ╏", "now, or the day as of which all is shown; the anchor, which m sets"),
    ("+7 d −2 mo", "before a title: how long after or before the anchor; ±? may be either"),
    ("┝━╌╌┥", "on the axis: the time from the anchor, ╌ as far as dates leave it open; see M"),
    ("┌──┐", "an era behind the events; with shades where it may begin or end"),
    ("╱ ╱", "a stretch without events is left out, as long as is written above"),
    ("+", "the lane is folded to one row"),
    ("◂12 34▸", "so many events lie wholly before and after the time on screen; ≈ about so many"),
    ("▴5 ▾6", "so many events lie in lanes above and below those on screen"),
    ("▂▆▄", "how many events begin when, over the whole; ┝━━┥ is the part on screen"),
    ("▾", "below that: something that was found begins here"),
    ("!  ×", "the claim is disputed; retracted"),
    ("◀ ▲ ▼ ▶", "the selected event, or one that it is linked with, lies in this direction"),
    ("─L→ ─P→", "a link of the selected event: leads to; is part of"),
    ("┄R→ ┄~→", "responds to; is related to"),
    ("┈S→ ┈=→", "supersedes; is the same as"),
    ("═C═→", "contradicts"),
)
