"""Programs that ExecuTorch's own exporter made run like ours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onhand import ContextParams, Engine
from tests.contract.foreign import N_CTX, export
from tests.contract.subjects import is_installed, made
from tests.tiny_models import tiny_model

EXACT = ContextParams(
    n_ctx=N_CTX, n_seq_max=1, n_threads=1, type_k="f32", type_v="f32", flash_attention=False
)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not is_installed("executorch"), reason="needs the extra executorch"),
]


@pytest.fixture(scope="module")
def program() -> Path:
    """The tiny model as a program, made once and kept."""
    return made("executorch-foreign", lambda out: export(tiny_model(), out)) / "foreign.pte"


async def test_a_foreign_program_says_what_the_same_weights_say_elsewhere(program: Path) -> None:
    """Without a manifest: what ends an answer and the context come from the program itself."""
    async with Engine.open(program, context_params=ContextParams(n_threads=1)) as engine:
        assert engine.info.runtime.name == "executorch"
        assert engine.info.n_ctx == N_CTX
        assert engine.info.model.eog_token_ids == (2, 6)
        said = await _continued(engine)
    async with Engine.open(tiny_model(), context_params=EXACT) as engine:
        assert await _continued(engine) == said


async def _continued(engine: Engine) -> list[list[int]]:
    """Return what follows greedily after prompts of one and of several calls' length."""
    options: dict[str, Any] = {"temperature": 0, "max_tokens": 60, "ignore_eog": True}
    told = []
    for n_tokens in (1, 30, 150):
        prompt = [40 + 7 * index % 400 for index in range(n_tokens)]
        async with engine.session() as session:
            await session.complete(prompt, **options)
            told.append(list(session.tokens[n_tokens:]))
    return told
