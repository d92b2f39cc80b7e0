"""Runs every bench script in a process of its own and writes their tables into one Markdown file.

python bench/all.py [--quick] [--out FILE] [NAME …]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from measuring import machine, note

SCRIPTS = (
    "single_stream",
    "token_overhead",
    "sessions",
    "prefix",
    "cancel",
    "loop_lag",
    "transport",
    "lifecycle",
    "recovery",
    "state",
    "structured",
    "hanging_template",
)
LONGER = (
    "rewrite",
    "governor",
    "library",
    "store",
    "advisor",
    "logits_sampler",
    "app_stream",
    "app_views",
    "soak",
)
"""Scripts with options of their own, which print their machine themselves; not in a quick run."""


def main() -> None:
    """Run the scripts that the command line names, all by default."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(SCRIPTS + LONGER)}"
    )
    parser.add_argument("--quick", action="store_true", help="few and short: to see that they run")
    parser.add_argument("--out", type=Path, help="the Markdown file (default: stdout)")
    given = parser.parse_args()
    for name in given.names:
        if name not in SCRIPTS + LONGER:
            parser.error(f"there is no script {name!r}")
    parts = [machine(), ""]
    for name in given.names or (SCRIPTS if given.quick else SCRIPTS + LONGER):
        note(name)
        started = time.monotonic()
        command = [sys.executable, str(Path(__file__).parent / f"{name}.py")]
        if name in SCRIPTS:
            command += ["--bare", "--quick"] if given.quick else ["--bare"]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True)
        failed = f"## {name}\n\nfailed with status {done.returncode}\n"
        parts.append(failed if done.returncode else done.stdout)
        note(f"{name} took {time.monotonic() - started:.0f} s")
        if given.out is not None:  # what is done so far is safe if a later one is interrupted
            given.out.write_text("\n".join(parts))
    if given.out is None:
        print("\n".join(parts))


if __name__ == "__main__":
    main()
