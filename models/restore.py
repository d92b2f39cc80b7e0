"""Read a GGUF file of ours back: its weights as a PyTorch model, its tokenizer as ours."""

from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import torch
from torch import Tensor

from models.architecture import LanguageModel, ModelParams
from models.tokenizer import Tokenizer


def read_tokenizer(reader: gguf.GGUFReader) -> Tokenizer:
    """Return the tokenizer that a file holds."""
    pieces = reader.fields["tokenizer.ggml.tokens"].contents()
    scores = reader.fields["tokenizer.ggml.scores"].contents()
    return Tokenizer(list(pieces), list(scores))


def read_model(reader: gguf.GGUFReader) -> LanguageModel:
    """Return the network with the file's weights, dequantised to 32 bits."""
    weights = {
        tensor.name: torch.tensor(
            np.array(gguf.quants.dequantize(tensor.data, tensor.tensor_type), dtype=np.float32)
        )
        for tensor in reader.tensors
    }
    model = LanguageModel(_params(reader, len(weights["token_embd.weight"])))
    model.load_state_dict(
        {
            "embedding.weight": weights["token_embd.weight"],
            "norm.weight": weights["output_norm.weight"],
            **{
                f"blocks.{index}.{name}.weight": weight
                for index in range(model.params.n_layer)
                for name, weight in _block(weights, f"blk.{index}.").items()
            },
        }
    )
    return model


def read_file(path: Path) -> tuple[LanguageModel, Tokenizer]:
    """Return network and tokenizer of a GGUF file that ``export.py`` wrote."""
    reader = gguf.GGUFReader(path)
    return read_model(reader), read_tokenizer(reader)


def _block(weights: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    def take(*names: str) -> Tensor:
        return torch.cat([weights[f"{prefix}{name}.weight"] for name in names])

    return {
        "attention_norm": take("attn_norm"),
        "attention.qkv": take("attn_q", "attn_k", "attn_v"),
        "attention.out": take("attn_output"),
        "feed_forward_norm": take("ffn_norm"),
        "feed_forward.gate_up": take("ffn_gate", "ffn_up"),
        "feed_forward.down": take("ffn_down"),
    }


def _params(reader: gguf.GGUFReader, n_vocab: int) -> ModelParams:
    def value(key: str) -> float:
        return reader.fields[f"llama.{key}"].contents()

    return ModelParams(
        n_vocab=n_vocab,
        n_embd=int(value("embedding_length")),
        n_layer=int(value("block_count")),
        n_head=int(value("attention.head_count")),
        n_ff=int(value("feed_forward_length")),
        n_ctx=int(value("context_length")),
        rope_base=float(value("rope.freq_base")),
        norm_eps=float(value("attention.layer_norm_rms_epsilon")),
    )
