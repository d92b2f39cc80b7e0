"""LoRA adapters change the answer by their scale, and bad ones are refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from onhand.errors import ModelCorruptError, ModelNotFoundError, OnhandError
from onhand.types.params import Adapter, ModelParams
from tests.tiny_models import tiny_adapter, tiny_model
from tests.unit.runtimes.llama_cpp.conftest import Load
from tests.unit.runtimes.llama_cpp.driving import logits, prefill


def with_adapters(*adapters: Adapter) -> ModelParams:
    return ModelParams(adapters=adapters)


def test_an_adapter_changes_the_logits_by_its_scale(load: Load) -> None:
    path = str(tiny_adapter())
    plain = load()
    base = logits(plain, prefill(plain))
    moved = []
    for scale in (0.0, 0.01, 1.0):
        model = load(model=with_adapters(Adapter(path=path, scale=scale)))
        moved.append(float(np.abs(logits(model, prefill(model)) - base).max()))
    assert moved[0] < 1e-4 < moved[1] < moved[2]


def test_two_adapters_add_up(load: Load) -> None:
    path = str(tiny_adapter())
    once = load(model=with_adapters(Adapter(path=path, scale=1.0)))
    halves = with_adapters(Adapter(path=path, scale=0.5), Adapter(path=path, scale=0.5))
    twice = load(model=halves)
    np.testing.assert_allclose(
        logits(twice, prefill(twice)), logits(once, prefill(once)), atol=5e-2
    )


def test_a_missing_adapter_is_not_found(load: Load, tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"no adapter .*none\.gguf"):
        load(model=with_adapters(Adapter(path=str(tmp_path / "none.gguf"))))


def test_a_damaged_adapter_is_corrupt(load: Load, tmp_path: Path) -> None:
    path = tmp_path / "cut.gguf"
    path.write_bytes(tiny_adapter().read_bytes()[:-400])
    with pytest.raises(ModelCorruptError):
        load(model=with_adapters(Adapter(path=str(path))))


@pytest.mark.parametrize("options", [{"n_embd": 128}, {"architecture": "qwen2vl"}])
def test_an_adapter_of_another_model_is_refused(load: Load, options: dict[str, object]) -> None:
    with pytest.raises(OnhandError) as caught:
        load(model=with_adapters(Adapter(path=str(tiny_adapter(**options)))))
    assert caught.value.native_log


def test_a_model_is_no_adapter(load: Load) -> None:
    with pytest.raises(OnhandError, match="adapter"):
        load(model=with_adapters(Adapter(path=str(tiny_model()))))
