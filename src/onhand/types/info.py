"""What there is to know of a runtime, a device, a model and a running engine. Values only."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

DeviceType: TypeAlias = Literal["cpu", "gpu", "igpu", "accel", "meta"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceInfo:
    """Hardware that a runtime can use.

    Attributes:
        name: short name, unique in its runtime.
        description: what the driver calls it.
        type: kind of device.
        registry: backend that offers it, such as "CPU", "Metal", "CUDA", "Vulkan".
        memory_total_bytes: memory of the device; None: unknown.
        memory_free_bytes: what is free of it; None: unknown.
        is_primary: whether this is the accelerator that would be used first.
    """

    name: str
    description: str
    type: DeviceType
    registry: str
    memory_total_bytes: int | None = None
    memory_free_bytes: int | None = None
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuntimeInfo:
    """A native library that executes models.

    Attributes:
        name: "llama_cpp", "executorch", "mlc", "fake".
        version: version of its Python package or library.
        build: further build facts (instruction sets, commit); part of a state's fingerprint.
        library_path: file of the native library; None where there is none.
    """

    name: str
    version: str
    build: str = ""
    library_path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a loaded model can do on its runtime.

    Attributes:
        max_sequences: sequences that can be resident at once.
        can_shift: the cache can discard and slide tokens (`overflow="shift"`).
        can_remove_tail: the cache can forget its last tokens (prefix reuse within a session).
        can_copy: sequences share cells by copy (prefix reuse across sessions, cheap forks).
        can_save_state: a sequence's cache can be read and set as bytes.
        has_embeddings: `Engine.embed` works.
        has_grammar: GBNF grammars work.
        has_masks: token masks (structured output) work.
        has_lora: adapters work.
        has_vision: images can be part of a prompt.
        has_audio: sound can be part of a prompt.
        can_run_in_thread: the runtime releases the GIL, so that thread isolation is allowed.
    """

    max_sequences: int = 1
    can_shift: bool = False
    can_remove_tail: bool = True
    can_copy: bool = False
    can_save_state: bool = False
    has_embeddings: bool = False
    has_grammar: bool = False
    has_masks: bool = False
    has_lora: bool = False
    has_vision: bool = False
    has_audio: bool = False
    can_run_in_thread: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """A loaded model.

    Attributes:
        path: file or directory it came from; "" for the fake runtime.
        name: name in its metadata, else the file's.
        architecture: "llama", "qwen3", …
        description: architecture, size and quantisation in words, as the runtime gives it.
        n_params: parameters.
        size_bytes: bytes of its tensors.
        quantization: the file type in words, such as "Q8_0"; "" when unknown.
        n_ctx_train: tokens of context it was trained for.
        n_embd: width of its residual stream.
        n_layer: layers.
        n_head: attention heads of a layer.
        n_head_kv: key/value heads of a layer.
        n_vocab: tokens of its vocabulary.
        bos_token_id: begin-of-sequence token; None: it has none.
        eos_token_id: end-of-sequence token; None: it has none.
        eog_token_ids: every token that ends a generation.
        adds_bos: whether tokenising with specials puts BOS first.
        chat_template: Jinja text of its default template; None: it has none.
        recommended_sampling: sampling options by name that its makers recommend.
        metadata: everything its file says, as text (long arrays left out).
        has_encoder: whether it needs an encoder pass (T5-like).
        is_recurrent: whether its state is recurrent (cannot forget its last tokens).
    """

    path: str
    name: str
    architecture: str
    description: str = ""
    n_params: int = 0
    size_bytes: int = 0
    quantization: str = ""
    n_ctx_train: int = 0
    n_embd: int = 0
    n_layer: int = 0
    n_head: int = 0
    n_head_kv: int = 0
    n_vocab: int = 0
    bos_token_id: int | None = None
    eos_token_id: int | None = None
    eog_token_ids: tuple[int, ...] = ()
    adds_bos: bool = False
    chat_template: str | None = None
    recommended_sampling: Mapping[str, Any] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    has_encoder: bool = False
    is_recurrent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """An open engine: its model, its runtime and the limits in force.

    Attributes:
        model: the loaded model.
        runtime: the library that runs it.
        capabilities: what the two can do together.
        isolation: "process" or "thread".
        n_ctx: most tokens that one session can hold.
        n_cells: tokens that the cache holds for all sessions together.
        n_batch: most tokens of one decode call.
        n_seq_max: sequences that can be resident at once.
        n_threads: compute threads while decoding.
        load_ms: how long the load took.
        flash_attention: whether it is in use; None: the library decides, or there is no choice.
    """

    model: ModelInfo
    runtime: RuntimeInfo
    capabilities: Capabilities
    isolation: Literal["process", "thread"]
    n_ctx: int
    n_cells: int
    n_batch: int
    n_seq_max: int
    n_threads: int
    load_ms: float
    flash_attention: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStats:
    """Counters since the engine's worker last started, and gauges of now.

    Attributes:
        n_steps: decode calls.
        n_prompt_tokens: prompt tokens computed.
        n_cached_tokens: prompt tokens reused.
        n_generated_tokens: tokens sampled.
        n_requests: requests finished.
        n_cancelled: requests that were cancelled or ran past their deadline.
        n_parked: times that a session's cache was moved out to make room.
        n_shifts: context shifts.
        n_restarts: worker restarts since the engine was opened.
        active: requests that generate now.
        queued: requests that wait.
        resident: sequences in use.
        parked_bytes: RAM held by parked sessions.
        decode_ms: time spent in native decode calls.
        worker_rss_bytes: resident memory of the worker process; None: unknown or no process.
    """

    n_steps: int = 0
    n_prompt_tokens: int = 0
    n_cached_tokens: int = 0
    n_generated_tokens: int = 0
    n_requests: int = 0
    n_cancelled: int = 0
    n_parked: int = 0
    n_shifts: int = 0
    n_restarts: int = 0
    active: int = 0
    queued: int = 0
    resident: int = 0
    parked_bytes: int = 0
    decode_ms: float = 0.0
    worker_rss_bytes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How likely a model finds a text.

    Attributes:
        n_tokens: tokens that were predicted: all but the first of each window.
        logprob: sum of their natural-log probabilities.
    """

    n_tokens: int
    logprob: float

    @property
    def perplexity(self) -> float:
        """exp(-logprob / n_tokens): lower is better; 1 is certainty."""
        return math.exp(-self.logprob / self.n_tokens)
