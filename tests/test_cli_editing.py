"""Edits from a shell."""

from pathlib import Path

import pytest

from tui.cli import main

TEXT = """\
# by hand
events:
  - id: ice          # struck at night
    date: 1912-04-14
    title: The ice
    tags: [ship, ice]
  - id: inquiry
    date: 1912-05
    title: An inquiry
"""

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "voyage.yaml"
    path.write_bytes(TEXT.encode())
    return path


def test_one_changed_field_changes_one_line(path: Path, capsys: Captured) -> None:
    assert main(["set", str(path), "ice", "title=Field ice"]) == 0
    assert path.read_text() == TEXT.replace("title: The ice", "title: Field ice")
    assert capsys.readouterr() == ("", "")


def test_fields_items_sources_and_links(path: Path) -> None:
    words = ["date=15 april 1912", "tags+=night", "tags-=ship", "status=disputed"]
    words += ["source.publisher=A paper", "source.date=1912-04-16", "link=leads-to:inquiry"]
    assert main(["set", str(path), "ice", *words]) == 0
    text = path.read_text()
    for line in ("date: 1912-04-15", "tags: [ice, night]", "status: disputed", "to: inquiry"):
        assert line in text, text
    assert "# struck at night" in text
    assert main(["check", str(path)]) == 0


def test_add_and_remove_come_back_to_the_same_bytes(path: Path) -> None:
    assert main(["add", str(path), "title=After", "date=1913", "tags=a,b", "id=after"]) == 0
    assert "id: after" in path.read_text()
    assert main(["remove", str(path), "after"]) == 0
    assert path.read_text() == TEXT


def test_a_dry_run_prints_the_difference_and_writes_nothing(path: Path, capsys: Captured) -> None:
    assert main(["set", "--dry-run", str(path), "ice", "title=Field ice"]) == 0
    printed = capsys.readouterr().out
    assert "-    title: The ice" in printed
    assert "+    title: Field ice" in printed
    assert path.read_text() == TEXT


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["set", "ice", "date=1912-02-30"], 1, "date: column"),
        (["set", "icee", "title=x"], 1, "did you mean “ice”?"),
        (["set", "ice", "tags-=none"], 1, "tags of ice has no “none”"),
        (["set", "ice", "link=leads-to:nobody"], 1, "no event has the id “nobody”"),
        (["set", "ice", "colour=red"], 2, "“colour” is not among"),
        (["set", "ice", "title"], 2, "is not FIELD=VALUE"),
        (["set", "ice", "link=causes:inquiry"], 2, "KIND one of"),
        (["set", "ice", "title="], 1, "an event needs a title"),
        (["add", "date=1913"], 1, "needs a title"),
        (["add", "title=x", "tags-=y"], 2, "nothing to take away"),
        (["remove", "nobody"], 1, "no event has the id"),
        (["set", "ice", "id=inquiry"], 1, "there is an event with the id “inquiry” already"),
        (["add", "id=ice", "title=x"], 1, "there is an event with the id “ice” already"),
    ],
)
def test_what_is_refused_is_told_and_changes_nothing(
    path: Path, capsys: Captured, arguments: list[str], code: int, said: str
) -> None:
    command, *rest = arguments
    assert main([command, str(path), *rest]) == code
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert path.read_text() == TEXT


def test_a_read_only_file_is_left_alone(path: Path, capsys: Captured) -> None:
    path.chmod(0o444)
    assert main(["set", str(path), "ice", "title=x"]) == 2
    assert "not saved" in capsys.readouterr().err
    assert path.read_text() == TEXT


def test_what_is_so_already_is_told(path: Path, capsys: Captured) -> None:
    assert main(["set", str(path), "ice", "title=The ice"]) == 0
    assert "says already" in capsys.readouterr().err
    assert path.read_text() == TEXT


def test_the_item_that_is_meant_is_taken_away_whatever_stands_before_it(path: Path) -> None:
    text = TEXT.replace("tags: [ship, ice]", "tags: [ship, ship, ~, [x], ice, sea]")
    path.write_text(text)
    assert main(["set", str(path), "ice", "tags-=ice"]) == 0
    assert path.read_text() == text.replace(" ice, sea]", " sea]")


def test_links_that_lead_nowhere_now_are_told(path: Path, capsys: Captured) -> None:
    assert main(["set", str(path), "ice", "link=leads-to:inquiry"]) == 0
    assert main(["remove", str(path), "inquiry"]) == 0
    assert "1 link leads nowhere now; eventide check" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["tags-=a", "tags-=b"], ["tags-=b", "tags-=a", "tags-=a"]])
def test_each_item_that_is_taken_away_is_the_one_that_is_meant(
    path: Path, words: list[str]
) -> None:
    path.write_text(TEXT.replace("[ship, ice]", "[a, b, c]"))
    assert main(["set", str(path), "ice", *words]) == 0
    assert path.read_text() == TEXT.replace("[ship, ice]", "[c]")


@pytest.mark.parametrize("word", ["tags+=c", "tags-=ship"])
def test_a_list_is_given_anew_or_changed_not_both(path: Path, word: str, capsys: Captured) -> None:
    assert main(["set", str(path), "ice", "tags=a,b", word]) == 2
    assert "tags takes either = or += and -=" in capsys.readouterr().err
    assert path.read_text() == TEXT


@pytest.mark.parametrize("word", ["date=1912-04-20", "end=1912-04-01"])
def test_a_date_and_an_end_that_do_not_go_together_are_refused(
    path: Path, word: str, capsys: Captured
) -> None:
    text = TEXT.replace("1912-04-14\n", "1912-04-14\n    end: 1912-04-16\n")
    path.write_text(text)
    assert main(["set", str(path), "ice", word]) == 1
    assert "end: " in capsys.readouterr().err
    assert path.read_text() == text


def test_an_item_in_brackets_goes_and_its_comment_stays_one(path: Path) -> None:
    path.write_text(TEXT.replace("[ship, ice]", "[ship, # why ship\n      ice]"))
    assert main(["set", str(path), "ice", "tags-=ship"]) == 0
    assert path.read_text() == TEXT.replace("[ship, ice]", "[ # why ship\n      ice]")


def test_a_list_given_anew_keeps_what_stays_as_it_is_written(path: Path) -> None:
    text = TEXT.replace("[ship, ice]", "\n      - 'ship'  # why\n      - {odd: item}\n      - ice")
    path.write_text(text)
    assert main(["set", str(path), "ice", "tags=ship,night,ice"]) == 0
    assert path.read_text() == text.replace("      - ice", "      - night\n      - ice")


def test_a_field_that_is_no_text_is_not_overwritten(path: Path, capsys: Captured) -> None:
    text = TEXT.replace("title: The ice", "title: The ice\n    lane: {name: Ships}")
    path.write_text(text)
    assert main(["set", str(path), "ice", "lane=Law"]) == 1
    assert "'lane' is no text here" in capsys.readouterr().err
    assert path.read_text() == text


def test_what_stands_there_already_is_not_added_again(path: Path, capsys: Captured) -> None:
    assert main(["set", str(path), "ice", "tags+=ice", "tags+=ship"]) == 0
    assert "says already" in capsys.readouterr().err
    assert path.read_text() == TEXT
    assert main(["set", str(path), "ice", "tags+=ice,new,new"]) == 0
    assert path.read_text() == TEXT.replace("[ship, ice]", "[ship, ice, new]")
    assert main(["add", str(path), "title=x", "tags=a,a", "tags+=a"]) == 2
    assert main(["add", str(path), "title=x", "tags+=a", "tags+=a"]) == 0
    assert "tags: [a]\n" in path.read_text()
