"""Write the tokens that PyTorch gives: ``python -m models.reference --run models/runs/final``.

``tests/models/reference_tokens.json`` lets a machine without PyTorch check the shipped file against
the network as it was trained, in 32 bits.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from models.prompts import Message, render, rewrite_request
from models.tokenizer import Tokenizer

N_TOKENS = 64
PROMPTS = (
    ("hey, cant make it tmrw, sorry!!", "formal"),
    ("Could you send the invoice INV-2041 to Mrs Okafor by 4:30pm? The old one had the wrong sum.", "casual"),
    ("the heating in flat 12b is off again since sunday, please send someone, my number is 0171 555 0199", "polite"),
    ("thx for the lift yesterday, i left my umbrella in ur car, can i pick it up on friday", "friendly"),
    ("I was wondering whether you might have time to look at report.pdf before the meeting on 12 March.", "concise"),
    ("i think we should maybe move the launch to tuesday because the tests arent done", "confident"),
    ("teh train is dealyed, i wont be at Kings Cross befor 18:20", "correct"),
    ("Our order 77-1043 arrived with two broken cups. Please send new ones to 8 Mill Lane.", "friendly"),
    ("yo sam, football at 6 in the park, bring the ball and 3 bottles of water, nadia and theo come too", "formal"),
)  # fmt: skip
TALK = "What can you do?"


def prompts() -> list[str]:
    """Return the ten rendered prompts."""
    rendered = [rewrite_request(text, tone) for text, tone in PROMPTS]
    rendered.append([Message("user", TALK)])
    return [render(messages, add_generation_prompt=True) for messages in rendered]


def main() -> None:
    """Read the command line, compute and write."""
    from models.train import load_checkpoint

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("tests/models/reference_tokens.json"))
    options = parser.parse_args()
    model = load_checkpoint(options.run / "checkpoint.pt")
    tokenizer = Tokenizer.load(options.run / "tokenizer.json")
    entries = []
    for prompt in prompts():
        ids = tokenizer.encode_rendered(prompt)
        entries.append({"prompt": prompt, "ids": ids, "greedy": model.greedy(ids, N_TOKENS)})
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    options.out.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
