"""The llama network as ExecuTorch compiles it: one sequence, a cache inside, one row of scores.

Needs the extra `executorch`. Attention and cache are ExecuTorch's own operators; positions rotate
halves, so query and key rows are reordered when weights are read.
"""

from __future__ import annotations

from typing import Any

import torch
from executorch.extension.llm.custom_ops import custom_ops  # noqa: F401 - registers operators
from torch import Tensor, nn

from onhand.export.weights import GgufWeights, LlamaSizes, half_rotated


class Norm(nn.Module):  # type: ignore[misc]
    """RMSNorm: `x / sqrt(mean(x²) + eps) · weight`."""

    def __init__(self, n_embd: int, eps: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(n_embd))
        self.eps = eps

    def forward(self, x: Tensor) -> Tensor:
        """Normalise the last dimension."""
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + self.eps) * self.weight


class Attention(nn.Module):  # type: ignore[misc]
    """Causal attention over a cache of `n_ctx` positions."""

    def __init__(self, sizes: LlamaSizes, n_ctx: int) -> None:
        super().__init__()
        self.n_head, self.n_head_kv = sizes.n_head, sizes.n_head_kv
        self.head_size = sizes.head_size
        n_kv = sizes.n_head_kv * sizes.head_size
        self.query = nn.Linear(sizes.n_embd, sizes.n_embd, bias=False)
        self.key = nn.Linear(sizes.n_embd, n_kv, bias=False)
        self.value = nn.Linear(sizes.n_embd, n_kv, bias=False)
        self.out = nn.Linear(sizes.n_embd, sizes.n_embd, bias=False)
        shape = (1, n_ctx, sizes.n_head_kv, sizes.head_size)
        self.keys: Tensor
        self.values: Tensor
        self.register_buffer("keys", torch.zeros(shape), persistent=False)
        self.register_buffer("values", torch.zeros(shape), persistent=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, start: int) -> Tensor:
        """Mix positions; `x` is [1, n, n_embd], `cos` and `sin` [n, 1, head size / 2]."""
        n = x.shape[1]
        query = rotate(self.query(x).view(1, n, self.n_head, self.head_size), cos, sin)
        key = rotate(self.key(x).view(1, n, self.n_head_kv, self.head_size), cos, sin)
        value = self.value(x).view(1, n, self.n_head_kv, self.head_size)
        torch.ops.llama.update_cache(key, self.keys, start)
        torch.ops.llama.update_cache(value, self.values, start)
        mixed = torch.ops.llama.custom_sdpa(query, self.keys, self.values, start, None, 0.0, True)
        return self.out(mixed.reshape(1, n, -1))


class FeedForward(nn.Module):  # type: ignore[misc]
    """SwiGLU: `down(silu(gate(x)) · up(x))`."""

    def __init__(self, sizes: LlamaSizes) -> None:
        super().__init__()
        self.gate = nn.Linear(sizes.n_embd, sizes.n_ff, bias=False)
        self.up = nn.Linear(sizes.n_embd, sizes.n_ff, bias=False)
        self.down = nn.Linear(sizes.n_ff, sizes.n_embd, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Transform each position by itself."""
        return self.down(nn.functional.silu(self.gate(x)) * self.up(x))


class Block(nn.Module):  # type: ignore[misc]
    """One layer: attention and feed-forward, each behind a norm and added back."""

    def __init__(self, sizes: LlamaSizes, n_ctx: int) -> None:
        super().__init__()
        self.attention_norm = Norm(sizes.n_embd, sizes.norm_eps)
        self.attention = Attention(sizes, n_ctx)
        self.feed_forward_norm = Norm(sizes.n_embd, sizes.norm_eps)
        self.feed_forward = FeedForward(sizes)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, start: int) -> Tensor:
        """Apply the layer."""
        x = x + self.attention(self.attention_norm(x), cos, sin, start)
        return x + self.feed_forward(self.feed_forward_norm(x))


class Network(nn.Module):  # type: ignore[misc]
    """From ids [1, n] and the first one's position [1] to the last one's scores [1, n_vocab]."""

    def __init__(self, sizes: LlamaSizes, n_ctx: int) -> None:
        super().__init__()
        self.n_ctx = n_ctx
        self.embedding = nn.Embedding(sizes.n_vocab, sizes.n_embd)
        self.blocks = nn.ModuleList(Block(sizes, n_ctx) for _ in range(sizes.n_layer))
        self.norm = Norm(sizes.n_embd, sizes.norm_eps)
        self.output = nn.Linear(sizes.n_embd, sizes.n_vocab, bias=False)
        cos, sin = rotation_tables(sizes, n_ctx)
        self.cos: Tensor
        self.sin: Tensor
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)

    def forward(self, tokens: Tensor, position: Tensor) -> Tensor:
        """Compute tokens that begin at `position` and keep their keys and values."""
        start: Any = position[0].item()
        n = tokens.shape[1]
        torch._check(start >= 0)
        torch._check(start + n <= self.n_ctx)
        cos = self.cos.narrow(0, start, n)
        sin = self.sin.narrow(0, start, n)
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x, cos, sin, start)
        return self.output(self.norm(x[:, -1, :]))


def rotation_tables(sizes: LlamaSizes, n_ctx: int) -> tuple[Tensor, Tensor]:
    """Return cosines and sines, each [n_ctx, 1, head size / 2] (RoFormer, Su et al. 2021)."""
    steps = torch.arange(0, sizes.head_size, 2, dtype=torch.float64) / sizes.head_size
    angles = torch.outer(torch.arange(n_ctx, dtype=torch.float64), sizes.rope_base**-steps)
    return angles.cos().float().unsqueeze(1), angles.sin().float().unsqueeze(1)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate number i with number i + size / 2; `x` is [1, n, head, size]."""
    low, high = x.chunk(2, dim=-1)
    return torch.cat((low * cos - high * sin, low * sin + high * cos), dim=-1)


def network_of(source: GgufWeights, n_ctx: int) -> Network:
    """Return the network with the weights of a GGUF file in 32 bits."""
    sizes = source.sizes
    network = Network(sizes, n_ctx)
    network.load_state_dict({name: torch.tensor(array) for name, array in _weights(source)})
    network.eval()
    return network


def _weights(source: GgufWeights) -> Any:
    """Yield the weights under the network's names."""
    sizes = source.sizes
    yield "embedding.weight", source.tensor("token_embd.weight")
    yield "norm.weight", source.tensor("output_norm.weight")
    table = "token_embd.weight" if sizes.is_tied else "output.weight"
    yield "output.weight", source.tensor(table)
    for index in range(sizes.n_layer):
        ours, theirs = f"blocks.{index}.", f"blk.{index}."
        query, key = (
            source.tensor(theirs + "attn_q.weight"),
            source.tensor(theirs + "attn_k.weight"),
        )
        yield ours + "attention.query.weight", half_rotated(query, sizes.n_head)
        yield ours + "attention.key.weight", half_rotated(key, sizes.n_head_kv)
        for name, tensor in (
            ("attention.value", "attn_v"),
            ("attention.out", "attn_output"),
            ("attention_norm", "attn_norm"),
            ("feed_forward_norm", "ffn_norm"),
            ("feed_forward.gate", "ffn_gate"),
            ("feed_forward.up", "ffn_up"),
            ("feed_forward.down", "ffn_down"),
        ):
            yield f"{ours}{name}.weight", source.tensor(f"{theirs}{tensor}.weight")
