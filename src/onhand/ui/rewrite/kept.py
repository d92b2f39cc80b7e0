"""Recent rewrites and their latencies, kept in the app's data folder; both bounded."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal, NamedTuple

from onhand.errors import StoreError
from onhand.ui.rewrite.rendition import Rendition

MOST_REWRITES = 100
MOST_LATENCIES = 2000
FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """A rewrite as it is kept.

    Attributes:
        id: names it.
        text: what was rewritten.
        at: Unix time of the request.
        model: who wrote it.
        renditions: the cards.
    """

    id: str
    text: str
    at: float
    model: str
    renditions: tuple[Rendition, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it JSON-able."""
        return {
            "id": self.id,
            "text": self.text,
            "at": self.at,
            "model": self.model,
            "renditions": [one.to_dict() for one in self.renditions],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rewritten:
        """Read what `to_dict` gave."""
        return cls(
            id=str(data["id"]),
            text=str(data["text"]),
            at=float(data["at"]),
            model=str(data["model"]),
            renditions=tuple(Rendition.from_dict(one) for one in data["renditions"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """One line of the log: what a rewrite in one voice took, and none of its text.

    Attributes:
        at: when it was asked for, UTC.
        rewrite: names the request; its voices ran side by side.
        model: who wrote it.
        voice: tone or persona.
        n_voices: how many ran side by side.
        n_characters: length of the text.
        first_token_ms: from the request to the first token; None: there was none.
        total_ms: from the request to the end.
        n_tokens: tokens generated, thrown-away ones included.
        attempts: answers that were made.
        outcome: "model", "rules", "unchanged", "stopped" or "failed".
        problems: kinds of problem that the guard found, separated by spaces.
    """

    at: str
    rewrite: str
    model: str
    voice: str
    n_voices: int
    n_characters: int
    first_token_ms: float | None
    total_ms: float
    n_tokens: int
    attempts: int
    outcome: str
    problems: str


def latencies_of(rewritten: Rewritten) -> list[Latency]:
    """Return the log's lines for a rewrite, one for each voice."""
    at = datetime.fromtimestamp(rewritten.at, timezone.utc).isoformat(timespec="milliseconds")
    return [
        Latency(
            at=at,
            rewrite=rewritten.id,
            model=rewritten.model,
            voice=one.voice_id,
            n_voices=len(rewritten.renditions),
            n_characters=len(rewritten.text),
            first_token_ms=_rounded(one.figures.first_token_ms),
            total_ms=round(one.figures.total_ms, 1),
            n_tokens=one.figures.n_tokens,
            attempts=one.figures.attempts,
            outcome=one.figures.outcome,
            problems=" ".join(problem.replace(" ", "-") for problem in one.figures.problems),
        )
        for one in rewritten.renditions
        if one.figures is not None
    ]


def exported(latencies: Iterable[Latency], format: Literal["csv", "jsonl"]) -> str:
    """Return the log as CSV with a head, or as one JSON object a line."""
    rows = [asdict(latency) for latency in latencies]
    if format == "jsonl":
        return "".join(json.dumps(row) + "\n" for row in rows)
    out = io.StringIO()
    writer = csv.DictWriter(out, [field.name for field in fields(Latency)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class _Files(NamedTuple):
    history: Path
    log: Path


class Kept:
    """The two files; read when first needed, written whole after each change, in a thread.

    Attributes:
        rewrites: the last ones, newest first.
        latencies: the last ones, oldest first.
        problem: why they could not be read or written the last time; None: they could.
    """

    def __init__(
        self,
        folder: Path | None,
        *,
        most_rewrites: int = MOST_REWRITES,
        most_latencies: int = MOST_LATENCIES,
    ) -> None:
        """`folder` is the app's own, None: keep them in memory; nothing is read before `load`."""
        self.rewrites: list[Rewritten] = []
        self.latencies: list[Latency] = []
        self.problem: StoreError | None = None
        self._files: _Files | None = None
        if folder is not None:
            self._files = _Files(folder / "rewrites.json", folder / "rewrite-latencies.jsonl")
        self._most_rewrites, self._most_latencies = most_rewrites, most_latencies
        self._turn = asyncio.Lock()
        self._is_loaded = folder is None

    async def load(self) -> None:
        """Read both, once; what is damaged is as if it were not there."""
        async with self._turn:
            if not self._is_loaded and self._files is not None:
                self.rewrites, self.latencies = await asyncio.to_thread(_read, self._files)
                self._is_loaded = True

    async def add(self, rewritten: Rewritten) -> None:
        """Keep a rewrite and its latencies."""
        await self.load()
        self.rewrites = [rewritten, *self.rewrites][: self._most_rewrites]
        self.latencies = [*self.latencies, *latencies_of(rewritten)][-self._most_latencies :]
        await self._write()

    async def delete(self, id: str | None = None) -> None:
        """Forget the rewrite of an id; None: all of them. Latencies stay."""
        await self.load()
        self.rewrites = [] if id is None else [one for one in self.rewrites if one.id != id]
        await self._write()

    async def clear_latencies(self) -> None:
        """Empty the log."""
        await self.load()
        self.latencies = []
        await self._write()

    async def _write(self) -> None:
        if self._files is None:
            return
        async with self._turn:
            history = {"format": FORMAT, "rewrites": [one.to_dict() for one in self.rewrites]}
            texts = (
                (self._files.history, json.dumps(history, ensure_ascii=False)),
                (self._files.log, exported(self.latencies, "jsonl")),
            )
            try:
                await asyncio.to_thread(_write_all, texts)
                self.problem = None
            except OSError as error:
                self.problem = StoreError(
                    f"The rewrite was not kept: {error.strerror or error}.",
                    hint="Free some space; the next rewrite saves everything again.",
                )


def _read(files: _Files) -> tuple[list[Rewritten], list[Latency]]:
    rewrites: list[Rewritten] = []
    latencies: list[Latency] = []
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads(files.history.read_bytes())
        if data["format"] == FORMAT:
            rewrites = [Rewritten.from_dict(one) for one in data["rewrites"]]
    with contextlib.suppress(OSError, ValueError, TypeError):
        latencies = [
            Latency(**json.loads(line)) for line in files.log.read_text("utf-8").splitlines()
        ]
    return rewrites, latencies


def _write_all(texts: Sequence[tuple[Path, str]]) -> None:
    """Write each file so that it has its old or its new content whatever happens; for its owner
    only, since it holds what was written."""
    for path, text in texts:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
