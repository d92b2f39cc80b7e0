"""onhand: language models on the user's own device.

Everything public is here; names are imported when they are first used, so that `import onhand`
costs next to nothing and loads no native library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from onhand.lazy import load

if TYPE_CHECKING:
    from onhand import diagnostics as diagnostics
    from onhand import errors as errors
    from onhand import governor as governor
    from onhand import machine as machine
    from onhand import rewrite as rewrite
    from onhand import store as store
    from onhand import sync as sync
    from onhand import testing as testing
    from onhand.chat.chat import Chat as Chat
    from onhand.chat.history import HistoryParams as HistoryParams
    from onhand.chat.reasoning import ReasoningParams as ReasoningParams
    from onhand.chat.reply import Reply as Reply
    from onhand.chat.tools import Tool as Tool
    from onhand.chat.turn import ChatStream as ChatStream
    from onhand.engine import Engine as Engine
    from onhand.errors import CapabilityError as CapabilityError
    from onhand.errors import ContextFullError as ContextFullError
    from onhand.errors import ConversationNotFoundError as ConversationNotFoundError
    from onhand.errors import DecodeError as DecodeError
    from onhand.errors import DownloadError as DownloadError
    from onhand.errors import EmptyPromptError as EmptyPromptError
    from onhand.errors import EngineBusyError as EngineBusyError
    from onhand.errors import EngineClosedError as EngineClosedError
    from onhand.errors import EngineError as EngineError
    from onhand.errors import GrammarError as GrammarError
    from onhand.errors import LibraryError as LibraryError
    from onhand.errors import ManifestError as ManifestError
    from onhand.errors import ModelBlockedError as ModelBlockedError
    from onhand.errors import ModelCorruptError as ModelCorruptError
    from onhand.errors import ModelError as ModelError
    from onhand.errors import ModelNotFoundError as ModelNotFoundError
    from onhand.errors import ModelUnsupportedError as ModelUnsupportedError
    from onhand.errors import NotEnoughDiskError as NotEnoughDiskError
    from onhand.errors import NotEnoughMemoryError as NotEnoughMemoryError
    from onhand.errors import OfflineError as OfflineError
    from onhand.errors import OnhandError as OnhandError
    from onhand.errors import PullCancelledError as PullCancelledError
    from onhand.errors import RuntimeUnavailableError as RuntimeUnavailableError
    from onhand.errors import SignatureError as SignatureError
    from onhand.errors import StateCorruptError as StateCorruptError
    from onhand.errors import StateError as StateError
    from onhand.errors import StateKeyError as StateKeyError
    from onhand.errors import StateMismatchError as StateMismatchError
    from onhand.errors import StoreBusyError as StoreBusyError
    from onhand.errors import StoreError as StoreError
    from onhand.errors import StructuredOutputError as StructuredOutputError
    from onhand.errors import TemplateError as TemplateError
    from onhand.errors import TokenizerError as TokenizerError
    from onhand.errors import ToolError as ToolError
    from onhand.errors import TraceError as TraceError
    from onhand.errors import WorkerCrashedError as WorkerCrashedError
    from onhand.errors import WorkerTimeoutError as WorkerTimeoutError
    from onhand.governor.budget import AdaptiveProfile as AdaptiveProfile
    from onhand.governor.budget import Budget as Budget
    from onhand.governor.governor import Governor as Governor
    from onhand.governor.guard import GuardParams as GuardParams
    from onhand.governor.levels import Allowance as Allowance
    from onhand.governor.levels import Level as Level
    from onhand.governor.members import Share as Share
    from onhand.governor.policy import PolicyParams as PolicyParams
    from onhand.library.conversation import Conversation as Conversation
    from onhand.library.library import Library as Library
    from onhand.library.records import ConversationInfo as ConversationInfo
    from onhand.library.records import ConversationRecord as ConversationRecord
    from onhand.prefix_cache import PrefixCache as PrefixCache
    from onhand.quantization import quantize as quantize
    from onhand.session import Session as Session
    from onhand.state.keys import keyring_key as keyring_key
    from onhand.stream import GenerationStream as GenerationStream
    from onhand.structured.response import ResponseFormat as ResponseFormat
    from onhand.templates.template import ChatTemplate as ChatTemplate
    from onhand.types.events import DoneEvent as DoneEvent
    from onhand.types.events import Event as Event
    from onhand.types.events import PromptEvent as PromptEvent
    from onhand.types.events import ReasoningEvent as ReasoningEvent
    from onhand.types.events import RecoveredEvent as RecoveredEvent
    from onhand.types.events import ShiftEvent as ShiftEvent
    from onhand.types.events import Timings as Timings
    from onhand.types.events import TokenEvent as TokenEvent
    from onhand.types.events import TokenLogprob as TokenLogprob
    from onhand.types.events import ToolCallEvent as ToolCallEvent
    from onhand.types.events import Usage as Usage
    from onhand.types.info import Capabilities as Capabilities
    from onhand.types.info import DeviceInfo as DeviceInfo
    from onhand.types.info import EngineInfo as EngineInfo
    from onhand.types.info import EngineStats as EngineStats
    from onhand.types.info import ModelInfo as ModelInfo
    from onhand.types.info import RuntimeInfo as RuntimeInfo
    from onhand.types.info import Score as Score
    from onhand.types.message import Message as Message
    from onhand.types.message import ToolCall as ToolCall
    from onhand.types.params import Adapter as Adapter
    from onhand.types.params import ContextParams as ContextParams
    from onhand.types.params import ModelParams as ModelParams
    from onhand.types.sampling import SamplingParams as SamplingParams

__version__ = "0.1.0"

_MODULES = {
    "engine": ("Engine",),
    "session": ("Session",),
    "quantization": ("quantize",),
    "chat.chat": ("Chat",),
    "chat.history": ("HistoryParams",),
    "chat.reasoning": ("ReasoningParams",),
    "chat.reply": ("Reply",),
    "chat.tools": ("Tool",),
    "structured.response": ("ResponseFormat",),
    "chat.turn": ("ChatStream",),
    "prefix_cache": ("PrefixCache",),
    "governor.budget": ("AdaptiveProfile", "Budget"),
    "governor.governor": ("Governor",),
    "governor.guard": ("GuardParams",),
    "governor.levels": ("Allowance", "Level"),
    "governor.members": ("Share",),
    "governor.policy": ("PolicyParams",),
    "library.conversation": ("Conversation",),
    "library.library": ("Library",),
    "library.records": ("ConversationInfo", "ConversationRecord"),
    "templates.template": ("ChatTemplate",),
    "types.message": ("Message", "ToolCall"),
    "state.keys": ("keyring_key",),
    "stream": ("GenerationStream",),
    "types.events": (
        "DoneEvent",
        "Event",
        "PromptEvent",
        "ReasoningEvent",
        "RecoveredEvent",
        "ShiftEvent",
        "Timings",
        "TokenEvent",
        "TokenLogprob",
        "ToolCallEvent",
        "Usage",
    ),
    "types.info": (
        "Capabilities",
        "DeviceInfo",
        "EngineInfo",
        "EngineStats",
        "ModelInfo",
        "RuntimeInfo",
        "Score",
    ),
    "types.params": ("Adapter", "ContextParams", "ModelParams"),
    "types.sampling": ("SamplingParams",),
    "errors": (
        "CapabilityError",
        "ContextFullError",
        "ConversationNotFoundError",
        "DecodeError",
        "DownloadError",
        "EmptyPromptError",
        "EngineBusyError",
        "EngineClosedError",
        "EngineError",
        "GrammarError",
        "LibraryError",
        "ManifestError",
        "ModelBlockedError",
        "ModelCorruptError",
        "ModelError",
        "ModelNotFoundError",
        "ModelUnsupportedError",
        "NotEnoughDiskError",
        "NotEnoughMemoryError",
        "OfflineError",
        "OnhandError",
        "PullCancelledError",
        "RuntimeUnavailableError",
        "SignatureError",
        "StateCorruptError",
        "StateError",
        "StateKeyError",
        "StateMismatchError",
        "StoreBusyError",
        "StoreError",
        "StructuredOutputError",
        "TemplateError",
        "TokenizerError",
        "ToolError",
        "TraceError",
        "WorkerCrashedError",
        "WorkerTimeoutError",
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}
_SUBMODULES = (
    "diagnostics",
    "errors",
    "governor",
    "machine",
    "rewrite",
    "store",
    "sync",
    "testing",
)

__all__ = [*_HOME, *_SUBMODULES, "__version__"]  # noqa: PLE0604 - all are str


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name in _SUBMODULES:
        return importlib.import_module(f"onhand.{name}")
    return load(__name__, _HOME, name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
