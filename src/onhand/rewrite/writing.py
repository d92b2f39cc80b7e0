"""One text in one tone: written piece by piece, each checked and made again if need be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onhand.chat.reasoning import ReasoningParams
from onhand.engine import Engine
from onhand.errors import ContextFullError, OnhandError
from onhand.rewrite.drafts import Draft
from onhand.rewrite.events import (
    RetryEvent,
    RewriteEvent,
    RewriteResult,
    RewriteSource,
    RewriteText,
)
from onhand.rewrite.facts import find_facts
from onhand.rewrite.pieces import TextPiece, split_text
from onhand.rewrite.rules import calm
from onhand.rewrite.tones import Tone
from onhand.types.events import DoneEvent, TokenEvent

RETRY_TEMPERATURE = 0.6
_RULED_WORDS = 120
_NO_THOUGHT = ReasoningParams(max_tokens=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RewriteRequest:
    """What to rewrite and how.

    Attributes:
        text: the message.
        tones: in which tones.
        system: the system message.
        is_guarded: whether answers are checked and made again.
        max_attempts: answers a piece of text before the fallback.
        max_words: words of a piece; of a faithful request those that the model is asked at once.
        is_faithful: whether an answer must also keep the message's words (see `fidelity`).
        options: sampling options for every attempt.
    """

    text: str
    tones: tuple[Tone, ...]
    system: str
    is_guarded: bool
    max_attempts: int
    max_words: int
    is_faithful: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)


class ToneWriter:
    """Writes one text in one tone, piece by piece, each checked and made again if need be."""

    def __init__(
        self,
        engine: Engine,
        request: RewriteRequest,
        tone: Tone,
        emit: Callable[[RewriteEvent], None],
    ) -> None:
        self._engine = engine
        self._request = request
        self._tone = tone
        self._emit = emit
        self._started = time.perf_counter()
        self._first_token_ms: float | None = None
        self._n_tokens = 0
        self._attempts = 0
        self._problems: list[str] = []
        self._written: list[str] = []

    async def write(self) -> None:
        """Write the whole text and emit its result."""
        text = self._request.text
        pieces = self._pieces(text)
        sources: set[RewriteSource] = set()
        for index, piece in enumerate(pieces):
            is_last = index == len(pieces) - 1
            sources.add(await self._write_piece(piece, is_first=index == 0, is_last=is_last))
        self._emit(
            RewriteResult(
                tone=self._tone.name,
                text="".join(self._written).rstrip(),
                source=sources.pop() if len(sources) == 1 else "rules",
                facts=find_facts(text),
                problems=tuple(self._problems),
                attempts=self._attempts,
                first_token_ms=self._first_token_ms,
                total_ms=(time.perf_counter() - self._started) * 1e3,
                n_tokens=self._n_tokens,
            )
        )

    def _pieces(self, text: str) -> list[TextPiece]:
        """Cut a text; rules see all of it that is not long, since they greet and end it."""
        if not self._request.is_faithful:
            return split_text(text, self._request.max_words)
        if len(text.split()) <= _RULED_WORDS:
            return [TextPiece(text.strip(), "")]
        return split_text(text, _RULED_WORDS)

    async def _write_piece(
        self, piece: TextPiece, *, is_first: bool, is_last: bool
    ) -> RewriteSource:
        """Write one piece and the white space after it; return where its text came from."""
        request = self._request
        draft = Draft(
            text=calm(piece.text) if request.is_faithful else piece.text,
            tone=self._tone,
            is_first=is_first,
            is_last=is_last,
            is_guarded=request.is_guarded,
            is_faithful=request.is_faithful,
            max_words=request.max_words,
        )
        await asyncio.to_thread(draft.prepare)
        is_shown = is_first and is_last and len(draft.parts(1)) == 1
        answer, problems = await self._answer(draft, 1, is_shown=is_shown)
        source: RewriteSource = "model"
        if problems:
            is_shown = False
            answer, source = await self._again(draft, problems)
        if source == "model":
            finished, differences = await asyncio.to_thread(draft.settled, answer)
            if differences:
                self._problems.extend(differences)
                finished, source = draft.ruled, "rules"
            if is_shown and finished != answer:
                self._retry(differences or ("edited",), 2)
                is_shown = False
            answer = finished
        if not is_shown:
            self._emit(RewriteText(self._tone.name, answer))
        if source == "rules" and answer == piece.text:
            source = "unchanged"
        self._written.append(answer)
        if piece.space:
            self._written.append(piece.space)
            self._emit(RewriteText(self._tone.name, piece.space))
        return source

    def _retry(self, problems: tuple[str, ...], attempt: int) -> None:
        """Take back what was shown of this piece."""
        self._emit(RetryEvent(self._tone.name, problems, attempt, sum(map(len, self._written))))

    async def _again(self, draft: Draft, problems: tuple[str, ...]) -> tuple[str, RewriteSource]:
        """Make the other attempts at the same time; return the first good one, else the rules'."""
        last = self._request.max_attempts
        self._problems.extend(problems)
        self._retry(problems, 2)
        answers = await asyncio.gather(
            *(self._answer(draft, attempt, is_shown=False) for attempt in range(2, last + 1))
        )
        for attempt, (answer, found) in enumerate(answers, 2):
            if not found:
                return answer, "model"
            self._problems.extend(found)
            self._retry(found, attempt + 1)
        return draft.ruled, "rules"

    async def _answer(
        self, draft: Draft, attempt: int, *, is_shown: bool
    ) -> tuple[str, tuple[str, ...]]:
        """Make one answer; return it and what the guard finds in it."""
        self._attempts += 1
        try:
            answer, is_cut = await self._asked(draft, attempt, is_shown=is_shown)
        except ContextFullError as error:
            if not self._request.is_guarded:
                raise
            return "", (error.message.rstrip("."),)
        answer = draft.trimmed(answer.strip())
        problems = await asyncio.to_thread(draft.problems_of, answer)
        if is_cut and self._request.is_guarded:
            problems += ("cut off",)
        return answer, problems

    async def _asked(self, draft: Draft, attempt: int, *, is_shown: bool) -> tuple[str, bool]:
        """Ask the model, of all parts at once; return what it says and whether that was cut off."""
        parts = draft.parts(attempt)
        options = self._sampling(draft.text, attempt)
        answers = await asyncio.gather(
            *(self._asked_of(part.text, options, is_shown=is_shown) for part in parts)
        )
        if len(parts) == 1:
            return answers[0]
        text = draft.joined(parts, [answer.strip() for answer, _ in answers])
        return text, any(is_cut for _, is_cut in answers)

    async def _asked_of(
        self, text: str, options: Mapping[str, Any], *, is_shown: bool
    ) -> tuple[str, bool]:
        parts: list[str] = []
        reason = None
        message = f"{text}\n\n{self._tone.request}"
        async with (
            self._engine.chat(self._request.system) as chat,
            chat.stream(message, **options) as stream,
        ):
            async for event in stream:
                if isinstance(event, TokenEvent):
                    self._note_token(event)
                    piece = event.text if parts else event.text.lstrip()
                    if piece:
                        parts.append(piece)
                        if is_shown:
                            self._emit(RewriteText(self._tone.name, piece))
                elif isinstance(event, DoneEvent):
                    reason = event.reason
        if reason == "deadline":
            raise OnhandError("The rewrite ran past its deadline.")
        return "".join(parts), reason == "length"

    def _note_token(self, event: TokenEvent) -> None:
        self._n_tokens += len(event.token_ids)
        if self._first_token_ms is None:
            self._first_token_ms = (time.perf_counter() - self._started) * 1e3

    def _sampling(self, text: str, attempt: int) -> dict[str, Any]:
        """Return the options of an attempt: the likeliest answer first, then varied ones.

        A faithful request asks first with the typing mended, then with the message as it is.
        """
        n_words = len(text.split())
        options: dict[str, Any] = {
            "max_tokens": 48 + 5 * n_words,
            "temperature": 0.0,
            "reasoning": _NO_THOUGHT,  # a model that thinks would spend its tokens on it
        }
        options.update(self._request.options)
        if attempt > (2 if self._request.is_faithful else 1):
            seed = options.get("seed")
            options["temperature"] = max(RETRY_TEMPERATURE, options["temperature"])
            options["seed"] = (0 if seed is None else seed) + attempt
        return options
