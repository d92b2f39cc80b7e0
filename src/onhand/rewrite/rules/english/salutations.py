"""The greeting a text begins with, told from a sentence that only looks like one."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.sentences import greeting_apart

_NO_ADDRESS = re.compile(
    r"[\s,](?:I|it|that|he|she|we|they|you|what|who|hmm|um)(?:['’]\w+)?[,.!]?$", re.I
)


def opening_apart(text: str) -> tuple[str, str]:
    """Return the greeting at the start and the rest, as `greeting_apart` does.

    Of "Hey, I've got it" the greeting is "Hey".
    """
    greeting, rest = greeting_apart(text)
    if greeting and (_NO_ADDRESS.search(greeting) or rest.startswith(("'", "’"))):
        word = greeting.split()[0]
        return word, text[len(word) :].lstrip()
    return greeting, rest
