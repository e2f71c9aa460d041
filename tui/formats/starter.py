"""A timeline file to start from, which says what can stand in it."""

#: The name of the schema beside a new file.
SCHEMA_NAME = "events.schema.json"

_STARTER = """\
# yaml-language-server: $schema=./{schema}
title: A timeline
# about: What it is about, in Markdown.

# The order of lanes; an event names the one that it stands in.
lanes: [People, Places]

# Stretches of time behind the events.
# eras:
#   - {{date: 2019/2023, title: The project}}

# Views that F offers: queries, or more.
# views:
#   Disputed: status:disputed

# Sources that several events rest on, by an id of yours.
# sources:
#   report: {{publisher: A newspaper, title: A report, url: https://example.org/, date: 2020-03-02}}

events:
  - id: first-event              # of your choice; links name it
    date: 2020-03-01             # also 2020, 2020-03, 2020~ (about), 2020-03? (perhaps),
                                 # 2020-03/2020-06, 2020/.. (goes on), -0043-03-15, 198X
    title: What happened
    lane: People
    # actors: [Who]
    # tags: [words]
    # importance: 3              # 1 to 5
    # status: confirmed          # or reported, disputed, retracted
    # text: |
    #   Markdown, as long as it takes.
    # sources:
    #   - {{publisher: A newspaper, title: A report, url: https://example.org/, date: 2020-03-02}}
    # links:
    #   - {{to: another-id, kind: leads-to}}
"""


def starter() -> str:
    """Return the text of a file to start from."""
    return _STARTER.format(schema=SCHEMA_NAME)
