"""Text to token ids and back through the model's vocabulary, byte-exact."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from onhand.errors import TokenizerError
from onhand.runtimes.llama_cpp.library import Library

_FIRST_BUFFER = 512
_PIECE_BUFFER = 256
_BYTE_TOKEN = 1 << 5  # LLAMA_TOKEN_ATTR_BYTE
_HIDDEN_TOKEN = 1 << 0 | 1 << 3  # LLAMA_TOKEN_ATTR_UNKNOWN, LLAMA_TOKEN_ATTR_CONTROL
_SPM = 1  # LLAMA_VOCAB_TYPE_SPM


class LlamaTokenizer:
    """One model's vocabulary. Pieces are looked up once and kept."""

    def __init__(self, library: Library, vocab: Any) -> None:
        self._llama = library.llama
        self._vocab = vocab
        self.n_tokens: int = self._llama.llama_vocab_n_tokens(vocab)
        self._ids = (ctypes.c_int32 * _FIRST_BUFFER)()
        self._text = ctypes.create_string_buffer(_PIECE_BUFFER)
        self._pieces: dict[int, bytes] = {}
        self._special_pieces: dict[int, bytes] = {}
        self._eog: frozenset[int] | None = None
        self._has_all_bytes: bool | None = None
        self._adds_space: bool | None = None

    def encode(
        self, text: str, *, add_special: bool = True, parse_special: bool = False
    ) -> list[int]:
        """Return the tokens of `text`; see `onhand.runtimes.base.Tokenizer.encode`.

        Raises:
            TokenizerError: the text is no valid Unicode, or has what the vocabulary cannot spell.
        """
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise TokenizerError(
                f"The text has half a surrogate pair at character {error.start} "
                f"(U+{ord(text[error.start]):04X}), which is no character.",
                hint="Decode the text with errors='replace' before it is tokenised.",
            ) from None
        self._refuse_unspellable(text)
        count = self._tokenize(data, add_special, parse_special)
        if count < 0:
            self._ids = (ctypes.c_int32 * -count)()
            count = self._tokenize(data, add_special, parse_special)
        if count < 0:
            raise TokenizerError(f"llama.cpp could not tokenise {len(data)} bytes of text.")
        return self._ids[:count]

    def _tokenize(self, data: bytes, add_special: bool, parse_special: bool) -> int:
        ids = self._ids
        return self._llama.llama_tokenize(  # type: ignore[no-any-return]
            self._vocab, data, len(data), ids, len(ids), add_special, parse_special
        )

    def piece(self, token_id: int, *, special: bool = False) -> bytes:
        """Return the bytes of one token; control tokens are empty unless `special`."""
        cache = self._special_pieces if special else self._pieces
        found = cache.get(token_id)
        if found is None:
            found = cache[token_id] = self._piece(token_id, special)
        return found

    def _piece(self, token_id: int, special: bool) -> bytes:
        if not 0 <= token_id < self.n_tokens:
            raise ValueError(f"There is no token {token_id}; ids are 0 to {self.n_tokens - 1}.")
        convert, vocab = self._llama.llama_token_to_piece, self._vocab
        buffer = self._text
        length = convert(vocab, token_id, buffer, _PIECE_BUFFER, 0, special)
        if length < 0:
            buffer = ctypes.create_string_buffer(-length)
            length = convert(vocab, token_id, buffer, -length, 0, special)
        return buffer.raw[: max(length, 0)]

    def decode(self, token_ids: Sequence[int], *, special: bool = False) -> bytes:
        """Return the bytes of `token_ids`; a space that tokenising put first is taken away."""
        pieces = [self.piece(token_id, special=special) for token_id in token_ids]
        data = b"".join(pieces)
        if data.startswith(b" ") and self._space_prefix() and self._begins_text(token_ids):
            return data[1:]
        return data

    def _begins_text(self, token_ids: Sequence[int]) -> bool:
        """Whether text comes first, at most behind BOS; a piece after a control token keeps all."""
        bos = self._llama.llama_vocab_bos(self._vocab)
        first = token_ids[1:2] if token_ids[0] == bos else token_ids[:1]
        return bool(first) and bool(self.piece(first[0]))

    def _space_prefix(self) -> bool:
        if self._adds_space is None:
            ids = self.encode("a", add_special=False)
            self._adds_space = b"".join(map(self.piece, ids)) == b" a"
        return self._adds_space

    def is_eog(self, token_id: int) -> bool:
        """Whether the token ends a generation."""
        return token_id in self.eog_token_ids

    @property
    def eog_token_ids(self) -> frozenset[int]:
        """Every token that ends a generation."""
        if self._eog is None:
            is_eog, vocab = self._llama.llama_vocab_is_eog, self._vocab
            self._eog = frozenset(i for i in range(self.n_tokens) if is_eog(vocab, i))
        return self._eog

    def control_token_ids(self) -> list[int]:
        """Return the tokens that have no text of their own."""
        is_control, vocab = self._llama.llama_vocab_is_control, self._vocab
        return [i for i in range(self.n_tokens) if is_control(vocab, i)]

    def vocabulary(self) -> list[bytes]:
        """Return the bytes of every token by id (control tokens as their text)."""
        texts = [self.piece(token_id, special=True) for token_id in range(self.n_tokens)]
        attributes, vocab = self._llama.llama_vocab_get_attr, self._vocab
        for token_id, text in enumerate(texts):  # asking for an attribute is the cheaper call
            if not attributes(vocab, token_id) & _HIDDEN_TOKEN:
                self._pieces[token_id] = text
        return texts

    def _refuse_unspellable(self, text: str) -> None:
        """Refuse what a vocabulary without byte tokens lacks; llama.cpp would abort."""
        if self._has_all_bytes is None:
            self._has_all_bytes = self._llama.llama_vocab_type(self._vocab) != _SPM or (
                self._n_byte_tokens() == 256
            )
        if self._has_all_bytes:
            return
        known = {piece.decode("utf-8", errors="ignore") for piece in self.vocabulary()}
        for position, character in enumerate(text):
            if character not in known:
                raise TokenizerError(
                    f"The model's vocabulary cannot spell {character!r} (character {position}) "
                    "and has no byte tokens to fall back on."
                )

    def _n_byte_tokens(self) -> int:
        """Return how many byte tokens there are; they lie together, so the search ends early."""
        attribute, vocab, count = self._llama.llama_vocab_get_attr, self._vocab, 0
        for token_id in range(self.n_tokens):
            count += bool(attribute(vocab, token_id) & _BYTE_TOKEN)
            if count == 256:
                break
        return count
