"""Drives a loaded model the way the worker does: prefill, step, generate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onhand.runtimes.base import Batch
from onhand.runtimes.llama_cpp.candidates import view_of_logits
from onhand.runtimes.llama_cpp.runtime import LlamaModel
from onhand.types.sampling import SamplingParams

PROMPT = [1, 316, 473, 327, 484]
GREEDY = SamplingParams.greedy()


def prefill(
    model: LlamaModel, tokens: Sequence[int] = PROMPT, sequence_id: int = 0, start: int = 0
) -> int:
    """Compute `tokens` in one batch and return the row that has logits, the last."""
    batch = Batch()
    for index, token_id in enumerate(tokens):
        batch.add(token_id, start + index, sequence_id, index == len(tokens) - 1)
    model.decode(batch)
    return len(tokens) - 1


def step(model: LlamaModel, token_id: int, position: int, sequence_id: int = 0) -> int:
    """Compute one token and return the row of its logits."""
    return prefill(model, [token_id], sequence_id, position)


def logits(model: LlamaModel, row: int) -> npt.NDArray[np.float32]:
    """Return a copy of a row's logits."""
    context = model._context
    assert context is not None
    pointer = context.llama.llama_get_logits_ith(context.native, row)
    return view_of_logits(pointer, context.n_vocab).copy()


def generate(
    model: LlamaModel,
    tokens: Sequence[int] = PROMPT,
    params: SamplingParams = GREEDY,
    *,
    seed: int = 1,
    n: int = 20,
    sequence_id: int = 0,
) -> list[int]:
    """Generate up to `n` tokens on an empty sequence; an end-of-generation token comes last."""
    model.sequence_remove(sequence_id, 0, -1)
    sampler = model.sampler(params, seed)
    for token_id in tokens:
        sampler.accept(token_id, is_generated=False)
    row, position, generated = prefill(model, tokens, sequence_id), len(tokens), list[int]()
    while len(generated) < n:
        generated.append(sampler.sample(row))
        if model.tokenizer.is_eog(generated[-1]):
            break
        row = step(model, generated[-1], position, sequence_id)
        position += 1
    sampler.close()
    return generated


def text_of(model: LlamaModel, token_ids: Sequence[int]) -> str:
    """Return generated tokens as text, the leading space included."""
    return b"".join(model.tokenizer.piece(token_id) for token_id in token_ids).decode()
