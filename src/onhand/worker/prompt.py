"""From a request's history and prompt to the tokens that it starts from."""

from __future__ import annotations

from onhand.errors import EmptyPromptError
from onhand.runtimes.base import LoadedModel
from onhand.worker.messages import Generate


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


def rendered_tokens(text: str, history: list[int], model: LoadedModel) -> list[int]:
    """Tokenise a rendered chat, keeping the history's own tokens where its text begins the chat.

    What a model generated need not be what its tokenizer makes of the same text, so the history is
    compared as text and only what follows it is tokenised. BOS is put first where the vocabulary
    wants it and never twice.
    """
    bos = model.info.bos_token_id if model.info.adds_bos else None
    bos_text = b"" if bos is None else model.tokenizer.piece(bos, special=True)
    body = history[1:] if history and history[0] == bos else history
    data = text.encode("utf-8")
    if bos_text and data.startswith(bos_text):
        data = data[len(bos_text) :]
    known = model.tokenizer.decode(body, special=True)
    if body and data.startswith(known):
        rest = _encode(data[len(known) :], model)
        # a vocabulary may put a space before text, but never before a control token
        if rest and not model.tokenizer.piece(rest[0]):
            return [*history, *rest]
    tokens = _encode(data, model)
    return tokens if bos is None else [bos, *tokens]


def _encode(data: bytes, model: LoadedModel) -> list[int]:
    text = data.decode("utf-8", errors="replace")
    return model.tokenizer.encode(text, add_special=False, parse_special=True) if text else []
