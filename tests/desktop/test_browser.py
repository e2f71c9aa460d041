"""Opening addresses."""

import webbrowser

import pytest

from tui.desktop.browser import can_open, open_address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "-h", "https://a b", "ftp://example.org", ""],
)
def test_nothing_but_web_addresses_is_opened(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: pytest.fail("it was handed on"))
    assert not can_open(address)
    assert not open_address(address)


def test_an_address_is_handed_on_as_one_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[tuple[object, ...]] = []

    def note(*arguments: object) -> bool:
        handed.append(arguments)
        return True

    monkeypatch.setattr(webbrowser, "open", note)
    assert open_address("https://example.org/?a=1&b=$(x);'\"")
    assert handed == [("https://example.org/?a=1&b=$(x);'\"",)]
