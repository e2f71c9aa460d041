"""What is asked of modules that come late the real ones answer, and the first frame asks none."""

import subprocess
import sys
from pathlib import Path

from tests.terminal import ROOT, Terminal
from tui.cli.late_modules import UNASKED


def said_by(code: str) -> list[str]:
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


LATE = """
import sys
from pathlib import Path
from tui.cli.late_modules import come_late
come_late(dict.fromkeys(["textwrap", "no_such_module", "email.quoprimime"], ""))
import textwrap, textwrap as again
print(type(sys.modules["textwrap"]).__name__, "TextWrapper" in vars(textwrap), textwrap is again)
"""


def test_a_module_is_imported_once_something_of_it_is_asked_for() -> None:
    code = f"""{LATE}
print(textwrap.shorten("a few words", 8), type(sys.modules["textwrap"]).__name__)
import textwrap as real
print(textwrap.TextWrapper is real.TextWrapper, real is sys.modules["textwrap"])
"""
    assert said_by(code) == ["_LateModule False True", "a [...] module", "True True"]


def test_what_is_imported_from_a_module_is_the_real_one() -> None:
    code = f"""{LATE}
from textwrap import dedent
import textwrap as real
print(dedent is real.dedent, dedent is textwrap.dedent, type(real).__name__)
"""
    assert said_by(code)[1:] == ["True True module"]


def test_a_module_tells_where_it_is_before_it_is_imported_and_its_package_has_it() -> None:
    code = f"""{LATE}
import email.quoprimime
held = email.quoprimime
print(held.__file__ == held.__spec__.origin, Path(held.__file__).name, held.__package__)
print(type(held).__name__, held.unquote("=41"), type(email.quoprimime).__name__)
"""
    assert said_by(code)[1:] == ["True quoprimime.py email", "_LateModule A module"]


def test_a_name_that_a_module_has_not_is_an_attribute_error() -> None:
    code = f"""{LATE}
try:
    textwrap.nothing
except AttributeError as error:
    print(error)
print(hasattr(textwrap, "nothing"))
"""
    assert said_by(code)[1:] == ["module 'textwrap' has no attribute 'nothing'", "False"]


def test_a_module_that_is_nowhere_is_missed_when_it_is_named() -> None:
    code = f"""{LATE}
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(error.name)
"""
    assert said_by(code)[1:] == ["no_such_module"]


def test_a_module_that_fails_to_import_fails_when_it_is_asked_and_each_time(tmp_path: Path) -> None:
    (tmp_path / "broken_one.py").write_text("raise ImportError('made to fail')\n")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r})
from tui.cli.late_modules import come_late
come_late({{"broken_one": ""}})
import broken_one
for _ in range(2):
    try:
        broken_one.name
    except ImportError as error:
        print(error)
"""
    assert said_by(code) == ["made to fail"] * 2


def test_what_is_there_already_stays() -> None:
    code = """
import sys, textwrap
from tui.cli.late_modules import come_late
come_late({"textwrap": ""})
import textwrap as again
print(again is textwrap, type(again).__name__)
"""
    assert said_by(code) == ["True module"]


def test_what_a_module_is_made_of_is_looked_for_when_it_is_named() -> None:
    code = """
import sys
from tui.cli.late_modules import come_late
come_late({"ssl": "no_such_module", "textwrap": "_struct"})
import ssl, textwrap
print(type(ssl).__name__, type(textwrap).__name__)
"""
    assert said_by(code) == ["module _LateModule"]


def test_threads_that_ask_at_once_get_the_same(tmp_path: Path) -> None:
    names = [f"late_{number}" for number in range(300)]
    for name in names:
        (tmp_path / f"{name}.py").write_text("value = object()\n")
    code = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from threading import Barrier
sys.path.insert(0, {str(tmp_path)!r})
sys.setswitchinterval(1e-6)
from tui.cli.late_modules import come_late
come_late(dict.fromkeys({names!r}, ""))
barrier = Barrier(4)
def value_of(late):
    barrier.wait()
    return late.value
with ThreadPoolExecutor(4) as pool:
    for late in map(import_module, {names!r}):
        assert len(set(pool.map(value_of, [late] * 4))) == 1
print("the same")
"""
    assert said_by(code) == ["the same"]


def test_the_viewer_starts_without_what_no_first_frame_asks_for(tmp_path: Path) -> None:
    told = tmp_path / "late"
    code = f"""
import atexit, sys
from pathlib import Path
from tui.cli import run
def tell():
    late = [name for name, each in sys.modules.items() if type(each).__name__ == "_LateModule"]
    Path({str(told)!r}).write_text(" ".join(late))
atexit.register(tell)
run()
"""
    home = {name: str(tmp_path) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    sample = str(ROOT / "data" / "events.yaml")
    terminal = Terminal(("-c", code, sample), columns=100, rows=30, environment=home)
    try:
        terminal.wait_for("AlexNet wins ImageNet")
        terminal.send("q")
        assert terminal.wait() == 0
    finally:
        terminal.close()
    assert set(UNASKED) - {"ipaddress"} <= set(told.read_text().split())
