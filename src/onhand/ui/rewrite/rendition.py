"""One text in one voice: while it is written, and what is said about it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeAlias

from onhand.rewrite import RetryEvent, RewriteEvent, RewriteResult, RewriteText

Phase: TypeAlias = Literal["waiting", "writing", "again", "done", "stopped", "failed"]
MOST_FACTS = 4
"""Facts that are named in a note; of more, the number is said."""

_FOUND = {
    "lost": "lost {}",
    "made up": "made up {}",
    "dropped": "dropped “{}”",
    "added": "added “{}”",
    "swapped": "took one person for another",
    "turned round": "turned the meaning round",
    "plainer by rules": "was not as plain",
    "empty": "had no words",
    "repeats itself": "went in circles",
    "too long": "was too long",
    "too short": "was too short",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a rewrite took; all that the latency log needs of it.

    Attributes:
        outcome: where the text came from: "model", "rules", "unchanged"; or "stopped", "failed".
        first_token_ms: from the request to the first token; None: there was none.
        total_ms: from the request to the end.
        n_tokens: tokens generated, thrown-away ones included.
        attempts: answers that were made.
        problems: kinds of problem that the guard found ("lost", "too long"), without the words.
    """

    outcome: str
    first_token_ms: float | None = None
    total_ms: float = 0.0
    n_tokens: int = 0
    attempts: int = 0
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, result: RewriteResult) -> Figures:
        """Return the figures of a result."""
        return cls(
            outcome=result.source,
            first_token_ms=result.first_token_ms,
            total_ms=result.total_ms,
            n_tokens=result.n_tokens,
            attempts=result.attempts,
            problems=tuple(dict.fromkeys(kind_of(problem) for problem in result.problems)),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return it JSON-able."""
        return {**asdict(self), "problems": list(self.problems)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Figures:
        """Read what `to_dict` gave."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in data.items() if name in known}
        return cls(**{**values, "problems": tuple(values.get("problems", ()))})

    def __str__(self) -> str:
        """Return it in words: `first token 18 ms · 214 ms · 31 tokens`."""
        said = []
        if self.first_token_ms is not None:
            said.append(f"first token {milliseconds(self.first_token_ms)}")
        if self.total_ms:
            said.append(f"{milliseconds(self.total_ms)} in all")
        if self.n_tokens:
            said.append(f"{self.n_tokens:,} token" + ("s" if self.n_tokens != 1 else ""))
        return " · ".join(said)


class Rendition:
    """One card.

    Attributes:
        voice_id: in which voice.
        text: what there is of it.
        phase: how far it is.
        note: what the guard did, in words; "" while it is written.
        figures: what it took, at the end.
    """

    def __init__(self, voice_id: str) -> None:
        """Begin with nothing."""
        self.voice_id: str = voice_id
        self.text: str = ""
        self.phase: Phase = "waiting"
        self.note: str = ""
        self.figures: Figures | None = None

    @property
    def is_busy(self) -> bool:
        """Whether more is to come."""
        return self.phase in ("waiting", "writing", "again")

    def take(self, event: RewriteEvent) -> None:
        """Take the next event of its voice."""
        if isinstance(event, RewriteText):
            self.text += event.text
            self.phase = "writing"
        elif isinstance(event, RetryEvent):
            self.text = self.text[: event.n_chars_kept]
            if event.problems != ("edited",):
                self.phase = "again"
                self.note = f"Written again: the answer {in_words(event.problems)}"
        else:
            self.text, self.phase = event.text, "done"
            self.note, self.figures = note_of(event), Figures.of(event)

    def end(self, outcome: Literal["stopped", "failed"], total_ms: float) -> None:
        """End it early; what there is of it stays."""
        if self.is_busy:
            self.phase = outcome
            self.note = "Stopped" if outcome == "stopped" else "Not finished"
            self.figures = Figures(outcome=outcome, total_ms=total_ms)

    def to_dict(self) -> dict[str, Any]:
        """Return it JSON-able."""
        return {
            "voice": self.voice_id,
            "text": self.text,
            "note": self.note,
            "figures": None if self.figures is None else self.figures.to_dict(),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Rendition:
        """Read what `to_dict` gave; it is finished."""
        self = cls(str(data["voice"]))
        self.text, self.note = str(data["text"]), str(data["note"])
        figures = data["figures"]
        self.figures = None if figures is None else Figures.from_dict(figures)
        outcome = "done" if self.figures is None else self.figures.outcome
        self.phase = "stopped" if outcome in ("stopped", "failed") else "done"
        return self


def note_of(result: RewriteResult) -> str:
    """Return in words what the guard found and did."""
    why = in_words(result.problems)
    if result.source == "unchanged":
        return f"Left as it was: the model's answer {why}" if why else "Left as it was"
    if result.source == "rules":
        return f"Written by rules: the model's answer {why}" if why else "Written by rules"
    kept = ""
    if result.facts:
        few = len(result.facts) <= MOST_FACTS
        kept = ", ".join(result.facts) if few else f"all {len(result.facts)} facts"
        kept = f"Kept {kept}"
    if not why:
        return kept or "Checked"
    again = f"Written again: the first answer {why}"
    return f"{kept} · {again}" if kept else again


def in_words(problems: Iterable[str]) -> str:
    """Return the guard's problems as the rest of "the answer …"; each kind is said once."""
    said: dict[str, str] = {}
    for problem in problems:
        kind, _, what = problem.partition(": ")
        if kind in _FOUND:
            said.setdefault(kind, _FOUND[kind].format(what))
        elif kind != "edited":
            said.setdefault(kind, f"was not right ({problem})")
    return " and ".join(said.values())


def kind_of(problem: str) -> str:
    """Return what kind of problem it is, without the words of the text that it names."""
    return problem.partition(":")[0]


def milliseconds(value: float) -> str:
    """Return a time for people: "18 ms", "1.4 s"."""
    return f"{value:,.0f} ms" if value < 1000 else f"{value / 1000:,.1f} s"
