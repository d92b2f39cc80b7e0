"""Telling what a model thinks from what it answers, while it streams."""

from __future__ import annotations

from dataclasses import dataclass

from onhand.chat.markers import MarkerFinder
from onhand.types.params import Params, check_range

DEFAULT_OPEN, DEFAULT_CLOSE = "<think>", "</think>"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasoningParams(Params):
    """How thoughts are marked and how many are allowed.

    Attributes:
        open: text that begins a thought; None: as the template marks it, else "<think>".
        close: text that ends it; None: as the template marks it, else "</think>".
        is_hidden: whether thoughts are kept from the caller.
        max_tokens: tokens of thought before it is closed for the model; None: no limit.
    """

    open: str | None = None
    close: str | None = None
    is_hidden: bool = False
    max_tokens: int | None = None

    def __post_init__(self) -> None:
        if (self.open is None) != (self.close is None):
            raise ValueError("ReasoningParams.open and .close go together")
        if not self.opening.strip() or not self.closing.strip():
            raise ValueError("ReasoningParams.open and .close must not be blank")
        check_range("ReasoningParams", "max_tokens", self.max_tokens, 0, None, integer=True)

    @property
    def opening(self) -> str:
        """What begins a thought."""
        return DEFAULT_OPEN if self.open is None else self.open

    @property
    def closing(self) -> str:
        """What ends it."""
        return DEFAULT_CLOSE if self.close is None else self.close

    @property
    def closing_text(self) -> str:
        """What closes a thought on the model's behalf."""
        return f"\n{self.closing}\n\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one kind.

    Attributes:
        text: the text, without tags.
        is_reasoning: whether it is thought rather than answer.
    """

    text: str
    is_reasoning: bool


class ReasoningSplitter:
    """Splits an answer's stream into thought and answer. One generation, one thread.

    A thought comes before the answer: once the answer has begun, an opening tag in it is text.
    Blank space right inside and right after the tags belongs to neither.
    """

    def __init__(self, params: ReasoningParams, *, is_open: bool = False) -> None:
        """Begin; `is_open` says that the prompt already opened a thought, see `opens_thought`."""
        self._params = params
        self._is_open = is_open
        self._finder = self._finder_for(is_open)
        self._skips_blanks = is_open
        self._pending_blanks = ""
        self.n_tokens: int = 0

    @property
    def is_open(self) -> bool:
        """Whether a thought is open."""
        return self._is_open

    @property
    def is_over_limit(self) -> bool:
        """Whether the open thought has used its tokens up: close it for the model.

        Stop the generation, append `closing_text` to the session and go on from there.
        """
        limit = self._params.max_tokens
        return self._is_open and limit is not None and self.n_tokens >= limit

    @property
    def closing_text(self) -> str:
        """What closes a thought on the model's behalf."""
        return self._params.closing_text

    def feed(self, text: str, n_tokens: int = 1) -> list[Piece]:
        """Take a piece of `n_tokens` tokens and return what is certain by now."""
        if self._is_open:
            self.n_tokens += n_tokens
        pieces: list[Piece] = []
        while True:
            before, marker, text = self._finder.feed(text)
            if not self._is_open and before.strip():
                before += (marker or "") + text + self._finder.finish()
                self._finder, marker = MarkerFinder(()), None
            self._add(pieces, before)
            if marker is None:
                return pieces
            self._turn()

    def finish(self) -> list[Piece]:
        """Return what was held back; the stream is over. An unclosed thought stays a thought."""
        pieces: list[Piece] = []
        self._add(pieces, self._finder.finish())
        return pieces

    def close(self) -> list[Piece]:
        """End the open thought because its limit was reached; what follows is the answer."""
        pieces = self.finish()
        if self._is_open:
            self._turn()
        return pieces

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._finder = self._finder_for(self._is_open)
        self._skips_blanks = True
        self._pending_blanks = ""

    def _finder_for(self, is_open: bool) -> MarkerFinder:
        return MarkerFinder([self._params.closing if is_open else self._params.opening])

    def _add(self, pieces: list[Piece], text: str) -> None:
        """Add text; blanks at a thought's end wait until more of the thought comes."""
        if self._skips_blanks:
            text = text.lstrip()
            self._skips_blanks = not text
        if not text:
            return
        if self._is_open:
            text = self._pending_blanks + text
            kept = text.rstrip()
            self._pending_blanks = text[len(kept) :]
            text = kept
        if text:
            pieces.append(Piece(text, self._is_open))


def opens_thought(prompt: str, params: ReasoningParams) -> bool:
    """Whether a rendered prompt ends inside a thought, so that the model begins by thinking.

    Some templates write the opening tag into the generation prompt.
    """
    return prompt.rstrip().endswith(params.opening.strip())
