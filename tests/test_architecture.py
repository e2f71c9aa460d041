"""What the import contracts cannot see: imports at run time, pins, and words."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "data/events.yaml"
MODULES = sorted((ROOT / "tui").rglob("*.py"))

CALL_AND_NAME_MODULES = """
import sys
from tui.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(*sorted(sys.modules), sep="\\n", file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--version"], {"textual", "rich", "yaml", "dateutil"}),
        (["--help"], {"textual", "rich", "yaml", "dateutil"}),
        (["check", SAMPLE], {"textual"}),
        (["show", SAMPLE, "--width", "100"], {"textual"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_call_without_a_screen_imports_no_more_than_it_needs(
    arguments: list[str], unwanted: set[str]
) -> None:
    call = [sys.executable, "-c", CALL_AND_NAME_MODULES, *arguments]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    modules = set(done.stderr.split())
    assert "tui.cli" in modules
    assert not modules & unwanted


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-dev.txt", "requirements-spark.txt"]
)
def test_requirements_are_pins_with_hashes_and_tell_of_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.findall(r"^[a-z][a-z0-9-]*==[0-9][0-9.]*(?: ; [^\\]+)? \\$", text, re.MULTILINE)
    hashes = re.findall(r"^ {4}--hash=sha256:[0-9a-f]{64}(?: \\)?$", text, re.MULTILINE)
    comments = re.findall(r"^#.*$", text, re.MULTILINE)
    assert pins
    assert len(pins) + len(hashes) + len(comments) == len(text.splitlines())
    assert "//" not in text


def test_what_users_run_is_pinned_alike_for_developers() -> None:
    run_time = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    everything = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    pins = {line for line in run_time.splitlines() if "==" in line}
    assert pins <= set(everything.splitlines())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = docstring.partition("\n\n")[0]
    assert first.endswith((".", "?")), first
    assert not re.search(r"[.?!]\s+[A-Z]", first), first
