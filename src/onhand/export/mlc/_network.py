"""The llama architecture as a TVM module, with the parameters and functions that MLC's have."""

from __future__ import annotations

from typing import Any

from tvm import relax, te, tirx
from tvm.relax.frontend import nn
from tvm.relax.frontend.nn import Tensor, op
from tvm.relax.frontend.nn.llm.kv_cache import PagedKVCache, RopeMode, TIRPagedKVCache

from onhand.export.mlc import _kernels as kernels
from onhand.export.weights import LlamaSizes


class Matrix(nn.Module):  # type: ignore[misc]
    """A weight [n, k] stored in `bits` a number (32: as floats), and the products with it."""

    def __init__(self, n: int, k: int, bits: int) -> None:
        self.n, self.k, self.bits = n, k, bits
        if bits == 32:
            self.weight = nn.Parameter((n, k), "float32")
        else:
            self.q_weight = nn.Parameter((n, k * bits // 32), "uint32")
            self.q_scale = nn.Parameter((n, k // kernels.GROUP), "float32")

    def forward(self, x: Tensor) -> Tensor:
        """Return x [1, m, k] times the matrix, [1, m, n]."""
        rows = x.shape[1]
        out = Tensor.placeholder((1, rows, self.n), "float32")
        if self.bits == 32:
            kernel = kernels.plain_matmul(self.n, self.k)
            return op.tensor_ir_op(kernel, f"matmul_{self.n}_{self.k}", [x, self.weight], out)
        is_single = isinstance(rows, int) and rows == 1
        make = kernels.quantised_matvec if is_single else kernels.quantised_matmul
        name = f"{'matvec' if is_single else 'matmul'}{self.bits}_{self.n}_{self.k}"
        kernel = make(self.n, self.k, self.bits)
        return op.tensor_ir_op(kernel, name, [x, self.q_weight, self.q_scale], out)

    def lookup(self, ids: Tensor) -> Tensor:
        """Return the rows [m, k] of ids [m]."""
        if self.bits == 32:
            return op.take(self.weight, ids, axis=0)
        out = Tensor.placeholder((ids.shape[0], self.k), "float32")
        kernel = kernels.quantised_lookup(self.n, self.k, self.bits)
        return op.tensor_ir_op(kernel, "lookup", [ids, self.q_weight, self.q_scale], out)


class Attention(nn.Module):  # type: ignore[misc]
    """Causal self-attention over the paged cache, which turns the keys."""

    def __init__(self, sizes: LlamaSizes, bits: int) -> None:
        self.n_head, self.n_head_kv = sizes.n_head, sizes.n_head_kv
        self.head_size = sizes.head_size
        n_qkv = (sizes.n_head + 2 * sizes.n_head_kv) * sizes.head_size
        self.qkv_proj = Matrix(n_qkv, sizes.n_embd, bits)
        self.o_proj = Matrix(sizes.n_embd, sizes.n_head * sizes.head_size, bits)

    def forward(self, x: Tensor, shape: tuple[Any, Any], cache: PagedKVCache, layer: int) -> Tensor:
        """Mix positions; x is [1, m, n_embd] and stands for `shape` (batch, time)."""
        batch, time = shape
        qkv = self.qkv_proj(x)
        heads = self.n_head + 2 * self.n_head_kv
        qkv = op.reshape(qkv, (batch, time, heads, self.head_size))
        mixed = cache.attention_with_fused_qkv(
            layer, qkv, self.n_head, sm_scale=self.head_size**-0.5
        )
        return self.o_proj(op.reshape(mixed, (1, x.shape[1], self.n_head * self.head_size)))


class FeedForward(nn.Module):  # type: ignore[misc]
    """SwiGLU with gate and up in one product."""

    def __init__(self, sizes: LlamaSizes, bits: int) -> None:
        self.gate_up_proj = Matrix(2 * sizes.n_ff, sizes.n_embd, bits)
        self.down_proj = Matrix(sizes.n_embd, sizes.n_ff, bits)

    def forward(self, x: Tensor) -> Tensor:
        """Transform each position by itself."""
        gate, up = op.split(self.gate_up_proj(x), 2, axis=-1)
        return self.down_proj(op.silu(gate) * up)


class Block(nn.Module):  # type: ignore[misc]
    """One layer."""

    def __init__(self, sizes: LlamaSizes, bits: int) -> None:
        self.self_attn = Attention(sizes, bits)
        self.mlp = FeedForward(sizes, bits)
        self.input_layernorm = nn.RMSNorm(sizes.n_embd, -1, sizes.norm_eps, bias=False)
        self.post_attention_layernorm = nn.RMSNorm(sizes.n_embd, -1, sizes.norm_eps, bias=False)

    def forward(self, x: Tensor, shape: tuple[Any, Any], cache: PagedKVCache, layer: int) -> Tensor:
        """Apply the layer."""
        x = x + self.self_attn(self.input_layernorm(x), shape, cache, layer)
        return x + self.mlp(self.post_attention_layernorm(x))


class Trunk(nn.Module):  # type: ignore[misc]
    """Token table, layers and the last norm."""

    def __init__(self, sizes: LlamaSizes, bits: int) -> None:
        self.embed_tokens = Matrix(sizes.n_vocab, sizes.n_embd, bits)
        self.layers = nn.ModuleList([Block(sizes, bits) for _ in range(sizes.n_layer)])
        self.norm = nn.RMSNorm(sizes.n_embd, -1, sizes.norm_eps, bias=False)

    def forward(self, x: Tensor, shape: tuple[Any, Any], cache: PagedKVCache) -> Tensor:
        """Return the states [1, m, n_embd] behind the last norm."""
        for index, layer in enumerate(self.layers):
            x = layer(x, shape, cache, index)
        return self.norm(x)


class Network(nn.Module):  # type: ignore[misc]
    """The functions that MLC runners call."""

    def __init__(self, sizes: LlamaSizes, bits: int, target: Any) -> None:
        self.sizes = sizes
        self.target = target
        self.model = Trunk(sizes, bits)
        if not sizes.is_tied:
            self.lm_head = Matrix(sizes.n_vocab, sizes.n_embd, bits)

    def _scores(self, states: Tensor) -> Tensor:
        head = self.model.embed_tokens if self.sizes.is_tied else self.lm_head
        return head(states)

    def embed(self, input_ids: Tensor) -> Tensor:
        """Return the table's rows [m, n_embd]."""
        return self.model.embed_tokens.lookup(input_ids)

    def prefill(self, input_embed: Tensor, paged_kv_cache: PagedKVCache) -> Any:
        """Compute one sequence [1, m, n_embd]; return its last scores [1, 1, n_vocab]."""
        length = input_embed.shape[1]
        states = self.model(input_embed, (1, length), paged_kv_cache)

        def last(x: te.Tensor) -> te.Tensor:
            return te.compute(
                (1, 1, x.shape[2]), lambda i, _, k: x[i, x.shape[1] - 1, k], name="last"
            )

        states = op.tensor_expr_op(last, name_hint="last", args=[states])
        return self._scores(states), paged_kv_cache

    def decode(self, input_embed: Tensor, paged_kv_cache: PagedKVCache) -> Any:
        """Compute one token [1, 1, n_embd]; return its scores [1, 1, n_vocab]."""
        return self._scores(self.model(input_embed, (1, 1), paged_kv_cache)), paged_kv_cache

    def batch_prefill(
        self, input_embeds: Tensor, logit_positions: Tensor, paged_kv_cache: PagedKVCache
    ) -> Any:
        """Compute sequences laid end to end; return the scores [1, b, n_vocab] at the positions."""
        length = input_embeds.shape[1]
        states = self.model(input_embeds, (1, length), paged_kv_cache)
        states = op.take(states, logit_positions, axis=1)
        return self._scores(states), paged_kv_cache

    def batch_decode(self, input_embeds: Tensor, paged_kv_cache: PagedKVCache) -> Any:
        """Compute a token of each of b sequences; return scores [b, 1, n_vocab]."""
        batch, n_embd = input_embeds.shape[0], self.sizes.n_embd
        x = op.reshape(input_embeds, (1, batch, n_embd))
        scores = self._scores(self.model(x, (batch, 1), paged_kv_cache))
        return op.reshape(scores, (batch, 1, self.sizes.n_vocab)), paged_kv_cache

    def create_tir_paged_kv_cache(
        self,
        max_batch_size: tirx.Var,
        max_total_seq_len: tirx.Var,
        prefill_chunk_size: tirx.Var,
        page_size: tirx.Var,
        support_sliding_window: tirx.Var,
    ) -> PagedKVCache:
        """Make the cache."""
        sizes = self.sizes
        return TIRPagedKVCache(
            attn_kind="mha",
            max_batch_size=max_batch_size,
            max_total_seq_len=max_total_seq_len,
            prefill_chunk_size=prefill_chunk_size,
            page_size=page_size,
            support_sliding_window=support_sliding_window,
            layer_partition=relax.ShapeExpr([0, sizes.n_layer]),
            num_hidden_layers=sizes.n_layer,
            num_attention_heads=sizes.n_head,
            num_key_value_heads=sizes.n_head_kv,
            qk_head_dim=sizes.head_size,
            v_head_dim=sizes.head_size,
            mla_original_qk_head_dim=0,
            mla_original_v_head_dim=0,
            rope_mode=RopeMode.NORMAL,
            rope_scale=1,
            rope_theta=sizes.rope_base,
            rope_scaling={},
            rope_ext_factors=relax.prim_value(0),
            rotary_dim=sizes.head_size,
            enable_disaggregation=False,
            dtype="float32",
            target=self.target,
        )

    def spec(self) -> Any:
        """Return what each function takes, for `export_tvm`."""
        n_embd = self.sizes.n_embd
        cache = nn.spec.Object(object_type=PagedKVCache)
        takes_params = {"param_mode": "packed", "effect_mode": "none"}
        return nn.spec.ModuleSpec.from_raw(
            {
                "embed": {"input_ids": nn.spec.Tensor(["m"], "int32"), "$": takes_params},
                "prefill": {
                    "input_embed": nn.spec.Tensor([1, "m", n_embd], "float32"),
                    "paged_kv_cache": cache,
                    "$": takes_params,
                },
                "decode": {
                    "input_embed": nn.spec.Tensor([1, 1, n_embd], "float32"),
                    "paged_kv_cache": cache,
                    "$": takes_params,
                },
                "batch_prefill": {
                    "input_embeds": nn.spec.Tensor([1, "m", n_embd], "float32"),
                    "logit_positions": nn.spec.Tensor(["b"], "int32"),
                    "paged_kv_cache": cache,
                    "$": takes_params,
                },
                "batch_decode": {
                    "input_embeds": nn.spec.Tensor(["b", 1, n_embd], "float32"),
                    "paged_kv_cache": cache,
                    "$": takes_params,
                },
                "create_tir_paged_kv_cache": {
                    "max_batch_size": int,
                    "max_total_seq_len": int,
                    "prefill_chunk_size": int,
                    "page_size": int,
                    "support_sliding_window": int,
                    "$": {"param_mode": "none", "effect_mode": "none"},
                },
            },
            self,
        )
