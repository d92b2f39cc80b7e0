"""How a request ends: the last text, what leaves the session, the report."""

from __future__ import annotations

import time

from onhand.errors import OnhandError, to_data
from onhand.generation.text import Piece
from onhand.worker.messages import Failed, Finished
from onhand.worker.request import Request


def final_piece(request: Request, stop: str | None) -> tuple[Piece, int]:
    """Return the text that is still held back, and how many last tokens were only a stop text.

    After a stop text nothing is released any more and its tokens leave the session; at any other
    end all that was held back becomes final.
    """
    if stop is not None:
        return Piece("", 0), request.n_pending
    return request.text.flush(), 0


def finished(
    request: Request, reason: str, piece: Piece, n_dropped: int, stop: str | None
) -> Finished:
    """Return the report of a request that came to its end."""
    return Finished(
        request.id,
        reason,
        piece.text,
        piece.n_tokens,
        n_dropped,
        request.n_cached,
        request.text.pending_bytes,
        request.clock.timings(time.perf_counter()),
        stop,
    )


def failure(request_id: int, error: Exception) -> Failed:
    """Return the report of a request that failed; programmer's mistakes keep their type."""
    if not isinstance(error, (OnhandError, ValueError, TypeError)):
        error = OnhandError(f"{type(error).__name__}: {error}")
    return Failed(request_id, to_data(error))
