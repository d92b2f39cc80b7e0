"""What a newcomer waits for: `onhand rewrite` from a cold process, and four tones at once.

    python bench/rewrite.py [--rounds 7]

The first part starts a fresh interpreter each time (warm disk cache) and takes the time from before
the start to the first piece of text and to the end of the process. The second asks one open
rewriter for four tones together and one after another, in alternating rounds, unguarded, so that
both make the same answers.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import time

from onhand.rewrite import Rewriter

MESSAGE = "hey, cant make it tmrw, sorry!!"
TONES = ("formal", "casual", "friendly", "polite")
_FIRST_TEXT = """
import asyncio, sys, time
from onhand.rewrite import Rewriter, RewriteText

async def main():
    async with Rewriter() as rewriter:
        async for event in rewriter.rewrite(sys.argv[1], "formal"):
            if isinstance(event, RewriteText):
                print(time.time())
                return

asyncio.run(main())
"""


def first_text_s() -> float:
    """Return the seconds from before the process to its first piece of text."""
    before = time.time()
    done = subprocess.run(
        [sys.executable, "-c", _FIRST_TEXT, MESSAGE], capture_output=True, text=True, check=True
    )
    return float(done.stdout) - before


def whole_answer_s() -> float:
    """Return the seconds that the whole command takes."""
    before = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        "from onhand.cli import main; main()",
        "rewrite",
        "--tone",
        "formal",
        MESSAGE,
    ]
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - before


async def tones_s(rounds: int) -> list[tuple[float, float]]:
    """Return, for each round, the seconds for four tones together and one after another."""
    taken = []
    async with Rewriter(guard=False) as rewriter:
        await rewriter.preload()
        for round_ in range(rounds + 1):
            text = f"{MESSAGE} see you on 1{round_} May at 7:3{round_} then"
            before = time.perf_counter()
            await rewriter.variants(text, TONES).results()
            together = time.perf_counter() - before
            text = text.replace("May", "June")  # nothing of it is cached
            before = time.perf_counter()
            for tone in TONES:
                await rewriter.rewrite(text, tone).result()
            taken.append((together, time.perf_counter() - before))
    return taken[1:]


def _spread(values: list[float], digits: int = 2) -> str:
    low, high = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    pairs = asyncio.run(tones_s(rounds))
    print("| | median (least–most) |\n|---|---|")
    print(f"| start to first text, s | {_spread([first_text_s() for _ in range(rounds)])} |")
    print(
        f"| start to end of the command, s | {_spread([whole_answer_s() for _ in range(rounds)])} |"
    )
    print(f"| four tones together, ms | {_spread([1e3 * a for a, _ in pairs], 0)} |")
    print(f"| one after another, ms | {_spread([1e3 * b for _, b in pairs], 0)} |")
    print(f"| ratio | {_spread([b / a for a, b in pairs])} |")


if __name__ == "__main__":
    main()
