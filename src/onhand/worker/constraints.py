"""Gives a request that wants structured output its token constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onhand.errors import CapabilityError
from onhand.runtimes.base import LoadedModel
from onhand.worker.request import Request

if TYPE_CHECKING:
    from onhand.structured import ConstraintVocabulary


class Constrainer:
    """Builds constraints; the vocabulary is prepared once a model, at the first use."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model
        self._vocabulary: ConstraintVocabulary | None = None

    def __call__(self, request: Request) -> None:
        """Attach the constraint that the request's `response_format` asks for, if any.

        Raises:
            CapabilityError: the runtime takes no masks.
            GrammarError: the format is invalid.
        """
        message = request.message
        if message.response_format is None:
            return
        if not self._model.capabilities.has_masks:
            raise CapabilityError(
                f"The model's runtime takes no token masks ({self._model.info.architecture}).",
                hint="llama_cpp can: open a GGUF file of the model.",
            )
        from onhand.structured import TokenConstraint  # most requests never need it

        constraint = TokenConstraint(self._prepared(), message.response_format)
        if message.resume == "fast":
            for token_id in message.generated:
                constraint.accept(token_id)
        request.constraint = constraint

    def _prepared(self) -> ConstraintVocabulary:
        if self._vocabulary is None:
            from onhand.structured import ConstraintVocabulary

            tokenizer = self._model.tokenizer
            tokens = tokenizer.vocabulary()
            special = [
                token_id
                for token_id, text in enumerate(tokens)
                if text and not tokenizer.piece(token_id)
            ]
            self._vocabulary = ConstraintVocabulary(
                tokens,
                eog_ids=self._model.info.eog_token_ids,
                special_ids=special,
                encode=self._encode,
            )
        return self._vocabulary

    def _encode(self, text: bytes) -> list[int]:
        return self._model.tokenizer.encode(text.decode("utf-8"), add_special=False)
