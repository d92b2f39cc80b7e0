"""How a model is loaded and its context laid out. Values only: no handles, JSON round trip."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import types
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, cast, get_args, get_origin, get_type_hints

from onhand.types.kinds import check_kinds, path_text

P = TypeVar("P", bound="Params")


class Params:
    """Base of the frozen parameter dataclasses: JSON round trip, unknown keys refused."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def to_dict(self) -> dict[str, Any]:
        """Return the fields that differ from their defaults, as JSON-able data."""
        data = {}
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value != _default(field):
                data[field.name] = _plain(value)
        return data

    @classmethod
    def from_dict(cls: type[P], data: Mapping[str, Any]) -> P:
        """Build from JSON-able data as `to_dict` gives it.

        Raises:
            TypeError: a key is no field of this class (the message names the nearest one).
            ValueError: a value is out of range.
        """
        known = {field.name for field in dataclasses.fields(cls)}
        refuse_unknown(cls.__name__, data, known)
        hints = _hints(cast(Any, cls))
        return cls(**{key: _typed(hints[key], value) for key, value in data.items()})

    def replace(self: P, **changes: Any) -> P:
        """Return a copy with `changes`; unknown names raise TypeError."""
        refuse_unknown(type(self).__name__, changes, {f.name for f in dataclasses.fields(self)})
        return dataclasses.replace(self, **changes)


def refuse_unknown(owner: str, given: Mapping[str, Any], known: set[str]) -> None:
    """Raise TypeError when `given` has a name that is not in `known`, naming the nearest."""
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = (
                f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"
            )
            raise TypeError(f"{owner} has no option {name!r}{hint}")


def check_range(
    owner: str,
    name: str,
    value: float | None,
    low: float | None,
    high: float | None,
    *,
    integer: bool = False,
) -> None:
    """Raise unless `value` is None or a number within [low, high]; the message has the range."""
    if value is None:
        return
    wanted = int if integer else (int, float)
    if isinstance(value, bool) or not isinstance(value, wanted):
        kind = "an integer" if integer else "a number"
        raise TypeError(f"{owner}.{name} must be {kind}, not {type(value).__name__}")
    too_low = low is not None and not value >= low
    too_high = high is not None and not value <= high
    if too_low or too_high:
        bounds = f"{'-inf' if low is None else low} to {'inf' if high is None else high}"
        raise ValueError(f"{owner}.{name} must be in {bounds}, got {value}")


@functools.cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _plain(value: Any) -> Any:
    if isinstance(value, Params):
        return value.to_dict()
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


def _typed(hint: Any, value: Any) -> Any:
    """Turn JSON data back into what the annotation says (nested params, tuples, int keys)."""
    options = get_args(hint) if get_origin(hint) in (types.UnionType, None) else (hint,)
    for option in options or (hint,):
        origin = get_origin(option) or option
        if isinstance(origin, type) and issubclass(origin, Params) and isinstance(value, Mapping):
            return origin.from_dict(value)
        if origin is tuple and isinstance(value, list):
            return tuple(_typed(get_args(option)[0], item) for item in value)
        if origin is Mapping and isinstance(value, Mapping) and get_args(option)[0] is int:
            return {_integer(key): item for key, item in value.items()}
    return value


def _integer(key: Any) -> Any:
    """Return the number that a JSON object's key stands for, or what it is."""
    return int(key) if isinstance(key, str) and key.removeprefix("-").isdecimal() else key


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Adapter(Params):
    """A LoRA adapter file and the weight with which it is added to the model.

    Attributes:
        path: GGUF file of the adapter.
        scale: factor on the adapter's contribution; 1.0 as trained.
    """

    path: str
    scale: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", path_text(self.path))
        check_kinds(self)
        check_range("Adapter", "scale", self.scale, -10.0, 10.0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ModelParams(Params):
    """How the weights are loaded.

    Attributes:
        n_gpu_layers: layers to put on the accelerator; None: all when there is one that the
            library supports, else 0.
        main_gpu: index of the device that holds what is not split.
        split_mode: how several devices share the layers: "none", "layer" or "row".
        tensor_split: share of each device, any positive scale; None: by free memory.
        devices: names of the devices to use (see `Engine.devices`); None: all.
        use_mmap: map the file instead of reading it into memory.
        use_mlock: keep the weights from being swapped out.
        check_tensors: verify tensor data while loading (slower).
        split_paths: the files of a split model in order; None: found by the usual
            `-00001-of-0000N` naming.
        adapters: LoRA adapters to apply.
        vocab_only: load the vocabulary without weights: tokenise only.
        trust_native_code: run the compiled code that a model's files bring along (MLC bundles).
        library_path: directory or file of the native library to use instead of the packaged one;
            "process" takes the symbols that the running process already has.
    """

    n_gpu_layers: int | None = None
    main_gpu: int = 0
    split_mode: str = "layer"
    tensor_split: tuple[float, ...] | None = None
    devices: tuple[str, ...] | None = None
    use_mmap: bool = True
    use_mlock: bool = False
    check_tensors: bool = False
    split_paths: tuple[str, ...] | None = None
    adapters: tuple[Adapter, ...] = ()
    vocab_only: bool = False
    trust_native_code: bool = False
    library_path: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "library_path", path_text(self.library_path))
        if isinstance(self.split_paths, (list, tuple)):
            object.__setattr__(self, "split_paths", tuple(map(path_text, self.split_paths)))
        check_kinds(self)
        check_range("ModelParams", "n_gpu_layers", self.n_gpu_layers, 0, 10_000, integer=True)
        check_range("ModelParams", "main_gpu", self.main_gpu, 0, 63, integer=True)
        for share in self.tensor_split or ():
            check_range("ModelParams", "tensor_split", share, 0.0, None)
        if self.split_mode not in ("none", "layer", "row"):
            raise ValueError(
                f"ModelParams.split_mode must be 'none', 'layer' or 'row', got {self.split_mode!r}"
            )


PLAIN_KV_TYPES = ("f32", "f16", "bf16")
KV_TYPES = (*PLAIN_KV_TYPES, "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl")
ROPE_SCALINGS = ("none", "linear", "yarn", "longrope")
POOLINGS = ("none", "mean", "cls", "last", "rank")
LARGE_MODEL_BYTES = 256 * 1024 * 1024
MAX_SCORES_BYTES = 256 * 1024 * 1024


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ContextParams(Params):
    """How the context (KV cache, batches, threads) is laid out.

    Attributes:
        n_ctx: most tokens that one session can hold; None: the model's own, capped by what fits.
        n_cells: tokens that the KV cache holds for all sessions together; None: room for
            `n_seq_max` sessions, at most 8,192 cells beyond which sessions are parked.
        n_batch: most tokens that one decode call takes.
        n_ubatch: most tokens that are computed at once inside a decode call, which can be stopped
            between two operations on them; None: see `micro_batch`.
        n_seq_max: sequences that can be resident at once; further sessions are parked.
        n_threads: compute threads while decoding; None: the physical cores that are allowed.
        n_threads_batch: compute threads during prefill; None: as `n_threads`.
        type_k: type of the cached keys, one of `KV_TYPES`.
        type_v: type of the cached values; a quantised one needs flash attention.
        flash_attention: True, False, or None: see `uses_flash_attention`.
        rope_scaling: one of `ROPE_SCALINGS`; None: the model's own.
        rope_freq_base: base frequency in Hz-like units of the model; None: the model's own.
        rope_freq_scale: factor on positions; None: the model's own.
        embeddings: compute embeddings (`Engine.embed`) instead of text.
        pooling: one of `POOLINGS`; None: the model's own.
        offload_kqv: keep the KV cache on the accelerator.
        park_budget_bytes: RAM for the KV of sessions that are parked.
    """

    n_ctx: int | None = None
    n_cells: int | None = None
    n_batch: int = 512
    n_ubatch: int | None = None
    n_seq_max: int = 16
    n_threads: int | None = None
    n_threads_batch: int | None = None
    type_k: str = "f16"
    type_v: str = "f16"
    flash_attention: bool | None = None
    rope_scaling: str | None = None
    rope_freq_base: float | None = None
    rope_freq_scale: float | None = None
    embeddings: bool = False
    pooling: str | None = None
    offload_kqv: bool = True
    park_budget_bytes: int = 256 * 1024 * 1024

    def __post_init__(self) -> None:
        check_kinds(self)
        for name, low, high in (
            ("n_ctx", 8, 1 << 24),
            ("n_cells", 8, 1 << 26),
            ("n_batch", 1, 1 << 16),
            ("n_ubatch", 1, 1 << 16),
            ("n_seq_max", 1, 256),
            ("n_threads", 1, 512),
            ("n_threads_batch", 1, 512),
            ("park_budget_bytes", 0, 1 << 44),
        ):
            check_range("ContextParams", name, getattr(self, name), low, high, integer=True)
        check_range("ContextParams", "rope_freq_base", self.rope_freq_base, 0.0, None)
        check_range("ContextParams", "rope_freq_scale", self.rope_freq_scale, 0.0, None)
        for name, allowed in (
            ("type_k", KV_TYPES),
            ("type_v", KV_TYPES),
            ("rope_scaling", (*ROPE_SCALINGS, None)),
            ("pooling", (*POOLINGS, None)),
        ):
            if getattr(self, name) not in allowed:
                listed = ", ".join(str(item) for item in allowed if item is not None)
                raise ValueError(
                    f"ContextParams.{name} must be one of {listed}, got {getattr(self, name)!r}"
                )

    def micro_batch(self, size_bytes: int | None, *, on_cpu: bool) -> int:
        """Return `n_ubatch`, decided for a model of `size_bytes` where it was left open.

        A large model on a CPU gets 128: one operation of 512 tokens takes up to 130 ms there, in
        which nothing can be stopped, and the prefill is not faster (docs/benchmarks.md).
        """
        if self.n_ubatch is not None:
            return self.n_ubatch
        is_large = size_bytes is not None and size_bytes >= LARGE_MODEL_BYTES
        return 128 if is_large and on_cpu else 512

    def uses_flash_attention(
        self, n_head: int, n_cells: int, n_ubatch: int, *, on_cpu: bool
    ) -> bool | None:
        """Return `flash_attention`, decided where it was left open; None: the library decides.

        On a CPU plain attention decodes 1.2 to 2 times as fast once a thousand tokens are there,
        and prefills up to a quarter slower. Flash attention splits the cells among threads by how
        many are in use, so that the last bits of an answer depend on other sessions, and a
        recovered one differs (docs/benchmarks.md). Plain attention keeps the scores of a micro
        batch, heads × cells × tokens in f32, which may be 256 MiB; a quantised cache cannot do it.
        """
        if self.flash_attention is not None or not on_cpu:
            return self.flash_attention
        is_plain = self.type_k in PLAIN_KV_TYPES and self.type_v in PLAIN_KV_TYPES
        has_room = 4 * n_head * n_cells * n_ubatch <= MAX_SCORES_BYTES
        return False if is_plain and has_room else None

    @classmethod
    def mobile(cls) -> ContextParams:
        """Return a small-memory preset: 2,048 tokens, short batches, one or two sessions."""
        return cls(n_ctx=2048, n_cells=2048, n_batch=256, n_ubatch=256, n_seq_max=2)
