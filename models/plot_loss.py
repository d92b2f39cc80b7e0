"""Draw the loss over the tokens: ``python -m models.plot_loss LOG … --out docs/pictures/loss.svg``.

Several logs are the stages of one training, drawn one behind the other.
"""

from __future__ import annotations

import argparse
import itertools
import json
from pathlib import Path
from typing import Any


def read_stages(paths: list[Path]) -> list[dict[str, Any]]:
    """Return the entries of all stages with tokens and seconds counted from the first one's start."""
    entries: list[dict[str, Any]] = []
    n_tokens, elapsed_s = 0, 0.0
    for stage, path in enumerate(paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            entry["stage"] = stage
            entry["n_tokens"] += n_tokens
            entry["elapsed_s"] += elapsed_s
            entries.append(entry)
        n_tokens, elapsed_s = entries[-1]["n_tokens"], entries[-1]["elapsed_s"]
    return entries


def draw(entries: list[dict[str, Any]], out: Path) -> None:
    """Write the picture; the kind is taken from the name."""
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "onhand"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7.5, 3.6))
    millions = [entry["n_tokens"] / 1e6 for entry in entries]
    axes.plot(millions, [entry["loss"] for entry in entries], color="#1f5f8b", linewidth=1.4)
    axes.set_yscale("log")
    ticks = (0.1, 0.2, 0.5, 1, 2, 5)
    axes.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_yticks([], minor=True)
    axes.set_xlabel("tokens seen (millions)")
    axes.set_ylabel("loss on the answers (nats a token)")
    falling = [x for x, e in zip(millions, entries, strict=True) if e["decay_at"] is not None]
    if falling:
        axes.axvspan(falling[0], falling[-1], color="#1f5f8b", alpha=0.08, linewidth=0)
        axes.text(falling[0], axes.get_ylim()[1] * 0.8, " learning rate falls", va="top", size=8)
    for first, second in itertools.pairwise(entries):
        if first["stage"] != second["stage"]:
            axes.axvline(first["n_tokens"] / 1e6, color="#999999", linewidth=0.8, linestyle=":")
    axes.grid(visible=True, which="both", alpha=0.2)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None)


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("logs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("docs/pictures/loss.svg"))
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    draw(read_stages(options.logs), options.out)


if __name__ == "__main__":
    main()
