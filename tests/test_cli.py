"""The command line: what it prints, where, and with which exit code."""

import json
import sys
from io import StringIO
from pathlib import Path
from time import sleep

import pytest

from tests.terminal import ROOT
from tui import __version__
from tui.cli import main, output

SAMPLE = ROOT / "data" / "events.yaml"

BROKEN = """\
title: A voyage
check: {source-missing: off}
events:
  - id: ice
    date: 1912-04-14
    title: The ice
  - id: inquiry
    date: 1912-02-30
    title: An inquiry
  - id: ice
    date: 1985-09-01
    title: The wreck
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def broken(tmp_path: Path) -> str:
    path = tmp_path / "voyage.yaml"
    path.write_text(BROKEN)
    return str(path)


def test_it_says_its_version(capsys: Captured) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"eventide {__version__}\n"


def test_help_is_data_and_goes_to_standard_output(capsys: Captured) -> None:
    assert main(["--help"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("usage: eventide [FILE]")
    assert captured.err == ""


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--nonsense"], "there is no option --nonsense"),
        (["one.yaml", "two.yaml"], "the viewer opens one file"),
        (["show", "--range", "2023-02-30", "x"], "--range, column 9"),
        (["show", "--range", "2023/..", "x"], "--range needs"),
        (["show", "--query", "a lame:x", str(SAMPLE)], "--query, column 3: no field is called"),
        (["show", "--width", "x"], "a whole number of columns from 1 to 9999"),
        (["show", "--width", "0"], "a whole number of columns from 1 to 9999"),
        (["check"], "needs the name of a file"),
        (["show", "/no/such/file.yaml"], "/no/such/file.yaml: there is no such file"),
        (["check", "/no/such/file.yaml"], "/no/such/file.yaml: there is no such file"),
        (["check", str(ROOT)], "this is a directory"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(
    argv: list[str], said: str, capsys: Captured
) -> None:
    assert main(argv) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("eventide: ")
    assert captured.err.count("\n") == 1
    assert said in captured.err


def test_the_ai_race_has_no_error_and_no_warning(capsys: Captured) -> None:
    assert main(["check", str(SAMPLE)]) == 0
    assert not [line for line in capsys.readouterr().out.splitlines() if ": note: " not in line]


def test_show_prints_what_a_query_means(broken: str, capsys: Captured) -> None:
    assert main(["show", "--query", "-lane:chips date:1985", "--format", "list", broken]) == 0
    assert capsys.readouterr().out == "1985-09-01  Other  The wreck\n"
    assert main(["show", "--query", "-title:inquiry date:..1950", "--width", "60", broken]) == 0
    picture = capsys.readouterr().out
    assert "14 Apr 1912: The ice" in picture
    assert "wreck" not in picture
    assert "1985" not in picture


def test_check_prints_each_problem_with_its_place(broken: str, capsys: Captured) -> None:
    assert main(["check", broken]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{broken}:8:19: error: February 1912 has 29 days")
    assert lines[0].endswith("[date-invalid]")
    assert lines[1].startswith(f"{broken}:10:9: error: ")
    assert lines[1].endswith("[id-duplicate]")
    assert len(lines) == 2


def test_check_as_json_has_the_same_problems(broken: str, capsys: Captured) -> None:
    assert main(["check", "--format", "json", broken]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [(row["path"], row["line"], row["column"], row["code"]) for row in rows] == [
        (broken, 8, 19, "date-invalid"),
        (broken, 10, 9, "id-duplicate"),
    ]


def test_notes_alone_are_no_failure(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "notes.yaml"
    path.write_text("events:\n  - date: [1667,1668]\n    title: A treaty\n")
    assert main(["check", str(path)]) == 0
    assert ": note: " in capsys.readouterr().out


def test_a_broken_event_does_not_hide_the_others(broken: str, capsys: Captured) -> None:
    assert main(["show", broken, "--format", "list"]) == 0
    captured = capsys.readouterr()
    assert [line.split("  ")[-1] for line in captured.out.splitlines()] == [
        "The ice",
        "The wreck",
        "An inquiry",
    ]
    assert "2 problems; eventide check" in captured.err


def test_json_has_the_texts_of_the_file_and_the_bounds(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "events.yaml"
    path.write_text(
        "events:\n"
        "  - {id: ides, date: -0043-03-15, title: The ides, time: 12:30, sure: no}\n"
        "  - {id: big, date: Y-13800000000, title: The beginning, before: hand}\n"
        "  - {id: now, date: 2025-01/.., title: Under way}\n"
        "  - {id: never, title: Nobody knows}\n"
    )
    main(["show", str(path), "--format", "json"])
    events = {event["id"]: event for event in json.loads(capsys.readouterr().out)["events"]}
    assert events["ides"] == {
        "id": "ides",
        "date": "-0043-03-15",
        "title": "The ides",
        "time": "12:30",
        "sure": "no",
        "earliest": "-0043-03-15T00:00:00Z",
        "before": "-0043-03-16T00:00:00Z",
    }
    assert events["big"]["earliest"] == "-13800000000-01-01T00:00:00Z"
    assert events["big"]["before"] == "-13799999999-01-01T00:00:00Z"
    assert events["big"]["field.before"] == "hand"
    assert (events["now"]["earliest"], events["now"]["before"]) == ("2025-01-01T00:00:00Z", None)
    assert (events["never"]["earliest"], events["never"]["before"]) == (None, None)


def test_a_range_shows_the_events_that_may_lie_in_it(capsys: Captured) -> None:
    main(["show", str(SAMPLE), "--range", "2025-01-27", "--format", "list"])
    titles = capsys.readouterr().out
    assert "Nvidia loses a record $589bn in one day" in titles
    assert "Stargate build-out" in titles
    assert "AlexNet" not in titles
    assert "2025-01-29" not in titles


def test_a_value_may_begin_with_a_dash(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "events.yaml"
    path.write_text("events:\n  - {date: -0043-03-15, title: The ides}\n")
    assert main(["show", str(path), "--range", "-0043/0100", "--format", "list"]) == 0
    assert "The ides" in capsys.readouterr().out


def test_the_picture_lets_a_stranger_read_off_january_2025(capsys: Captured) -> None:
    assert main(["show", str(SAMPLE), "--width", "120"]) == 0
    picture = capsys.readouterr().out
    for said in (
        "20 Jan 2025: DeepSeek releases R1 with open weights ◆",
        "27 Jan 2025: Nvidia loses a record $589bn in one day ⚑",
        "! 23 Jan 2025: Claim: DeepSeek holds 50,000 H100 chips ◤",
    ):
        assert said in picture
    assert max(map(len, picture.splitlines())) <= 120


def test_every_event_is_in_the_picture(capsys: Captured) -> None:
    main(["show", str(SAMPLE), "--width", "200"])
    picture = capsys.readouterr().out
    main(["show", str(SAMPLE), "--format", "json"])
    for event in json.loads(capsys.readouterr().out)["events"]:
        assert event["title"][:30] in picture, event["title"]


def test_ascii_signs_on_request(capsys: Captured) -> None:
    main(["show", str(SAMPLE), "--ascii", "--width", "100"])
    picture = capsys.readouterr().out
    assert "DeepSeek releases R1 with open weights *" in picture
    assert not set("◆━├┤┴─●▶…") & set(picture)


def test_without_a_file_the_nearest_one_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (tmp_path / "events.yaml").write_text("events:\n  - {date: 1912, title: The ice}\n")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    main(["show", "--format", "list"])
    assert "The ice" in capsys.readouterr().out


def test_where_there_is_no_file_the_sample_is_shown_and_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["show", "--format", "list"]) == 0
    captured = capsys.readouterr()
    assert "AlexNet" in captured.out
    assert "this is the sample" in captured.err


def test_hostile_text_is_harmless_in_every_output(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(
        'events:\n  - date: "2025\\e[2J"\n    title: "a\\e]52;c;aGk=\\a b\\u202Ec\\x9b31m"\n'
        '  - {date: 2025, "k\\e[c": "v\\x7f", title: "t\\e[c"}\n'
    )
    for argv in (
        ["show", str(path)],
        ["show", str(path), "--format", "list"],
        ["show", str(path), "--format", "json"],
        ["check", str(path)],
        ["check", str(path), "--format", "json"],
    ):
        main(argv)
        captured = capsys.readouterr()
        said = captured.out + captured.err
        assert said
        assert not [char for char in said if char != "\n" and not char.isprintable()], argv


@pytest.fixture
def preferences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "eventide" / "config.toml"
    path.parent.mkdir()
    return path


def test_keys_are_listed_as_preferred_and_complaints_go_to_standard_error(
    preferences: Path, capsys: Captured
) -> None:
    preferences.write_text('[keys]\nzoom_in = "f9"\nlist = "q"\ndance = "x"\n')
    assert main(["--list-keys"]) == 0
    printed = capsys.readouterr()
    assert "zoom_in             F9 " in printed.out
    assert "  list                v " in printed.out
    complaints = printed.err.splitlines()
    assert len(complaints) == 2
    assert (
        f"{preferences}:3: the keys of list stay as they are: q is the key of quit" in printed.err
    )
    assert f"{preferences}:4: the keys of dance stay as they are: there is no such" in printed.err


def test_an_option_for_a_view_needs_one(capsys: Captured) -> None:
    assert main(["--view"]) == 2
    assert "--view needs the line of a view" in capsys.readouterr().err


def test_check_for_github_annotates_and_codes_are_explained(broken: str, capsys: Captured) -> None:
    assert main(["check", "--format", "github", broken]) == 1
    assert capsys.readouterr().out.startswith(f"::error file={broken},line=8,col=19,")
    assert main(["check", "--codes"]) == 0
    assert "source-single" in capsys.readouterr().out
    assert main(["check"]) == 2


def test_levels_in_the_head_of_a_file_decide_what_is_told(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "events.yaml"
    event = "events: [{id: a, date: 2020, title: One}]\n"
    for level, code in (("off", 0), ("note", 0), ("warning", 1), ("error", 1)):
        path.write_text(f"check: {{source-missing: {level}}}\n{event}")
        assert main(["check", str(path)]) == code
        assert ("source-missing" in capsys.readouterr().out) is (level != "off")


def test_a_merge_that_left_its_marks_is_an_error_with_a_place(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "events.yaml"
    path.write_text("events:\n<<<<<<< ours\n  - {date: 2020, title: A}\n=======\n")
    assert main(["check", str(path)]) in (1, 2)
    captured = capsys.readouterr()
    assert f"{path}:2:1:" in captured.out + captured.err


def test_a_new_file_can_be_opened_and_is_never_written_over(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "mine.yaml"
    assert main(["new", str(path)]) == 0
    assert "is written" in capsys.readouterr().out
    assert (tmp_path / "events.schema.json").exists()
    assert main(["check", str(path)]) == 0
    before = path.read_bytes()
    assert main(["new", str(path)]) == 2
    assert "of this name already" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_schema_is_json(capsys: Captured) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].startswith(
        "http://json-schema.org/draft-07"
    )


def test_what_is_certain_is_mended_and_nothing_else(tmp_path: Path, capsys: Captured) -> None:
    path = tmp_path / "events.yaml"
    text = (
        "check: {source-missing: off}\nevents:\n"
        "  - {id: a, date: [1667,1668], title: One}   # unquoted\n"
        "  - id: b\n    date: 2020-13   # no such month\n    title: Two\n"
        "    status: comfirmed\n    links:\n      - {to: a, kind: leads_to}\n"
    )
    path.write_text(text)
    assert main(["check", "--fix", str(path)]) == 1
    captured = capsys.readouterr()
    assert "3 things mended" in captured.err
    assert [line.rpartition("[")[2] for line in captured.out.splitlines()] == ["date-invalid]"]
    mended = text.replace("[1667,1668]", '"[1667,1668]"').replace("comfirmed", "confirmed")
    assert path.read_text() == mended.replace("leads_to", "leads-to")
    assert main(["check", "--fix", str(path)]) == 1
    assert path.read_text() == mended.replace("leads_to", "leads-to")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_what_takes_long_is_told_on_a_terminal_and_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for stream, slow, expected in (
        (Terminal(), 0.0, "asking␛\r\x1b[K"),
        (Terminal(), 60.0, ""),
        (StringIO(), 0.0, ""),
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setattr(output, "_SLOW", slow)
        with output.told_if_slow("asking\x1b"):
            sleep(0.1)
        assert stream.getvalue() == expected
