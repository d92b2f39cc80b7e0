"""What a GGUF header says of the model as a whole: sizes, layers, vocabulary, quantisation mix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from onhand.errors import ModelCorruptError, ModelUnsupportedError
from onhand.formats.gguf_header import GgufHeader
from onhand.formats.gguf_layers import MAX_WIDTH, LayerShape, layer_shapes
from onhand.formats.gguf_types import FILE_TYPE_NAMES
from onhand.formats.gguf_values import Values
from onhand.formats.gguf_vocabulary import MAX_VOCABULARY

MAX_LAYERS: Final = 512
MAX_EXPERTS: Final = 1024
_GUESSED: Final = 1024
"""Flag of `general.file_type`: the type was not stated but inferred."""
_ROPE_SCALINGS: Final = ("none", "linear", "yarn", "longrope")

_SPECIAL_TOKENS: Final = (
    "bos", "eos", "eot", "eom", "unknown", "padding", "separator", "mask", "cls", "fim_pre",
    "fim_suf", "fim_mid", "fim_pad", "fim_rep", "fim_sep",
)  # fmt: skip

_SAMPLING: Final = {
    "temp": "temperature",
    "top_k": "top_k",
    "top_p": "top_p",
    "min_p": "min_p",
    "xtc_probability": "xtc_probability",
    "xtc_threshold": "xtc_threshold",
    "penalty_last_n": "repeat_last_n",
    "penalty_repeat": "repeat_penalty",
    "mirostat": "mirostat",
    "mirostat_tau": "mirostat_tau",
    "mirostat_eta": "mirostat_eta",
}
"""`general.sampling.*` of llama.cpp's `llama-arch.cpp` -> our option's name."""


@dataclass(frozen=True, slots=True)
class TypeShare:
    """Tensors of one type: how much of the model they are.

    Attributes:
        name: the tensor type, such as "Q4_K".
        n_tensors: how many tensors.
        n_params: numbers in them.
        size_bytes: their bytes.
    """

    name: str
    n_tensors: int
    n_params: int
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelShape:
    """A model's sizes, read from its header alone.

    Attributes:
        architecture: "llama", "qwen3", …
        name: `general.name`, or "".
        n_params: numbers in all tensors of this file.
        weights_bytes: their bytes.
        n_embd: width of the residual stream.
        n_ff: widest feed-forward layer.
        n_vocab: tokens of the vocabulary.
        n_ctx_train: tokens of context it was trained for.
        layers: what each layer caches.
        n_expert: experts of a mixture; 0: dense.
        n_expert_used: experts that one token uses.
        has_encoder: whether an encoder pass comes first (T5-like).
        has_tied_output: whether the output matrix is the embedding matrix.
        file_type: the quantisation in words, such as "Q4_K_M"; "" when not said.
        quantization: the mix by type, the largest share first.
        split: (part from 0, parts) of a split model; None: one file.
        tokenizer: `tokenizer.ggml.model` with its variant, such as "gpt2 (qwen2)".
        special_tokens: token ids by name ("bos", "eos", …).
        chat_template: Jinja text of the default template, or None.
        recommended_sampling: options by our names.
    """

    architecture: str
    name: str
    n_params: int
    weights_bytes: int
    n_embd: int
    n_ff: int
    n_vocab: int
    n_ctx_train: int
    layers: tuple[LayerShape, ...]
    n_expert: int
    n_expert_used: int
    has_encoder: bool
    has_tied_output: bool
    file_type: str
    quantization: tuple[TypeShare, ...]
    split: tuple[int, int] | None
    tokenizer: str
    special_tokens: Mapping[str, int]
    chat_template: str | None
    recommended_sampling: Mapping[str, float]

    @property
    def n_layer(self) -> int:
        """Layers."""
        return len(self.layers)

    @property
    def n_head(self) -> int:
        """Attention heads of the layer with the most."""
        return max(layer.n_head for layer in self.layers)

    @property
    def n_head_kv(self) -> int:
        """Key/value heads of the layer with the most."""
        return max(layer.n_head_kv for layer in self.layers)

    @property
    def is_recurrent(self) -> bool:
        """Whether a layer has a recurrent state."""
        return any(layer.state_size for layer in self.layers)

    @property
    def bits_per_weight(self) -> float:
        """Bits that a weight takes on average."""
        return 8 * self.weights_bytes / self.n_params if self.n_params else 0.0


def holds_language_model(header: GgufHeader) -> bool:
    """Whether the file is a model of its own, no adapter, projector or part without metadata."""
    kind = header.metadata.get("general.type", "model")
    architecture = header.metadata.get("general.architecture")
    is_later_part = header.metadata.get("split.no", 0) != 0
    return kind == "model" and architecture != "clip" and not is_later_part


def model_shape(header: GgufHeader) -> ModelShape:
    """Return what `header` says of its model.

    Raises:
        ModelCorruptError: a size is missing, of the wrong kind, or impossible.
        ModelUnsupportedError: the file holds no language model (a projector, an adapter).
    """
    values = Values(header)
    if not holds_language_model(header):
        raise ModelUnsupportedError(
            "The file holds no language model of its own: it is an adapter, a projector, "
            "or a later part of a split model.",
            hint="Open the model itself (of a split one, the first part).",
        )
    if not values.architecture:
        raise ModelCorruptError("The metadata has no general.architecture.")
    n_layer = values.count("{arch}.block_count", MAX_LAYERS)
    n_embd = values.count("{arch}.embedding_length", MAX_WIDTH)
    n_ctx = values.count("{arch}.context_length", 1 << 31)
    if not (n_layer and n_embd and n_ctx):
        raise ModelCorruptError(
            f"The metadata says {n_layer} layers of width {n_embd} and {n_ctx} tokens of context."
        )
    experts = _experts(values, n_layer)
    _check_rope(values)
    return ModelShape(
        architecture=values.architecture,
        name=values.text("general.name") or "",
        n_params=header.n_params,
        weights_bytes=header.tensor_bytes,
        n_embd=n_embd,
        n_ff=max(values.per_layer("{arch}.feed_forward_length", n_layer, 1 << 24)),
        n_vocab=_n_vocab(header, values),
        n_ctx_train=n_ctx,
        layers=layer_shapes(values, n_layer, n_embd),
        n_expert=experts[0],
        n_expert_used=experts[1],
        has_encoder=any(tensor.name.startswith("enc.") for tensor in header.tensors),
        has_tied_output=header.tensor("output.weight") is None,
        file_type=_file_type(values),
        quantization=_quantization(header),
        split=_split(values),
        tokenizer=_tokenizer(values),
        special_tokens=_special_tokens(values),
        chat_template=values.text("tokenizer.chat_template"),
        recommended_sampling=_sampling(values),
    )


def _experts(values: Values, n_layer: int) -> tuple[int, int]:
    count = values.count("{arch}.expert_count", MAX_EXPERTS, 0)
    used = max(values.per_layer("{arch}.expert_used_count", n_layer, MAX_EXPERTS))
    if used > count or (count and not used):
        raise ModelCorruptError(f"The metadata says that {used} of {count} experts are used.")
    return count, used


def _check_rope(values: Values) -> None:
    scaling = values.text("{arch}.rope.scaling.type")
    if scaling is not None and scaling not in _ROPE_SCALINGS:
        raise ModelCorruptError(
            f"The rope scaling {scaling!r} is none of {', '.join(_ROPE_SCALINGS)}."
        )


def _n_vocab(header: GgufHeader, values: Values) -> int:
    """Return the tokens: of the list, else as stated, else the embedding's rows."""
    listed = values.array_length("tokenizer.ggml.tokens")
    if listed is not None:
        return listed
    stated = values.count("{arch}.vocab_size", MAX_VOCABULARY, 0)
    embedding = header.tensor("token_embd.weight")
    if stated or embedding is None or len(embedding.shape) < 2:
        return stated
    return embedding.shape[1]


def _file_type(values: Values) -> str:
    code = values.integer("general.file_type", 0, (1 << 32) - 1, None)
    return "" if code is None else FILE_TYPE_NAMES.get(code & ~_GUESSED, "")


def _quantization(header: GgufHeader) -> tuple[TypeShare, ...]:
    sums: dict[str, list[int]] = {}
    for tensor in header.tensors:
        share = sums.setdefault(tensor.type.name, [0, 0, 0])
        share[0] += 1
        share[1] += tensor.n_elements
        share[2] += tensor.size_bytes
    shares = (TypeShare(name, *numbers) for name, numbers in sums.items())
    return tuple(sorted(shares, key=lambda share: (-share.size_bytes, share.name)))


def _split(values: Values) -> tuple[int, int] | None:
    parts = values.count("split.count", 1 << 16, 0)
    if parts <= 1:
        return None
    part = values.count("split.no", 1 << 16, 0)
    if part >= parts:
        raise ModelCorruptError(f"The file says it is part {part} (from 0) of {parts}.")
    return part, parts


def _tokenizer(values: Values) -> str:
    model = values.text("tokenizer.ggml.model") or ""
    variant = values.text("tokenizer.ggml.pre")
    return f"{model} ({variant})" if variant and variant != model else model


def _special_tokens(values: Values) -> dict[str, int]:
    found = {}
    for name in _SPECIAL_TOKENS:
        token_id = values.integer(f"tokenizer.ggml.{name}_token_id", -1, (1 << 32) - 1, None)
        if token_id is not None and 0 <= token_id < MAX_VOCABULARY:
            found[name] = token_id
    return found


def _sampling(values: Values) -> dict[str, float]:
    found = {}
    for theirs, ours in _SAMPLING.items():
        number = values.number(f"general.sampling.{theirs}")
        if number is not None:
            found[ours] = number
    return found
