"""The advice: verdicts, contexts that fit, what to take, ranking, refusing."""

from __future__ import annotations

import dataclasses

import pytest

from onhand.errors import NotEnoughMemoryError
from onhand.formats.gguf import GgufHeader, check_file, model_shape
from onhand.store.advisor import (
    Calibration,
    CpuFeatures,
    Device,
    Rates,
    advise,
    estimate,
    estimate_speed,
    fitting_context,
    rank,
    require_memory,
    verdict_of,
)
from onhand.store.advisor.speed import bytes_per_s
from onhand.types.params import ContextParams
from tests.tiny_models import tiny_model

CPU = CpuFeatures(machine="other")
RATES = Rates(n_threads=1, cached_bytes_per_s=20e9, memory_bytes_per_s=10e9, flops_per_s=100e9)
FOUR = Rates(n_threads=4, cached_bytes_per_s=80e9, memory_bytes_per_s=30e9, flops_per_s=400e9)
MACHINE = Calibration(machine="m", one=RATES, all=FOUR)
ONE_SESSION = ContextParams(n_seq_max=1)


def device(usable: int) -> Device:
    return Device(memory_total_bytes=usable, memory_available_bytes=usable, n_cores=4, features=CPU)


@pytest.fixture(scope="module")
def header() -> GgufHeader:
    return check_file(tiny_model())


def required(header: GgufHeader, n_ctx: int) -> int:
    return estimate(header, ONE_SESSION, n_ctx=n_ctx, features=CPU).required_bytes


@pytest.mark.parametrize(
    ("ratio", "verdict"),
    [(0.1, "comfortable"), (0.7, "comfortable"), (0.71, "tight"), (0.95, "tight"), (0.96, "no")],
)
def test_verdicts_follow_the_share_of_memory(ratio: float, verdict: str) -> None:
    """Up to 70 % comfortable, up to 95 % tight."""
    assert verdict_of(ratio) == verdict


def test_the_longest_context_that_fits_is_found(header: GgufHeader) -> None:
    """It fits, and the next step would not."""
    budget = device(int(required(header, 1024) / 0.95) + 1000)
    longest = fitting_context(header, ONE_SESSION, budget)
    assert 1024 <= longest < 2048
    assert required(header, longest) <= 0.95 * budget.usable_bytes
    assert required(header, longest + 256) > 0.95 * budget.usable_bytes
    assert fitting_context(header, ONE_SESSION, device(1 << 40)) == 2048
    assert fitting_context(header, ONE_SESSION, device(1 << 20)) == 0


def test_what_does_not_fit_is_refused_with_the_numbers(header: GgufHeader) -> None:
    """The error says what is needed, what there is, and what would fit."""
    budget = device(int(required(header, 1024) / 0.95) + 1000)
    with pytest.raises(NotEnoughMemoryError, match=r"2048 tokens") as caught:
        require_memory(header, ONE_SESSION, n_ctx=2048, device=budget)
    details = caught.value.details
    assert details["required_bytes"] == required(header, 2048)
    assert details["usable_bytes"] == budget.usable_bytes
    assert f"n_ctx={details['largest_n_ctx']}" in caught.value.hint
    assert require_memory(header, ONE_SESSION, n_ctx=details["largest_n_ctx"], device=budget)
    forced = require_memory(header, ONE_SESSION, n_ctx=2048, device=budget, force=True)
    assert forced.required_bytes == details["required_bytes"]
    with pytest.raises(NotEnoughMemoryError) as hopeless:
        require_memory(header, ONE_SESSION, device=device(1 << 20))
    assert hopeless.value.details["largest_n_ctx"] == 0
    assert "smaller" in hopeless.value.hint


def test_advice_has_everything(header: GgufHeader) -> None:
    """A small model on a large device."""
    advice = advise(header, name="tiny", device=device(1 << 34), calibration=MACHINE)
    assert (advice.name, advice.verdict, advice.largest_n_ctx) == ("tiny", "comfortable", 2048)
    assert advice.memory.n_ctx == 2048
    assert advice.quantization == "Q8_0"
    assert advice.speed is not None
    assert advice.speed.n_threads == 4
    assert advise(header, device=device(1 << 34)).speed is None
    assert advise(header, device=device(1 << 34), n_ctx=512).memory.n_ctx == 512


def test_what_lies_on_the_accelerator_must_fit_there(header: GgufHeader) -> None:
    """Enough memory of one kind does not make up for too little of the other."""
    roomy = dataclasses.replace(device(1 << 34), gpu_total_bytes=1 << 30, gpu_free_bytes=1 << 30)
    needed = estimate(header, ONE_SESSION, n_ctx=2048, n_gpu_layers=99, features=CPU).gpu_bytes
    scarce = dataclasses.replace(roomy, gpu_free_bytes=int(needed / 0.8))
    full = dataclasses.replace(roomy, gpu_free_bytes=needed // 2)
    found = [
        advise(header, device=each, n_ctx=2048, n_gpu_layers=99) for each in (roomy, scarce, full)
    ]
    assert [advice.verdict for advice in found] == ["comfortable", "tight", "no"]
    assert found[2].memory_ratio == pytest.approx(2, rel=0.01)
    assert found[1].largest_n_ctx == 2048 > found[2].largest_n_ctx
    assert advise(header, device=full, n_ctx=2048).verdict == "comfortable"  # not used
    unknown = dataclasses.replace(roomy, gpu_free_bytes=None)
    assert advise(header, device=unknown, n_ctx=2048, n_gpu_layers=99).verdict == "comfortable"
    with pytest.raises(NotEnoughMemoryError, match="MiB of the accelerator"):
        require_memory(header, ONE_SESSION, n_ctx=2048, device=full, n_gpu_layers=99)


def test_smaller_devices_get_smaller_quantisations(header: GgufHeader) -> None:
    """The best that stays comfortable, then the best that fits, then none."""
    tensors = [dataclasses.replace(t, shape=(t.n_elements * 10_000,)) for t in header.tensors]
    big = dataclasses.replace(header, tensors=tuple(tensors), _by_name={})
    taken = [advise(big, device=device(gib << 28)).quantization for gib in range(1, 14)]
    best = ["Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q3_K_M", "Q2_K", None]
    ranks = [best.index(name) for name in taken]
    assert ranks == sorted(ranks, reverse=True)
    assert {taken[0], taken[-1]} == {None, "Q8_0"}
    assert len(set(taken)) > 3


def test_ranking_puts_what_cannot_be_used_last(header: GgufHeader) -> None:
    """No tools without a template that knows them, no vision without a projector."""
    with_tools = dataclasses.replace(
        header, metadata={**header.metadata, "tokenizer.chat_template": "{{ tools }}"}
    )
    roomy = device(1 << 34)
    plain = advise(header, name="plain", device=roomy)
    tools = advise(with_tools, name="tools", device=roomy)
    seeing = advise(header, name="seeing", device=roomy, has_vision=True)
    small = advise(with_tools, name="small", device=device(1 << 20))
    assert rank([plain, small, tools], "tools")[0].name == "tools"
    assert plain.scores["tools"] == plain.scores["vision"] == 0
    assert [a.name for a in rank([plain, seeing], "vision")] == ["seeing", "plain"]
    assert set(small.scores.values()) == {0.0}


# ── speed ────────────────────────────────────────────────────────────────────


def test_speed_falls_with_depth_and_rises_with_threads(header: GgufHeader) -> None:
    """Each earlier token costs a look; more threads do more at once."""
    shallow = estimate_speed(header, MACHINE, depth=16, n_threads=1)
    deep = estimate_speed(header, MACHINE, depth=2000, n_threads=1)
    wide = estimate_speed(header, MACHINE, depth=2000, n_threads=4)
    assert deep.decode_tokens_per_s < shallow.decode_tokens_per_s
    assert deep.prefill_tokens_per_s < shallow.prefill_tokens_per_s
    assert wide.decode_tokens_per_s > deep.decode_tokens_per_s


def test_sliding_windows_bound_the_cost_of_depth() -> None:
    """A model that looks back 16 tokens in all layers but one hardly slows down."""
    windowed = check_file(tiny_model(architecture="gemma3"))
    full = check_file(tiny_model())

    def slowdown(header: GgufHeader) -> float:
        return (
            estimate_speed(header, MACHINE, depth=16).decode_tokens_per_s
            / estimate_speed(header, MACHINE, depth=2000).decode_tokens_per_s
        )

    assert model_shape(windowed).layers[0].window == 16
    assert slowdown(windowed) < slowdown(full)


def test_a_fitted_machine_s_figures_are_met() -> None:
    """The 1.2 B shape at 12 tokens took 102 ms on one thread where the factors were fitted."""
    rates = dataclasses.replace(RATES, cached_bytes_per_s=24e9, memory_bytes_per_s=11.2e9,
                                flops_per_s=120e9)  # fmt: skip
    machine = Calibration(machine="m", one=rates, all=rates)
    speed = estimate_speed(_like_llama_1b(), machine, depth=12)
    assert 1000 / speed.decode_tokens_per_s == pytest.approx(102, rel=0.15)
    assert speed.prefill_tokens_per_s == pytest.approx(40, rel=0.25)


def _like_llama_1b() -> GgufHeader:
    """Return a header with the tensors of Llama 3.2 1B in Q4_0."""
    from onhand.formats.gguf import TensorInfo
    from onhand.formats.gguf_types import TENSOR_TYPES

    kind = TENSOR_TYPES[2]

    def matrix(name: str, columns: int, rows: int) -> TensorInfo:
        return TensorInfo(name, (columns, rows), kind, 0, columns * rows // 32 * 18)

    tensors = [matrix("token_embd.weight", 2048, 128256)]
    for index in range(16):
        for name, columns, rows in (
            ("attn_q", 2048, 2048), ("attn_k", 2048, 512), ("attn_v", 2048, 512),
            ("attn_output", 2048, 2048), ("ffn_gate", 2048, 8192), ("ffn_up", 2048, 8192),
            ("ffn_down", 8192, 2048),
        ):  # fmt: skip
            tensors.append(matrix(f"blk.{index}.{name}.weight", columns, rows))
    sizes = {"block_count": 16, "context_length": 131072, "embedding_length": 2048,
             "feed_forward_length": 8192, "attention.head_count": 32,
             "attention.head_count_kv": 8}  # fmt: skip
    metadata = {"general.architecture": "llama", **{f"llama.{k}": v for k, v in sizes.items()}}
    return GgufHeader(3, metadata, tuple(tensors), 32, 0, 1 << 30)


def test_rates_between_cache_and_memory_are_between() -> None:
    """A model that is larger than the caches is read at the memory's rate."""
    assert bytes_per_s(RATES, 1 << 20) == 20e9
    assert bytes_per_s(RATES, 1 << 30) == 10e9
    assert 10e9 < bytes_per_s(RATES, 16 << 20) < 20e9
