"""What each layer of a model keeps in its cache: heads, windows, recurrent states.

Sources: the metadata keys of ggml's `docs/gguf.md`, and for what the keys leave open llama.cpp's
`src/models/*.cpp` (which layers slide, which are recurrent) and `llama-hparams.cpp` (state sizes).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from onhand.formats.gguf_values import Values

MAX_HEADS: Final = 1 << 12
MAX_HEAD_SIZE: Final = 1 << 16
MAX_WIDTH: Final = 1 << 20

_SLIDING: Final[dict[str, tuple[int, bool]]] = {
    "afmoe": (4, False),
    "cohere2": (4, False),
    "cohere2moe": (4, True),
    "exaone-moe": (4, False),
    "exaone4": (4, False),
    "gemma-embedding": (6, False),
    "gemma2": (2, False),
    "gemma3": (6, False),
    "gemma3n": (5, False),
    "gpt-oss": (2, False),
    "laguna": (4, True),
    "llama4": (4, False),
    "mellum": (4, False),
    "modern-bert": (3, True),
    "muse-glimmer": (4, False),
    "olmo2": (4, False),
    "plamo3": (8, False),
    "smallthinker": (4, True),
}
"""By architecture: every how many layers one looks at everything, and whether that is the first."""

_SLIDING_BY_ARRAY: Final = ("gemma4", "granite_swa", "maple", "mimo2", "spark2_5", "step35")
_DEFAULT_WINDOWS: Final = {"gemma2": 4096, "llama4": 8192}
_RECURRENT: Final = ("mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7")
_RECURRENT_WITHOUT_KV: Final = (
    "bailingmoe3",
    "granitehybrid",
    "jamba",
    "lfm2",
    "lfm2moe",
    "nemotron_h",
    "nemotron_h_moe",
    "plamo2",
)
"""Hybrids whose recurrent layers are those without key/value heads."""
_RECURRENT_BY_INTERVAL: Final = ("minimax-01", "qwen35", "qwen35moe", "qwen3next", "qwen4exp")
_BOTH: Final = ("falcon-h1",)
"""Every layer has attention and a recurrent state."""


@dataclass(frozen=True, slots=True)
class LayerShape:
    """What a layer caches.

    Attributes:
        n_head: attention heads; 0 in a purely recurrent layer.
        n_head_kv: key/value heads; 0: it keeps no keys and values of its own.
        head_size_k: numbers of one head's key.
        head_size_v: numbers of one head's value; 0 where values are part of the keys (MLA).
        window: tokens that it looks back at; None: all.
        state_size: numbers (32-bit) of its recurrent state, for each sequence.
    """

    n_head: int
    n_head_kv: int
    head_size_k: int
    head_size_v: int
    window: int | None = None
    state_size: int = 0


def layer_shapes(values: Values, n_layer: int, n_embd: int) -> tuple[LayerShape, ...]:
    """Return what each of `n_layer` layers caches.

    Raises:
        ModelCorruptError: a key has an impossible value.
    """
    heads = values.per_layer("{arch}.attention.head_count", n_layer, MAX_HEADS)
    heads_kv = heads
    if values.has("{arch}.attention.head_count_kv"):
        heads_kv = values.per_layer("{arch}.attention.head_count_kv", n_layer, MAX_HEADS)
    windows = _windows(values, n_layer)
    recurrent = _recurrent_layers(values, n_layer, heads_kv)
    cached = _layers_with_cache(values, n_layer)
    full = _head_sizes(values, n_embd // heads[0] if heads[0] else 0, "")
    sliding = _head_sizes(values, full, "_swa")
    state_size = _state_size(values, n_embd) if any(recurrent) else 0
    keeps_both = values.architecture in _BOTH
    layers = []
    for index in range(n_layer):
        has_kv = index < cached and (keeps_both or not recurrent[index])
        size_k, size_v = full if windows[index] is None else sliding
        layers.append(
            LayerShape(
                n_head=heads[index],
                n_head_kv=heads_kv[index] if has_kv else 0,
                head_size_k=size_k,
                head_size_v=size_v,
                window=windows[index],
                state_size=state_size if recurrent[index] else 0,
            )
        )
    return tuple(layers)


def _head_sizes(values: Values, default: int | tuple[int, int], suffix: str) -> tuple[int, int]:
    """Return the sizes of a head's key and value."""
    default_k, default_v = default if isinstance(default, tuple) else (default, default)
    size_k = values.count(f"{{arch}}.attention.key_length{suffix}", MAX_HEAD_SIZE, default_k)
    size_v = values.count(f"{{arch}}.attention.value_length{suffix}", MAX_HEAD_SIZE, default_v)
    is_latent = values.has("{arch}.attention.key_length_mla")
    return size_k, 0 if is_latent else size_v


def _windows(values: Values, n_layer: int) -> list[int | None]:
    """Return how far each layer looks back."""
    architecture = values.architecture
    everything: list[int | None] = [None] * n_layer
    default = _DEFAULT_WINDOWS.get(architecture, 0)
    window = values.count("{arch}.attention.sliding_window", 1 << 31, default)
    if not window or (architecture not in _SLIDING and architecture not in _SLIDING_BY_ARRAY):
        return everything
    if architecture == "llama4":
        window = default  # the file's own number is not used
    pattern = "{arch}.attention.sliding_window_pattern"
    if values.is_array(pattern):
        slides = values.per_layer(pattern, n_layer, 1)
        return [window if is_sliding else None for is_sliding in slides]
    if architecture not in _SLIDING or (architecture == "exaone4" and n_layer != 64):
        return everything
    period, dense_first = _SLIDING[architecture]
    period = values.count(pattern, 1 << 16, period)
    return [window if _slides(index, period, dense_first) else None for index in range(n_layer)]


def _slides(index: int, period: int, dense_first: bool) -> bool:
    if period == 0:
        return True
    return index % period != 0 if dense_first else index % period < period - 1


def _recurrent_layers(values: Values, n_layer: int, heads_kv: tuple[int, ...]) -> tuple[bool, ...]:
    architecture = values.architecture
    if architecture in _RECURRENT or architecture in _BOTH:
        return (True,) * n_layer
    if architecture in _RECURRENT_WITHOUT_KV:
        return tuple(n == 0 for n in heads_kv)
    if architecture in _RECURRENT_BY_INTERVAL:
        named = "{arch}.attention.recurrent_layers"
        if values.is_array(named):
            return tuple(bool(flag) for flag in values.per_layer(named, n_layer, 1))
        interval = values.count("{arch}.full_attention_interval", 1 << 16, 4) or 1
        return tuple((index + 1) % interval != 0 for index in range(n_layer))
    return (False,) * n_layer


def _layers_with_cache(values: Values, n_layer: int) -> int:
    """Return how many layers, from the first, have keys and values of their own."""
    if values.architecture == "gemma3n":
        return min(20, n_layer)
    shared = values.count("{arch}.attention.shared_kv_layers", n_layer, 0)
    return n_layer - shared


def _state_size(values: Values, n_embd: int) -> int:
    """Return the numbers of a recurrent layer's state, convolution and scan together."""
    wkv = values.count("{arch}.wkv.head_size", MAX_WIDTH, 0)
    if wkv:
        return n_embd * (values.count("{arch}.token_shift_count", 16, 2) + wkv)
    short = values.count("{arch}.shortconv.l_cache", 1 << 10, 0)
    if short:
        return n_embd * (short - 1)
    kernel = values.count("{arch}.ssm.conv_kernel", 1 << 10, 0)
    inner = values.count("{arch}.ssm.inner_size", MAX_WIDTH, 0)
    state = values.count("{arch}.ssm.state_size", 1 << 16, 0)
    groups = values.count("{arch}.ssm.group_count", 1 << 16, 0)
    return max(kernel - 1, 0) * (inner + 2 * groups * state) + state * inner
