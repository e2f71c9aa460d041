"""Colours that can be read on any ground, looks that differ, and signs that have an ASCII twin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.keymap.legend import LEGEND, MOUSE
from tui.keymap.table import COMMANDS
from tui.layout.marks import DIAMONDS, Role
from tui.palette import (
    ASCII,
    CONTRAST_DARK,
    CONTRAST_LIGHT,
    DARK,
    LANE,
    LANE_GLYPHS,
    LIGHT,
    ROLES,
    TERMINAL_DARK,
    TERMINAL_LIGHT,
    Palette,
    adopted,
    contrast,
    hue_of,
    lane_look,
    legible,
    mixed,
    suited,
)

HOUSE = [DARK, LIGHT, CONTRAST_DARK, CONTRAST_LIGHT]

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#123456", "#123456", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#000000", 2.44),
    ],
)
def test_contrast_is_that_of_wcag_2(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("palette", HOUSE)
def test_the_houses_colours_need_no_change_on_its_own_grounds(palette: Palette) -> None:
    assert suited(palette, palette.ground) == palette
    assert suited(palette, palette.raised)._replace(ground=palette.ground) == palette


@pytest.mark.parametrize("palette", HOUSE)
@given(ground=colours)
def test_on_any_ground_every_ink_can_be_read(palette: Palette, ground: str) -> None:
    ours = suited(palette, ground)
    # Where a ground is between light and dark even black and white have less than 7.
    least = min(palette.least, max(contrast(pole, ground) for pole in ("#000000", "#ffffff")))
    for ink in ROLES.values():
        for colour in ours.lanes if ink.tone == LANE else [ours.tones[ink.tone]]:
            needed = palette.guide if ink.tone == "faint" else least
            assert contrast(colour, ground) >= needed, (ink, colour)


@given(ground=colours, text=colours, accent=colours)
def test_so_it_can_with_the_text_and_accent_of_any_theme(
    ground: str, text: str, accent: str
) -> None:
    ours = adopted(ground, text, accent)
    for colour in (ours.text, ours.muted, ours.accent, *ours.lanes):
        assert contrast(colour, ground) >= 4.5
    assert contrast(ours.faint, ground) >= ours.guide


@given(colour=colours, ground=colours)
def test_a_colour_that_can_be_read_is_left_alone(colour: str, ground: str) -> None:
    after = legible(colour, ground, 4.5)
    assert (after == colour) == (contrast(colour, ground) >= 4.5)
    assert legible(after, ground, 4.5) == after


@given(one=colours, other=colours)
def test_a_mixture_begins_with_one_and_ends_with_the_other(one: str, other: str) -> None:
    assert mixed(one, other, 0) == one
    assert mixed(one, other, 1) == other


def test_every_role_has_an_ink_of_a_tone_that_there_is() -> None:
    assert set(ROLES) == {role.value for role in Role}
    assert {ink.tone for ink in ROLES.values()} == {LANE, *DARK.tones}


def test_only_rules_and_grid_lines_are_faint() -> None:
    assert {role for role, ink in ROLES.items() if ink.tone == "faint"} == {"rule", "grid"}


@pytest.mark.parametrize("palette", [*HOUSE, TERMINAL_DARK, TERMINAL_LIGHT])
def test_no_two_of_the_first_fifty_lanes_share_a_look(palette: Palette) -> None:
    looks = [lane_look(index) for index in range(50)]
    drawn = {(palette.lanes[look.hue], LANE_GLYPHS[look.glyph]) for look in looks}
    assert len(drawn) == 50
    in_ascii = {(hue, *(sign.translate(ASCII) for sign in glyphs)) for hue, glyphs in drawn}
    assert len(in_ascii) == 50


def test_neighbours_differ_in_hue_and_in_glyph() -> None:
    for one, other in pairwise(lane_look(index) for index in range(200)):
        assert one.hue != other.hue
        assert one.glyph != other.glyph
    assert len({lane_look(index).glyph for index in range(len(DARK.lanes))}) == len(DARK.lanes)


def test_a_lane_without_a_look_of_its_own_has_the_first_ones_glyphs() -> None:
    assert LANE_GLYPHS[0] == DIAMONDS


@pytest.mark.parametrize(
    ("text", "hue"),
    [
        ("#fa0", "#ffaa00"),
        ("#1A2b3C", "#1a2b3c"),
        (" Orange ", "#ffa500"),
        ("grey", "#808080"),
        ("", None),
        ("#", None),
        ("#12", None),
        ("#12345", None),
        ("#1234567", None),
        ("#ggg", None),
        ("123456", None),
        ("reddish", None),
    ],
)
def test_a_file_names_colours_as_style_sheets_do(text: str, hue: str | None) -> None:
    assert hue_of(text) == hue


#: Signs that mean different things in one picture.
GLYPHS = "".join(solid + hollow for solid, hollow in LANE_GLYPHS)
SIGNS = GLYPHS + "●◌─╌├┤┝┥░▒▓◀▶◂▸▲▼┊│╏╱▁▃▅▇"


def test_every_sign_is_one_cell_and_no_glyph_an_emoji() -> None:
    assert all(cell_len(sign) == 1 for sign in SIGNS)
    assert all(cell_len(f"{glyph}\N{VARIATION SELECTOR-16}") == 1 for glyph in GLYPHS)


def test_glyphs_of_lanes_have_no_other_meaning() -> None:
    assert len(set(SIGNS)) == len(SIGNS)


def test_every_sign_has_an_ascii_twin_of_one_cell() -> None:
    for sign in SIGNS + "▬━┴┼┿▂▄▆█▴▾…×·–—←→↑↓⇧“”␛␡":
        twin = sign.translate(ASCII)
        assert twin.isascii(), sign
        assert twin.isprintable()
        assert len(twin) == 1


def test_the_keys_and_the_legend_can_be_said_in_ascii() -> None:
    for command in COMMANDS:
        assert f"{command.shown_as} {command.sentence}".translate(ASCII).isascii(), command
    for pairs in (LEGEND, MOUSE):
        for pair in pairs:
            assert "".join(pair).translate(ASCII).isascii(), pair


def test_signs_that_differ_in_meaning_differ_in_ascii_too() -> None:
    assert len(set(SIGNS.translate(ASCII))) == len(SIGNS)
