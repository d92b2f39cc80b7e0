"""Train the bundled model: ``python -m models.train --out models/runs/final --minutes 75``.

Each worker is a process with one thread, so that no operation waits for a busy core; they meet
twice a step, to add their gradients and to update their shares of the parameters, all in shared
memory.  The learning rate warms up, stays, and falls to zero as the clock says, or with ``--decay-at`` and
``--decay-steps`` at fixed steps, which repeats a run exactly; the log names every rate.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor
from torch import multiprocessing as mp

from models.architecture import LanguageModel, ModelParams
from models.batches import batches
from models.optimizer import Optimizer
from models.tokenizer import Tokenizer

_BARRIER_TIMEOUT_S = 3600.0  # a run may be suspended for a while and goes on afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainParams:
    """How to train.

    Attributes:
        out: Folder with ``tokenizer.json``; gets ``log.jsonl`` and ``checkpoint.pt``.
        minutes: When to have finished, from the start.
        decay_share: Part of the time in which the learning rate falls.
        seed: Of weights and data.
        n_workers: Processes; each has one thread.
        n_micro: Batches of a worker in one step.
        batch_tokens: Padded tokens in a batch.
        n_early_pools: Thousands of conversations of a worker that hold many copy drills.
        warmup_steps: Steps in which the learning rate rises.
        matrix_rate: Highest learning rate of Muon.
        other_rate: Highest learning rate of Adam.
        decay_at: Step at which the fall begins; None lets the clock decide.
        decay_steps: Length of the fall; None: it ends with the minutes, whatever a step then takes.
        checkpoint_minutes: Time between checkpoints.
        init_from: Checkpoint whose weights to begin with.
    """

    out: Path
    minutes: float
    decay_share: float = 0.25
    seed: int = 1
    n_workers: int = 2
    n_micro: int = 1
    batch_tokens: int = 2560
    n_early_pools: int = 10
    warmup_steps: int = 60
    matrix_rate: float = 0.02
    other_rate: float = 0.003
    decay_at: int | None = None
    decay_steps: int | None = None
    checkpoint_minutes: float = 3.0
    init_from: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What the workers have in common, in shared memory."""

    weights: Tensor  # [n_params]
    gradients: Tensor  # [n_workers, n_params]
    losses: Tensor  # [n_workers]
    n_tokens: Tensor  # [n_workers]
    control: Tensor  # [2]: learning rate's scale, whether to stop
    barrier: Any


class Schedule:
    """The learning rate's course, with the fall's beginning taken from the clock once."""

    def __init__(self, params: TrainParams, now: Callable[[], float] = time.monotonic) -> None:
        self._params = params
        self._now = now
        self._start = now()
        self.decay_at = params.decay_at
        self.decay_steps = params.decay_steps

    def elapsed_s(self) -> float:
        """Return the seconds since the start."""
        return self._now() - self._start

    def scale(self, step: int) -> float:
        """Return the factor of the learning rates for ``step``, counted from 1; 0 ends the run."""
        elapsed, total = self.elapsed_s(), self._params.minutes * 60
        if self.decay_at is None and elapsed > total * (1 - self._params.decay_share):
            self.decay_at = step
        if self.decay_at is None or step < self.decay_at:
            return min(1.0, step / self._params.warmup_steps)
        if self.decay_steps is None:  # by the clock, so that a busy machine cannot make it late
            return max(0.0, (total - elapsed) / (total * self._params.decay_share))
        return max(0.0, 1 - (step - self.decay_at) / self.decay_steps)


def bind(model: LanguageModel, weights: Tensor, gradients: Tensor) -> dict[str, slice]:
    """Make the model's parameters and gradients views of flat tensors; return each one's place."""
    places: dict[str, slice] = {}
    offset = 0
    for name, parameter in model.named_parameters():
        places[name] = slice(offset, offset + parameter.numel())
        parameter.data = weights[places[name]].view_as(parameter)
        parameter.grad = gradients[places[name]].view_as(parameter)
        offset += parameter.numel()
    return places


def shares(model: LanguageModel, n_workers: int) -> list[list[str]]:
    """Divide the parameters' names among the workers, about the same number of weights each."""
    divided: list[list[str]] = [[] for _ in range(n_workers)]
    sizes = [0] * n_workers
    for name, parameter in sorted(model.named_parameters(), key=lambda item: -item[1].numel()):
        lightest = sizes.index(min(sizes))
        divided[lightest].append(name)
        sizes[lightest] += parameter.numel()
    return divided


def work(index: int, params: TrainParams, model_params: ModelParams, shared: Shared) -> None:
    """Run one worker; the first also keeps time, writes the log and the checkpoints."""
    torch.set_num_threads(1)
    stand_alone()
    model = LanguageModel(model_params)
    places = bind(model, shared.weights, shared.gradients[index])
    own = shares(model, params.n_workers)[index]
    parameters = dict(model.named_parameters())
    optimizer = Optimizer(
        {name: parameters[name].data for name in own},
        matrix_rate=params.matrix_rate,
        other_rate=params.other_rate,
    )
    source = batches(
        Tokenizer.load(params.out / "tokenizer.json"),
        seed=params.seed * 100 + index,
        n_tokens=params.batch_tokens,
        n_ctx=model_params.n_ctx,
        n_early_pools=params.n_early_pools,
    )
    clock = Clock(params, model, shared) if index == 0 else None
    step = 0
    while True:
        step += 1
        if clock:
            clock.begin(step)
        shared.barrier.wait(_BARRIER_TIMEOUT_S)
        if shared.control[1]:
            return
        accumulate(index, model, source, params, shared)
        shared.barrier.wait(_BARRIER_TIMEOUT_S)
        summed = {
            name: shared.gradients[:, places[name]].sum(0).view_as(parameters[name]) for name in own
        }
        optimizer.step(summed, float(shared.control[0]))
        shared.barrier.wait(_BARRIER_TIMEOUT_S)


def stand_alone() -> None:
    """Leave the shell's session: Linux divides a core among sessions first, not processes."""
    if hasattr(os, "setsid"):
        os.setsid()


def accumulate(
    index: int, model: LanguageModel, source: Any, params: TrainParams, shared: Shared
) -> None:
    """Add the gradients of this worker's batches of one step into its row."""
    shared.gradients[index].zero_()
    total = 0.0
    for _ in range(params.n_micro):
        batch = next(source)
        loss = F.cross_entropy(model(batch.tokens, batch.rows), batch.targets)
        (loss / (params.n_micro * params.n_workers)).backward()
        total += loss.item()
        shared.n_tokens[index] += batch.tokens.numel()
    shared.losses[index] = total / params.n_micro


class Clock:
    """Keeps the schedule, the log and the checkpoints; belongs to the first worker."""

    def __init__(self, params: TrainParams, model: LanguageModel, shared: Shared) -> None:
        self._params = params
        self._model = model
        self._shared = shared
        self._schedule = Schedule(params)
        self._saved_s = 0.0
        self._losses: list[float] = []
        self._log = (params.out / "log.jsonl").open("a", encoding="utf-8")

    def begin(self, step: int) -> None:
        """Set the scale of ``step``, log the one before, and save when it is time."""
        if step > 1:
            self._losses.append(float(self._shared.losses.mean()))
        scale = self._schedule.scale(step)
        self._shared.control[0] = scale
        self._shared.control[1] = float(scale == 0.0)
        if step % 20 == 0 or scale == 0.0:
            self._write(step, scale)
        elapsed = self._schedule.elapsed_s()
        if scale == 0.0 or elapsed - self._saved_s > self._params.checkpoint_minutes * 60:
            self._saved_s = elapsed
            save_checkpoint(self._params.out / "checkpoint.pt", self._model, step - 1)

    def _write(self, step: int, scale: float) -> None:
        n_tokens, elapsed = int(self._shared.n_tokens.sum()), self._schedule.elapsed_s()
        entry = {
            "step": step - 1,
            "loss": round(sum(self._losses) / len(self._losses), 5),
            "n_tokens": n_tokens,
            "elapsed_s": round(elapsed, 1),
            "tokens_per_s": round(n_tokens / elapsed),
            "scale": round(scale, 5),
            "decay_at": self._schedule.decay_at,
            "decay_steps": self._schedule.decay_steps,
        }
        self._log.write(json.dumps(entry) + "\n")
        self._log.flush()
        print(entry, flush=True)
        self._losses.clear()


def save_checkpoint(path: Path, model: LanguageModel, step: int) -> None:
    """Write the weights and sizes, whole or not at all."""
    partial = path.with_suffix(".partial")
    weights = {name: tensor.detach().clone() for name, tensor in model.named_parameters()}
    torch.save({"params": model.params.as_dict(), "weights": weights, "step": step}, partial)
    partial.replace(path)


def load_checkpoint(path: Path) -> LanguageModel:
    """Return the model that a checkpoint holds."""
    content = torch.load(path, weights_only=True)
    model = LanguageModel(ModelParams(**content["params"]))
    model.load_state_dict(content["weights"])
    return model


def train(params: TrainParams, model_params: ModelParams) -> None:
    """Train from new weights, or those of ``init_from``, until the time is over."""
    torch.manual_seed(params.seed)
    model = load_checkpoint(params.init_from) if params.init_from else LanguageModel(model_params)
    flat = torch.cat([parameter.detach().flatten() for parameter in model.parameters()])
    context = mp.get_context("spawn")
    shared = Shared(
        weights=flat.share_memory_(),
        gradients=torch.zeros(params.n_workers, len(flat)).share_memory_(),
        losses=torch.zeros(params.n_workers).share_memory_(),
        n_tokens=torch.zeros(params.n_workers, dtype=torch.long).share_memory_(),
        control=torch.zeros(2).share_memory_(),
        barrier=context.Barrier(params.n_workers),
    )
    print(f"{model.n_params():,} parameters, {model.params.as_dict()}", flush=True)
    mp.spawn(work, (params, model.params, shared), nprocs=params.n_workers)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--init-from", type=Path)
    parser.add_argument("--n-embd", type=int, default=256)
    parser.add_argument("--n-layer", type=int, default=4)
    parser.add_argument("--n-head", type=int, default=8)
    parser.add_argument("--n-ff", type=int, default=640)
    for name, kind in (("decay_at", int), ("decay_steps", int), ("n_micro", int),
                       ("batch_tokens", int), ("n_workers", int), ("seed", int),
                       ("n_early_pools", int), ("warmup_steps", int),
                       ("matrix_rate", float), ("other_rate", float), ("decay_share", float)):  # fmt: skip
        default = TrainParams.__dataclass_fields__[name].default
        parser.add_argument("--" + name.replace("_", "-"), type=kind, default=default)
    options = vars(parser.parse_args())
    sizes = {name: options.pop(name) for name in ("n_embd", "n_layer", "n_head", "n_ff")}
    params = TrainParams(**options)
    n_vocab = len(Tokenizer.load(params.out / "tokenizer.json"))
    train(params, ModelParams(n_vocab=n_vocab, **sizes))


if __name__ == "__main__":
    main()
