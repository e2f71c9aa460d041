"""Colours that can be read, and signs that have an ASCII twin."""

import pytest

from tui.layout.marks import Role
from tui.palette import ASCII, DARK, LIGHT, Palette


def luminance(colour: str) -> float:
    """Return the relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


#: What is only there to guide the eye, and says nothing that is not said elsewhere.
GUIDES = {"rule", "grid"}


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_all_text_can_be_read_on_every_ground(palette: Palette) -> None:
    for ground in (palette.ground, palette.raised):
        for role, ink in palette.roles.items():
            if role not in GUIDES:
                for colour in [ink.colour] if ink.colour else palette.lanes:
                    assert contrast(colour, ground) >= 4.5, (role, colour, ground)


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_what_is_selected_can_be_read_on_the_colour_of_its_lane(palette: Palette) -> None:
    for hue in (*palette.lanes, palette.text):
        assert contrast(palette.ground, hue) >= 4.5, hue


@pytest.mark.parametrize("palette", [DARK, LIGHT])
def test_every_role_has_an_ink_and_no_two_lanes_a_colour(palette: Palette) -> None:
    assert set(palette.roles) == {role.value for role in Role}
    assert len(set(palette.lanes)) == len(palette.lanes)


#: Signs that mean different things in one picture.
SIGNS = "◆◇●◌─╌├┤░▒▓◀▶◂▸▲▼┊"


def test_every_sign_has_an_ascii_twin() -> None:
    for sign in SIGNS + "▬━┴┼▁▂▃▄▅▆▇█…×·–—":
        assert sign.translate(ASCII).isascii(), sign
        assert len(sign.translate(ASCII)) == 1


def test_signs_that_differ_in_meaning_differ_in_ascii_too() -> None:
    assert len(set(SIGNS.translate(ASCII))) == len(SIGNS)
