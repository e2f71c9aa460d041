"""What is told of what a program prints."""

from benchmarks.terminal import frames_in

BEGIN, END = b"\x1b[?2026h", b"\x1b[?2026l"


def frame(*rows: int) -> bytes:
    return BEGIN + b"".join(b"\x1b[%d;1Htext" % row for row in rows) + END


def test_a_frame_is_whole_when_its_end_has_come() -> None:
    one, two = frame(1, 2, 3), frame(1, 2, 3)
    chunks = [(1.0, one[:20]), (2.0, one[20:] + two[:-3]), (3.0, two[-3:])]
    assert frames_in(chunks, 3) == [2.0, 3.0]


def test_what_draws_fewer_rows_does_not_count() -> None:
    assert frames_in([(1.0, frame(1, 1, 1) + frame(1, 2))], 2) == [1.0]
