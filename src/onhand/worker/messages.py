"""What host and worker say to each other: frozen values, msgpack on the wire, no pickle.

Host to worker: `HostMessage`. Worker to host: `Frame`, one a scheduler step, with all of that
step's reports in it.
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec


class Wire(msgspec.Struct, frozen=True, array_like=True, tag=True, gc=False):
    """Base of all messages: immutable, encoded as arrays, told apart by their tag."""


# ── host to worker ───────────────────────────────────────────────────────────


class Load(Wire, frozen=True):
    """Load a model; answered by `Loaded` or `LoadFailed`."""

    runtime: str
    path: str
    model_params: dict[str, Any]
    context_params: dict[str, Any]


class Replay(Wire, frozen=True):
    """Steps that rebuild a cache bit for bit, see `journal`.

    `tape` holds every token that was computed, in order; `steps` are ("eval", n, times),
    ("cut", length, _) and ("shift", n_keep, n_discard).
    """

    tape: list[int]
    steps: list[tuple[str, int, int]]


class Generate(Wire, frozen=True):
    """Generate from `history` and `prompt`.

    Attributes:
        request_id: unique in the engine.
        session_id: whose cache to use.
        history: tokens that the session holds.
        prompt: text or tokens that follow; None: continue.
        replaces: `prompt` stands for the whole history instead of following it.
        sampling: `SamplingParams` as data, temperature resolved.
        seed: of the random stream.
        overflow: "error" or "shift".
        n_keep: tokens that a shift keeps; None: the prompt.
        n_discard: tokens that a shift discards; None: half.
        deadline_s: seconds from now; None: none.
        priority: higher goes first.
        response_format: structured output as data; None: free text.
        pending_bytes: half a character that the history ends in.
        parse_special: read control tokens written in the prompt's text.
        stop_token_ids: tokens that end the answer besides the model's own.
        visible: control tokens, as text, that the answer's text shows.
        generated: tokens that this request generated before its worker died.
        n_prompt: tokens of the prompt before `generated`, when it is resumed "fast".
        resume: "exact": compute the same steps again, `generated` forced; "fast": `history` holds
            all tokens, `generated` too, and is computed as one prefill; None: a new request.
        replay: how the session's cache came to be before this request; None: unknown.
    """

    request_id: int
    session_id: int
    history: list[int]
    prompt: str | list[int] | None
    replaces: bool
    sampling: dict[str, Any]
    seed: int
    overflow: str = "error"
    n_keep: int | None = None
    n_discard: int | None = None
    deadline_s: float | None = None
    priority: int = 0
    response_format: dict[str, Any] | None = None
    pending_bytes: bytes = b""
    parse_special: bool = False
    stop_token_ids: list[int] = []
    visible: list[str] = []
    generated: list[int] = []
    n_prompt: int = 0
    resume: Literal["exact", "fast"] | None = None
    replay: Replay | None = None


class Cancel(Wire, frozen=True):
    """End a request early; it still gets its `Finished`."""

    request_id: int
    reason: str = "cancelled"


class Release(Wire, frozen=True):
    """A session is closed: its cache may be reused first."""

    session_id: int


class Call(Wire, frozen=True):
    """Ask for something that is no generation; answered by `Answer` or `Failed` of the same id."""

    request_id: int
    name: str
    arguments: dict[str, Any]


class Shutdown(Wire, frozen=True):
    """Cancel everything, free everything, answer `Closed`, end."""


HostMessage: TypeAlias = Load | Generate | Cancel | Release | Call | Shutdown


# ── worker to host ───────────────────────────────────────────────────────────


class Loading(Wire, frozen=True):
    """Share of the model that is loaded, 0 to 1."""

    progress: float


class Loaded(Wire, frozen=True):
    """The model is ready; the values are `EngineInfo`'s parts and the devices, as data."""

    model: dict[str, Any]
    runtime: dict[str, Any]
    capabilities: dict[str, Any]
    devices: list[dict[str, Any]]
    n_ctx: int
    n_cells: int
    n_batch: int
    n_seq_max: int
    n_threads: int
    load_ms: float
    flash_attention: bool | None = None


class LoadFailed(Wire, frozen=True):
    """The model cannot be loaded; `error` is `OnhandError.to_data`."""

    error: dict[str, Any]


class Started(Wire, frozen=True):
    """A request was admitted.

    Attributes:
        tokens: the whole prompt, history included.
        cached: how many of them the cache held.
        source_session_id: session whose cells they are; its own, another's, or None.
    """

    request_id: int
    tokens: list[int]
    cached: int
    source_session_id: int | None


class Prefilled(Wire, frozen=True):
    """`n_tokens` of a request's prompt were computed in this step."""

    request_id: int
    n_tokens: int
    processed: int
    total: int


class Sampled(Wire, frozen=True):
    """A token was sampled; `text` and the `n_tokens` oldest pending tokens became final.

    `logprob` is (ln p, [(token id, ln p), …]) of the sampled token.
    """

    request_id: int
    token_id: int
    text: str
    n_tokens: int
    logprob: tuple[float, list[tuple[int, float]]] | None = None


class Shifted(Wire, frozen=True):
    """The session's cache was shifted."""

    request_id: int
    n_keep: int
    n_discarded: int
    position: int


class Finished(Wire, frozen=True):
    """A generation ended.

    Attributes:
        reason: see `DoneEvent`.
        text: text that was held back and is final now.
        n_tokens: pending tokens that it completes.
        n_dropped: sampled tokens, from the end, that belong to the stop text and leave the session.
        n_cached: tokens that the cache holds for the session at the end.
        pending_bytes: half a character at the end.
        timings: `Timings`' fields in order.
    """

    request_id: int
    reason: str
    text: str
    n_tokens: int
    n_dropped: int
    n_cached: int
    pending_bytes: bytes
    timings: tuple[float, float, float | None, float, float | None, float | None]
    stop: str | None = None


class Failed(Wire, frozen=True):
    """A request failed; `error` is `OnhandError.to_data`."""

    request_id: int
    error: dict[str, Any]


class Answer(Wire, frozen=True):
    """The value of a `Call`."""

    request_id: int
    value: Any


class Closed(Wire, frozen=True):
    """Everything is freed."""


Report: TypeAlias = (
    Loading
    | Loaded
    | LoadFailed
    | Started
    | Prefilled
    | Sampled
    | Shifted
    | Finished
    | Failed
    | Answer
    | Closed
)


class Frame(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """All that one scheduler step has to say."""

    reports: list[Report]
