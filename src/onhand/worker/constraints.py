"""Gives a request that wants structured output its token constraint."""

from __future__ import annotations

from onhand.errors import CapabilityError
from onhand.runtimes.base import LoadedModel
from onhand.worker.request import Request


class Constrainer:
    """Builds constraints; the vocabulary is prepared once a model, at the first use."""

    def __init__(self, model: LoadedModel) -> None:
        self._model = model

    def __call__(self, request: Request) -> None:
        """Attach the constraint that the request's `response_format` asks for, if any.

        Raises:
            CapabilityError: the runtime takes no masks.
            GrammarError: the format is invalid.
        """
        response_format = request.message.response_format
        if response_format is None:
            return
        if not self._model.capabilities.has_masks:
            raise CapabilityError("This runtime takes no token masks; llama_cpp does.")
        raise CapabilityError("Structured output is not wired yet.")
