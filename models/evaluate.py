"""Measure the shipped file: ``python -m models.evaluate held_out``, ``… chats`` or ``… messages``.

Everything runs through llama.cpp with greedy sampling on the file itself.  ``held_out`` counts on
text of the grammar that training never saw, ``chats`` behind earlier turns too; ``messages`` answers
the hand-written set and writes the outputs for a judge, who alone can say whether they are usable.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from models.grammar import Example, examples
from models.grammar.markers import has_marker
from models.measures import broken_words, grammar_vocabulary, has_loop, missing_facts
from models.native import NativeModel
from models.prompts import Message, render, rewrite_request, with_tone

ROOT = Path(__file__).parent
SHIPPED = ROOT.parent / "src" / "onhand" / "assets" / "onhand-small.gguf"
GOALS = {"held_slots": 0.98, "held_situations": 0.92, "marker": 0.95, "sound": 0.98}
SEED = 2024
N_CHATS = 40
EARLIER_TOKENS = (0, 200, 400, 600, 800)


class Judged(NamedTuple):
    """One answer and what was found in it."""

    example: Example
    answer: str
    missing: list[str]
    has_marker: bool
    has_loop: bool
    broken: list[str]

    @property
    def is_sound(self) -> bool:
        """Whether the answer has neither a loop nor a broken word."""
        return not self.has_loop and not self.broken


def ask(model: NativeModel, text: str, tone: str) -> str:
    """Return the greedy answer to one rewrite request."""
    return model.answer(render(rewrite_request(text, tone), add_generation_prompt=True))


def judge(example: Example, answer: str, vocabulary: frozenset[str]) -> Judged:
    """Count what a script can count in one answer."""
    tone = str(example.tone)
    return Judged(
        example,
        answer,
        missing_facts(example.facts, answer),
        tone == "correct" or has_marker(tone, example.source, answer),
        has_loop(example.source, answer),
        broken_words(example.source, answer, vocabulary),
    )


def share(values: list[bool]) -> float:
    """Return the part that is true, from 0 to 1."""
    return round(sum(values) / len(values), 4)


def summary(judged: list[Judged]) -> dict[str, Any]:
    """Return the shares that the goals name, with a few failures to look at."""
    failures = [item for item in judged if item.missing or not (item.has_marker and item.is_sound)]
    return {
        "n": len(judged),
        "facts_kept": share([not item.missing for item in judged]),
        "has_marker": share([item.has_marker for item in judged]),
        "sound": share([item.is_sound for item in judged]),
        "as_the_grammar": share([item.answer == item.example.target for item in judged]),
        "failures": [
            {
                "tone": item.example.tone,
                "source": item.example.source,
                "answer": item.answer,
                "missing": item.missing,
                "has_marker": item.has_marker,
                "has_loop": item.has_loop,
                "broken": item.broken,
            }
            for item in failures[:20]
        ],
    }


def held_out(model: NativeModel, n_examples: int) -> dict[str, Any]:
    """Measure both held-out splits."""
    vocabulary = grammar_vocabulary()
    result: dict[str, Any] = {}
    for split in ("held_slots", "held_situations"):
        judged = [
            judge(example, ask(model, example.source, str(example.tone)), vocabulary)
            for example in itertools.islice(examples(SEED, split), n_examples)
        ]
        result[split] = summary(judged)
        shown = {name: value for name, value in result[split].items() if name != "failures"}
        print(split, shown, flush=True)
    return result


def chats(model: NativeModel) -> dict[str, Any]:
    """Count the answers that keep every fact behind earlier turns of up to so many tokens."""
    asked = list(itertools.islice(examples(SEED, "held_slots"), N_CHATS))
    earlier = [
        turn
        for example in itertools.islice(examples(SEED + 1, "held_slots"), N_CHATS)
        for turn in (
            Message("user", with_tone(example.source, str(example.tone))),
            Message("assistant", example.target),
        )
    ]
    kept: dict[str, int] = {}
    for n_tokens in EARLIER_TOKENS:
        n_turns = 0
        while len(model.tokenize(render(earlier[: n_turns + 2]))) <= n_tokens:
            n_turns += 2
        answers = [
            model.answer(render([*earlier[:n_turns], request], add_generation_prompt=True))
            for request in (
                Message("user", with_tone(example.source, str(example.tone))) for example in asked
            )
        ]
        kept[str(n_tokens)] = sum(
            not missing_facts(example.facts, answer)
            for example, answer in zip(asked, answers, strict=True)
        )
        print(f"{n_tokens} tokens earlier: {kept[str(n_tokens)]} of {N_CHATS}", flush=True)
    return {"n": N_CHATS, "facts_kept": kept}


def messages(model: NativeModel, path: Path, source: Path, out: Path) -> dict[str, Any]:
    """Answer the hand-written messages and write the outputs, one JSON object a line.

    ``output`` is the plain greedy answer; ``guarded`` what ``onhand.rewrite`` gives with its
    defaults, its guard on.
    """
    lines = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line]
    guarded = asyncio.run(_guarded(path, lines))
    with out.open("w", encoding="utf-8") as file:
        for line, result in zip(lines, guarded, strict=True):
            line["output"] = ask(model, line["text"], line["tone"])
            line["missing"] = missing_facts(line["facts"], line["output"], ignore_case=True)
            line["guarded"] = result.text
            line["guarded_missing"] = missing_facts(line["facts"], result.text, ignore_case=True)
            line |= {"source": result.source, "attempts": result.attempts}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    result = {
        "n": len(lines),
        "facts_kept": share([not line["missing"] for line in lines]),
        "facts_kept_with_guard": share([not line["guarded_missing"] for line in lines]),
        "source": dict(Counter(line["source"] for line in lines)),
    }
    print(result, flush=True)
    return result


async def _guarded(path: Path, lines: list[dict[str, Any]]) -> list[Any]:
    """Rewrite the messages one after another through the rewrite service."""
    from onhand.rewrite import Rewriter

    async with Rewriter(path, faithful=True) as rewriter:
        return [
            await rewriter.rewrite(line["text"], line["tone"], seed=SEED).result() for line in lines
        ]


def main() -> None:
    """Read the command line, measure and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("held_out", "chats", "messages"))
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--n-examples", type=int, default=500)
    parser.add_argument("--messages", type=Path, default=ROOT / "evaluation" / "messages.jsonl")
    parser.add_argument("--out", type=Path, help="default: models/evaluation/")
    options = parser.parse_args()
    model = NativeModel(options.model)
    folder = options.out or ROOT / "evaluation"
    report: dict[str, Any] = {"sha256": hashlib.sha256(options.model.read_bytes()).hexdigest()}
    if options.what == "held_out":
        report |= {"seed": SEED, "goals": GOALS, **held_out(model, options.n_examples)}
    elif options.what == "chats":
        report |= {"seed": SEED, **chats(model)}
    else:
        report |= messages(model, options.model, options.messages, folder / "outputs.jsonl")
    path = folder / f"{options.what}.report.json"
    path.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    model.close()


if __name__ == "__main__":
    main()
