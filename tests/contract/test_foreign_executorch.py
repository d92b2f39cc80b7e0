"""Programs that ExecuTorch's own exporter made run like ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onhand import ContextParams, Engine
from tests.contract.foreign import N_CTX, export
from tests.contract.subjects import SHIPPED, is_installed, made

REFERENCE = Path(__file__).parent / "reference.json"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_installed("executorch"), reason="needs the extra executorch"),
]


@pytest.fixture(scope="module")
def program() -> Path:
    """The program, made once and kept."""
    return made("executorch-foreign", lambda out: export(SHIPPED, out)) / "foreign.pte"


async def test_a_foreign_program_says_what_pytorch_says(program: Path) -> None:
    """Without a manifest: what ends an answer and the context come from the program itself."""
    entries = json.loads(REFERENCE.read_text())["entries"][::5]
    async with Engine.open(program, context_params=ContextParams(n_threads=1)) as engine:
        assert engine.info.runtime.name == "executorch"
        assert engine.info.n_ctx == N_CTX
        assert engine.info.model.eog_token_ids == (2, 6)
        for entry in entries:
            async with engine.session() as session:
                options = {"temperature": 0, "max_tokens": 128, "ignore_eog": True}
                await session.complete(entry["ids"], **options)
                assert list(session.tokens[len(entry["ids"]) :]) == entry["greedy"]
