"""A library without ExecuTorch: its programs answer with scores that tell what they were given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from onhand.formats.pte import check_program
from onhand.runtimes.executorch.bundle import ProgramBundle
from tests.tiny_program import FORWARD, program_bytes

N_VOCAB, CHUNK, N_CTX = 16, 4, 32


class Tensor:
    """As much of a torch tensor as the runtime uses."""

    def __init__(self, data: Any, dtype: Any = None) -> None:
        self.array = np.array(data)
        self.shape = self.array.shape

    def reshape(self, *shape: int) -> Tensor:
        return Tensor(self.array.reshape(*shape))

    def __getitem__(self, index: int) -> Tensor:
        return Tensor(self.array[index])

    def float(self) -> Tensor:
        return self

    def numpy(self) -> Any:
        return self.array.astype(np.float32)


class Torch:
    """As much of the module `torch`."""

    long = "long"
    tensor = Tensor


class Method:
    """Keeps a cache like a program's; the likeliest token is the sum of what it holds."""

    def __init__(self) -> None:
        self.cache: list[int] = [0] * N_CTX
        self.calls: list[tuple[int, int]] = []
        self.on_call: Any = lambda: None
        self.n_inputs = 2

    def call(self, inputs: list[Tensor], *, clone_outputs: bool = True) -> list[Tensor]:
        self.on_call()
        tokens, start = inputs[0].array[0].tolist(), int(inputs[1].array[0])
        self.calls.append((start, len(tokens)))
        self.cache[start : start + len(tokens)] = tokens
        scores = np.zeros((1, N_VOCAB))
        scores[0, sum(self.cache[: start + len(tokens)]) % N_VOCAB] = 9.0
        return [Tensor(scores)]

    def method_meta(self) -> Method:
        return self

    def num_inputs(self) -> int:
        return self.n_inputs

    def num_outputs(self) -> int:
        return 1

    def input_tensor_meta(self, index: int) -> Sizes:
        return Sizes((1, CHUNK))

    def output_tensor_meta(self, index: int) -> Sizes:
        return Sizes((1, N_VOCAB))


class Sizes:
    """A tensor's description."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        self._sizes = sizes

    def sizes(self) -> tuple[int, ...]:
        return self._sizes


class ToyLibrary:
    """See `onhand.runtimes.executorch.library.Library`."""

    def __init__(self, **constants: Any) -> None:
        self.torch = Torch
        self.forward = Method()
        self.n_threads = 2
        self.constants: dict[str, Any] = {"get_max_seq_len": N_CTX, **constants}

    def set_threads(self, n_threads: int) -> None:
        self.n_threads = n_threads

    def load(self, path: Path) -> Any:
        return path

    def method(self, program: Any, name: str) -> Method:
        return self.forward

    def constant(self, program: Any, name: str) -> Any:
        return self.constants.get(name)


def write_tokenizer(folder: Path, *added: str) -> Path:
    """Write a tokenizer of single letters, then the added control tokens."""
    letters = [chr(97 + index) for index in range(N_VOCAB - len(added))]
    data = {
        "version": "1.0",
        "added_tokens": [
            {"id": len(letters) + index, "content": text, "special": True, "single_word": False,
             "lstrip": False, "rstrip": False, "normalized": False}
            for index, text in enumerate(added)
        ],
        "model": {"type": "BPE", "vocab": {c: i for i, c in enumerate(letters)}, "merges": []},
    }  # fmt: skip
    path = folder / "tokenizer.json"
    path.write_text(json.dumps(data))
    return path


def write_program(folder: Path, **changes: Any) -> Path:
    """Write a program's file that passes for a language model's."""
    path = folder / "model.pte"
    path.write_bytes(program_bytes({**FORWARD, **changes}))
    return path


def toy_bundle(folder: Path, **manifest: Any) -> ProgramBundle:
    """Return a bundle of the two files."""
    program = write_program(folder)
    return ProgramBundle(program, write_tokenizer(folder), check_program(program), manifest)
