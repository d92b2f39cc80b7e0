"""The same greedy stream from onhand and from each peer; every one returns tokens a second.

A rate is what the reader sees: tokens after the first over the time since the first. Prefill is
left out, prompts are a few tokens.
"""

from __future__ import annotations

import ctypes
import json
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from onhand import ContextParams, Engine, TokenEvent

N_CTX = 8192


@asynccontextmanager
async def engine(path: Path, isolation: Any, n_threads: int, **options: Any) -> AsyncIterator[Any]:
    """Open an engine on the same context as the peers get."""
    params = ContextParams(n_ctx=N_CTX, n_threads=n_threads, **options)
    async with Engine.open(path, isolation=isolation, context_params=params) as opened:
        yield opened


async def onhand_rate(opened: Engine, prompt: list[int], n_tokens: int) -> float:
    """Stream `n_tokens` greedily in a new session."""
    times = []
    async with opened.session() as session:
        stream = session.generate(prompt, temperature=0.0, ignore_eog=True, max_tokens=n_tokens)
        async for event in stream:
            if isinstance(event, TokenEvent):
                times.extend([time.perf_counter()] * len(event.token_ids))
    return rate(times)


async def lasting_prompt(opened: Engine, n_tokens: int, depth: int = 0) -> list[int]:
    """Return a prompt whose greedy answer does not end within `n_tokens`; of `depth`, if not 0.

    The peers have no switch to ignore the model's end of generation.
    """
    for text in ("Hello", "the the the", "1 2 3 4 5", "a a a a", "- - - -", "ha ha ha ha", "\n\n"):
        prompt = await opened.tokenize(text)
        if depth:
            prompt = (prompt * depth)[:depth]
        async with opened.session() as session:
            stream = session.generate(prompt, temperature=0.0, max_tokens=n_tokens)
            _, done = await stream.collect()
        if done.usage.completion_tokens >= n_tokens:
            return prompt
    raise SystemExit(f"no prompt makes this model talk for {n_tokens} tokens")


class LlamaCppPython:
    """llama-cpp-python's high-level streaming API, in this process."""

    def __init__(self, path: Path, n_threads: int) -> None:
        from llama_cpp import Llama

        self.llama = Llama(
            str(path),
            n_ctx=N_CTX,
            n_batch=512,
            n_threads=n_threads,
            n_threads_batch=n_threads,
            verbose=False,
        )

    def stream(self, prompt: list[int], n_tokens: int) -> Iterator[Any]:
        """Return the greedy stream's chunks."""
        self.llama.reset()
        answer: Any = self.llama(prompt, max_tokens=n_tokens, temperature=0.0, stream=True)
        return iter(answer)

    async def rate(self, prompt: list[int], n_tokens: int) -> float:
        """Read a stream in this thread, which blocks the event loop."""
        times = [
            time.perf_counter()
            for chunk in self.stream(prompt, n_tokens)
            if chunk["choices"][0]["finish_reason"] is None
        ]
        if len(times) < n_tokens - 2:  # it may send half characters together
            raise RuntimeError(f"the peer stopped after {len(times)} of {n_tokens} tokens")
        return rate(times)

    def close(self) -> None:
        """Free it."""
        self.llama.close()


class CtypesLoop:
    """The least a Python loop can do: decode, greedy sample, piece, through the same binding."""

    def __init__(self, path: Path, n_threads: int) -> None:
        from llama_cpp import llama_cpp as llama

        self._llama = llama
        self._model = llama.llama_model_load_from_file(
            str(path).encode(), llama.llama_model_default_params()
        )
        options = llama.llama_context_default_params()
        options.n_ctx, options.n_batch, options.no_perf = N_CTX, 512, True
        options.n_threads = options.n_threads_batch = n_threads
        self._context = llama.llama_init_from_model(self._model, options)
        self._vocab = llama.llama_model_get_vocab(self._model)
        chain = llama.llama_sampler_chain_default_params()
        self._sampler = llama.llama_sampler_chain_init(chain)
        llama.llama_sampler_chain_add(self._sampler, llama.llama_sampler_init_greedy())

    async def rate(self, prompt: list[int], n_tokens: int) -> float:
        """Generate `n_tokens` greedily."""
        llama, context = self._llama, self._context
        llama.llama_memory_clear(llama.llama_get_memory(context), True)
        tokens = (llama.llama_token * len(prompt))(*prompt)
        one = (llama.llama_token * 1)()
        batch = llama.llama_batch_get_one(tokens, len(prompt))
        piece = ctypes.create_string_buffer(256)
        times = []
        for _ in range(n_tokens):
            if llama.llama_decode(context, batch):
                raise RuntimeError("llama_decode failed")
            one[0] = llama.llama_sampler_sample(self._sampler, context, -1)
            length = llama.llama_token_to_piece(self._vocab, one[0], piece, 256, 0, False)
            piece.raw[:length].decode(errors="replace")
            batch = llama.llama_batch_get_one(one, 1)
            times.append(time.perf_counter())
        return rate(times)

    def close(self) -> None:
        """Free it."""
        self._llama.llama_sampler_free(self._sampler)
        self._llama.llama_free(self._context)
        self._llama.llama_model_free(self._model)


async def llama_bench_rate(
    binary: Path, path: Path, n_threads: int, n_tokens: int, *options: str
) -> float:
    """Run llama-bench's generation test once (a process of its own, which loads and warms up)."""
    command = [str(binary), "-m", str(path), "-p", "0", "-n", str(n_tokens), "-r", "1"]
    command += ["-t", str(n_threads), *options, "-o", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: ASYNC221
    return float(json.loads(done.stdout)[0]["avg_ts"])


def rate(times: list[float]) -> float:
    """Return tokens a second after the first."""
    return (len(times) - 1) / (times[-1] - times[0])
