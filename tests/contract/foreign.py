"""A program of ExecuTorch's own exporter, `export_llama`, made of a GGUF file's weights.

It differs from ours in all that an exporter may decide: network, names, chunk sizes, the methods
that say facts. There is no manifest: only `tokenizer.json` lies beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from onhand.export.tokenizer_json import write_tokenizer
from onhand.export.weights import GgufWeights

N_CTX = 256
_NAMES = {
    "attn_q": "attention.wq",
    "attn_k": "attention.wk",
    "attn_v": "attention.wv",
    "attn_output": "attention.wo",
    "attn_norm": "attention_norm",
    "ffn_gate": "feed_forward.w1",
    "ffn_down": "feed_forward.w2",
    "ffn_up": "feed_forward.w3",
    "ffn_norm": "ffn_norm",
}


def export(source: Path, folder: Path) -> None:
    """Write `foreign.pte`, in 32 bits, and its tokenizer to `folder`; takes half a minute."""
    folder.mkdir(parents=True)
    weights = GgufWeights(source)
    _write_checkpoint(weights, folder)
    write_tokenizer(weights, folder / "tokenizer.json")
    facts = {"get_bos_id": 1, "get_eos_ids": [2, 6]}
    options = f"""--checkpoint checkpoint.pth --params params.json --output_name foreign.pte
        -d fp32 -kv --use_sdpa_with_kv_cache -X
        --max_seq_length {N_CTX} --max_context_length {N_CTX}""".split()
    subprocess.run(
        [sys.executable, "-m", "executorch.examples.models.llama.export_llama", *options,
         "--metadata", json.dumps(facts)],
        cwd=folder,
        check=True,
        capture_output=True,
    )  # fmt: skip
    for name in ("checkpoint.pth", "params.json"):
        (folder / name).unlink()


def _write_checkpoint(weights: GgufWeights, folder: Path) -> None:
    """Write the weights as Meta published Llama's: rotated in pairs, as in GGUF files."""
    import torch

    def tensor(name: str) -> torch.Tensor:
        return torch.tensor(weights.tensor(f"{name}.weight"))

    sizes = weights.sizes
    state = {
        "tok_embeddings.weight": tensor("token_embd"),
        "norm.weight": tensor("output_norm"),
        "output.weight": tensor("token_embd" if sizes.is_tied else "output"),
    }
    for index in range(sizes.n_layer):
        for ours, theirs in _NAMES.items():
            state[f"layers.{index}.{theirs}.weight"] = tensor(f"blk.{index}.{ours}")
    torch.save(state, folder / "checkpoint.pth")
    params = {
        "dim": sizes.n_embd,
        "n_layers": sizes.n_layer,
        "n_heads": sizes.n_head,
        "n_kv_heads": sizes.n_head_kv,
        "vocab_size": sizes.n_vocab,
        "hidden_dim": sizes.n_ff,
        "multiple_of": 32,
        "norm_eps": sizes.norm_eps,
        "rope_theta": sizes.rope_base,
    }
    (folder / "params.json").write_text(json.dumps(params))
