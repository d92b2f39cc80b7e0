"""Every runtime says what the PyTorch reference says.

`reference.json` holds 128 greedy tokens after each of 20 prompts, computed by PyTorch from the
bundled model's weights (`python -m models.contract_reference`). With those weights in 32 bits a
runtime must repeat every token; with quantised ones it must agree on a share of the next tokens,
given the reference's text so far.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onhand import Engine
from onhand.runtimes import registry
from onhand.runtimes.base import Batch, LoadedModel
from onhand.types.sampling import SamplingParams
from tests.conftest import OpenEngine
from tests.contract.subjects import (
    EIGHT_BITS,
    FOUR_BITS,
    SHIPPED,
    Subject,
    context_params,
    exact_subjects,
    quantised_subjects,
)

_DATA: dict[str, Any] = json.loads((Path(__file__).parent / "reference.json").read_text())
ENTRIES: list[dict[str, list[int]]] = _DATA["entries"]
LEAST_AGREEMENT = {EIGHT_BITS: 0.98, FOUR_BITS: 0.93}
"""Share of next tokens on which a quantised model must agree with the reference."""


def test_the_reference_is_of_the_model_that_is_shipped() -> None:
    """Otherwise: python -m models.contract_reference."""
    assert _DATA["model_sha256"] == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert len(ENTRIES) == 20
    assert {len(entry["greedy"]) for entry in ENTRIES} == {128}


@pytest.mark.parametrize("subject", exact_subjects(), ids=str)
async def test_greedy_tokens_are_those_of_pytorch(
    open_engine: OpenEngine, subject: Subject
) -> None:
    engine = await open_engine(
        subject.model,
        runtime=subject.runtime,
        isolation="process",
        model_params=subject.model_params,
        context_params=context_params(subject),
    )
    different = {
        index: _common_length(await _continued(engine, entry["ids"]), entry["greedy"])
        for index, entry in enumerate(ENTRIES)
    }
    assert {i: n for i, n in different.items() if n != 128} == {}


async def _continued(engine: Engine, prompt: list[int]) -> list[int]:
    async with engine.session() as session:
        options = {"temperature": 0, "max_tokens": 128, "ignore_eog": True}
        await session.complete(prompt, **options)
        return list(session.tokens[len(prompt) :])


def _common_length(first: list[int], second: list[int]) -> int:
    pairs = zip(first, second, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


@pytest.fixture(params=quantised_subjects(), ids=str)
def quantised(request: pytest.FixtureRequest) -> Iterator[tuple[Subject, LoadedModel]]:
    """A quantised model, loaded in this process."""
    subject: Subject = request.param
    runtime = registry.create(subject.runtime, subject.model_params)
    model = runtime.load(str(subject.model), subject.model_params, context_params(subject))
    yield subject, model
    model.close()
    runtime.close()


def test_quantised_weights_agree_on_the_next_token(
    quantised: tuple[Subject, LoadedModel],
) -> None:
    subject, model = quantised
    n_agreed = n_asked = 0
    for entry in ENTRIES[::2]:
        chosen = _next_tokens(model, entry["ids"], entry["greedy"][:64])
        n_agreed += sum(a == b for a, b in zip(chosen, entry["greedy"], strict=False))
        n_asked += len(chosen)
    print(f"{subject}: {n_agreed / n_asked:.4f} of {n_asked} next tokens agree")
    assert n_asked == 640
    assert n_agreed / n_asked >= LEAST_AGREEMENT[subject.weights]


def _next_tokens(model: LoadedModel, prompt: list[int], answer: list[int]) -> list[int]:
    """Return what the model would say at each place of `answer`."""
    sampler = model.sampler(SamplingParams.greedy(ignore_eog=True), 1)
    chosen = []
    pending, position = list(prompt), 0
    for token_id in answer:
        while pending:
            part, pending = pending[: model.n_batch], pending[model.n_batch :]
            batch = Batch()
            for index, token in enumerate(part):
                is_last = not pending and index == len(part) - 1
                batch.add(token, position + index, 0, is_last)
            model.decode(batch)
            position += len(part)
        chosen.append(sampler.sample(len(batch) - 1))
        pending = [token_id]
    sampler.close()
    model.sequence_remove(0, 0, -1)
    return chosen
