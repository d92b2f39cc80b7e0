"""What a GGUF header holds, as plain values: metadata, tensors and where everything lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from onhand.formats.gguf_types import TensorType


@dataclass(frozen=True, slots=True)
class GgufArray:
    """A long array that was skipped: where it lies, so that `read_array` can read it.

    Attributes:
        element_type: name of the elements' type, such as "string" or "float32".
        count: number of elements.
        offset: first byte of the first element.
        size_bytes: bytes of all elements.
    """

    element_type: str
    count: int
    offset: int
    size_bytes: int


Value: TypeAlias = "bool | int | float | str | tuple[Any, ...] | GgufArray"


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """A tensor of the file.

    Attributes:
        name: such as "blk.0.attn_q.weight".
        shape: elements of each dimension, the fastest first (a matrix: columns, rows).
        type: how its numbers are stored.
        offset: first byte, from the beginning of the file.
        size_bytes: bytes of its data, without padding.
    """

    name: str
    shape: tuple[int, ...]
    type: TensorType
    offset: int
    size_bytes: int

    @property
    def n_elements(self) -> int:
        """Numbers that it holds."""
        n = 1
        for dimension in self.shape:
            n *= dimension
        return n


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What a GGUF file says of itself before its tensor data.

    Attributes:
        version: 2 or 3.
        metadata: values by key, in the file's order.
        tensors: the tensors, in the file's order.
        alignment: every tensor begins at a multiple of this from `data_offset`.
        data_offset: first byte of the tensor data.
        file_size: bytes of the whole file.
    """

    version: int
    metadata: Mapping[str, Value]
    tensors: tuple[TensorInfo, ...]
    alignment: int
    data_offset: int
    file_size: int
    _by_name: dict[str, TensorInfo] = field(default_factory=dict, compare=False, repr=False)

    def tensor(self, name: str) -> TensorInfo | None:
        """Return the tensor called `name`, or None."""
        if not self._by_name:
            self._by_name.update((tensor.name, tensor) for tensor in self.tensors)
        return self._by_name.get(name)

    @property
    def n_params(self) -> int:
        """Numbers in all tensors."""
        return sum(tensor.n_elements for tensor in self.tensors)

    @property
    def tensor_bytes(self) -> int:
        """Bytes of all tensors, without padding."""
        return sum(tensor.size_bytes for tensor in self.tensors)
