"""The fake's cache, vocabulary and voice."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

from onhand.errors import CapabilityError, DecodeError, GrammarError, StateCorruptError
from onhand.runtimes.base import Batch, CacheFullError, DecodeInterruptedError, Mask
from onhand.runtimes.fake.script import FakeModel
from onhand.types.events import TokenLogprob
from onhand.types.info import Capabilities, ModelInfo
from onhand.types.params import ContextParams
from onhand.types.sampling import SamplingParams

BOS, EOS, TURN = 256, 257, 258
N_VOCAB = 259
_SPECIAL = {BOS: b"<bos>", EOS: b"<eos>", TURN: b"<turn>"}
_LETTERS = b"etaoinshrdlucmfw"


class FakeTokenizer:
    """One token a byte, and three control tokens."""

    def encode(
        self, text: str, *, add_special: bool = True, parse_special: bool = False
    ) -> list[int]:
        """Return BOS (with `add_special`) and the bytes of `text`."""
        tokens = [BOS] if add_special else []
        data = text.encode("utf-8")
        index = 0
        while index < len(data):
            special = next(
                (t for t, name in _SPECIAL.items() if data.startswith(name, index)), None
            )
            if parse_special and special is not None:
                tokens.append(special)
                index += len(_SPECIAL[special])
            else:
                tokens.append(data[index])
                index += 1
        return tokens

    def piece(self, token_id: int, *, special: bool = False) -> bytes:
        """Return the byte of the token; control tokens are empty unless `special`."""
        if not 0 <= token_id < N_VOCAB:
            raise ValueError(f"token {token_id} is not in 0 to {N_VOCAB - 1}")
        if token_id in _SPECIAL:
            return _SPECIAL[token_id] if special else b""
        return bytes([token_id])

    def decode(self, token_ids: Sequence[int], *, special: bool = False) -> bytes:
        """Return the bytes of `token_ids`."""
        return b"".join(self.piece(token_id, special=special) for token_id in token_ids)

    def is_eog(self, token_id: int) -> bool:
        """Whether the token is EOS or the end of a turn."""
        return token_id in (EOS, TURN)

    def vocabulary(self) -> list[bytes]:
        """Return the bytes of every token."""
        return [self.piece(token_id, special=True) for token_id in range(N_VOCAB)]


class FakeSampler:
    """Takes the scripted token; above temperature 0 a draw may replace a random letter."""

    def __init__(self, model: FakeLoadedModel, params: SamplingParams, seed: int) -> None:
        self._model = model
        self._is_greedy = params.temperature == 0
        self._random = random.Random(seed)
        self.accepted: list[int] = []

    def sample(self, row: int, mask: Mask | None = None) -> int:
        """Return the scripted token, or the first one that the mask allows."""
        token_id, is_scripted = self._model.voice(row)
        draw = self._random.random()
        if not self._is_greedy and not is_scripted:
            token_id = _LETTERS[int(draw * 16)]
        if mask is not None and not _allows(mask, token_id):
            allowed = (t for t in range(N_VOCAB) if _allows(mask, t))
            token_id = next(allowed, -1)
            if token_id < 0:
                raise GrammarError("No token is allowed here.")
        self.accepted.append(token_id)
        return token_id

    def accept(self, token_id: int, *, is_generated: bool) -> None:
        """Remember the token."""
        self.accepted.append(token_id)

    def skip(self, n_draws: int) -> None:
        """Draw and forget `n_draws` times."""
        for _ in range(n_draws):
            self._random.random()

    def logprobs(self, row: int, token_id: int, n_top: int) -> TokenLogprob:
        """Return certainty for the scripted token."""
        likeliest, _ = self._model.voice(row)
        return TokenLogprob(token_id, 0.0 if token_id == likeliest else -10.0, ((likeliest, 0.0),))

    def close(self) -> None:
        """Do nothing."""


def _allows(mask: Mask, token_id: int) -> bool:
    return bool(memoryview(mask).cast("B")[token_id // 8] >> (token_id % 8) & 1)


class FakeLoadedModel:
    """A cache of tokens by sequence and position, and the script's voice over it."""

    def __init__(self, script: FakeModel, context_params: ContextParams) -> None:
        self._script = script
        self._cells: dict[int, dict[int, int]] = {}
        self._rows: list[list[int] | None] = []
        self._interrupted = threading.Event()
        self.tokenizer: FakeTokenizer = FakeTokenizer()
        self.n_ctx: int = context_params.n_ctx or script.n_ctx
        self.n_batch: int = context_params.n_batch
        self.n_threads: int = context_params.n_threads or 1
        self.n_sequences: int = min(context_params.n_seq_max, script.n_sequences)
        self.n_cells: int = context_params.n_cells or self.n_ctx * self.n_sequences
        self.is_closed: bool = False
        self.info: ModelInfo = ModelInfo(
            path="",
            name="fake",
            architecture="fake",
            n_ctx_train=script.n_ctx,
            n_vocab=N_VOCAB,
            n_embd=4,
            bos_token_id=BOS,
            eos_token_id=EOS,
            eog_token_ids=(EOS, TURN),
            adds_bos=True,
            chat_template=script.chat_template,
            is_recurrent=not script.can_remove_tail,
        )
        self.capabilities: Capabilities = Capabilities(
            max_sequences=self.n_sequences,
            can_shift=script.can_shift,
            can_remove_tail=script.can_remove_tail,
            can_copy=script.can_copy,
            can_save_state=True,
            has_embeddings=True,
            has_masks=True,
        )

    def set_threads(self, n_threads: int, n_threads_batch: int) -> None:
        """Remember the number."""
        self.n_threads = n_threads

    def decode(self, batch: Batch) -> None:
        """Write the batch's tokens into the cache, after the scripted delay or fault."""
        if len(batch) > self.n_batch:
            raise DecodeError(f"The batch has {len(batch)} rows, more than n_batch {self.n_batch}.")
        self._meet_fate(self._count("decodes"))
        used = {
            (p, t) for cells in self._cells.values() for p, t in cells.items()
        }  # shared cells count once
        if len(used) + len(batch) > self.n_cells:
            raise CacheFullError
        delay = self._script.decode_delay_s + self._script.token_delay_s * len(batch)
        if self._interrupted.wait(delay) if delay else self._interrupted.is_set():
            raise DecodeInterruptedError
        self._rows = []
        for token, position, sequence, wants in zip(
            batch.token_ids,
            batch.positions,
            batch.sequence_ids,
            batch.wants_logits,
            strict=True,
        ):
            cells = self._cells.setdefault(sequence, {})
            if (cells and position != max(cells) + 1) or (not cells and position != 0):
                raise DecodeError(f"Position {position} does not follow in sequence {sequence}.")
            cells[position] = token
            self._meet_deadly_text(cells)
            self._rows.append([cells[p] for p in sorted(cells)] if wants else None)

    def voice(self, row: int) -> tuple[int, bool]:
        """Return the next token after `row` and whether it is scripted."""
        tokens = self._rows[row]
        if tokens is None:
            raise DecodeError(f"Row {row} has no logits.")
        text = self.tokenizer.decode([t for t in tokens if t != BOS], special=True)
        for key, reply in self._script.replies.items():
            said = text.rpartition(key.encode())
            answer = reply.encode()
            if said[1] and answer.startswith(said[2]):
                rest = answer[len(said[2]) :]
                return (rest[0] if rest else EOS), True
        digest = zlib.crc32(repr(tokens).encode())
        return (0x20 if digest % 5 == 0 else _LETTERS[digest // 5 % 16]), False

    def sampler(self, params: SamplingParams, seed: int) -> FakeSampler:
        """Return the script's sampler; grammars are refused."""
        if params.grammar is not None:
            raise CapabilityError("The fake runtime has no grammars; llama_cpp has.")
        return FakeSampler(self, params, seed)

    def embed(
        self, inputs: Sequence[Sequence[int]], *, pooled: bool = True
    ) -> list[list[list[float]]]:
        """Return a vector of four numbers that depends on the tokens, after the scripted delay."""
        script, n_tokens = self._script, sum(map(len, inputs))
        self._interrupted.wait(script.decode_delay_s + script.token_delay_s * n_tokens)
        vectors = []
        for tokens in inputs:
            spans = [tokens] if pooled else [tokens[: i + 1] for i in range(len(tokens))]
            vectors.append(
                [[float(zlib.crc32(bytes([k, *map(_low, s)]))) for k in range(4)] for s in spans]
            )
        return vectors

    def sequence_remove(self, sequence_id: int, start: int, end: int) -> bool:
        """Forget positions, if the script allows it."""
        cells = self._cells.get(sequence_id, {})
        gone = [p for p in cells if p >= start and (end < 0 or p < end)]
        if gone and len(gone) != len(cells) and not self._script.can_remove_tail:
            return False
        for position in gone:
            del cells[position]
        return True

    def sequence_copy(self, source: int, target: int, start: int, end: int) -> None:
        """Copy cells."""
        cells = self._cells.get(source, {})
        self._cells.setdefault(target, {}).update(
            {p: t for p, t in cells.items() if start <= p < end}
        )

    def sequence_shift(self, sequence_id: int, start: int, end: int, delta: int) -> None:
        """Move cells."""
        cells = self._cells.get(sequence_id, {})
        self._cells[sequence_id] = {
            (p + delta if p >= start and (end < 0 or p < end) else p): t for p, t in cells.items()
        }

    def sequence_state(self, sequence_id: int) -> bytes:
        """Return the tokens as little-endian 16-bit words."""
        cells = self._cells.get(sequence_id, {})
        return b"".join(cells[p].to_bytes(2, "little") for p in sorted(cells))

    def sequence_restore(self, sequence_id: int, state: bytes) -> None:
        """Set the tokens from `sequence_state`'s bytes."""
        tokens = [int.from_bytes(state[i : i + 2], "little") for i in range(0, len(state), 2)]
        if len(state) % 2 or any(token >= N_VOCAB for token in tokens):
            self._cells.pop(sequence_id, None)
            raise StateCorruptError("The fake's state is damaged.")
        self._cells[sequence_id] = dict(enumerate(tokens))

    def release_memory(self) -> None:
        """Note that it was asked for."""
        self._count("releases")

    def interrupt(self) -> None:
        """Stop a decode in progress."""
        self._interrupted.set()

    def clear_interrupt(self) -> None:
        """Take `interrupt` back."""
        self._interrupted.clear()

    def close(self) -> None:
        """Mark it closed."""
        self.is_closed = True

    def _count(self, what: str) -> int:
        if self._script.ledger is None:
            return 0
        ledger = Path(f"{self._script.ledger}.{what}")
        with ledger.open("a") as file:
            file.write("x")
        return ledger.stat().st_size

    def _meet_fate(self, n_decodes: int) -> None:
        if n_decodes in self._script.fail_at_decodes:
            raise DecodeError(f"The script fails decode call {n_decodes}.")
        if n_decodes in self._script.die_at_decodes:
            die(self._script.death)

    def _meet_deadly_text(self, cells: dict[int, int]) -> None:
        deadly = (self._script.die_at_text or "").encode()
        last = [cells[position] for position in sorted(cells)[-len(deadly) :]]
        if deadly and self.tokenizer.decode(last) == deadly:
            die(self._script.death)


def die(how: str) -> None:
    """End this process the way the script says."""
    if how == "exit":
        os._exit(3)
    if how == "abort":
        os.abort()
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(10)  # the signal is on its way


def _low(token_id: int) -> int:
    return token_id % 256
