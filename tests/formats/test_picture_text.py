"""The picture as lines of text."""

from tests.samples import event
from tui.dates.calendar import instant
from tui.dates.edtf import parse
from tui.dates.span import Span
from tui.events.event import Event, Status
from tui.events.timeline import Era, Timeline, in_order, lanes_in_use
from tui.formats.picture_text import ascii_of, picture
from tui.layout.labels import measure

EVENTS = in_order(
    [
        event("1912-04-10/1912-04-15", "Titanic's voyage", lane="Ships"),
        event("1912-04-14", "The ice", lane="Ships", importance=5),
        event("1912-05", "An inquiry", lane="Law", status=Status.DISPUTED),
        event("1912-05~", "Another inquiry", lane="Law", status=Status.RETRACTED),
        event("", "A lifeboat drill", lane="Ships"),
    ]
)
WHOLE = Span(instant(1912, 4, 10), instant(1912, 6))


def drawn(events: tuple[Event, ...], shown: Span | None, width: int = 80) -> list[str]:
    timeline = Timeline(title="A voyage", lanes=lanes_in_use([], events), events=events)
    return picture(timeline, events, shown, width, is_part=False)


def test_each_event_stands_there_with_its_date_and_the_signs_of_its_standing() -> None:
    assert (
        "\n".join(drawn(EVENTS, WHOLE))
        == """\
 A voyage   5 events · 2 lanes        10 Apr – 31 May 1912   1 cell = 18 hours
         April 1912                  May 1912
          10           20            1           10            20
         ─┴────────────┴─────────────┼───────────┴─────────────┴──────────────┼─
◆ Ships   ░▒━━━━▒░ 10–15 Apr 1912: Titanic's voyage                           ┊
  2            ├┤ 14 Apr 1912: The ice                                        ┊
                                     ┊                                        ┊
■ Law                                ├─ ! May 1912: An inquiry ───────────────┤
  2                                  ├╌ × c. May 1912: Another inquiry ╌╌╌╌╌╌╌┤

No date
  ◌ A lifeboat drill"""
    )


def test_every_event_has_its_name_however_much_of_the_width_its_time_takes() -> None:
    title = "A month in which a great many things are said to have happened at once"
    month = Span(instant(1912, 5), instant(1912, 6))
    for width in (40, 60, 80):
        for date in ("1912-05", "1912-05/1912-05", "1911/1913", "1912-05-15", "1912/.."):
            lines = drawn((event(date, title),), month, width)
            assert any(": A" in line for line in lines), (date, width)


def test_eras_of_other_times_take_no_rows() -> None:
    eras = tuple(Era(parse("1800/1810"), f"Era {at}") for at in range(9))
    timeline = Timeline(title="A voyage", lanes=(), eras=eras, events=EVENTS)
    with_eras = picture(timeline, EVENTS, WHOLE, 80, is_part=False)
    assert len(with_eras) == len(drawn(EVENTS, WHOLE))


def test_no_line_is_wider_than_asked_for_but_forty_columns_are_the_least() -> None:
    for width in (1, 40, 57, 120, 333):
        assert max(map(measure, drawn(EVENTS, WHOLE, width))) <= max(40, width)


def test_without_a_dated_event_the_undated_ones_are_listed() -> None:
    assert drawn(EVENTS[-1:], None) == ["", "No date", "  ◌ A lifeboat drill"]
    assert drawn((), None) == ["no events"]


def test_signs_become_ascii_cell_for_cell_and_words_stay() -> None:
    lines = drawn((event("1912~", "Søknad – 漢字"),), Span(instant(1911), instant(1914)))
    changed = ascii_of(lines)
    assert [len(line) for line in lines] == [len(line) for line in changed]
    assert "Søknad" in "\n".join(changed)
    assert "漢字" in "\n".join(changed)
    assert not set("◆◇━├┤┴─●▶…") & set("".join(changed))
