"""From what `Engine.open` is given to a worker that has loaded the model."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from onhand import interpreter
from onhand.locating import LocatedModel, fit, locate
from onhand.paths import data_directory
from onhand.types.info import Capabilities, DeviceInfo, EngineInfo, ModelInfo, RuntimeInfo
from onhand.types.params import ContextParams, ModelParams
from onhand.worker.breaker import CrashBreaker
from onhand.worker.messages import Load, Loaded
from onhand.worker.supervisor import Supervisor

Isolation = Literal["auto", "process", "thread"]
Recovery = Literal["auto", "exact", "fast"]
ModelSource = str | os.PathLike[str] | None

THREAD_ONLY_PLATFORMS = ("android", "ios", "emscripten", "wasi")
"""Where no child process can be started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedWorker:
    """A worker that has loaded its model.

    Attributes:
        supervisor: who keeps it alive; whoever holds this closes it.
        info: what was loaded, and how.
        devices: hardware that the runtime can use.
        template: chat template that the store keeps for the model; None: the model's own.
    """

    supervisor: Supervisor
    info: EngineInfo
    devices: tuple[DeviceInfo, ...]
    template: str | None


async def start_worker(
    model: ModelSource,
    *,
    runtime: str | None,
    isolation: Isolation,
    recovery: Recovery,
    model_params: ModelParams,
    context_params: ContextParams,
    crash_limit: int,
    force: bool,
    on_progress: Callable[[float], None] | None,
) -> StartedWorker:
    """Find the model, see that it fits and has not killed a worker before, and load it.

    Arguments and errors are those of `Engine.open`.
    """
    located, context = await asyncio.to_thread(
        _prepare, model, runtime, model_params, context_params, force
    )
    breaker = CrashBreaker(data_directory() / "crashed-models.json")
    if force:
        breaker.clear(located.path)
    breaker.check(located.path)
    chosen = _isolation(isolation)
    supervisor = Supervisor(
        Load(located.runtime, located.path, model_params.to_dict(), context.to_dict()),
        isolation=chosen,
        recovery=recovery,
        crash_limit=crash_limit,
        breaker=breaker,
        on_progress=on_progress,
    )
    ahead = threading.Thread(target=_import_ahead, name="onhand-import", daemon=True)
    ahead.start()  # while it loads; no thread of the loop's, or Ctrl-C would wait for it
    loaded = await supervisor.start()
    return StartedWorker(
        supervisor=supervisor,
        info=_engine_info(loaded, chosen, located),
        devices=tuple(DeviceInfo(**device) for device in loaded.devices),
        template=located.template,
    )


def _isolation(wanted: Isolation) -> Literal["process", "thread"]:
    if wanted != "auto":
        return wanted
    is_phone = sys.platform in THREAD_ONLY_PLATFORMS or hasattr(sys, "getandroidapilevel")
    return "process" if interpreter.is_at_hand() and not is_phone else "thread"


def _prepare(
    model: ModelSource,
    runtime: str | None,
    model_params: ModelParams,
    context_params: ContextParams,
    force: bool,
) -> tuple[LocatedModel, ContextParams]:
    """Find the model and decide its context; reads files, so not for the event loop."""
    located = locate(model, runtime)
    return located, fit(located, model_params, context_params, force=force)


def _import_ahead() -> None:
    """Import what the first chat, save or `stats` needs: on the event loop it would stall."""
    with contextlib.suppress(ImportError):  # it is told where it is needed
        for name in ("onhand.chat.chat", "onhand.state", "psutil"):
            importlib.import_module(name)


def _engine_info(
    loaded: Loaded, isolation: Literal["process", "thread"], located: LocatedModel
) -> EngineInfo:
    model = {**loaded.model, "eog_token_ids": tuple(loaded.model["eog_token_ids"])}
    model["recommended_sampling"] = {**model["recommended_sampling"], **located.sampling}
    model["chat_template"] = located.template or model["chat_template"]
    return EngineInfo(
        model=ModelInfo(**model),
        runtime=RuntimeInfo(**loaded.runtime),
        capabilities=Capabilities(**loaded.capabilities),
        isolation=isolation,
        n_ctx=loaded.n_ctx,
        n_cells=loaded.n_cells,
        n_batch=loaded.n_batch,
        n_seq_max=loaded.n_seq_max,
        n_threads=loaded.n_threads,
        load_ms=loaded.load_ms,
        flash_attention=loaded.flash_attention,
    )
