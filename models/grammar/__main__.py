"""Print samples: ``python -m models.grammar --split train --n 20 --seed 1``."""

from __future__ import annotations

import argparse
from itertools import islice

from models.grammar import SPLITS, examples


def main() -> None:
    """Print examples, one block each."""
    parser = argparse.ArgumentParser(prog="python -m models.grammar", description=__doc__)
    parser.add_argument("--split", choices=SPLITS, default="train")
    parser.add_argument("--n", type=int, default=20, help="how many examples (default 20)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="only this task, tone or situation")
    args = parser.parse_args()
    stream = examples(args.seed, args.split)
    if args.only:
        stream = (e for e in stream if args.only in (e.task, e.tone, e.situation))
    for example in islice(stream, args.n):
        print(f"[{example.task} {example.tone or ''} {example.situation}]")
        print(f"  < {example.source}\n  > {example.target}")
        if example.facts:
            print(f"    {' | '.join(example.facts)}")


if __name__ == "__main__":
    main()
