"""Telling what a model thinks from what it answers, while it streams."""

from __future__ import annotations

from dataclasses import dataclass

from onhand.chat.markers import MarkerFinder
from onhand.types.params import Params, check_range


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasoningParams(Params):
    """How thoughts are marked and how many are allowed.

    Attributes:
        open: text that begins a thought.
        close: text that ends it.
        is_hidden: whether thoughts are kept from the caller.
        max_tokens: tokens of thought before it is closed for the model; None: no limit.
    """

    open: str = "<think>"
    close: str = "</think>"
    is_hidden: bool = False
    max_tokens: int | None = None

    def __post_init__(self) -> None:
        if not self.open.strip() or not self.close.strip():
            raise ValueError("ReasoningParams.open and .close must not be blank")
        check_range("ReasoningParams", "max_tokens", self.max_tokens, 0, None, integer=True)


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
        return f"\n{self._params.close}\n\n"

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
        return MarkerFinder([self._params.close if is_open else self._params.open])

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
    return prompt.rstrip().endswith(params.open.strip())
