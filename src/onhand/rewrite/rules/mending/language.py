# ruff: noqa: E501, SIM905 - word lists read best as words
"""Whether a text is English, by its small words."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.abbreviations import CHAT, MISTAKES
from onhand.rewrite.rules.mending.dictionary import frequency, is_word

_FOREIGN = frozenset(
    """
    ich du er sie wir ihr nicht und der die das ist ein eine mit auf fur für zu auch wie ja nein bitte danke kann kannst habe hast morgen heute wann
    le la les un une est et je tu il elle nous vous que qui pas pour dans avec sur mais ou où bonjour merci demain peux suis c'est j'ai ne
    el los las y es en por para con una como pero si sí no hola gracias mañana puedo puedes tengo esta está yo mi tu su muy qué que del al
    che di per con non sono ho hai ciao grazie domani posso puoi della nel gli lo come anche questo
    het een en van niet ik je jij wij zijn met voor op aan maar ook naar dank hallo kan kun morgen vandaag
    o os as um uma não eu você com para por mas sim obrigado amanhã de do da em
    jeg det og ikke er på til med som har av den för att inte och är jag
    nie jest się na to że jak ale czy tak dzień dobry proszę jutro mam
    ve bir bu için ben sen değil mı
    """.split()
)
_SHARED = frozenset(
    "a i no me he as do in to so an at on my is was had man die war hat of we has or but".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def is_english(text: str) -> bool:
    """Return whether a text may be treated as English: one in doubt may, if it is short."""
    words = [word.replace("’", "'").lower() for word in _WORD.findall(text)]
    if not words:
        return False
    if sum(not word.isascii() for word in words) > 0.4 * len(words):
        return False
    foreign = sum(word in _FOREIGN and word not in _SHARED for word in words)
    english = sum(
        (frequency(word) > 400_000 and (word not in _FOREIGN or word in _SHARED))
        or word in MISTAKES
        or word in CHAT
        for word in words
    )
    if foreign >= 2 and foreign > english:
        return False
    unknown = sum(not is_word(word) and word not in MISTAKES and word not in CHAT for word in words)
    return len(words) < 4 or english >= 0.25 * len(words) or unknown <= 0.4 * len(words)
