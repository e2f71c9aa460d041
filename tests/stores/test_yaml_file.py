import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.events.clean import clean_line
from tui.events.problem import Location, UnreadableError
from tui.events.timeline import Timeline
from tui.stores import file_bytes
from tui.stores.yaml_file import read, to_timeline

SAMPLE = Path(__file__).parents[2] / "data" / "events.yaml"
EVENT = b"events:\n  - {title: A, date: 2001-02-30}\n"


def refusal(data: bytes) -> UnreadableError:
    with pytest.raises(UnreadableError) as caught:
        to_timeline(data, "a.yaml")
    return caught.value


def test_a_stray_byte_is_a_problem_with_a_place_and_hides_no_event() -> None:
    data = b"events:\n- {date: 2025, title: caf\xe9 bar}\n- {date: 2026, title: Second}\n"
    timeline = to_timeline(data, "x.yaml")
    assert [event.title for event in timeline.events] == ["caf\ufffd bar", "Second"]
    (problem,) = timeline.problems
    assert problem.location == Location(2, 26)
    assert problem.message == "the byte 0xE9 is not UTF-8; it is read as \ufffd"


@pytest.mark.parametrize(
    ("data", "location", "message"),
    [
        (
            b"\x89PNG\r\n\x1a\n\0\0",
            Location(3, 1),
            "this is not text: the byte at offset 8 is zero",
        ),
        ("events:\n".encode("utf-16"), None, "this is UTF-16: save it as UTF-8"),
        (b"\xfe\xff\0e", None, "this is UTF-16: save it as UTF-8"),
        (
            ("events:\n- title: é" + "ü" * 9 + "\n").encode("latin-1"),
            Location(2, 10),
            "this is not UTF-8: the byte at offset 17 is 0xE9",
        ),
        (b"\xef\xbb\xbfa\n\xff", Location(2, 1), "the byte at offset 5 is 0xFF"),
        (b"- a\n", Location(1, 1), "write the line 'events:' above it"),
        (b"# text\nhello\n", Location(2, 1), "this is a text, not a timeline"),
        (b"name: x\nversion: 2\n", Location(1, 1), "write the events as a list under 'events:'"),
        (b"events:\n\t- a\n", Location(2, 1), "a tab stands in the indentation"),
        (b"a: &a [" + b"x, " * 999 + b"]\nb: [" + b"*a, " * 1_001 + b"]\n", Location(2, 4005), ""),
    ],
)
def test_what_is_no_timeline_is_refused(
    data: bytes, location: Location | None, message: str
) -> None:
    error = refusal(data)
    assert message in error.message
    assert error.location == location
    assert str(error).startswith("a.yaml:")


@pytest.mark.parametrize(
    "data", [b"", b"\xef\xbb\xbf", b"# a\n", b"---\n", b"~\n", b"{}\n", b"events:\n"]
)
def test_an_empty_file_is_an_empty_timeline(data: bytes) -> None:
    found = to_timeline(data, "a.yaml")
    assert found.events == ()
    assert [problem.code for problem in found.problems] == ["events-missing"]


@pytest.mark.parametrize(
    ("data", "location"),
    [
        (EVENT, Location(2, 30)),
        (b"\xef\xbb\xbf" + EVENT, Location(2, 30)),
        (b"\xef\xbb\xbfevents: [{title: A, date: 2001-02-30}]", Location(1, 35)),
        (EVENT.replace(b"\n", b"\r\n"), Location(2, 30)),
        (EVENT.replace(b"\n", b"\r"), Location(2, 30)),
        (EVENT.replace(b"A", "é𝄞".encode()), Location(2, 31)),
    ],
)
def test_places_are_those_of_an_editor(data: bytes, location: Location) -> None:
    (problem,) = to_timeline(data, "a.yaml").problems
    assert (problem.code, problem.location) == ("date-invalid", location)


@pytest.mark.parametrize(
    ("char", "shown", "severity"),
    [
        ("\x1b", "␛", "error"),
        ("\x07", "␇", "error"),
        ("\x7f", "␡", "error"),
        ("\x9b", "\ufffd", "error"),
        ("\ufeff", "\ufffd", "error"),
        ("\uffff", "\ufffd", "error"),
        ("\x85", "␤", "warning"),
        ("\u2028", "␤", "warning"),
    ],
)
def test_a_character_that_yaml_does_not_take_hides_nothing(
    char: str, shown: str, severity: str
) -> None:
    text = f"events:\n  - title: a{char}b\n    date: 2001\n  - title: B\n    date: 2001-13\n"
    found = to_timeline(text.encode(), "a.yaml")
    assert [event.title for event in found.events] == [f"a{shown}b", "B"]
    places = [(*problem.location, problem.severity, problem.code) for problem in found.problems]
    assert places == [
        (2, 13, severity, "character-invalid"),
        (5, 16, "error", "date-invalid"),
    ]


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ünïcode.yaml"
    path.write_bytes(b"events:\n  - {title: A, date: 2001}\n")
    assert [event.title for event in read(path).events] == ["A"]


def test_what_is_no_readable_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    cases = {
        tmp_path / "missing": "there is no such file",
        tmp_path: "this is a directory, not a file",
        tmp_path / "pipe": "this is not a regular file",
        Path("/dev/null"): "this is not a regular file",
        tmp_path / "a\0b": "this is no name that a file can have",
        tmp_path / ("a" * 300): "this cannot be read: File name too long",
    }
    for path, message in cases.items():
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert str(caught.value) == f"{path}: {message}"


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, flags: int) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UnreadableError, match="permission is denied"):
        read(tmp_path / "secret")


def test_a_file_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_bytes, "MOST_BYTES", 1024**2)
    path = tmp_path / "large"
    path.write_bytes(b"#" * 1024**2)
    assert read(path).events == ()
    path.write_bytes(b"#" * (1024**2 + 1))
    with pytest.raises(UnreadableError, match="larger than 1 MiB"):
        read(path)


FRAGMENTS = st.sampled_from(
    [
        *"-?:,[]{}#&*!|>'\"%@` \t\n\r\0\x1b~<=\\/.é\u2028\ufeff",
        *(
            "events:",
            "\n  - ",
            "\n    ",
            "title: ",
            "date: ",
            "2001",
            "sources:",
            "links:",
            "lanes:",
        ),
        *(
            "id: a",
            "<<: *a",
            "&a ",
            "*a",
            "---\n",
            "...\n",
            "- ",
            ": ",
            "|\n",
            ">-\n",
            "to: a",
            "{",
            "]",
        ),
    ]
)


@settings(max_examples=400, deadline=2_000)
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map("".join))
def test_any_text_is_a_timeline_or_refused(text: str) -> None:
    read_or_refused(text.encode("utf-8", "surrogatepass"))


@settings(max_examples=100, deadline=2_000)
@given(st.binary(max_size=60))
def test_any_bytes_are_a_timeline_or_refused(data: bytes) -> None:
    read_or_refused(data)
    read_or_refused(b"events:\n  - title: " + data)


@settings(max_examples=100, deadline=5_000)
@given(
    st.integers(0, 10_000), st.lists(st.tuples(FRAGMENTS, st.booleans()), min_size=1, max_size=4)
)
def test_a_damaged_file_keeps_most_of_its_events(seed: int, damage: list[tuple[str, bool]]) -> None:
    source = SAMPLE.read_text("utf-8")[:20_000]
    chance = random.Random(seed)  # noqa: S311  a place to damage, not a secret
    for fragment, cut in damage:
        at = chance.randrange(len(source))
        source = source[:at] + fragment + source[at + 5 * cut :]
    read_or_refused(source.encode())


def read_or_refused(data: bytes) -> None:
    try:
        found = to_timeline(data, "a.yaml")
    except UnreadableError as refused:
        messages = [refused.message]
    else:
        check_places(found, data)
        messages = [problem.message for problem in found.problems]
    assert [clean_line(message) for message in messages] == messages


def check_places(found: Timeline, data: bytes) -> None:
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= problem.location.line <= lines for problem in found.problems)
    assert len({event.id for event in found.events}) == len(found.events)
