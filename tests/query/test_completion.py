"""What a query could go on with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.samples import vocabulary
from tui.query.completion import complete

VOCABULARY = vocabulary()


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("la", ["lane:"]),
        ("a -ta", ["a -tag:"]),
        ("(lin", ["(link:", "(linked:"]),
        ("lane:c", ["lane:Chips", "lane:Policy"]),
        ("lane:", ["lane:Models", "lane:Policy", "lane:Chips"]),
        ("actor:u", ['actor:"United States"', 'actor:"European Union"']),
        ('actor:"united s', ['actor:"United States"']),
        ("status:d", ["status:disputed", "status:confirmed", "status:reported"]),
        ("near:r", ["near:r1", "near:rule", "near:trial"]),
        ("has:q", ["has:quote"]),
        ("cost:5", ["cost:5.6"]),
        ("field.near:", ["field.near:Paris"]),
        ("date:20", []),
        ("zzz:a", []),
        ("", []),
        ("lane:Chips ", []),
    ],
)
def test_names_and_values_that_occur_are_offered(text: str, completed: list[str]) -> None:
    found = complete(text, len(text), VOCABULARY)
    assert [text[: found.start] + each + text[found.end :] for each in found.texts] == completed


def test_what_stands_behind_the_cursor_stays() -> None:
    found = complete("lan weights", 3, VOCABULARY)
    assert (found.start, found.end, found.texts) == (0, 3, ("lane:",))


@given(st.text(st.sampled_from('la:"(-) nerxo~.'), max_size=12), st.integers(0, 12))
def test_a_completion_never_fails_and_lies_before_the_cursor(text: str, cursor: int) -> None:
    at = min(cursor, len(text))
    found = complete(text, at, VOCABULARY)
    assert 0 <= found.start <= found.end == at
    assert all(found.texts)
