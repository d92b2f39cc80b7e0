"""What the worker does besides generating: tokenise, embed, count, move caches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from onhand.runtimes.base import LoadedModel, Runtime
from onhand.types.info import EngineStats
from onhand.worker.messages import Answer, Call
from onhand.worker.prompt import rendered_tokens
from onhand.worker.relief import Relief
from onhand.worker.scheduler import Scheduler
from onhand.worker.scoring import score
from onhand.worker.transfers import StateTransfers

if TYPE_CHECKING:
    from onhand.worker.templating import Templates


COMPUTATIONS = frozenset(("embed", "score"))
"""Calls that compute as a step does: they keep the pace, and take turns with the steps."""


@dataclass(frozen=True, slots=True)
class Deferred:
    """A call whose work is done in a thread of its own, so that no stream waits for it.

    Attributes:
        compute: the work; touches nothing native.
        finish: makes the answer of its result, in the worker thread.
    """

    compute: Callable[[], Any]
    finish: Callable[[Any], Any]


class Calls:
    """Answers `Call` messages by name; runs in the worker thread."""

    def __init__(
        self, runtime: Runtime, model: LoadedModel, scheduler: Scheduler, relief: Relief
    ) -> None:
        self._runtime = runtime
        self._model = model
        self._scheduler = scheduler
        self._chat_templates: Templates | None = None
        transfers = StateTransfers(scheduler.pool)
        self._handlers: dict[str, Callable[..., Any]] = {
            "tokenize": self._tokenize,
            "detokenize": self._detokenize,
            "embed": self._embed,
            "score": self._score,
            "stats": self._stats,
            "devices": self._devices,
            "throttle": relief.throttle,
            "shed_idle": relief.shed_idle,
            "shed_left_over": relief.shed_left_over,
            "describe_chat": self._describe_chat,
            "render_chat": self._render_chat,
            "chat_tokens": self._chat_tokens,
            "take_state": transfers.take_state,
            "read_state": transfers.read_state,
            "put_state": transfers.put_state,
            "set_state": transfers.set_state,
            "longest_shared": scheduler.pool.longest_shared,
            "end_transfer": transfers.end_transfer,
        }

    def answer(self, call: Call) -> Answer | Deferred:
        """Run the call and return its answer, or how to get it; what it raises is the caller's."""
        handler = self._handlers.get(call.name)
        if handler is None:
            raise ValueError(f"no such call: {call.name!r}")
        value = handler(**call.arguments)
        return value if isinstance(value, Deferred) else Answer(call.request_id, value)

    @property
    def _templates(self) -> Templates:
        """The model's templates; imported at the first use, so that a worker starts sooner."""
        if self._chat_templates is None:
            from onhand.worker.templating import Templates

            self._chat_templates = Templates(self._model)
        return self._chat_templates

    def _tokenize(self, text: str, add_special: bool, parse_special: bool) -> list[int]:
        return self._model.tokenizer.encode(
            text, add_special=add_special, parse_special=parse_special
        )

    def _detokenize(self, token_ids: list[int], special: bool) -> bytes:
        return self._model.tokenizer.decode(token_ids, special=special)

    def _embed(self, inputs: list[str | list[int]], pooled: bool) -> list[list[list[float]]]:
        encode = self._model.tokenizer.encode
        tokens = [encode(item) if isinstance(item, str) else item for item in inputs]
        for index, item in enumerate(tokens):
            if not item:
                raise ValueError(f"input {index} has no tokens")
        self._scheduler.pool.park_idle()
        return self._model.embed(tokens, pooled=pooled)

    def _score(self, text: str) -> dict[str, Any]:
        return score(self._model, self._scheduler.pool, self._model.tokenizer.encode(text))

    def _stats(self) -> dict[str, Any]:
        scheduler, counters = self._scheduler, self._scheduler.counters
        stats = EngineStats(
            n_steps=counters.n_steps,
            n_prompt_tokens=counters.n_prompt_tokens,
            n_cached_tokens=counters.n_cached_tokens,
            n_generated_tokens=counters.n_generated_tokens,
            n_requests=counters.n_requests,
            n_cancelled=counters.n_cancelled,
            n_parked=scheduler.pool.n_parked,
            n_shifts=counters.n_shifts,
            active=scheduler.n_active,
            queued=scheduler.n_queued,
            resident=scheduler.pool.n_resident,
            parked_bytes=scheduler.pool.parked_bytes,
            decode_ms=counters.decode_s * 1e3,
        )
        return {name: getattr(stats, name) for name in EngineStats.__dataclass_fields__}

    def _devices(self) -> list[dict[str, Any]]:
        return [asdict(device) for device in self._runtime.devices()]

    def _describe_chat(self, template: dict[str, Any] | None) -> Deferred:
        found = self._templates.find(template)
        return Deferred(lambda: found.traits, lambda _: self._templates.describe(found))

    def _render_chat(
        self,
        template: dict[str, Any] | None,
        messages: list[dict[str, Any]],
        options: dict[str, Any],
        history: list[int],
        n_keep: int | None,
    ) -> Deferred:
        """Render, and tokenise so that the caller knows whether the prompt fits."""
        found = self._templates.find(template)
        return Deferred(
            lambda: found.render(messages, options),
            lambda text: [text, rendered_tokens(text, history, self._model, n_keep)],
        )

    def _chat_tokens(self, text: str, history: list[int], n_keep: int | None) -> list[int]:
        return rendered_tokens(text, history, self._model, n_keep)
