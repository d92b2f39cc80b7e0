#!/usr/bin/env python3
"""Sets everything up and runs it, with nothing but Python 3.10 or newer and a C compiler.

    python3 run.py onhand ARGS…   the `onhand` command, installed into .venv at the first call
    python3 run.py test ARGS…     what CI runs: lint, types, layers, then pytest with ARGS
    python3 run.py check          the same without pytest
    python3 run.py runtimes NAME… the contract suite over runtimes with environments of their own
    python3 run.py setup          only the installation, with the tools for development

The first call takes minutes: pip compiles llama.cpp, unless it has kept the wheel of an earlier
time. After that a call starts at once, until pyproject.toml or constraints.txt change.
Standard library only; knows nothing of the package but its name and its extras.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed.json"
LOG = VENV / "install.log"
DEVELOPMENT = ("dev", "test")
MIN_PIP = (22, 3)  # the first with `pip --python`
NEWS_EVERY_S = 60.0
COMPILED = "llama-cpp-python"

RUNTIMES = ("executorch", "mlc")  # their pinned packages stay out of .venv
CONTRACT_TOOLS = ("pytest", "pytest-asyncio", "pytest-timeout", "hypothesis")
NO_WHEEL = ("No matching distribution found", "Could not find a version")

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lint", ("ruff", "check", ".")),
    ("format", ("ruff", "format", "--check", ".")),
    ("types", ("mypy",)),
    ("public types", ("python", "tests/public/complete_types.py")),
    ("layers", ("lint-imports", "--no-cache", "--no-logo")),
)


class SetupError(Exception):
    """The installation cannot go on; the message says what to do."""


# ── the commands ─────────────────────────────────────────────────────────────


def main(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name and return its exit status."""
    command, rest = (arguments[0] if arguments else "help"), list(arguments[1:])
    try:
        if command == "onhand":
            install(())
            return hand_over([str(PYTHON), "-m", "onhand.cli", *rest])
        if command == "setup":
            install(DEVELOPMENT)
            say(f"Ready: {BIN}")
            return 0
        if command == "test":
            install(DEVELOPMENT)
            return test(rest)
        if command == "runtimes":
            return report(test_runtimes(rest or RUNTIMES))
        if command == "check":
            install(DEVELOPMENT)
            return report(run_checks())
    except SetupError as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(__doc__)
    return 0 if command in ("help", "-h", "--help") else 2


def test(pytest_arguments: Sequence[str]) -> int:
    """Run every check, then the tests; pytest speaks last."""
    failed = run_checks()
    say("── templates of real models, to compare with (pip fetches them once)")
    subprocess.call([str(PYTHON), "-m", "tests.fetch_templates"], cwd=ROOT)
    if not pytest_arguments:
        failed += test_runtimes(RUNTIMES)
    failed += provide_browser()
    say("── tests")
    status = subprocess.call([str(PYTHON), "-m", "pytest", *pytest_arguments], cwd=ROOT)
    return status or report(failed)


def provide_browser() -> list[str]:
    """In CI on Debian, install the browser of tests/browser if there is none; return what failed.

    Elsewhere nothing is installed: without a browser its tests are skipped, and say so.
    """
    if os.environ.get("CI") != "true" or shutil.which("chromium"):
        return []
    if not shutil.which("apt-get") or os.name != "posix" or os.geteuid() != 0:
        say("── browser: no Chromium, and no right to install it; its tests are skipped")
        return []
    say("── browser: apt-get install chromium")
    for step in (("update", "-q"), ("install", "-yq", "--no-install-recommends", "chromium")):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.call(["apt-get", *step], env=environment, stdin=subprocess.DEVNULL):
            return ["browser"]
    return []


def run_checks() -> list[str]:
    """Run the checks and return the names of those that failed."""
    environment = dict(os.environ, VIRTUAL_ENV=str(VENV))
    environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', '')}"
    failed = []
    for name, (program, *rest) in CHECKS:
        say(f"── {name}: {program} {' '.join(rest)}")
        call = [shutil.which(program, path=str(BIN)) or program, *rest]
        if subprocess.call(call, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL):
            failed.append(name)
    return failed


def report(failed: Sequence[str]) -> int:
    """Say which checks failed and return the exit status."""
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def test_runtimes(names: Sequence[str]) -> list[str]:
    """Run the contract suite over each of these runtimes; return the names of those that failed.

    A runtime that has no packages for this Python or platform is left out, and that is said.
    """
    failed = []
    for name in names:
        say(f"── runtime {name}: its own environment, then the contract suite")
        environment = ROOT / f".venv-{name}"
        python = environment / PYTHON.relative_to(VENV)
        reason = install_runtime(name, environment, python)
        if reason is not None:
            say(f"   left out: {reason}")
            continue
        files = {"ONHAND_CONTRACT_FILES": str(environment / "contract")}
        call = [str(python), "-m", "pytest", "tests/contract", "-q", "-k", name]
        if subprocess.call(call, cwd=ROOT, env={**os.environ, **files}):
            failed.append(f"runtime {name}")
    return failed


def install_runtime(name: str, environment: Path, python: Path) -> str | None:
    """Make an environment that holds the package with one runtime; return why there is none."""
    stamp = environment / "installed"
    if is_usable(python) and stamp.exists() and stamp.read_text("utf-8") == fingerprint():
        return None
    make_venv(environment, python)
    target = [f"{ROOT}[{name}]", *CONTRACT_TOOLS]
    try:
        run_pip(
            *("install", "--constraint", str(ROOT / "constraints.txt"), "--editable", *target),
            python=python,
            log_path=environment / "install.log",
        )
    except SetupError as error:
        missing = [line for line in str(error).splitlines() if any(t in line for t in NO_WHEEL)]
        if not missing:
            raise
        return missing[-1].removeprefix("ERROR: ")
    stamp.write_text(fingerprint(), "utf-8")
    return None


def hand_over(command: Sequence[str]) -> int:
    """Become `command` where the system can, else run it; return its exit status."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(command[0], list(command))
    return subprocess.call(command)


# ── the installation ─────────────────────────────────────────────────────────


def install(extras: tuple[str, ...]) -> None:
    """Make .venv hold the package with `extras`; do nothing when it does already."""
    wanted = fingerprint()
    have = read_stamp()
    if PYTHON.exists() and have.get("inputs") == wanted and set(extras) <= set(have["extras"]):
        return
    if sys.version_info < (3, 10):  # noqa: UP036 - this file meets the Python that there is
        raise SetupError(f"onhand needs Python 3.10 or newer; this is {sys.version.split()[0]}.")
    say(f"Setting up {VENV} (once).")
    STAMP.unlink(missing_ok=True)
    make_venv()
    all_extras = sorted({*extras, *have.get("extras", ())})
    target = f"{ROOT}[{','.join(all_extras)}]" if all_extras else str(ROOT)
    run_pip("install", "--constraint", str(ROOT / "constraints.txt"), "--editable", target)
    STAMP.write_text(json.dumps({"inputs": wanted, "extras": all_extras}), "utf-8")


def fingerprint() -> str:
    """Return a hash of all that decides what gets installed."""
    digest = hashlib.sha256(sys.version.split()[0].encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, Any]:
    """Return what the last installation wrote, or nothing."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and {"inputs", "extras"} <= set(stamp) else {}


def make_venv(folder: Path | None = None, python: Path | None = None) -> None:
    """Make a virtual environment (.venv) unless a working one of this Python is there."""
    if is_usable(python or PYTHON):
        return
    create = [sys.executable, "-m", "venv", "--clear", str(folder or VENV)]
    if subprocess.run(create, capture_output=True, check=False).returncode == 0:
        return
    # Debian and Ubuntu leave ensurepip out of python3; this Python's own pip can do its work.
    made = subprocess.run([*create, "--without-pip"], capture_output=True, text=True, check=False)
    if made.returncode:
        raise SetupError(
            f"no virtual environment can be made:\n{made.stderr.strip()}\n"
            "On Debian or Ubuntu: apt install python3-venv"
        )
    if outer_pip() < MIN_PIP:
        raise SetupError("pip is missing. On Debian or Ubuntu: apt install python3-venv")


def is_usable(python: Path) -> bool:
    """Whether `python` runs and is of this interpreter's version."""
    probe = "import sys; print(sys.version.split()[0])"
    try:
        found = subprocess.run([python, "-c", probe], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return found.stdout.strip() == sys.version.split()[0]


def outer_pip() -> tuple[int, ...]:
    """Return the version of this interpreter's pip; empty when it has none."""
    call = [sys.executable, "-m", "pip", "--version"]
    words = subprocess.run(call, capture_output=True, text=True, check=False).stdout.split()
    return tuple(int(part) for part in words[1].split(".")[:2]) if len(words) > 1 else ()


def run_pip(*arguments: str, python: Path | None = None, log_path: Path | None = None) -> None:
    """Run pip in an environment (.venv) with a log; say how far it is, and why it failed.

    pip keeps the wheels that it builds, so that the next environment gets them in seconds.
    """
    python, log_path = python or PYTHON, log_path or LOG
    has_own = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)
    call = (
        [str(python), "-m", "pip"]
        if has_own.returncode == 0
        else [sys.executable, "-m", "pip", "--python", str(python)]
    )
    call += [*arguments, "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    with (
        log_path.open("w", encoding="utf-8") as log,
        Progress() as progress,
        running(call) as process,
    ):
        for line in process.stdout or ():
            log.write(line)
            progress.hear(line)
    if process.returncode:
        tail = "\n".join(log_path.read_text("utf-8").splitlines()[-30:])
        hint = "" if has_compiler() else f"\n{COMPILED} needs a C and C++ compiler: {compiler()}"
        raise SetupError(f"the installation failed:\n{tail}\nThe whole log: {log_path}{hint}")


@contextmanager
def running(call: Sequence[str]) -> Iterator[subprocess.Popen[str]]:
    """Run a process whose lines the caller reads; it does not outlive the caller's interest."""
    with subprocess.Popen(
        call,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        try:
            yield process
        except BaseException:
            process.terminate()
            raise


def has_compiler() -> bool:
    """Whether a C compiler is on the path."""
    return any(map(shutil.which, ("cc", "gcc", "clang", "cl", os.environ.get("CC") or "cc")))


def compiler() -> str:
    """Return how to get a compiler on this system."""
    if sys.platform == "darwin":
        return "xcode-select --install"
    return "Visual Studio's C++ build tools" if os.name == "nt" else "apt install build-essential"


class Progress:
    """Turns pip's output into a few honest lines: what it does and for how long.

    On a terminal the last line counts the seconds; elsewhere there is a line a minute.
    """

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._doing = "resolving"
        self._is_over = threading.Event()
        self._is_terminal = sys.stderr.isatty()
        self._clock = threading.Thread(target=self._tick, daemon=True)

    def __enter__(self) -> Progress:
        self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self._clock.join()
        if self._is_terminal:
            print("\r\033[K", end="", file=sys.stderr)

    def hear(self, line: str) -> None:
        """Take a line of pip's output."""
        if line.startswith(f"Building wheel for {COMPILED}"):
            if self._doing != "compiling llama.cpp":
                self._doing = "compiling llama.cpp"
                self._say("Compiling llama.cpp: about six minutes on two cores; pip keeps it.")
        elif line.startswith("Collecting "):
            self._doing = f"collecting {line.split()[1]}"
        elif line.startswith("Installing collected packages"):
            self._doing = "installing"
            self._say("Installing packages.")

    def _tick(self) -> None:
        while not self._is_over.wait(1.0 if self._is_terminal else NEWS_EVERY_S):
            minutes, seconds = divmod(int(time.monotonic() - self._started), 60)
            news = f"  {minutes}:{seconds:02} {self._doing}"
            if self._is_terminal:
                print(f"\r\033[K{news}", end="", file=sys.stderr, flush=True)
            else:
                say(news)

    def _say(self, text: str) -> None:
        say(f"\r\033[K{text}" if self._is_terminal else text)


def say(text: str) -> None:
    """Tell the user something that is not the command's output."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
