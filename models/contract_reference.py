"""Write what PyTorch says for the contract suite: ``python -m models.contract_reference``.

Twenty prompts, 128 tokens each, with the tokens that end an answer forbidden, from the *shipped*
file's weights (Q8_0, decoded to 32 bits). Every runtime that computes those weights in 32 bits must
say the same, token for token. To be run again whenever the shipped file changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
import torch.nn.functional as F

from models.architecture import LanguageModel
from models.prompts import Message, render, rewrite_request
from models.reference import PROMPTS, TALK
from models.restore import read_file
from models.tokenizer import END_TOKEN, EOS_ID

N_TOKENS = 128
SHIPPED = Path("src/onhand/assets/onhand-small.gguf")
MORE = (
    ("pls call me back on 030 4471 before 5, its about the lease", "polite"),
    ("We must cancel the trip to Lisbon, because Joao is ill.", "casual"),
    ("i guess the report is kind of ready, you could maybe look at it", "confident"),
    ("their going too be late becuase of teh snow", "correct"),
    ("I would like to inform you that the parcel for Ms Yilmaz has arrived at the front desk.", "concise"),
    ("can u bring 2 kg of flour and 12 eggs, thx", "formal"),
    ("Naïve café owners in Zürich pay €3 for it 🙂", "friendly"),
    ("no", "polite"),
    ("The keys are under the blue pot. Do not tell Ivan.", "casual"),
)  # fmt: skip


def prompts() -> list[str]:
    """Return the twenty rendered prompts."""
    requests = [rewrite_request(text, tone) for text, tone in (*PROMPTS, *MORE)]
    requests += [[Message("user", TALK)], [Message("user", "Who made you?")]]
    return [render(messages, add_generation_prompt=True) for messages in requests]


@torch.no_grad()
def continuation(model: LanguageModel, ids: list[int], forbidden: list[int]) -> list[int]:
    """Return the likeliest tokens without the forbidden ones."""
    tokens = list(ids)
    for _ in range(N_TOKENS):
        scores = F.linear(model.hidden(torch.tensor([tokens]))[0, -1], model.embedding.weight)
        scores[forbidden] = -torch.inf
        tokens.append(int(scores.argmax()))
    return tokens[len(ids) :]


def main() -> None:
    """Compute and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("tests/contract/reference.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    model, tokenizer = read_file(SHIPPED)
    forbidden = [EOS_ID, tokenizer.id_of(END_TOKEN)]
    entries = []
    for prompt in prompts():
        ids = tokenizer.encode_rendered(prompt)
        entries.append({"ids": ids, "greedy": continuation(model, ids, forbidden)})
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    digest = hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    options.out.write_text(f'{{"model_sha256": "{digest}", "entries": [\n{lines}\n]}}\n')


if __name__ == "__main__":
    main()
