"""The viewer: what it is asked for, and what it begins with."""

import gc
import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

from tui.cli.arguments import UsageError, joined
from tui.cli.late_modules import UNASKED, come_late
from tui.cli.output import Exit, complain, crashed, speaks_unicode, unusable
from tui.cli.preferences import in_short, prepared
from tui.cli.reading import editor_of, mapping, opened
from tui.named import NamedTuple

if TYPE_CHECKING:
    from tui.cli.preferences import Prepared
    from tui.cli.reading import Opened
    from tui.config.records import Records
    from tui.desktop.background import Reply
    from tui.events.timeline import Timeline
    from tui.session.view_line import ViewLine
    from tui.session.view_state import ViewState


#: Seconds after which another thread has its turn, a tenth of what is usual: frames are written by
#: one of their own, which else waits while the next frame is worked on.
TURN = 0.0005


class Viewed(NamedTuple):
    """What the viewer is asked for; without a theme the one that suits the terminal.

    view is the line of a view, None for the last one.
    """

    path: str | None = None
    theme: str | None = None
    view: str | None = None
    is_ascii: bool = False
    is_fresh: bool = False
    keeps_state: bool = True
    keeps_tables: bool = True
    columns: tuple[str, ...] = ()


_SWITCHES: dict[str, dict[str, Any]] = {
    "--ascii": {"is_ascii": True},
    "--fresh": {"is_fresh": True},
    "--no-state": {"keeps_state": False},
    "--no-cache": {"keeps_tables": False},
}


def _viewed(argv: list[str]) -> Viewed:
    viewed = Viewed()
    files: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            files += words
        elif word in _SWITCHES:
            viewed = viewed._replace(**_SWITCHES[word])
        elif word.startswith("--theme="):
            viewed = viewed._replace(theme=word.removeprefix("--theme="))
        elif word.startswith("--view="):
            viewed = viewed._replace(view=word.removeprefix("--view="))
        elif word.startswith("--map="):
            columns = (*viewed.columns, word.removeprefix("--map="))
            viewed = viewed._replace(columns=columns)
        elif word == "--theme":
            raise UsageError("--theme needs the name of a theme; see eventide --help")
        elif word == "--view":
            raise UsageError("--view needs the line of a view; see eventide --help")
        elif word.startswith("-"):
            raise UsageError(f"there is no option {word}; see eventide --help")
        else:
            files.append(word)
    if len(files) > 1:
        raise UsageError("the viewer opens one file; see eventide --help")
    return viewed._replace(path=files[0] if files else None)


def view(argv: list[str]) -> int:
    """Open the viewer; return the exit code."""
    viewed = _viewed(joined(argv))
    from tui.desktop.terminal import is_output_terminal, obstacle

    if not is_output_terminal():
        from tui.cli.showing import show

        if viewed.view is not None:
            message = "--view is for the viewer, and standard output is no terminal"
            return unusable(f"{message}; eventide show takes --query and --range")
        options = ["--ascii"] if viewed.is_ascii else []
        options += [f"--map={column}" for column in viewed.columns]
        return show([*options, "--", viewed.path] if viewed.path is not None else options)
    hindrance = obstacle()
    if hindrance:
        return unusable(f"{hindrance}; eventide show prints instead")
    line = _view_line(viewed.view) if viewed.view is not None else None
    if isinstance(line, str):
        return unusable(f"--view: {line}")
    # Nothing that is made before the first frame can be thrown away; the app collects from then on.
    gc.disable()
    come_late(UNASKED)
    from tui.desktop.background import asked

    with asked() as reply:
        from tui.config.place import tables_folder

        tables = tables_folder() if viewed.keeps_tables else None
        columns = mapping(viewed.columns)
        found = opened(viewed.path, in_steps=True, tables=tables, told=columns)
        if found is None:
            return Exit.UNUSABLE
        from tui.widgets.theme import names

        if viewed.theme is not None and viewed.theme not in names():
            known = ", ".join(names())
            return unusable(f"there is no theme {viewed.theme}, but there are {known}")
        ready, told = prepared(names()), reply()
    found.file.keeps = ready.settings.remember
    code = None
    try:
        code = _shown(viewed, found, ready, told, line)
    except Exception:
        if not found.file.is_trusted:
            raise
    if code is not None:
        return code
    # What was kept of the file may be to blame, for it has not been seen to be true.
    found.file.distrust()
    return view(["--no-cache", *argv])


def _shown(
    viewed: Viewed, found: "Opened", ready: "Prepared", told: "Reply", line: "ViewLine | None"
) -> int | None:
    """Show a file until the reader leaves; return the exit code.

    Return None where it stopped with something on screen that was kept of the file and was not seen
    to be true.
    """
    from tui.app import EventideApp
    from tui.desktop.background import theme_for
    from tui.desktop.terminal import left_as_found
    from tui.stores.memory import MemoryStore

    name, timeline = found.file.name, found.file.reading.timeline
    settings = ready.settings
    session = _Session(name, keeps=viewed.keeps_state and settings.remember)
    if line is None and not viewed.is_fresh:
        line = session.recalled()
    if line is None and settings.lanes:
        line = _default_view(settings.lanes, timeline)
    if found.surveyor is not None and line is not None:
        found.surveyor.bring(name for name in (line.select, line.anchor) if name)
        timeline = found.surveyor.last.timeline
    is_ascii = viewed.is_ascii or settings.glyphs == "ascii"
    is_plain = is_ascii or not (settings.glyphs == "unicode" or speaks_unicode(sys.stderr))
    app = EventideApp(
        timeline,
        MemoryStore(timeline),
        name,
        now(),
        [text for text in (found.notice, in_short(ready.notices), session.complaint) if text],
        theme=viewed.theme or settings.theme or theme_for(told.background, os.environ),
        ascii_in=sys.stderr.encoding if is_plain else "",
        typed=told.typed,
        settings=settings,
        commands=ready.commands,
        view=line,
        editor=lambda: editor_of(found),
        drafts=session.drafts,
        surveyor=found.surveyor,
        options=[f"--map={each}" for each in viewed.columns],
    )
    # Messages that a closing terminal no longer takes are no concern of the reader's.
    warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
    sys.setswitchinterval(TURN)
    with left_as_found():
        app.run()
    if app.failure is not None:
        # Another reading may be there by now, and not yet on screen.
        if found.file.trusts(app.timeline):
            return None
        # True as it may be, the next start is to do without what was shown when it stopped.
        found.file.distrust()
        return crashed(app.failure)
    if app.has_shown:
        session.keep(app.stage.view)
    found.file.keep()
    return app.return_code or Exit.OK


class _Session:
    """The last view of a file: where it is kept between sessions, if it is to be."""

    def __init__(self, name: str, *, keeps: bool) -> None:
        from pathlib import Path

        from tui.config.place import views_folder
        from tui.config.records import Records

        self._views = Records(views_folder(), "the last view") if keeps else None
        self.drafts = self._drafts() if keeps else None
        self._file = Path(name)
        self.complaint = ""

    @staticmethod
    def _drafts() -> "Records":
        from tui.config.place import drafts_folder
        from tui.config.records import Records

        # Long texts twice over, as they are written and as they stood.
        most = 100_000_000
        what = "what was being written"
        return Records(drafts_folder(), what, owner=os.getpid(), most_bytes=most)

    def recalled(self) -> "ViewLine | None":
        """Return the last view; where it cannot be read, complaint says so."""
        if self._views is None:
            return None
        kept, complaint = self._views.recall(self._file)
        if complaint is not None:
            self.complaint = str(complaint)
        if kept is None or "view" not in kept:
            return None
        said = _view_line(kept["view"])
        if isinstance(said, str):
            self.complaint = f"the last view of this file cannot be read: {said}"
            return None
        return said

    def keep(self, view: "ViewState") -> None:
        """Keep a view for the next time."""
        if self._views is None:
            return
        from tui.session.view_line import written

        try:
            self._views.keep(self._file, {"view": written(view)})
        except OSError as error:
            complain(f"the view could not be kept for the next time: {error.strerror or error}")


def _view_line(text: str) -> "ViewLine | str":
    """Return the view that a line says, or a sentence that says why there is none."""
    from tui.session.view_line import ViewLineError, read_view

    try:
        return read_view(text)
    except ViewLineError as error:
        return str(error)


def _default_view(lanes: str, timeline: "Timeline") -> "ViewLine | None":
    """Return the view with lanes by a field, None where no event has it."""
    from tui.layout.grouping import fields
    from tui.session.view_line import ViewLine, named

    known = {named(each.field) for each in fields(timeline.events)}
    return ViewLine(lanes=lanes) if lanes in known else None


def now() -> int:
    """Return the present instant."""
    import time

    return time.time_ns() // 1000
