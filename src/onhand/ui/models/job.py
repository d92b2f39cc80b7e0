"""Something that takes a while: a pull, an update, a verification, as it is shown."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from onhand.errors import OnhandError
from onhand.store import (
    ProgressEvent,
    PublishedEvent,
    QuarantineEvent,
    ResolvedEvent,
    RetryEvent,
    StoreEvent,
    VerifyEvent,
)
from onhand.ui.models.words import rate, remaining, size

Kind: TypeAlias = Literal["pull", "update", "verify"]
Phase: TypeAlias = Literal[
    "queued", "asking", "fetching", "checking", "retrying", "pausing", "paused", "failed", "done"
]
MOVING: frozenset[Phase] = frozenset({"asking", "fetching", "checking", "retrying"})
_VERBS = {
    "pull": ("Getting", "Got"),
    "update": ("Updating", "Updated"),
    "verify": ("Checking", "Checked"),
}


@dataclass(slots=True, eq=False)
class Job:
    """One of them.

    Attributes:
        kind: what is done.
        name: the reference that is pulled, or the id that is updated or verified.
        title: for people.
        phase: how far it is.
        done_bytes: bytes that are here.
        total_bytes: bytes in all; None: unknown.
        rate_bytes_per_s: arrivals over the last seconds.
        remaining_s: time to the end; None: unknown.
        note: what happens just now, besides bytes.
        failure: why it failed.
        model_id: the installed model, once it is one.
        is_updated: whether an update brought another version.
        cancel: set to stop the thread that works on it.
        is_wanted: whether it shall go on; False: paused or dropped.
    """

    kind: Kind
    name: str
    title: str
    phase: Phase = "queued"
    done_bytes: int = 0
    total_bytes: int | None = None
    rate_bytes_per_s: float = 0.0
    remaining_s: float | None = None
    note: str = ""
    failure: OnhandError | None = None
    model_id: str = ""
    is_updated: bool = False
    cancel: threading.Event = field(default_factory=threading.Event)
    is_wanted: bool = True

    @property
    def is_over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.phase in ("failed", "done")

    @property
    def is_moving(self) -> bool:
        """Whether it is worked on now."""
        return self.phase in MOVING

    @property
    def can_pause(self) -> bool:
        """Whether it can be paused: what is fetched can be resumed, a verification cannot."""
        return self.kind != "verify" and (self.is_moving or self.phase == "queued")

    @property
    def share(self) -> float | None:
        """How much of it is done, 0 to 1; None: unknown."""
        if self.phase == "done":
            return 1.0
        if not self.total_bytes or self.phase in ("asking", "checking"):
            return None
        return min(1.0, self.done_bytes / self.total_bytes)

    @property
    def heading(self) -> str:
        """What it is, in words."""
        during, after = _VERBS[self.kind]
        return f"{after if self.phase == 'done' else during} {self.title}"

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.phase == "queued":
            return "Waits for its turn"
        if self.phase == "asking":
            return "Asking what there is …"
        if self.phase == "checking":
            return f"Checking every byte of {self.note} …" if self.note else "Checking …"
        if self.phase == "done":
            return self.note or "Done"
        if self.phase == "failed":
            return "Failed"
        amount = size(self.done_bytes)
        if self.total_bytes:
            amount = f"{amount} of {size(self.total_bytes)}"
        if self.phase in ("pausing", "paused"):
            return f"{'Pausing …' if self.phase == 'pausing' else 'Paused'} · {amount}"
        if self.phase == "retrying":
            return f"{amount} · {self.note}"
        said = [amount]
        if self.rate_bytes_per_s > 0:
            said.append(rate(self.rate_bytes_per_s))
        return " · ".join([*said, *filter(None, [remaining(self.remaining_s)])])

    def begin(self) -> None:
        """It is its turn."""
        self.cancel = threading.Event()
        self.failure, self.note = None, ""
        self.rate_bytes_per_s, self.remaining_s = 0.0, None
        self.phase = "checking" if self.kind == "verify" else "asking"

    def take(self, event: StoreEvent) -> None:
        """Take the next event of the store."""
        if self.phase not in MOVING:
            return  # it was paused meanwhile: what still comes is of no interest
        if isinstance(event, ResolvedEvent):
            self.total_bytes, self.done_bytes = event.total_bytes, event.reused_bytes
            self.phase = "fetching"
        elif isinstance(event, ProgressEvent):
            self.done_bytes, self.total_bytes = event.done_bytes, event.total_bytes
            self.rate_bytes_per_s = event.rate_bytes_per_s
            self.remaining_s = event.remaining_s
            self.phase = "fetching"
        elif isinstance(event, RetryEvent):
            wait = f", next try in {event.wait_s:.0f} s" if event.wait_s >= 1 else ""
            self.phase, self.note = "retrying", f"Connection lost{wait}"
        elif isinstance(event, VerifyEvent):
            self.phase, self.note = "checking", event.name
        elif isinstance(event, QuarantineEvent):
            self.note = f"{event.name} is damaged and was set aside"
        elif isinstance(event, PublishedEvent):
            self.model_id = event.id
