"""What a rewrite yields: text as it comes, retries, and one result a tone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

RewriteSource: TypeAlias = Literal["model", "rules", "unchanged"]


@dataclass(frozen=True, slots=True)
class RewriteText:
    """The next piece of a tone's text."""

    tone: str
    text: str


@dataclass(frozen=True, slots=True)
class RetryEvent:
    """What was shown of a tone since `n_chars_kept` characters is taken back and made again.

    Attributes:
        tone: the tone.
        problems: what the guard found; "edited" alone: the rules put right what a good answer
            left of its tone.
        attempt: the attempt that begins now, from 2; beyond the last one the fallback follows.
        n_chars_kept: characters of the tone's text that stay.
    """

    tone: str
    problems: tuple[str, ...]
    attempt: int
    n_chars_kept: int


@dataclass(frozen=True, slots=True)
class RewriteResult:
    """A finished rewrite in one tone.

    Attributes:
        tone: the tone.
        text: the rewritten text.
        source: "model"; "rules": the model's answers, to a part of the text at least, were not
            good enough and rules wrote it; "unchanged": they found nothing to do.
        facts: what was looked for.
        problems: what the guard found in the answers that were thrown away.
        attempts: answers that were made.
        first_token_ms: from the request to the first token; None: there was none.
        total_ms: from the request to this result.
        n_tokens: tokens generated, thrown-away ones included.
    """

    tone: str
    text: str
    source: RewriteSource
    facts: tuple[str, ...]
    problems: tuple[str, ...]
    attempts: int
    first_token_ms: float | None
    total_ms: float
    n_tokens: int

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as JSON-able data."""
        return {
            name: list(value) if isinstance(value := getattr(self, name), tuple) else value
            for name in self.__dataclass_fields__
        }


RewriteEvent: TypeAlias = RewriteText | RetryEvent | RewriteResult
