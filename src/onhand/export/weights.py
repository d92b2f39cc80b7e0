"""Weights of a GGUF file as numpy arrays, for the types that exports start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onhand.errors import ModelUnsupportedError
from onhand.formats import gguf
from onhand.formats.gguf_header import GgufHeader, TensorInfo

_WIDTH = 32  # groups of quantised numbers, and lanes of the kernels
_IN_A_LAYER = (
    "attn_norm",
    "attn_q",
    "attn_k",
    "attn_v",
    "attn_output",
    "ffn_norm",
    "ffn_gate",
    "ffn_up",
    "ffn_down",
)

Array = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LlamaSizes:
    """Sizes of a model of the llama architecture, as its header says them.

    Attributes:
        n_vocab: tokens.
        n_embd: width of the residual stream.
        n_layer: blocks.
        n_head: attention heads.
        n_head_kv: key/value heads.
        n_ff: width inside the feed-forward part.
        n_ctx: tokens of context it was trained for.
        rope_base: base of the rotary frequencies.
        norm_eps: added to the mean square in RMSNorm.
        is_tied: whether the output matrix is the token table.
    """

    n_vocab: int
    n_embd: int
    n_layer: int
    n_head: int
    n_head_kv: int
    n_ff: int
    n_ctx: int
    rope_base: float
    norm_eps: float
    is_tied: bool

    @property
    def head_size(self) -> int:
        """Width of an attention head."""
        return self.n_embd // self.n_head


class GgufWeights:
    """An open GGUF file of the llama architecture: sizes, metadata, tensors in float32."""

    def __init__(self, path: Path) -> None:
        """Read the header.

        Raises:
            ModelNotFoundError: there is no such file.
            ModelCorruptError: it is damaged.
            ModelUnsupportedError: it is of another architecture.
        """
        self.path: Path = path
        self.header: GgufHeader = gguf.check_file(path)
        self.metadata: Mapping[str, Any] = self.header.metadata
        architecture = self.metadata.get("general.architecture")
        if architecture != "llama":
            raise ModelUnsupportedError(
                f"{path} is of the architecture {architecture!r}; exports know 'llama' only.",
                hint="Run it with the llama_cpp runtime.",
            )
        self.sizes: LlamaSizes = self._sizes()
        self._refuse_what_is_left_out()

    def _refuse_what_is_left_out(self) -> None:
        """Refuse a file that has more to it than exports write: the model would say nonsense."""
        known = {"token_embd.weight", "output_norm.weight", "output.weight"}
        known |= {f"blk.{i}.{n}.weight" for i in range(self.sizes.n_layer) for n in _IN_A_LAYER}
        extra = [tensor.name for tensor in self.header.tensors if tensor.name not in known]
        scaling = self.metadata.get("llama.rope.scaling.type", "none")
        key_size = self.metadata.get("llama.attention.key_length", self.sizes.head_size)
        widths = (self.sizes.n_embd, self.sizes.n_ff)
        reason = None
        if extra:
            reason = f"the tensor {extra[0]!r} has no place in them"
        elif scaling != "none":
            reason = f"its positions are scaled ({scaling})"
        elif key_size != self.sizes.head_size or self.sizes.n_embd % self.sizes.n_head:
            reason = "its heads do not fill the width of the model"
        elif any(width % _WIDTH for width in widths):
            reason = f"its widths {widths} are no multiples of {_WIDTH}"
        if reason is not None:
            raise ModelUnsupportedError(
                f"{self.path} cannot be exported: {reason}.",
                hint="Run it with the llama_cpp runtime.",
            )

    def _sizes(self) -> LlamaSizes:
        value = {key.removeprefix("llama."): item for key, item in self.metadata.items()}
        table = self._info("token_embd.weight")
        n_head = int(value["attention.head_count"])
        return LlamaSizes(
            n_vocab=table.shape[1],
            n_embd=int(value["embedding_length"]),
            n_layer=int(value["block_count"]),
            n_head=n_head,
            n_head_kv=int(value.get("attention.head_count_kv", n_head)),
            n_ff=int(value["feed_forward_length"]),
            n_ctx=int(value["context_length"]),
            rope_base=float(value.get("rope.freq_base", 10_000.0)),
            norm_eps=float(f"{value['attention.layer_norm_rms_epsilon']:.6g}"),
            is_tied=self.header.tensor("output.weight") is None,
        )

    def array(self, key: str) -> list[Any]:
        """Return a long array of the metadata, such as the tokens."""
        value = self.metadata[key]
        if isinstance(value, gguf.GgufArray):
            with gguf.FileReader(self.path) as reader:
                return list(gguf.read_array(reader, value))
        return list(value)

    def tensor(self, name: str) -> Array:
        """Return a tensor in float32, rows first.

        Raises:
            ModelUnsupportedError: it is missing, or stored in a type that is not read here.
        """
        info = self._info(name)
        raw = np.memmap(self.path, mode="r", offset=info.offset, shape=(info.size_bytes,))
        shape = tuple(reversed(info.shape))
        return _floats(raw, info).reshape(shape)

    def _info(self, name: str) -> TensorInfo:
        info = self.header.tensor(name)
        if info is None:
            raise ModelUnsupportedError(f"{self.path} has no tensor {name!r}.")
        return info


def half_rotated(weight: Array, n_head: int) -> Array:
    """Reorder the rows of a query or key matrix from pairs to halves.

    GGUF's llama rotates neighbours (0, 1), (2, 3) …; MLC and Hugging Face rotate row i with row
    i + size / 2. Attention is the same, since queries and keys are reordered alike.
    """
    n_rows, n_columns = weight.shape
    paired = weight.reshape(n_head, n_rows // n_head // 2, 2, n_columns)
    return np.ascontiguousarray(paired.transpose(0, 2, 1, 3).reshape(n_rows, n_columns))


def _floats(raw: npt.NDArray[np.uint8], info: TensorInfo) -> Array:
    """Decode F32, F16, BF16 and Q8_0 (blocks of a half-precision scale and 32 signed bytes)."""
    kind = info.type.name
    if kind == "F32":
        return np.asarray(raw.view("<f4"), dtype=np.float32)
    if kind == "F16":
        return raw.view("<f2").astype(np.float32)
    if kind == "BF16":
        return (raw.view("<u2").astype(np.uint32) << 16).view(np.float32)
    if kind == "Q8_0":
        blocks = raw.reshape(-1, 34)
        scales = np.ascontiguousarray(blocks[:, :2]).view("<f2").astype(np.float32)
        numbers = np.ascontiguousarray(blocks[:, 2:]).view(np.int8).astype(np.float32)
        return (numbers * scales).reshape(-1)
    raise ModelUnsupportedError(
        f"The tensor {info.name!r} is stored as {kind}; exports read F32, F16, BF16 and Q8_0.",
        hint="Export from the F16 file of the model.",
    )
