"""The network: a small decoder of the llama family, written for training on two CPU cores.

RMSNorm before each block, rotary positions on interleaved pairs (the layout that llama.cpp's
``llama`` architecture reads without permuting), SwiGLU, tied embeddings. Knows nothing of text,
tokenizers or files. Computes output scores only at the rows that it is asked for.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelParams:
    """Sizes of the network.

    Attributes:
        n_vocab: Number of token ids.
        n_embd: Width of the residual stream; a multiple of 32, which Q8_0 blocks need.
        n_layer: Number of blocks.
        n_head: Attention heads; each has ``n_embd // n_head`` dimensions, an even number.
        n_ff: Width inside the feed-forward part; a multiple of 32.
        n_ctx: Longest sequence, in tokens.
        rope_base: Base of the rotary frequencies.
        norm_eps: Added to the mean square in RMSNorm.
    """

    n_vocab: int
    n_embd: int = 256
    n_layer: int = 5
    n_head: int = 8
    n_ff: int = 640
    n_ctx: int = 1024
    rope_base: float = 10_000.0
    norm_eps: float = 1e-5

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as a plain dictionary, for checkpoints and reports."""
        return asdict(self)


class Attention(nn.Module):
    """Causal self-attention with rotary positions."""

    def __init__(self, params: ModelParams) -> None:
        super().__init__()
        self.n_head = params.n_head
        self.qkv = nn.Linear(params.n_embd, 3 * params.n_embd, bias=False)
        self.out = nn.Linear(params.n_embd, params.n_embd, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """Mix positions; ``x`` is [batch, time, n_embd], as is the result.

        The product with ``out`` is left to the caller, who may want it for some positions only.
        """
        batch, time, width = x.shape
        qkv = self.qkv(x).view(batch, time, 3, self.n_head, width // self.n_head)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)  # each [batch, head, time, head size]
        query, key = rotate(query, cos, sin), rotate(key, cos, sin)
        mixed = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        return mixed.transpose(1, 2).reshape(batch, time, width)


class FeedForward(nn.Module):
    """SwiGLU: ``down(silu(gate(x)) * up(x))``, gate and up in one product."""

    def __init__(self, params: ModelParams) -> None:
        super().__init__()
        self.gate_up = nn.Linear(params.n_embd, 2 * params.n_ff, bias=False)
        self.down = nn.Linear(params.n_ff, params.n_embd, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        """Transform each position by itself; shapes as in :class:`Attention`."""
        gate, up = self.gate_up(x).chunk(2, dim=-1)
        return self.down(F.silu(gate) * up)


class Block(nn.Module):
    """One layer: attention and feed-forward, each behind a norm and added back."""

    def __init__(self, params: ModelParams) -> None:
        super().__init__()
        self.attention_norm = nn.RMSNorm(params.n_embd, eps=params.norm_eps)
        self.attention = Attention(params)
        self.feed_forward_norm = nn.RMSNorm(params.n_embd, eps=params.norm_eps)
        self.feed_forward = FeedForward(params)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, rows: Tensor | None = None) -> Tensor:
        """Apply the layer; shapes as in :class:`Attention`.

        With ``rows``, only these of the flattened positions go on, [n_rows, n_embd].
        """
        mixed = self.attention(self.attention_norm(x), cos, sin)
        if rows is not None:
            x, mixed = (part.flatten(0, 1).index_select(0, rows) for part in (x, mixed))
        x = x + self.attention.out(mixed)
        return x + self.feed_forward(self.feed_forward_norm(x))


class LanguageModel(nn.Module):
    """The whole network, from token ids to scores over the vocabulary."""

    def __init__(self, params: ModelParams) -> None:
        super().__init__()
        self.params = params
        self.embedding = nn.Embedding(params.n_vocab, params.n_embd)
        self.blocks = nn.ModuleList(Block(params) for _ in range(params.n_layer))
        self.norm = nn.RMSNorm(params.n_embd, eps=params.norm_eps)
        cos, sin = rotation_tables(params)
        self.register_buffer("cos", cos, persistent=False)
        self.register_buffer("sin", sin, persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        """Draw small normal weights; what adds to the residual stream starts smaller."""
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.normal_(module.weight, std=module.in_features**-0.5)
        nn.init.normal_(self.embedding.weight, std=0.05)
        for block in self.blocks:
            for weight in (block.attention.out.weight, block.feed_forward.down.weight):
                weight.data.mul_((2 * self.params.n_layer) ** -0.5)

    def hidden(self, tokens: Tensor, rows: Tensor | None = None) -> Tensor:
        """Return the last layer's states, [batch, time, n_embd], for ids [batch, time].

        With ``rows``, only these of the flattened positions, [n_rows, n_embd]; the last layer then
        computes no others.
        """
        time = tokens.shape[1]
        cos, sin = self.cos[:time], self.sin[:time]
        x = self.embedding(tokens)
        for block in self.blocks[:-1]:
            x = block(x, cos, sin)
        return self.norm(self.blocks[-1](x, cos, sin, rows))

    def forward(self, tokens: Tensor, rows: Tensor) -> Tensor:
        """Return scores [n_rows, n_vocab] at ``rows`` of the flattened [batch * time] positions."""
        return F.linear(self.hidden(tokens, rows), self.embedding.weight)

    @torch.no_grad()
    def greedy(self, prompt: list[int], n_tokens: int, stop: int | None = None) -> list[int]:
        """Continue ``prompt`` by the most probable token, up to ``n_tokens`` times.

        Args:
            prompt: Token ids, at least one.
            n_tokens: Most tokens to add.
            stop: Token id that ends the answer; it is included in the result.
        """
        tokens = list(prompt)
        for _ in range(n_tokens):
            states = self.hidden(torch.tensor([tokens]))
            tokens.append(int(F.linear(states[0, -1], self.embedding.weight).argmax()))
            if tokens[-1] == stop:
                break
        return tokens[len(prompt) :]

    def n_params(self) -> int:
        """Return the number of trained numbers; the tied embedding counts once."""
        return sum(parameter.numel() for parameter in self.parameters())


def rotation_tables(params: ModelParams) -> tuple[Tensor, Tensor]:
    """Return cosines and sines, each [n_ctx, head size / 2] (RoFormer, Su et al. 2021)."""
    size = params.n_embd // params.n_head
    frequencies = params.rope_base ** (-torch.arange(0, size, 2, dtype=torch.float64) / size)
    angles = torch.outer(torch.arange(params.n_ctx, dtype=torch.float64), frequencies)
    return angles.cos().float(), angles.sin().float()


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate the pairs (0, 1), (2, 3), … of the last dimension; ``x`` is [batch, head, time, size]."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), dim=-1).flatten(-2)
