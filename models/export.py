"""Write a checkpoint as GGUF: ``python -m models.export --run models/runs/final --type Q8_0 OUT``.

The file says everything that a runtime needs: sizes, tokenizer, chat template, recommended
sampling, licence.  Key names follow the GGUF specification (ggml, ``docs/gguf.md``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from models.architecture import LanguageModel, ModelParams
from models.prompts import CHAT_TEMPLATE
from models.tokenizer import (
    BOS_ID,
    CONTROL_TOKENS,
    END_TOKEN,
    EOS_ID,
    UNKNOWN_ID,
    Tokenizer,
    is_byte_piece,
)
from models.train import load_checkpoint

NAME = "onhand small"
DESCRIPTION = (
    "A small model for trying things out: rewrites short English messages in a tone, corrects "
    "typing mistakes, answers questions about itself. Trained from scratch by the onhand project "
    "on text that its own grammar writes."
)
TYPES = {
    "F32": (gguf.GGMLQuantizationType.F32, gguf.LlamaFileType.ALL_F32),
    "F16": (gguf.GGMLQuantizationType.F16, gguf.LlamaFileType.MOSTLY_F16),
    "Q8_0": (gguf.GGMLQuantizationType.Q8_0, gguf.LlamaFileType.MOSTLY_Q8_0),
}


def export(model: LanguageModel, tokenizer: Tokenizer, path: Path, type_name: str) -> None:
    """Write the model to ``path``; norms stay in 32 bits.

    Args:
        model: The trained network.
        tokenizer: Its pieces.
        path: File to write.
        type_name: A key of ``TYPES``, for the matrices.
    """
    matrix_type, file_type = TYPES[type_name]
    writer = gguf.GGUFWriter(path, "llama")
    _add_description(writer, file_type)
    _add_sizes(writer, model.params)
    _add_tokenizer(writer, tokenizer)
    for name, data in tensors(model).items():
        kind = matrix_type if data.ndim == 2 else gguf.GGMLQuantizationType.F32
        writer.add_tensor(name, gguf.quants.quantize(data, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def tensors(model: LanguageModel) -> dict[str, NDArray[np.float32]]:
    """Return the weights under llama.cpp's names; its output matrix is the tied embedding."""
    arrays = {"token_embd.weight": model.embedding.weight, "output_norm.weight": model.norm.weight}
    for index, block in enumerate(model.blocks):
        query, key, value = block.attention.qkv.weight.chunk(3)
        gate, up = block.feed_forward.gate_up.weight.chunk(2)
        arrays |= {
            f"blk.{index}.{name}.weight": weight
            for name, weight in (
                ("attn_norm", block.attention_norm.weight),
                ("attn_q", query),
                ("attn_k", key),
                ("attn_v", value),
                ("attn_output", block.attention.out.weight),
                ("ffn_norm", block.feed_forward_norm.weight),
                ("ffn_gate", gate),
                ("ffn_up", up),
                ("ffn_down", block.feed_forward.down.weight),
            )
        }
    return {name: np.ascontiguousarray(w.detach().numpy()) for name, w in arrays.items()}


def _add_description(writer: gguf.GGUFWriter, file_type: gguf.LlamaFileType) -> None:
    writer.add_type("model")
    writer.add_name(NAME)
    writer.add_basename("onhand-small")
    writer.add_organization("the onhand project")
    writer.add_author("the onhand project")
    writer.add_license("MIT")
    writer.add_description(DESCRIPTION)
    writer.add_languages(["en"])
    writer.add_tags(["text-generation", "rewriting"])
    writer.add_file_type(file_type)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_sampling_temp(0.0)  # one right answer a request: the most probable token


def _add_sizes(writer: gguf.GGUFWriter, params: ModelParams) -> None:
    writer.add_vocab_size(params.n_vocab)
    writer.add_context_length(params.n_ctx)
    writer.add_embedding_length(params.n_embd)
    writer.add_block_count(params.n_layer)
    writer.add_feed_forward_length(params.n_ff)
    writer.add_head_count(params.n_head)
    writer.add_head_count_kv(params.n_head)
    writer.add_layer_norm_rms_eps(params.norm_eps)
    writer.add_rope_dimension_count(params.n_embd // params.n_head)
    writer.add_rope_freq_base(params.rope_base)


def _add_tokenizer(writer: gguf.GGUFWriter, tokenizer: Tokenizer) -> None:
    writer.add_tokenizer_model("llama")
    writer.add_token_list(tokenizer.pieces)
    writer.add_token_scores(tokenizer.scores)
    writer.add_token_types(
        [_token_type(index, piece) for index, piece in enumerate(tokenizer.pieces)]
    )
    writer.add_unk_token_id(UNKNOWN_ID)
    writer.add_bos_token_id(BOS_ID)
    writer.add_eos_token_id(EOS_ID)
    writer.add_eot_token_id(tokenizer.id_of(END_TOKEN))
    writer.add_add_bos_token(False)  # never trained with one, so none may be added
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def _token_type(index: int, piece: str) -> gguf.TokenType:
    if index == UNKNOWN_ID:
        return gguf.TokenType.UNKNOWN
    if index in (BOS_ID, EOS_ID) or piece in CONTROL_TOKENS:
        return gguf.TokenType.CONTROL
    return gguf.TokenType.BYTE if is_byte_piece(piece) else gguf.TokenType.NORMAL


def main() -> None:
    """Read the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder that train.py filled")
    parser.add_argument("--type", choices=sorted(TYPES), default="Q8_0")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    model = load_checkpoint(options.run / "checkpoint.pt")
    tokenizer = Tokenizer.load(options.run / "tokenizer.json")
    export(model, tokenizer, options.out, options.type)
    print(f"{options.out}: {options.out.stat().st_size:,} bytes, {model.n_params():,} parameters")


if __name__ == "__main__":
    main()
