"""Opening addresses."""

import subprocess
import time
import webbrowser
from pathlib import Path

import pytest

from tui.desktop import browser
from tui.desktop.browser import can_open, open_address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "-h", "https://a b", "ftp://example.org", ""],
)
def test_nothing_but_web_addresses_is_opened(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("it was handed on"))
    assert not can_open(address)
    assert not open_address(address)


ADDRESS = "https://example.org/?a=1&b=$(x);'\""


def test_an_address_is_handed_on_as_one_argument_and_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"
    program = tmp_path / "browser"
    program.write_text(f"#!/bin/sh\necho noise\nprintf '%s|' \"$@\" > {seen}\n")
    program.chmod(0o700)
    monkeypatch.setenv("BROWSER", str(program))
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    assert open_address(ADDRESS)
    end = time.monotonic() + 20
    while not (seen.exists() and seen.read_text()) and time.monotonic() < end:
        time.sleep(0.05)
    assert seen.read_text() == f"{ADDRESS}|"
    for process in browser._asked:
        process.wait(timeout=20)


def test_without_a_browser_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_: object = None) -> None:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "get", nothing)
    assert not open_address(ADDRESS)
