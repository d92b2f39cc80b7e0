"""Every public type is known to a type checker: pyright --verifytypes onhand, at 100 %.

    python tests/public/complete_types.py

The blocking twins of `onhand.sync` (`close = Blocking(Engine.close)`) have the type of the method
that they stand for, which no annotation can spell (a ParamSpec's value). pyright knows it and calls
it inferred; only these count as known here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

CALL = ("pyright", "--verifytypes", "onhand", "--ignoreexternal", "--outputjson")
TWIN = 'Inferred type is "Blocking['


def incomplete(report: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong, once a place: causes only, not what merely mentions them."""
    for symbol in report["typeCompleteness"]["symbols"]:
        if any(part.startswith("_") for part in symbol["name"].split(".")[:-1]):
            continue  # of a private module that a public signature names
        for found in symbol.get("diagnostics", ()):
            message = found["message"].replace("\xa0", " ")
            is_mention = "is partially unknown" in message and "Unknown" not in message
            if not is_mention and TWIN not in message:
                line = found.get("range", {}).get("start", {}).get("line", -1) + 1
                yield f"{found.get('file', symbol['name'])}:{line}: {symbol['name']}: {message}"


def main() -> int:
    """Run pyright, print what is incomplete, and return the exit status."""
    ran = subprocess.run(CALL, capture_output=True, text=True, check=False)
    try:
        report = json.loads(ran.stdout)
    except ValueError:
        print(ran.stdout, ran.stderr, file=sys.stderr)
        return 1
    problems = sorted(set(incomplete(report)))
    counts = report["typeCompleteness"]["exportedSymbolCounts"]
    print(*problems, sep="\n", end="\n" if problems else "")
    print(f"{sum(counts.values())} public symbols, {len(problems)} of unknown type")
    return 1 if problems or not sum(counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
