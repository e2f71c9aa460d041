"""A file that names a table opens like any other, and what is amiss is told at its place."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tui.cli import main
from tui.cli.reading import opened
from tui.events.problem import Severity
from tui.stores import open_table, yaml_file
from tui.stores.open_file import OpenFile
from tui.stores.open_table import OpenTable
from tui.stores.table import loading
from tui.stores.yaml_reader import read_document

COUNT = 40

HEAD = """\
title: News archive
table: duckdb:///archive.duckdb?table=news
"""
NEWS = f"""{HEAD}columns:
  title: headline
  start: published_at
  lane: desk
lanes:
  - {{name: Policy, colour: red, glyph: ◆}}
  - Chips
eras:
  - {{date: 2001-02, title: A month}}
views:
  Chips alone: lane:chips
about: What was printed.
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table in it, which is not the current one."""
    folder = tmp_path / "a[1]"
    (folder / "parts").mkdir(parents=True)
    with duckdb.connect(str(folder / "archive.duckdb")) as connection:
        connection.execute(
            "create table news as select i as number, 'Number ' || i as headline,"
            " 'Note ' || i as remark, date '2001-01-01' + i::int as published_at,"
            " ['Chips', 'Policy', 'Models'][1 + i % 3] as desk from range(?) t(i)",
            [COUNT],
        )
        connection.execute(
            "create table dates as select i as when, 'T' as title from range(3) t(i)"
        )
        for number in range(2):
            place = folder / "parts" / f"{number}.parquet"
            connection.execute(
                f"copy (from news where number % 2 = {number}) to '{place}' (format parquet)"
            )
    return folder


def write(folder: Path, text: str) -> Path:
    path = folder / "news.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_table_has_the_events_and_the_file_all_else(folder: Path) -> None:
    path = write(folder, NEWS)
    found = opened(str(path))
    assert found is not None
    timeline = found.file.reading.timeline
    assert found.file.path == path
    assert found.read_only
    assert (timeline.title, timeline.about) == ("News archive", "What was printed.")
    assert [lane.name for lane in timeline.lanes] == ["Policy", "Chips", "Models"]
    assert (timeline.lanes[0].colour, timeline.lanes[0].glyph) == ("red", "◆")
    assert [era.title for era in timeline.eras] == ["A month"]
    assert [view.name for view in timeline.views] == ["Chips alone"]
    assert len(timeline.events) == COUNT
    event = timeline.events[1]
    assert (event.title, event.lane) == ("Number 1", "Policy")
    assert event.when is not None
    assert event.when.text == "2001-01-02"
    assert timeline.problems == ()


@pytest.mark.parametrize(
    "address",
    [
        "duckdb:///archive.duckdb?table=news",
        "archive.duckdb?table=news",
        "parts",
        "parts/*.parquet",
        "'*/[01].parquet'",
    ],
)
def test_relative_addresses_begin_at_the_file(
    address: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder, f"table: {address}\n")
    for place in (folder.parent, folder):
        monkeypatch.chdir(place)
        found = opened(str(path.relative_to(place)))
        assert found is not None
        assert len(found.file.reading.timeline.events) == COUNT


def test_what_comes_behind_the_first_frame_has_the_files_head_and_problems_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FIRST", 6)
    path = write(folder, f"{NEWS}columms: {{}}\nviews: {{}}\n")
    found = opened(str(path), in_steps=True)
    assert found is not None
    assert isinstance(found.file, OpenTable)
    assert found.notice == ""
    first = found.file.reading.timeline
    assert first.is_partial
    reading, reason = found.file.read_on()
    assert reason == ""
    for timeline in (first, reading.timeline):
        assert timeline.title == "News archive"
        assert [era.title for era in timeline.eras] == ["A month"]
        assert [problem.code for problem in timeline.problems] == ["key-duplicate"]
        assert timeline.troubles == 1
    assert len(reading.timeline.events) == COUNT


def test_what_no_memory_holds_has_the_files_head_and_problems_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_table, "MOST", 20)
    path = write(folder, f"{NEWS}columms: {{}}\nviews: {{}}\n")
    found = opened(str(path), in_steps=True)
    assert found is not None
    assert found.surveyor is not None
    assert found.file.rest is None
    timeline = found.file.reading.timeline
    assert timeline is found.surveyor.last.timeline
    assert timeline.title == "News archive"
    assert [era.title for era in timeline.eras] == ["A month"]
    assert [problem.code for problem in timeline.problems] == ["key-duplicate"]
    assert timeline.troubles == 1
    assert found.surveyor.last.answers[""].events == COUNT


def test_columns_of_the_command_line_come_before_those_of_the_file(
    folder: Path, capsys: Captured
) -> None:
    path = str(write(folder, NEWS))
    assert main(["show", path, "--format", "list", "--map", "title=remark"]) == 0
    out = capsys.readouterr().out
    assert "Note 4" in out
    assert "Chips" in out
    assert "Number" not in out
    assert main([path, "--map", "title=remark"]) == 0  # what the viewer does without a terminal
    assert "Note" in capsys.readouterr().out
    assert main(["show", path, "--map", "title=remrk"]) == 2
    error = capsys.readouterr().err
    assert "no column 'remrk' for title: did you mean remark?" in error
    assert "news.yaml" not in error
    assert main(["show", path, "--map", "tilte=remark"]) == 2
    error = capsys.readouterr().err
    assert "no field is called 'tilte'" in error
    assert "news.yaml" not in error


def test_a_column_that_the_command_line_tells_mends_one_of_the_file(
    folder: Path, capsys: Captured
) -> None:
    path = str(write(folder, f"{HEAD}columns: {{title: headlin}}\n"))
    assert main(["show", path, "--map", "title=remark"]) == 0
    assert "Note" in capsys.readouterr().out


#: (what stands in the file, place, part of what is said, code)
BROKEN = [
    ("table:\n", "1:1", "address of a table is expected", "table-address"),
    ("table: [a.parquet]\n", "1:8", "address of a table is expected", "type-wrong"),
    ("title: A\ntable: news\n", "2:8", "news is no address of a table: write", "table-address"),
    ("table: https://me:hunter2@x/a\n", "1:8", "https:// is no address", "table-address"),
    ("table: postgres://me:hunter2@h:x/d\n", "1:8", "cannot be read", "table-address"),
    ("table: none/*.parquet\n", "1:8", "none/*.parquet has no Parquet files", "table-address"),
    ("table: duckdb:///no.duckdb\n", "1:8", "there is no such file", "table-unreadable"),
    ("table: nowhere://a?table=b\n", "1:8", "no engine is called 'nowhere'", "table-unreadable"),
    ("table: no.parquet\n", "1:8", "no.parquet", "table-unreadable"),
    ("table: news.yaml.parquet\n", "1:8", "news.yaml.parquet", "table-unreadable"),
    (
        *("table: archive.duckdb?table=nws\n", "1:8"),
        *("no table 'nws', only dates, news", "table-unreadable"),
    ),
    ("table: archive.duckdb\n", "1:8", "say which table with ?table=: dates, news", "table-un"),
    (
        *(f"{HEAD}columns: {{lane: dask}}\n", "3:17"),
        *("no column 'dask' for lane: did you mean desk?", "column-invalid"),
    ),
    (f"{HEAD}columns: {{start: ''}}\n", "3:18", "no column is known as the start", "column-inv"),
    (
        *("table: archive.duckdb?table=dates\ncolumns: {start: when}\n", "2:18"),
        *("holds numbers: tell as numbers what they count", "column-invalid"),
    ),
    (
        *("table: archive.duckdb?table=dates\ncolumns: {start: when, numbers: days}\n", "2:33"),
        *("numbers is one of s, ms, us, ns, years, not 'days'", "column-invalid"),
    ),
    ("table: a: b\n", "1:9", "", ""),
    ("table: parts\n\x00", "", "this is not text", ""),
]


@pytest.mark.parametrize(("text", "place", "said", "code"), BROKEN)
def test_what_does_not_open_is_told_at_its_place_and_without_a_traceback(
    text: str, place: str, said: str, code: str, folder: Path, capsys: Captured
) -> None:
    (folder / "news.yaml.parquet").write_text("no Parquet")
    path = str(write(folder, text))
    before = Path(path).read_bytes()
    assert main(["show", path]) == 2
    shown = capsys.readouterr()
    assert f"{path}:{place}: " in shown.err if place else True
    assert said in shown.err
    checked = main(["check", path])
    found = capsys.readouterr()
    if code:
        assert checked == 1
        assert f"{path}:{place}: error: " in found.out
        assert f"[{code}" in found.out
        assert found.err == ""
    for text in (shown.err, found.out, found.err):
        assert "Traceback" not in text
        assert "hunter2" not in text
    assert Path(path).read_bytes() == before


def test_check_tells_of_all_columns_and_of_the_rows(folder: Path) -> None:
    path = write(folder, f"{HEAD}columns: {{title: headlin, lane: dask, colour: red}}\n")
    found = [(each.code, each.location.column) for each in yaml_file.check(path)]
    assert found == [("column-invalid", 18), ("column-invalid", 33), ("field-unknown", 39)]
    with duckdb.connect(str(folder / "archive.duckdb")) as connection:
        connection.execute("alter table news add column stop date default date '1999-01-01'")
    path = write(folder, f"{HEAD}columns: {{title: headline, end: stop}}\n")
    (problem,) = yaml_file.check(path)
    assert (problem.code, problem.severity) == ("table-doubtful", Severity.WARNING)
    assert tuple(problem.location) == (2, 8)
    assert "40 rows end before they begin" in problem.message
    path = write(folder, f"{HEAD}columns: {{end: stop}}\ncheck: {{table-doubtful: off}}\n")
    assert yaml_file.check(path) == ()


def test_a_password_is_a_warning_and_the_table_opens(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    import ibis

    kept = ibis.duckdb.connect(str(folder / "archive.duckdb"), read_only=True)
    asked: list[str] = []

    def connect(address: str) -> object:
        asked.append(address)
        return kept

    # Stands for a server, of which there may be none where tests are run.
    monkeypatch.setattr(ibis, "connect", connect)
    path = str(write(folder, "table: snowflake://me:hunter2@acc/d?table=news\n"))
    assert main(["show", path, "--format", "list"]) == 0
    told = capsys.readouterr()
    assert asked == ["snowflake://me:hunter2@acc/d"]
    assert "Number 7" in told.out
    assert "1 problem; eventide check" in told.err
    kept = ibis.duckdb.connect(str(folder / "archive.duckdb"), read_only=True)
    assert main(["check", path]) == 1
    said = capsys.readouterr()
    assert f"{path}:1:8: warning: a password stands in this address" in said.out
    assert "hunter2" not in told.out + told.err + said.out + said.err


def test_nothing_is_ever_written_to_the_file(folder: Path, capsys: Captured) -> None:
    path = write(folder, NEWS)
    for words in (
        ["add", str(path), "title=A", "date=2001"],
        ["set", str(path), "1", "title=A"],
        ["remove", str(path), "1"],
        ["set", str(path), "1", "title=A", "--dry-run"],
    ):
        assert main(words) == 1
        assert "refused, and nothing is changed" in capsys.readouterr().err
    assert main(["check", "--fix", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == NEWS
    # Nor is the table asked for that.
    broken = str(write(folder, "table: no.parquet\n"))
    assert main(["set", broken, "1", "title=A"]) == 1
    assert "only read" in capsys.readouterr().err


def test_events_beside_a_table_open_and_the_table_does_not(folder: Path, capsys: Captured) -> None:
    path = str(write(folder, f"{HEAD}events:\n  - {{date: 2001, title: Here}}\n"))
    assert main(["show", path, "--format", "list"]) == 0
    told = capsys.readouterr()
    assert "Here" in told.out
    assert "Number" not in told.out
    assert "1 problem" in told.err
    assert main(["check", path]) == 1
    assert f"{path}:2:1: error: 'table' stands beside 'events'" in capsys.readouterr().out


def test_a_timeline_on_screen_stays_when_its_file_comes_to_name_a_table(folder: Path) -> None:
    path = write(folder, "events:\n  - {date: 2001, title: Here}\n")
    file = OpenFile.open(path)
    write(folder, NEWS)
    seen = file.look()
    assert seen.reading is None
    assert seen.broken.startswith("news.yaml:2:8: it names a table now")


NAME_MODULES = """
import sys
from tui.cli import main
main(sys.argv[1:])
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("text", "has_tables"), [("events:\n  - {date: 2001, title: A}\n", False), (NEWS, True)]
)
@pytest.mark.parametrize("command", ["show", "check"])
def test_only_a_file_that_names_a_table_pays_for_one(
    command: str, text: str, has_tables: bool, folder: Path
) -> None:
    call = [sys.executable, "-c", NAME_MODULES, command, str(write(folder, text))]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    modules = set(done.stderr.split())
    table = {
        "ibis",
        "duckdb",
        "tui.stores.table",
        "tui.stores.open_table",
        "tui.events.table_field",
    }
    assert "tui.events.head" in modules
    assert bool(modules & table) is has_tables


def test_a_file_is_parsed_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counting(text: str) -> object:
        parsed.append(text)
        return read_document(text)

    monkeypatch.setattr(yaml_file, "read_document", counting)
    for text in (NEWS, "events:\n  - {date: 2001, title: A}\n"):
        parsed.clear()
        assert opened(str(write(folder, text))) is not None
        assert parsed == [text]
