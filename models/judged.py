"""Print what the judge found as Markdown: ``python -m models.judged``.

Reads ``outputs.jsonl`` (what the shipped file answers) and ``judgements.jsonl`` (the verdicts, made
by hand after ``RUBRIC.md``) and refuses if they do not belong together.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from textwrap import shorten
from typing import Any

from models.evaluate import ROOT, share

VERDICTS = ("usable", "near", "bad")
EVERY = 6
"""Which messages are shown: every sixth, none picked."""
SHORT, LONG = 10, 20
"""Words up to which a message is short, and over which it is long."""

Pairs = list[tuple[dict[str, Any], dict[str, Any]]]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def pairs(folder: Path) -> Pairs:
    """Return every output with its judgement."""
    judged = {line["id"]: line for line in read_lines(folder / "judgements.jsonl")}
    outputs = read_lines(folder / "outputs.jsonl")
    if judged.keys() != {line["id"] for line in outputs}:
        raise SystemExit("judgements.jsonl and outputs.jsonl are of different messages")
    return [(line, judged[line["id"]]) for line in outputs]


def totals(found: Pairs) -> list[str]:
    """Return the table of both columns: the model alone, and with the guard."""
    named = [pair for pair in found if pair[0]["facts"]]
    rows = ["| | model alone | with the guard |", "|---|---|---|"]
    for what, of in ((f"all facts kept, of {len(found)}", found),
                     (f"all facts kept, of the {len(named)} that list any", named)):  # fmt: skip
        alone = share([not output["missing"] for output, _ in of])
        guarded = share([not output["guarded_missing"] for output, _ in of])
        rows.append(f"| {what} | {alone:.1%} | {guarded:.1%} |")
    for verdict in VERDICTS:
        counts = [sum(line[of] == verdict for _, line in found) for of in ("output", "guarded")]
        cells = " | ".join(f"{count / len(found):.1%} ({count})" for count in counts)
        rows.append(f"| {verdict} | {cells} |")
    return rows


def by(found: Pairs, kind: Callable[[dict[str, Any]], str]) -> list[str]:
    """Return the table of verdicts on what the guard gave, for each kind of message."""
    counts: dict[str, Counter[str]] = {}
    for output, line in found:
        counts.setdefault(kind(output), Counter())[line["guarded"]] += 1
    order = sorted(counts, key=lambda name: -counts[name]["usable"] / counts[name].total())
    rows = ["| | usable | near | bad | of |", "|---|---|---|---|---|"]
    for name in order:
        cells = " | ".join(str(counts[name][verdict]) for verdict in VERDICTS)
        rows.append(f"| {name} | {cells} | {counts[name].total()} |")
    return rows


def length_of(output: dict[str, Any]) -> str:
    """Return how long a message is, in words of a reader."""
    n_words = len(output["text"].split())
    if n_words <= SHORT:
        return f"{SHORT} words or fewer"
    return f"{SHORT + 1} to {LONG} words" if n_words <= LONG else f"more than {LONG} words"


def reasons(found: Pairs) -> list[str]:
    """Return how often each code came first, with the guard and without."""
    rows = ["| first reason | model alone | with the guard |", "|---|---|---|"]
    counts = [
        Counter(line[of].partition(",")[0] for _, line in found if line[of])
        for of in ("output_reason", "guarded_reason")
    ]
    order = sorted(counts[1] | counts[0], key=lambda code: -counts[1][code])
    return rows + [f"| {code} | {counts[0][code]} | {counts[1][code]} |" for code in order]


def examples(found: Pairs) -> list[str]:
    """Return every sixth message with its answers and verdicts."""
    rows = ["| id | tone | message | model alone | with the guard | verdict |", "|" + "---|" * 6]
    for output, line in found:
        if output["id"] % EVERY:
            continue
        guarded = "" if output["guarded"] == output["output"] else output["guarded"]
        if guarded:
            guarded += f" *({output['source']}, {output['attempts']} attempts)*"
        verdict = _said(line, "guarded")
        if line["output"] != line["guarded"]:
            verdict += "; alone " + _said(line, "output")
        alone = shorten(output["output"], 400, placeholder=" … (and so on)")
        cells = [output["id"], output["tone"], output["text"], alone, guarded, verdict]
        rows.append("| " + " | ".join(str(cell).replace("\n", " / ") for cell in cells) + " |")
    return rows


def _said(line: dict[str, Any], of: str) -> str:
    reason = line[f"{of}_reason"]
    return f"{line[of]}: {reason}" if reason else str(line[of])


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--folder", type=Path, default=ROOT / "evaluation")
    found = pairs(parser.parse_args().folder)
    tables = (
        totals(found),
        by(found, lambda output: str(output["tone"])),
        by(found, lambda output: str(output["source"])),
        by(found, length_of),
        reasons(found),
        examples(found),
    )
    print("\n\n".join("\n".join(table) for table in tables))


if __name__ == "__main__":
    main()
