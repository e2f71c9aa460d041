"""One front door for a bare checkout: open the viewer, run the tests, do all that CI does.

    python3 dev.py open [FILE…]    open the viewer, on data/events.yaml unless FILE is given
    python3 dev.py test [ARG…]     run the tests; ARG goes to pytest
    python3 dev.py spark [ARG…]    run the tests that ask Spark, for which Java is needed
    python3 dev.py lint            check format, style, types and the direction of imports
    python3 dev.py wheel           build, install elsewhere, and use what users will get
    python3 dev.py check           lint, test and wheel, whatever fails, with a summary
    python3 dev.py format          put format and import order right
    python3 dev.py bench [ARG…]    measure start-up, or any part, or all; ARG goes to benchmarks
    python3 dev.py pin [ARG…]      remake the pinned requirements; needs uv; ARG goes to it

The first start fetches the pinned packages into .venv, with uv where it is on PATH. That folder
belongs to this file: when the pins, the Python or the place of the checkout change, or a run was
interrupted, it is made anew.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn

if sys.version_info < (3, 11):  # noqa: UP036  an older Python has to read as far as this line
    sys.exit(f"dev.py needs Python 3.11 or later; this is {sys.version.split()[0]}")

ROOT = Path(__file__).resolve().parent
SAMPLE = ROOT / "data" / "events.yaml"
RUN_TIME = ROOT / "requirements.txt"
EVERYTHING = ROOT / "requirements-dev.txt"
SPARK = ROOT / "requirements-spark.txt"
#: What .venv can hold, each on top of those before it.
LAYERS = (RUN_TIME, EVERYTHING, SPARK)

VENV = ROOT / ".venv"
STAMP = VENV / "eventide-stamp"
PYTHON = VENV / "bin" / "python"
#: Names the engines whose tests fail where the engine is missing; elsewhere they are skipped.
NEEDED = "EVENTIDE_TEST_ENGINES"
#: What Spark's release runs on, and where distributions put what they have.
JAVA = range(17, 24)
JVMS = Path("/usr/lib/jvm")

Step = tuple[str, Callable[[], None]]  # heading, and work that raises when it fails
Result = tuple[str, float, int]  # heading, seconds, exit code


def prepare(requirements: Path) -> None:
    """Make .venv hold what a requirements file pins; at once if it already does."""
    stamps = STAMP.read_text().split() if STAMP.exists() and PYTHON.exists() else []
    if all(fingerprint(each) in stamps for each in layers(requirements)):
        return
    name = requirements.name
    print(f"first start with this {name}: fetching its packages into .venv", file=sys.stderr)
    try:
        STAMP.unlink(missing_ok=True)
        if fingerprint(RUN_TIME) not in stamps:
            make_environment(VENV)
        fill(requirements)
        STAMP.write_text("".join(f"{fingerprint(each)}\n" for each in layers(requirements)))
    except OSError as error:
        sys.exit(f"cannot write .venv: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.stderr}cannot install what {name} pins into .venv")


def fingerprint(requirements: Path) -> str:
    """Name all that an environment depends on: its pins, its Python, and where it stands."""
    place = f"{sys.version} {sys.base_prefix} {VENV}".encode()
    pins = b"".join(each.read_bytes() for each in layers(requirements))
    return hashlib.sha256(place + pins).hexdigest()


def layers(requirements: Path) -> tuple[Path, ...]:
    """Return a requirements file and those that .venv holds below it."""
    return LAYERS[: LAYERS.index(requirements) + 1]


def make_environment(folder: Path) -> None:
    """Make an empty virtual environment in place of whatever the folder holds."""
    try:
        from venv import EnvBuilder
    except ImportError:
        sys.exit(f"Python at {sys.base_prefix} has no venv module; install it (python3-venv)")
    EnvBuilder(clear=True, symlinks=True).create(folder)


def fill(requirements: Path) -> None:
    """Install pinned packages into .venv, put the checkout on its path, and byte-compile both."""
    packages = site_packages(VENV)
    if not shutil.which("uv") and not (packages / "pip").exists():
        bring_pip()
    if requirements == SPARK:
        fill_with_spark()
    else:
        _in_silence(pip("install", PYTHON, *pinned(requirements)))
    (packages / "eventide.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    # Some packages carry templates that are no valid modules, so the exit code says nothing.
    compiling = [str(PYTHON), "-I", "-m", "compileall", "-q", "-j", "0"]
    _in_silence([*compiling, str(packages), str(ROOT / "tui")], check=False)


def fill_with_spark() -> None:
    """Install Spark's pinned packages, of which one comes as source, by a builder that is pinned.

    Left to itself, pip would fetch whatever builder is the newest.
    """
    from tempfile import TemporaryDirectory

    builder = "setuptools"
    blocks = re.split(r"\n(?=\S)", SPARK.read_text())
    with TemporaryDirectory(prefix="eventide-") as folder:
        alone = Path(folder) / SPARK.name
        alone.write_text("\n".join(each for each in blocks if each.startswith(f"{builder}==")))
        _in_silence(pip("install", PYTHON, *pinned(alone)))
    _in_silence(pip("install", PYTHON, "--no-build-isolation", *pinned(SPARK)))
    _drop(builder)


def _drop(package: str) -> None:
    unasked = [] if shutil.which("uv") else ["--yes"]
    _in_silence(pip("uninstall", PYTHON, *unasked, package))


def bring_pip() -> None:
    """Put the pip that comes with Python into .venv."""
    from importlib.util import find_spec

    if find_spec("ensurepip") is None:
        sys.exit("Python has no pip to bring; install python3-venv, or put uv on PATH")
    _in_silence([str(PYTHON), "-I", "-m", "ensurepip", "--default-pip"])
    if sys.version_info < (3, 12):  # brings setuptools too, unpinned and slow at every start
        _drop("setuptools")


def _in_silence(command: list[str], *, check: bool = True) -> None:
    """Run a command that prints only if it fails, and not when the user interrupts it."""
    subprocess.run(command, check=check, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def pip(verb: str, python: Path, *arguments: str) -> list[str]:
    """Return the command that does what pip calls `verb` to the environment of an interpreter."""
    uv = shutil.which("uv")
    if uv:
        return [uv, "pip", verb, "--python", str(python), *arguments]
    alone = [str(PYTHON), "-I", "-m", "pip", "--no-input", "--disable-pip-version-check"]
    return [*alone, "--python", str(python), verb, *arguments]


def pinned(requirements: Path) -> list[str]:
    return ["--quiet", "--no-compile", "--require-hashes", "--requirement", str(requirements)]


def site_packages(environment: Path) -> Path:
    import sysconfig

    return Path(sysconfig.get_path("purelib", "venv", {"base": str(environment)}))


def tool(*arguments: str) -> list[str]:
    """Return the command that runs a module of .venv."""
    return [str(PYTHON), "-m", *arguments]


def in_checkout(command: list[str]) -> Callable[[], None]:
    return lambda: _run(command, ROOT, _surroundings())


def lint_steps() -> list[Step]:
    return [
        ("format", in_checkout(tool("ruff", "format", "--check"))),
        ("style", in_checkout(tool("ruff", "check"))),
        ("types", in_checkout(tool("mypy"))),
        ("direction of imports", in_checkout([str(VENV / "bin" / "lint-imports"), "--no-logo"])),
    ]


def test_steps() -> list[Step]:
    return [("tests", in_checkout(tool("pytest")))]


def wheel_steps(folder: Path) -> Iterator[Step]:
    """Yield the steps from checkout to a used installation in an empty folder outside it."""
    built, clean = folder / "dist", folder / "env"
    yield "build the wheel", in_checkout(tool("build", "--no-isolation", "--outdir", str(built)))
    yield "install it elsewhere", lambda: install_elsewhere(built, clean)
    yield "use it in an empty folder", lambda: use_elsewhere(clean, folder)


def install_elsewhere(built: Path, clean: Path) -> None:
    """Install the run-time pins and the wheel, and check that the pins satisfy its ranges."""
    python = clean / "bin" / "python"
    make_environment(clean)
    wheels = [str(wheel) for wheel in built.glob("*.whl")]
    _run(pip("install", python, *pinned(RUN_TIME)), ROOT, _surroundings())
    _run(pip("install", python, "--quiet", "--no-deps", *wheels), ROOT, _surroundings())
    _run(pip("check", python), ROOT, _surroundings())


_NOT_FROM_THE_CHECKOUT = """
import io, sys
from contextlib import redirect_stdout
from pathlib import Path
from tui.cli import main
with redirect_stdout(io.StringIO()):
    code = main(["show", "--width", "100"])
files = [getattr(module, "__file__", None) for module in sys.modules.values()]
strays = [file for file in files if file and Path(file).is_relative_to(sys.argv[1])]
sys.exit(code or "\\n".join(strays) or 0)
"""


def use_elsewhere(clean: Path, folder: Path) -> None:
    """Call the installed command as a user would, with nothing of the checkout or of a user."""
    empty, home = folder / "empty", folder / "home"
    empty.mkdir()
    home.mkdir()
    sample = site_packages(clean) / "tui" / "data" / "events.yaml"
    if sample.read_bytes() != SAMPLE.read_bytes():
        raise RuntimeError(f"{sample} is not the checkout's {SAMPLE.name}")
    eventide = str(clean / "bin" / "eventide")
    surroundings = {**_surroundings(), "HOME": str(home)}
    for command in (
        [eventide, "--version"],
        [eventide, "check", str(sample)],
        [eventide, "show", str(sample), "--width", "100"],
        [str(clean / "bin" / "python"), "-I", "-c", _NOT_FROM_THE_CHECKOUT, str(ROOT)],
    ):
        _run(command, empty, surroundings)
    open_elsewhere(eventide, empty, surroundings)


def open_elsewhere(eventide: str, folder: Path, surroundings: dict[str, str]) -> None:
    """Open the installed viewer in a terminal, where a missing style sheet would show."""
    from benchmarks.terminal import Terminal

    with Terminal([eventide], folder, surroundings) as terminal:
        terminal.wait_for(b"Chips", b"help")


def _surroundings() -> dict[str, str]:
    """Return the environment variables without those that lead Python or the app elsewhere."""
    foreign = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "XDG_")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


def _run(command: list[str], folder: Path, surroundings: dict[str, str]) -> None:
    stdin = subprocess.DEVNULL
    subprocess.run(command, cwd=folder, env=surroundings, stdin=stdin, check=True)


def run_steps(steps: Iterable[Step], *, stop_at_failure: bool = False) -> list[Result]:
    results: list[Result] = []
    for step in steps:
        results.append(run_step(*step))
        if stop_at_failure and results[-1][2]:
            break
    return results


def run_step(heading: str, work: Callable[[], None]) -> Result:
    print(f"\n== {heading}", flush=True)
    begun, code = time.monotonic(), 0
    try:
        work()
    except subprocess.CalledProcessError as error:
        code = max(error.returncode, 1)  # a signal's number is negative
    except (OSError, RuntimeError) as error:
        print(error)
        code = 1
    seconds = time.monotonic() - begun
    print(f"== {heading}: {'failed' if code else 'ok'}, {seconds:.1f} s", flush=True)
    return heading, seconds, code


def run_wheel() -> list[Result]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="eventide-") as folder:
        return run_steps(wheel_steps(Path(folder).resolve()), stop_at_failure=True)


def verdict(results: list[Result]) -> int:
    """Print what each step came to, and return the first exit code that is not 0."""
    print()
    for heading, seconds, code in results:
        print(f"{'failed' if code else 'ok':8}{seconds:6.1f} s  {heading}")
    return next((code for _, _, code in results if code), 0)


def become(command: list[str], surroundings: dict[str, str]) -> NoReturn:
    """Replace this process, so that the terminal and its signals are the command's own."""
    os.execve(command[0], command, surroundings)  # noqa: S606  no shell is wanted


def open_viewer(arguments: list[str]) -> NoReturn:
    prepare(RUN_TIME)
    become([str(PYTHON), "-I", "-m", "tui", *(arguments or [str(SAMPLE)])], dict(os.environ))


def test(arguments: list[str]) -> NoReturn:
    prepare(EVERYTHING)
    os.chdir(ROOT)
    become(tool("pytest", *arguments), _surroundings())


def spark(arguments: list[str]) -> NoReturn:
    home = java_home()
    if home is None:
        sys.exit(f"Spark needs Java {JAVA[0]} to {JAVA[-1]}, on PATH, in JAVA_HOME or {JVMS}")
    prepare(EVERYTHING)
    prepare(SPARK)
    os.chdir(ROOT)
    surroundings = _surroundings() | {NEEDED: "spark", "JAVA_HOME": str(home)}
    become(tool("pytest", "-m", "spark", *arguments), surroundings)


def java_home() -> Path | None:
    """Return the folder of a Java that Spark runs on, None if there is none."""
    on_path = shutil.which("java")
    found = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    found += [Path(on_path).resolve().parents[1]] if on_path else []
    found += sorted(JVMS.glob("*"))
    return next((each for each in found if java_version(each) in JAVA), None)


def java_version(home: Path) -> int:
    """Return the major version of the Java in a folder, 0 if there is none."""
    try:
        asked = [str(home / "bin" / "java"), "-version"]
        said = subprocess.run(asked, capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    told = re.search(r'version "(\d+)', said)
    return int(told[1]) if told else 0


def bench(arguments: list[str]) -> NoReturn:
    prepare(EVERYTHING)
    os.chdir(ROOT)
    become(tool("benchmarks", *arguments), _surroundings())


def lint(_: list[str]) -> int:
    prepare(EVERYTHING)
    return verdict(run_steps(lint_steps()))


def wheel(_: list[str]) -> int:
    prepare(EVERYTHING)
    return verdict(run_wheel())


def check(_: list[str]) -> int:
    prepare(EVERYTHING)
    return verdict([*run_steps(lint_steps()), *run_steps(test_steps()), *run_wheel()])


def put_in_order(_: list[str]) -> int:
    prepare(EVERYTHING)
    sort = in_checkout(tool("ruff", "check", "--select", "I", "--fix"))
    shape = in_checkout(tool("ruff", "format"))
    return verdict(run_steps([("import order", sort), ("format", shape)]))


def pin(arguments: list[str]) -> int:
    """Remake the requirements files from the ranges in pyproject.toml, without any address."""
    uv = shutil.which("uv")
    if not uv:
        sys.exit("pin needs uv on PATH")
    compiling = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    compiling += ["--generate-hashes", "--no-annotate", "--no-emit-index-url"]
    compiling += ["--custom-compile-command", "python3 dev.py pin", *arguments, "pyproject.toml"]
    development = ["--extra", "sql-postgres", "--group", "dev", "--constraint", RUN_TIME.name]
    spark = ["--group", "spark", "--constraint", EVERYTHING.name]
    for extra, output in (([], RUN_TIME), (development, EVERYTHING), (spark, SPARK)):
        _run([*compiling, *extra, "--output-file", output.name], ROOT, dict(os.environ))
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "open": open_viewer,
    "test": test,
    "spark": spark,
    "lint": lint,
    "wheel": wheel,
    "check": check,
    "format": put_in_order,
    "bench": bench,
    "pin": pin,
}
TAKE_ARGUMENTS = ("open", "test", "spark", "bench", "pin")


def main(arguments: list[str]) -> int:
    """Do the named command, and return its exit code; 2 when there is no such command."""
    name, *rest = arguments or ["help"]
    if name in ("help", "-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    if name not in COMMANDS:
        sys.exit(f"dev.py knows {', '.join(COMMANDS)}, but not {name!r}")
    if rest and name not in TAKE_ARGUMENTS:
        sys.exit(f"dev.py {name} takes no arguments")
    return COMMANDS[name](rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        sys.exit(130)
