"""Drives a scheduler by hand over a fake model, one step at a time, and keeps what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from onhand.runtimes.base import Batch, CacheFullError
from onhand.runtimes.fake.model import BOS, FakeLoadedModel, FakeTokenizer
from onhand.testing import FakeModel
from onhand.types.params import ContextParams
from onhand.types.sampling import SamplingParams
from onhand.worker.messages import (
    Failed,
    Finished,
    Generate,
    Prefilled,
    Report,
    Sampled,
    Started,
)
from onhand.worker.request import Request
from onhand.worker.scheduler import Scheduler


class CountingModel(FakeLoadedModel):
    """A fake model that keeps every batch and counts cells exactly: shared cells once."""

    def __init__(self, script: FakeModel, context_params: ContextParams) -> None:
        super().__init__(script, context_params)
        self.batches: list[Batch] = []
        self._owners: dict[int, dict[int, int]] = {}
        self._n_made = 0
        self.before_decode: Callable[[Batch], None] = lambda batch: None

    def decode(self, batch: Batch) -> None:
        """Compute, refusing what the cells cannot hold."""
        self.before_decode(batch)
        if self.n_used + len(batch) > self.n_cells:
            raise CacheFullError
        super().decode(batch)
        self.batches.append(batch)
        for position, sequence in zip(batch.positions, batch.sequence_ids, strict=True):
            self._own(sequence, position)

    @property
    def n_used(self) -> int:
        """Distinct cells that some sequence holds."""
        return len({cell for cells in self._owners.values() for cell in cells.values()})

    def sequence_remove(self, sequence_id: int, start: int, end: int) -> bool:
        """Forget cells."""
        done = super().sequence_remove(sequence_id, start, end)
        if done:
            held = self._owners.get(sequence_id, {})
            for position in [p for p in held if p >= start and (end < 0 or p < end)]:
                del held[position]
        return done

    def sequence_copy(self, source: int, target: int, start: int, end: int) -> None:
        """Share cells."""
        super().sequence_copy(source, target, start, end)
        shared = {p: c for p, c in self._owners.get(source, {}).items() if start <= p < end}
        self._owners.setdefault(target, {}).update(shared)

    def sequence_shift(self, sequence_id: int, start: int, end: int, delta: int) -> None:
        """Move cells."""
        super().sequence_shift(sequence_id, start, end, delta)
        held = self._owners.get(sequence_id, {})
        self._owners[sequence_id] = {(p + delta if p >= start else p): c for p, c in held.items()}

    def sequence_restore(self, sequence_id: int, state: bytes) -> None:
        """Set cells, as many as the state holds."""
        super().sequence_restore(sequence_id, state)
        self._owners[sequence_id] = {}
        for position in range(len(state) // 2):
            self._own(sequence_id, position)

    def _own(self, sequence_id: int, position: int) -> None:
        self._n_made += 1
        self._owners.setdefault(sequence_id, {})[position] = self._n_made


class Bench:
    """A scheduler, its model, and all that it reported."""

    def __init__(self, script: FakeModel | None = None, **context: Any) -> None:
        params = ContextParams(**context)
        self.model = CountingModel(script or FakeModel(), params)
        self.reports: list[Report] = []
        self.scheduler = Scheduler(
            self.model, params.park_budget_bytes, self.reports.append, lambda request: None
        )
        self._n_requests = 0

    def submit(self, prompt: str | list[int], session_id: int | None = None, **options: Any) -> int:
        """Queue a greedy request of 10 tokens unless `options` say otherwise; return its id."""
        self._n_requests += 1
        fields = {
            name: options.pop(name)
            for name in list(options)
            if name not in SamplingParams.__dataclass_fields__
        }
        sampling = {"temperature": 0.0, "max_tokens": 10, **options}
        message = Generate(
            request_id=self._n_requests,
            session_id=1000 + self._n_requests if session_id is None else session_id,
            history=fields.pop("history", []),
            prompt=prompt,
            replaces=False,
            sampling=sampling,
            seed=0,
            **fields,
        )
        self.scheduler.submit(message)
        return self._n_requests

    def step(self, n_steps: int = 1) -> None:
        """Take steps."""
        for _ in range(n_steps):
            self.scheduler.step()

    def run(self, limit: int = 2000) -> int:
        """Step until nothing is left to do; return how many steps that took."""
        for n_steps in range(limit):
            if not self.scheduler.has_work:
                return n_steps
            self.scheduler.step()
        raise AssertionError(f"still busy after {limit} steps")

    def of(self, request_id: int, *kinds: type) -> list[Any]:
        """Return the reports of a request, of these kinds."""
        return [
            report
            for report in self.reports
            if getattr(report, "request_id", None) == request_id
            and isinstance(report, kinds or (object,))
        ]

    def tokens(self, request_id: int) -> list[int]:
        """Return the tokens that were sampled for a request."""
        return [report.token_id for report in self.of(request_id, Sampled)]

    def started(self, request_id: int) -> Started:
        """Return the report of a request's admission."""
        (report,) = self.of(request_id, Started)
        return report  # type: ignore[no-any-return]

    def reason(self, request_id: int) -> str:
        """Return why a request ended."""
        (report,) = self.of(request_id, Finished, Failed)
        return report.reason if isinstance(report, Finished) else f"failed: {report.error['code']}"

    def n_computed(self, request_id: int) -> int:
        """Return how many prompt tokens were computed for a request."""
        return sum(report.n_tokens for report in self.of(request_id, Prefilled))


def alone(prompt: str | list[int], n_tokens: int = 10, **options: Any) -> list[int]:
    """Return the tokens that a fake model says to a prompt when nobody else is there."""
    bench = Bench()
    request_id = bench.submit(prompt, max_tokens=n_tokens, **options)
    bench.run()
    return bench.tokens(request_id)


def encoded(text: str) -> list[int]:
    """Return the tokens of a first prompt."""
    return FakeTokenizer().encode(text)


__all__ = ["BOS", "Bench", "CountingModel", "Request", "alone", "encoded"]
