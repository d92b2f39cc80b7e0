"""The likelihood of a given text under the model."""

from __future__ import annotations

from typing import Any

from onhand.errors import EngineBusyError
from onhand.runtimes.base import Batch, LoadedModel
from onhand.types.sampling import SamplingParams
from onhand.worker.sequences import SequencePool

SCORING_SESSION_ID = 0
"""No session has this id; ids begin with 1."""
MAX_WINDOW = 512
"""Tokens that are scored from one beginning."""
MAX_ROWS = 64
"""Rows of a batch: each wants its logits, and a context keeps room for a limited number."""


def score(model: LoadedModel, pool: SequencePool, tokens: list[int]) -> dict[str, Any]:
    """Return `Score`'s fields for `tokens`, cut into windows.

    Raises:
        ValueError: there are fewer than two tokens.
        EngineBusyError: every sequence is in use.
    """
    if len(tokens) < 2:
        raise ValueError("a text needs at least two tokens to be scored")
    size = min(MAX_WINDOW, model.n_ctx)
    acquired = pool.acquire(SCORING_SESSION_ID, tokens[:2], reuse=False)
    if acquired is None:
        raise EngineBusyError("Every sequence generates.", hint="Try again when one is done.")
    sampler = model.sampler(SamplingParams(temperature=0.0), 0)
    n_tokens, logprob = 0, 0.0
    try:
        n_rows = min(MAX_ROWS, model.n_batch)
        for start in range(0, len(tokens), size):
            window = tokens[start : start + size]
            pool.truncate(acquired.sequence, 0)
            for at in range(0, len(window), n_rows):
                batch = Batch()
                chunk = window[at : at + n_rows]
                for offset, token_id in enumerate(chunk):
                    has_next = at + offset + 1 < len(window)
                    batch.add(token_id, at + offset, acquired.sequence.id, has_next)
                model.decode(batch)
                acquired.sequence.tokens.extend(chunk)
                for row, wanted in enumerate(batch.wants_logits):
                    if wanted:
                        logprob += sampler.logprobs(row, window[at + row + 1], 0).logprob
                        n_tokens += 1
    finally:
        sampler.close()
        pool.truncate(acquired.sequence, 0)
        pool.release(acquired.sequence)
        pool.forget_session(SCORING_SESSION_ID)
    return {"n_tokens": n_tokens, "logprob": logprob}
