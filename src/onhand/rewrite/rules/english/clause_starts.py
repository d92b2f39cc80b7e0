# ruff: noqa: E501 - patterns and word lists read best in one piece
"""Patterns for how a clause of its own begins: "it has", "the boiler broke", "flights were"."""

from __future__ import annotations

from onhand.rewrite.rules.english.orders import PLAIN_VERBS, VERBS
from onhand.rewrite.rules.english.verbs import irregular_verbs, participles_for_pasts

ADVERB = r"(?: (?:\w+ly|just|still|also|already|never|always|only|even|then|now|both|all))?"
AUXILIARY = r"(?:am|is|are|was|were|have|has|had|do|does|did|can|cannot|could|will|would|should|must|might|may|\w+n['’]t)"
_FEELING = "adore appreciate belong deserve disagree dislike doubt expect fancy hate hope intend like live long love mean miss need owe own prefer realise realize reckon regret seem struggle suppose suspect swear tend urgently want wish wonder"


def any_of(words: set[str] | frozenset[str]) -> str:
    """Return a pattern for any of these words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


_BASES = any_of(VERBS | set(irregular_verbs()) - {"be"} | set(_FEELING.split()) | {"got"})
_PASTS = any_of({past for past, _participle in irregular_verbs().values()} - {"was"})
_ONLY_PASTS = any_of(
    frozenset(participles_for_pasts()) - {"rose", "bore", "saw"} | {"said", "told", "got", "called"}
)
"""Pasts that no participle looks like, so that a noun before them is their subject."""
_THIRDS = any_of(PLAIN_VERBS - {"cut", "book", "print", "send", "sit", "stick"})

_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
_TIME = (
    rf"(?:(?:(?:from|on|since|by|until|till) )?(?:today|tomorrow|yesterday|tonight|{_DAY}(?: (?:morning|evening|night|afternoon))?"
    r"|(?:last|next|this) (?:night|week|month|year|time|morning|evening|afternoon|weekend)|the other day|right now|so far|now) )"
)
CLAUSE = (
    rf"(?:(?:I|we|you|they|these|those|he|she|it|there|this|that)(?:['’](?:s|m|re|ve|ll|d)\b|{ADVERB} {AUXILIARY}\b|{ADVERB} (?:{_PASTS}|\w{{2,}}ed)\b)"
    rf"|(?:I|we|you|they){ADVERB} (?:{_BASES})\b|(?:he|she|it|this){ADVERB} (?:{_BASES})(?:s|es)\b|(?:he|she|it) [a-z]{{3,}}s\b"
    rf"|(?:mine|yours|hers|ours|theirs)(?:['’]s\b| {AUXILIARY}\b| (?:{_ONLY_PASTS}|broke|died|arrived|stopped)\b))"
)
_NOUN = (
    r"(?:(?:the|my|our|your|his|her|their|a|an|this|some|one|two|three|all|most|many|half|no|every)(?: of (?:the|my|our|your|us|them|these|those))?|no one|nobody|everyone|everybody|someone|somebody|something|anything|everything|nothing|(?-i:[A-Z][a-z]+))"
    r"(?: (?!and\b|or\b|to\b|in\b|for\b|with\b|if\b|when\b|who\b|which\b|that\b|i\b|we\b|you\b)[\w'’-]+){0,3}?"
)
_THINGS = r"(?:wedding|heating|parking|meeting|building|booking|training|evening|morning|ceiling|lighting|washing|painting|flooring|swimming|plumbing|wiring|family|reply|supply|assembly)"
"""Nouns that look like another form."""
_STOP = rf"(?:until|till|after|before|since|while|unless|plus|then|however|though|than|and|or|but|which|who|that|whose|to|in|on|at|of|for|with|by|from|as|if|when|where|what|how|because|so|not|nor|i|we|you|he|she|it|they|this|these|those|there|is|are|was|were|has|have|let|me|please|thanks|any|one|(?!{_THINGS}\b)\w+(?:ing|ly)|maybe|perhaps)\b"
_SAYS = r"(?:is|are|was|were|says|doesn['’]t|isn['’]t|won['’]t|aren['’]t|wasn['’]t|weren['’]t|don['’]t|keeps|broke|needs|works|does(?= (?:what|not|n))|has|arrived|failed|can['’]t|cannot|didn['’]t|hasn['’]t|haven['’]t)"
_BARE_NOUN = (
    rf"(?:(?!{_STOP})[\w'’-]+(?: (?!{_STOP})[\w'’-]+)?(?:['’]s| {_SAYS})"
    rf"|(?!{_STOP})[\w'’-]+ (?:from|in|of|for|on|at|with) (?:(?:the|my|our|your) )?[\w'’-]+(?: (?!{_STOP})[\w'’-]+)? (?:is|are|was|were|isn['’]t|aren['’]t|wasn['’]t|weren['’]t))"
)
NOUN_CLAUSE = rf"(?:{_BARE_NOUN}|{_NOUN}(?: {AUXILIARY}| (?:{_ONLY_PASTS}|wants|needs|starts|keeps|looks|works|says|broke|stopped|seems|arrived|died|failed|barks|closes|opens|leaves|ends|\w{{3,}}ed|(?:{_THIRDS})s))(?!['’]))\b"
"""With a noun for its subject; a regular past may still be a participle ("the parcel ordered …")."""
TIMED_CLAUSE = rf"(?:{_TIME}(?:{CLAUSE}|{NOUN_CLAUSE}))"
"""With a time before its subject: "from Monday I cannot come"."""
