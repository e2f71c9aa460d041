"""A small timeline that queries are asked of."""

from tui.events.timeline import Timeline
from tui.query.vocabulary import Vocabulary
from tui.stores.yaml_file import to_timeline

TEXT = """\
lanes: [Chips, Models, Policy]
events:
  - {id: rule, date: 2022-10-07, title: US bars chips, lane: Chips, actors: [United States],
     tags: [export-controls, law], importance: 5, text: "The rule takes effect.",
     sources: [{publisher: BIS, title: A rule, date: 2022-10-13},
               {publisher: Reuters, title: Chips barred, date: 2022-10-07, url: "https://example.org/"}],
     links: [{to: a800, kind: leads-to}]}
  - {id: a800, date: 2022-11, title: Nvidia's A800, lane: Chips, actors: [Nvidia], tags: [chips],
     sources: [{publisher: Reuters, title: A new chip, date: 2022-11-08}], cost: "12,000"}
  - {id: r1, date: 2025-01-20, title: DeepSeek releases R1, lane: Models, actors: [DeepSeek],
     importance: 5, text: Open weights for everyone, sources: [{title: R1, date: 2025-01-20}],
     links: [{to: rule, kind: responds-to}], cost: 5.6}
  - {id: claim, date: 2025-01~, title: "Claim: six months behind", lane: Policy, status: disputed,
     actors: [Someone, DeepSeek], links: [{to: r1, kind: contradicts}], near: Paris}
  - {id: law, date: 2021/2024-08-01, title: The act is made, lane: Policy, actors: [European Union],
     tags: [law]}
  - {id: trial, date: 2024-01/.., title: A trial, lane: Policy, status: reported,
     actors: [United States, Someone], sources: [{publisher: A court, quote: "not (yet) over"}]}
  - {id: leak, date: "[2023-03-03,2023-05-04]", title: A leak of weights, lane: Models,
     sources: [{title: Undated}]}
  - {id: memo, title: A memo without a date, lane: Models}
"""


def timeline() -> Timeline:
    return to_timeline(TEXT.encode(), "sample.yaml")


def vocabulary() -> Vocabulary:
    return Vocabulary(timeline())
