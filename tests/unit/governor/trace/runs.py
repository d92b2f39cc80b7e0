"""Runs to record in tests: an engine's facts, a device's samples, a generation's events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onhand.governor.events import LevelChanged
from onhand.governor.levels import Level
from onhand.governor.readings import GpuMemory, Reading, Snapshot
from onhand.governor.trace import TraceWriter
from onhand.types.events import (
    DoneEvent,
    Event,
    PromptEvent,
    RecoveredEvent,
    Timings,
    TokenEvent,
    Usage,
)
from onhand.types.info import Capabilities, EngineInfo, ModelInfo, RuntimeInfo
from tests.unit.governor.clock import Clock

STARTED_AT = 1_790_000_000.0
SECRET = "the prompt that nobody may read"


def info() -> EngineInfo:
    return EngineInfo(
        model=ModelInfo(
            architecture="llama",
            name="tiny",
            path=f"/home/somebody/{SECRET}.gguf",
            description=SECRET,
            quantization="Q8_0",
            n_params=1000,
            size_bytes=1000,
            n_vocab=256,
            n_ctx_train=512,
            n_embd=16,
            n_layer=2,
            bos_token_id=1,
            eos_token_id=2,
            eog_token_ids=(2,),
        ),
        runtime=RuntimeInfo(name="fake", version="1", build="none"),
        capabilities=Capabilities(),
        isolation="process",
        n_ctx=512,
        n_cells=512,
        n_batch=64,
        n_seq_max=4,
        n_threads=2,
        load_ms=12.3456,
    )


def snapshot(clock: Clock, **values: Any) -> Snapshot:
    readings: Any = {name: Reading(value, "script", clock()) for name, value in values.items()}
    gpu = GpuMemory(name="gpu0", free_bytes=Reading(123, "script", clock()))
    return Snapshot(at=clock(), gpus=(gpu,), **readings)


def done(n_tokens: int, reason: Any = "length") -> DoneEvent:
    return DoneEvent(reason, Usage(7, 2, n_tokens, 1), Timings(0.0, 0.0, None, 0.0, None, None))


def generate(
    writer: TraceWriter,
    clock: Clock,
    *,
    n_tokens: int = 10,
    token_s: float = 0.02,
    dies_at: int | None = None,
    engine: str = "chat",
) -> None:
    """Let an engine generate, each token `token_s` after the last, a death taking a second."""
    meter = writer.request(engine)
    events: list[Event] = [PromptEvent(7, 7, 2)]
    for n in range(n_tokens):
        if n == dies_at:
            events.append(RecoveredEvent(1, "killed by SIGKILL"))
        events.append(TokenEvent(SECRET, (n,)))
    for event in [*events, done(n_tokens)]:
        if isinstance(event, RecoveredEvent):
            writer.on_fault(engine, "died", cause=event.cause, n_streams=1)
            clock.tick(1.0)
            writer.on_fault(engine, "recovered", pause_ms=1000.0)
        elif isinstance(event, TokenEvent):
            clock.tick(token_s)
        meter.on_event(event)


def record_run(path: Path, *, n_seconds: int = 6, **options: Any) -> Clock:
    """Write a whole run: a load, a request and a sample a second, a level change, a death."""
    clock = Clock()
    writer = TraceWriter(path, clock=clock, wall_clock=lambda: STARTED_AT, **options)
    writer.on_load("chat", info())
    for second in range(n_seconds):
        generate(writer, clock, dies_at=5 if second == 2 else None)
        clock.tick(0.8)
        level = Level.REDUCED if second >= 4 else Level.FULL
        if second == 4:
            writer.on_event(
                LevelChanged(
                    at=STARTED_AT + 5,
                    level=Level.REDUCED,
                    previous=Level.FULL,
                    reasons=("thermal_level 1",),
                )
            )
        sample = snapshot(
            clock,
            worker_rss_bytes=100_000_000 + second,
            app_rss_bytes=50_000_000,
            available_bytes=2**30 - second,
            thermal_level=1 if second >= 4 else 0,
            cpu_celsius=60.0 + second,
        )
        writer.on_snapshot(sample, level)
    for n_inputs, error in ((3, None), (1, "context_full")):
        writer.on_computed("chat", "embed", n_inputs, 40.0 * n_inputs, error)
    writer.on_unload("chat", "closed")
    writer.close()
    return clock
