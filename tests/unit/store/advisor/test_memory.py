"""Memory from a header: weights mapped or not, repacked, caches of every kind, the rest."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from onhand.formats.gguf import BytesReader, GgufHeader, model_shape, read_header
from onhand.store.advisor import CpuFeatures, estimate
from onhand.store.advisor.memory import kv_bytes_of_layer, n_cells_of
from onhand.types.params import ContextParams
from tests.unit.formats.gguf_mutation import entry, gguf_bytes, tensor, text

PLAIN = CpuFeatures(machine="other")
AVX2 = CpuFeatures(machine="x86_64", has_avx2=True)
F32, Q4_0 = 0, 2


def header_of(
    architecture: str = "llama", *, code: int = F32, tied: bool = True, **values: Any
) -> GgufHeader:
    """Return the header of a model of 4 layers, width 64, 512 tokens; `__` is a dot."""
    sizes = {"block_count": 4, "context_length": 8192, "embedding_length": 64,
             "feed_forward_length": 128, "attention.head_count": 4,
             "attention.head_count_kv": 2}  # fmt: skip
    sizes |= {key.replace("__", "."): value for key, value in values.items()}
    entries = [entry("general.architecture", 8, text(architecture))]
    entries += [
        entry(f"{architecture}.{key}", 4, struct.pack("<I", value)) for key, value in sizes.items()
    ]
    names = [("token_embd.weight", (64, 512), code)]
    for layer in range(4):
        names.append((f"blk.{layer}.attn_norm.weight", (64,), F32))
        names.append((f"blk.{layer}.ffn_up.weight", (64, 128), code))
    if not tied:
        names.append(("output.weight", (64, 512), code))
    tensors, offset = [], 0
    for name, shape, kind in names:
        elements = shape[0] * (shape[1] if len(shape) > 1 else 1)
        size = elements * 4 if kind == F32 else elements // 32 * 18
        tensors.append(tensor(name, shape, kind, offset))
        offset += size + -size % 32
    return read_header(BytesReader(gguf_bytes(entries, tensors, offset)))


def test_mapped_weights_take_what_the_tensors_span() -> None:
    """Without repacking, mapping or reading makes no difference to what is resident."""
    header = header_of()
    mapped = estimate(header, features=PLAIN)
    read = estimate(header, features=PLAIN, use_mmap=False)
    assert mapped.weights_bytes == read.weights_bytes == header.tensor_bytes
    assert mapped.repacked_bytes == mapped.evictable_bytes == 0
    assert mapped.is_mapped
    assert not read.is_mapped


def test_repacked_matrices_are_there_twice_while_mapped() -> None:
    """The copy is needed, the mapped original may be dropped; read files keep only the copy."""
    header = header_of(code=Q4_0)
    matrices = 512 * 64 // 32 * 18 + 4 * (128 * 64 // 32 * 18)
    mapped = estimate(header, features=AVX2)
    assert mapped.repacked_bytes == matrices
    between_norms = 3 * (128 * 64 // 32 * 18)
    assert mapped.evictable_bytes == between_norms
    assert mapped.required_bytes == mapped.peak_bytes - between_norms
    read = estimate(header, features=AVX2, use_mmap=False)
    assert read.weights_bytes == 512 * 64 // 32 * 18 + 4 * 256
    assert estimate(header, features=PLAIN).repacked_bytes == 0


def test_an_embedding_that_is_only_looked_up_is_not_repacked() -> None:
    """With an output matrix of its own, the embedding stays as it is."""
    tied, own = header_of(code=Q4_0), header_of(code=Q4_0, tied=False)
    assert estimate(tied, features=AVX2).repacked_bytes == (
        estimate(own, features=AVX2).repacked_bytes
    )


def test_layers_on_the_accelerator_leave_the_process() -> None:
    """Their weights and caches count as the accelerator's."""
    header = header_of()
    context = ContextParams(n_ctx=1024, n_seq_max=1)
    none = estimate(header, context, features=PLAIN)
    half = estimate(header, context, n_gpu_layers=2, features=PLAIN)
    one_layer = 256 + 128 * 64 * 4
    assert half.gpu_bytes == 2 * one_layer + none.kv_bytes // 2
    assert half.peak_bytes < none.peak_bytes
    kept = estimate(header, context.replace(offload_kqv=False), n_gpu_layers=2, features=PLAIN)
    assert kept.gpu_bytes == 2 * one_layer


@pytest.mark.parametrize(
    ("type_k", "type_v", "a_token"),
    [("f16", "f16", 2 * 32 * 2), ("f32", "f16", 32 * 6), ("q8_0", "q8_0", 2 * 34),
     ("q8_0", "q4_0", 34 + 18), ("bf16", "q5_1", 64 + 24), ("iq4_nl", "q4_1", 18 + 20)],
)  # fmt: skip
def test_keys_and_values_take_their_type_s_bytes(type_k: str, type_v: str, a_token: int) -> None:
    """Two heads of 16 make 32 numbers a layer and token, for keys and for values."""
    context = ContextParams(type_k=type_k, type_v=type_v, n_seq_max=1)
    memory = estimate(header_of(), context, n_ctx=1024, features=PLAIN)
    assert memory.kv_bytes == 4 * 1024 * a_token


def test_sliding_layers_keep_their_window_only() -> None:
    """Three of gemma3's four layers here hold window and micro-batch, padded to 256 cells."""
    header = header_of("gemma3", attention__sliding_window=300, attention__sliding_window_pattern=4)
    context = ContextParams(n_ubatch=128, n_seq_max=1)
    memory = estimate(header, context, n_ctx=8192, features=PLAIN)
    assert memory.kv_bytes == 128 * (8192 + 3 * 512)
    more = estimate(header, context.replace(n_seq_max=4), n_ctx=8192, features=PLAIN)
    assert more.kv_bytes == 128 * (8192 + 3 * 1536)
    short = estimate(header, context, n_ctx=256, features=PLAIN)
    assert short.kv_bytes == 128 * 4 * 256


def test_recurrent_layers_take_a_state_for_each_sequence() -> None:
    """Mamba's memory does not grow with the context."""
    header = header_of("mamba", attention__head_count=0, attention__head_count_kv=0,
                       ssm__conv_kernel=4, ssm__inner_size=128, ssm__state_size=16)  # fmt: skip
    one = estimate(header, ContextParams(n_seq_max=1), n_ctx=256, features=PLAIN)
    assert one.kv_bytes == 0
    assert one.state_bytes == 4 * 4 * (3 * 128 + 16 * 128)
    eight = estimate(header, ContextParams(n_seq_max=8), n_ctx=8192, features=PLAIN)
    assert eight.state_bytes == 8 * one.state_bytes


@pytest.mark.parametrize(
    ("context", "n_ctx", "cells"),
    [
        (ContextParams(), 512, 8192),
        (ContextParams(), 256, 4096),
        (ContextParams(), 32768, 32768),
        (ContextParams(n_seq_max=1), 512, 512),
        (ContextParams(n_cells=1000), 512, 1000),
    ],
)
def test_cells_follow_the_context_s_rule(context: ContextParams, n_ctx: int, cells: int) -> None:
    """Room for all sessions up to 8,192 cells, always for one, or what was asked for."""
    assert n_cells_of(context, n_ctx) == cells


def test_cells_are_padded_to_256() -> None:
    """As the library does."""
    shape = model_shape(header_of())
    assert kv_bytes_of_layer(shape, 0, ContextParams(), 300) == 512 * 128


def test_compute_grows_with_batch_vocabulary_and_without_flash_attention() -> None:
    """Scores of heads × cells × tokens are only there without flash attention."""
    header = header_of()

    def compute(**options: Any) -> int:
        context = ContextParams(n_seq_max=1, flash_attention=True).replace(**options)
        return estimate(header, context, n_ctx=8192, features=PLAIN).compute_bytes

    assert compute(n_ubatch=64) < compute(n_ubatch=512)
    assert compute(n_seq_max=8) - compute() == 7 * 8 * 512
    assert compute(flash_attention=False) - compute(flash_attention=True) > 4 * 4 * 8192 * 512 * 0.9


def test_all_parts_make_the_peak() -> None:
    """Nothing is forgotten or counted twice."""
    memory = estimate(header_of(code=Q4_0), n_ctx=1024, features=AVX2)
    assert memory.peak_bytes == (
        memory.weights_bytes + memory.repacked_bytes + memory.kv_bytes + memory.state_bytes
        + memory.compute_bytes + memory.vocabulary_bytes + memory.process_bytes
    )  # fmt: skip
    assert memory.vocabulary_bytes == 512 * 160
    assert memory.n_ctx == 1024
    assert estimate(header_of(), features=PLAIN).n_ctx == 8192
