"""The ready-made service: one text in the tones that an app asks for, its facts guarded.

It lives on chats and knows nothing of runtimes, wires or screens.
"""

from onhand.rewrite.events import RetryEvent, RewriteEvent, RewriteResult, RewriteText
from onhand.rewrite.facts import find_facts
from onhand.rewrite.rewriter import Rewriter, RewriterState, RewriteStream
from onhand.rewrite.tones import PERSONAS, TONES, Persona, Tone

__all__ = [
    "PERSONAS",
    "TONES",
    "Persona",
    "RetryEvent",
    "RewriteEvent",
    "RewriteResult",
    "RewriteStream",
    "RewriteText",
    "Rewriter",
    "RewriterState",
    "Tone",
    "find_facts",
]
