"""`tokenizer.json` files: text to tokens and back, byte-exact, by Hugging Face's `tokenizers`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from onhand.errors import ModelCorruptError, RuntimeUnavailableError, TokenizerError

_BYTE_PIECE = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_SPACE = "\u2581"


class HfTokenizer:
    """One vocabulary, for the runtimes whose models bring a `tokenizer.json`."""

    def __init__(self, path: Path, *, eog_token_ids: Iterable[int]) -> None:
        """Read the file.

        Args:
            path: of the `tokenizer.json`.
            eog_token_ids: tokens that end a generation.

        Raises:
            RuntimeUnavailableError: the package `tokenizers` is not installed.
            ModelCorruptError: the file cannot be read.
        """
        try:
            from tokenizers import Tokenizer as Native
        except ImportError as error:
            raise RuntimeUnavailableError(
                "The package 'tokenizers' is not installed.", hint="pip install tokenizers"
            ) from error
        try:
            text = path.read_text(encoding="utf-8")
            data = json.loads(text)
            self._native: Any = Native.from_str(text)
        except Exception as error:  # the package raises plain exceptions
            raise ModelCorruptError(f"{path.name} cannot be read: {error}.") from error
        self._native.no_truncation()
        self._native.no_padding()
        self.n_tokens: int = int(self._native.get_vocab_size(with_added_tokens=True))
        self._eog = frozenset(eog_token_ids)
        added = [entry for entry in data.get("added_tokens") or [] if isinstance(entry, dict)]
        self._control = frozenset(e["id"] for e in added if e.get("special"))
        self._added = {e["id"]: str(e["content"]).encode() for e in added}
        self._is_byte_level = "ByteLevel" in json.dumps(data.get("decoder"))
        self._strips_space = '"Strip"' in json.dumps(data.get("decoder"))
        self._pieces: dict[int, bytes] = {}

    def encode(
        self, text: str, *, add_special: bool = True, parse_special: bool = False
    ) -> list[int]:
        """Return the tokens of `text`; see `onhand.runtimes.base.Tokenizer.encode`.

        Raises:
            TokenizerError: the text is no valid Unicode.
        """
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise TokenizerError(
                f"The text has half a surrogate pair at character {error.start} "
                f"(U+{ord(text[error.start]):04X}), which is no character.",
                hint="Decode the text with errors='replace' before it is tokenised.",
            ) from None
        self._native.encode_special_tokens = not parse_special
        return list(self._native.encode(text, add_special_tokens=add_special).ids)

    def piece(self, token_id: int, *, special: bool = False) -> bytes:
        """Return the bytes of one token; control tokens are empty unless `special`.

        Raises:
            ValueError: there is no such token.
        """
        if not 0 <= token_id < self.n_tokens:
            raise ValueError(f"There is no token {token_id}; ids are 0 to {self.n_tokens - 1}.")
        if token_id in self._control and not special:
            return b""
        found = self._pieces.get(token_id)
        if found is None:
            found = self._pieces[token_id] = self._bytes(token_id)
        return found

    def _bytes(self, token_id: int) -> bytes:
        if token_id in self._added:
            return self._added[token_id]
        text = self._native.id_to_token(token_id)
        if text is None:  # a gap in the numbering
            return b""
        if self._is_byte_level:
            table = _byte_level_table()
            return b"".join(bytes([table[c]]) if c in table else c.encode() for c in text)
        match = _BYTE_PIECE.fullmatch(text)
        if match is not None:
            return bytes([int(match[1], 16)])
        return bytes(text.replace(_SPACE, " "), "utf-8")

    def decode(self, token_ids: Sequence[int], *, special: bool = False) -> bytes:
        """Return the bytes of `token_ids`; a space that tokenising put first is taken away."""
        data = b"".join(self.piece(token_id, special=special) for token_id in token_ids)
        return data[1:] if self._strips_space and data.startswith(b" ") else data

    def is_eog(self, token_id: int) -> bool:
        """Whether the token ends a generation."""
        return token_id in self._eog

    def vocabulary(self) -> list[bytes]:
        """Return the bytes of every token by id (control tokens as their text)."""
        return [self.piece(token_id, special=True) for token_id in range(self.n_tokens)]


@cache
def _byte_level_table() -> dict[str, int]:
    """Return the letter that stands for each byte in byte-level BPE (GPT-2), the other way round.

    Printable bytes stand for themselves, the rest for the letters from U+0100 on, in order.
    """
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    table = {chr(byte): byte for byte in printable}
    others = [byte for byte in range(256) if byte not in set(printable)]
    return table | {chr(256 + index): byte for index, byte in enumerate(others)}
