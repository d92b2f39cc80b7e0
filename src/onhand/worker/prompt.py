"""From a request's history and prompt to the tokens that it starts from."""

from __future__ import annotations

from onhand.errors import EmptyPromptError
from onhand.runtimes.base import LoadedModel
from onhand.worker.messages import Generate

MIN_SHIFTED_BYTES = 16
"""A shorter end of a shifted history might be found in the wrong place."""


def prompt_tokens(message: Generate, model: LoadedModel) -> list[int]:
    """Return the tokens that a request starts from: its history and its prompt.

    Raises:
        EmptyPromptError: there is nothing to start from.
        ValueError: a token is not in the vocabulary.
    """
    prompt, history = message.prompt, list(message.history)
    if prompt is None:
        if not history:
            raise EmptyPromptError("There is nothing to continue: the session is empty.")
        tokens = history
    elif not prompt:
        raise EmptyPromptError("The prompt is empty.")
    elif isinstance(prompt, str):
        if message.replaces:
            tokens = rendered_tokens(prompt, history, model)
        else:
            tokens = history + model.tokenizer.encode(
                prompt, add_special=not history, parse_special=message.parse_special
            )
    else:
        tokens = list(prompt) if message.replaces else history + prompt
    n_vocab = model.info.n_vocab
    for token_id in tokens:
        if not 0 <= token_id < n_vocab:
            raise ValueError(f"token {token_id} is not in the vocabulary (0 to {n_vocab - 1})")
    return tokens


def rendered_tokens(
    text: str, history: list[int], model: LoadedModel, n_keep: int | None = None
) -> list[int]:
    """Tokenise a rendered chat, keeping the history's own tokens where their text is the chat's.

    What a model generated need not be what its tokenizer makes of the same text, so the history is
    compared as text, and only what follows is tokenised. Where the two part (a template that
    rewrites earlier turns), the history's tokens up to the last control token before stay. BOS is
    put first where the vocabulary wants it and never twice.

    Args:
        text: the rendered chat.
        history: tokens that the session holds.
        model: whose vocabulary it is.
        n_keep: the history was shifted: its first `n_keep` tokens, BOS not counted, are the chat's
            beginning and the others the end of what was said; None: it is whole.
    """
    tokenizer = model.tokenizer
    bos = model.info.bos_token_id if model.info.adds_bos else None
    bos_text = b"" if bos is None else tokenizer.piece(bos, special=True)
    lead = [] if bos is None else [bos]
    body = history[len(lead) :] if history[: len(lead)] == lead else []
    data = text.encode("utf-8")
    if bos_text and data.startswith(bos_text):
        data = data[len(bos_text) :]
    n_common, end_common, end_whole = _common(data, body, model)
    end_shifted = None if n_keep is None else _end_of_shifted(data, body, n_keep, model)
    for end in (end_whole, end_shifted):
        if end is not None:
            rest = _encode(data[end:], model)
            # a vocabulary may put a space before text, but never before a control token
            if rest and not tokenizer.piece(rest[0]):
                return [*lead, *body, *rest]
    return [*lead, *body[:n_common], *_encode(data[end_common:], model)]


def _end_of_shifted(data: bytes, body: list[int], n_keep: int, model: LoadedModel) -> int | None:
    """Return where a shifted history's text ends in `data`, if its two parts are there."""
    kept = model.tokenizer.decode(body[:n_keep], special=True)
    said = b"".join(model.tokenizer.piece(token_id, special=True) for token_id in body[n_keep:])
    start = data.rfind(said) if len(said) >= MIN_SHIFTED_BYTES and data.startswith(kept) else -1
    return start + len(said) if start >= len(kept) else None


def _common(data: bytes, body: list[int], model: LoadedModel) -> tuple[int, int, int | None]:
    """Compare a history with the chat's text.

    Returns how many of its tokens stay in any case, where their text ends in `data`, and where all
    of it ends if it is the text's beginning. Only behind a control token can text be cut without
    tokenising it another way. A space that the vocabulary puts before text is not in the chat's.
    """
    tokenizer = model.tokenizer
    n_common = end = position = 0
    is_at_cut = True
    for index, token_id in enumerate(body):
        piece = tokenizer.piece(token_id, special=True)
        if is_at_cut and piece.startswith(b" ") and not data.startswith(piece, position):
            piece = piece[1:]
        if not data.startswith(piece, position):
            return n_common, end, None
        position += len(piece)
        is_at_cut = not tokenizer.piece(token_id)
        if is_at_cut:
            n_common, end = index + 1, position
    return n_common, end, position if body else None


def _encode(data: bytes, model: LoadedModel) -> list[int]:
    text = data.decode("utf-8", errors="replace")
    return model.tokenizer.encode(text, add_special=False, parse_special=True) if text else []
