# ruff: noqa: E501, SIM905 - tables read best a row a line
"""Questions put indirectly: "where is my order?" → "where my order is"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.verbs import base_of_past, inflected, is_participle

_PRONOUN = r"(?:I|you (?:people|guys|all|lot)|nobody|no one|you|he|she|it|we|they|there|this|that|these|those|someone|somebody|anyone|anybody|everyone|everybody|everything|something|anything)"
_DETERMINER = r"(?:the|a|an|my|your|our|his|her|its|their|this|that|these|those|any|some|all|both|each|every|another)"
_AUX = r"(?:is|am|are|was|were|has|have|had|can|could|will|would|should|must|do|does|did)"
_WH = re.compile(
    r"(?P<wh>(?:(?:at|on|in|by|from|for|to) )?(?:what|which) (?:time|day|date|kind of [a-z]+|sort of [a-z]+|size|colour|color|address|number|platform|room|floor|hotel|bus|train|street|restaurant|place|one)"
    r"|how (?:much|many)(?: (?:more|longer))?(?: (?!is\b|are\b|was\b|were\b|do\b|does\b|did\b|can\b|could\b|will\b|would\b|has\b|have\b|should\b)[a-z]+)?|how (?:long|far|often|soon|old|big|late|early|tall|heavy|wide)"
    r"|(?:since|until|till) when|what|when|where|why|how|who)(?:['’](?P<short>s|re|d|ll|ve)\b)?\s+(?P<rest>.+)",
    re.I | re.S,
)
_AFTER = (  # words that begin what is said of a subject
    r"(?:not|still|already|now|always|never|ever|even|really|just|so|too|also|supposed|going|able|ready|open|closed|free|available|late|early|broken|missing|wrong|right|true|safe|full|empty|done|over|gone|okay|ok|fine|here|there|"
    r"back|home|in|on|at|up|down|out|off|from|for|with|about|of|by|near|under|due|better|sick|ill|well|possible|included|dead|allowed|worth|valid|correct|expensive|cheap|big|small|hot|cold|loud|happy|angry|sure|busy|away|"
    r"taking|coming|being|like|this|that|today|tomorrow|tonight|yesterday|next|last|again|yet|as|because|if|when|before|after|until|than)"
)
_SUBJECT = re.compile(
    rf"(?P<subject>{_PRONOUN}(?![-\w'’])|(?:{_DETERMINER})(?: [\w'’#-]+){{1,4}}?|[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*|dinner|lunch|breakfast|school|work|class|practice|training|delivery|parking|people|kids|dogs|pets|children)"
    r"(?P<after>(?: .*)?)",
    re.S,
)
_EXPANDED = {"s": "is", "re": "are", "d": "would", "ll": "will", "ve": "have"}
_VERB = "|".join(
    sorted(
        VERBS | set("need want happen mean matter appear exist seem belong contain differ own crash like prefer lose hold sound".split()),
        key=len, reverse=True,
    )
)  # fmt: skip
_ADVERBS = r"(?:(?:still|already|ever|even|really|just|actually|also|always|usually|never|not|currently|normally|please|then|now|both|all)\s+)*"
_BASE_AHEAD = re.compile(rf" {_ADVERBS}(?P<verb>{_VERB})\b", re.I)
_PREDICATED = re.compile(rf" (?:{_AUX}|like|called|doing|about|[a-z]+ing)\b")
_SAID_OF = re.compile(rf" (?:{_AFTER}\b|\w+ing\b(?! \w+ (?:is|are))|\w+ed\b|[€$£]?\d)")
_POINTING = frozenset(("this", "that", "these", "those"))
_NAMED = re.compile(rf" (?!{_AFTER}\b|{_PRONOUN}\b|{_AUX}\b|\w+(?:ing|ed)\b)[a-z]", re.I)
_AT = re.compile(r" (?:at|in|on|of|from|for|with|by|near|under|about)\b")
_STRONG = re.compile(r" (?:still|already|available|open|closed|free|ready|broken|okay|ok|going)\b")
_NEGATED = re.compile(
    r"(?P<aux>is|are|was|were|has|have|had|do|does|did|could|would|should)n['’]t\b", re.I
)
_CANNOT = {"can't": "can", "won't": "will", "can’t": "can", "won’t": "will"}
_RHETORICAL = re.compile(
    r"how (?:are (?:you|things)|about|come|do you do|dare|hard|is it going|is everything|was your|have you been)\b|how(?:['’]s) (?:it|things|life|everything|your (?:day|week|weekend))\b|what (?:about|if|a|an|up|else|do you think you|are you doing)\b|what['’]s up\b|why (?:not|don['’]t we|don['’]t you (?!ever|even)|bother|should)\b"
    r"|who (?:knows|cares)\b|what is (?:up|wrong with you)\b|would it (?:\w+ )?be (?:possible|ok|okay|alright|all right|fine|an option)|is it possible\b|should you\b|had you\b|were you to\b|might\b|would you (?:like|mind|prefer|rather|care)\b|are you (?:ok|okay|alright|sure|there|serious|kidding)\b|is (?:that|this|it) (?:ok|okay|alright|all right|fine)\b",
    re.I,
)

_WITH_NUMBER = re.compile(r"(?P<asked>[^,]+)(?P<number>, (?:(?:my|the) )?(?:order|invoice|ref|reference|booking|ticket|account|customer|parcel|claim|case|policy|flat|room|apartment|unit|reservation|membership)(?: (?:no\.?|number|id))? ?#?[\w/-]*\d[\w/-]*)", re.I)  # fmt: skip
_AT_ONESELF = re.compile(r"what do I know$|who am I to\b|whose idea\b|what can you do$|who would have thought\b", re.I)  # fmt: skip


def indirect(question: str) -> str | None:
    """Return a question as a clause for "Could you please tell me …?"; None if that is not safe.

    "When will you be here?" gives "when you will be here", "Is it open?" gives "whether it is
    open".
    """
    asked = question.strip().rstrip("?!. ")
    if not asked or re.search(r"[?!;\n]|\.\s|, (?:and|but|or|so|because) (?!how|when|what)", asked):
        return None
    if (
        _RHETORICAL.match(asked)
        or _AT_ONESELF.match(asked)
        or re.search(
            r", (?:I|we|you|it|he|she|they|there|my|the|this|that|can|could|will|would|need|want|happy|because|as|since)\b",
            asked,
        )
    ):
        return None
    numbered = _WITH_NUMBER.fullmatch(asked)
    if numbered:
        clause = indirect(numbered["asked"])
        return clause and clause + numbered["number"]
    come = re.match(r"how come (?P<clause>\w.*)", asked, re.I | re.S)
    if come:
        return "why " + _small_pronoun(come["clause"])
    price = re.match(
        r"how much for (?P<what>(?:the|this|that|these|those|both|all|your)\b.*)", asked, re.I
    )
    if price:
        return f"how much you want for {price['what']}"
    match = _WH.fullmatch(asked)
    if match is None:
        clause = None if re.match(r"\w+n['’]t\b", asked) else _turned(asked)
        return f"whether {clause}" if clause else None
    wh, rest = match["wh"].lower(), match["rest"]
    if match["short"]:
        rest = f"{_EXPANDED[match['short'].lower()]} {rest}"
    clause = _as_subject(wh, rest) or _turned(rest, wh)
    return f"{wh} {clause}" if clause else None


def _as_subject(wh: str, rest: str) -> str | None:
    """Return `rest` when the question word is the subject itself: "who is coming"."""
    head, _, after = rest.partition(" ")
    head = head.lower()
    if not re.match(r"(?:who|what|which|how (?:much|many))\b", wh):
        return None
    if re.fullmatch(_AUX, head):
        first = re.match(r"(?:\w+)", after)
        if first is None:
            return None
        word = first.group().lower()
        is_predicate = word.endswith("ing") or word in ("going", "wrong", "left", "included", "available", "needed", "missing", "free", "in", "on", "at", "there", "next")  # fmt: skip
        if head in ("is", "are", "was", "were") and is_predicate:
            return rest
        if head in ("has", "have", "had") and is_participle(word):
            return rest
        if head in ("can", "could", "will", "would", "should", "must") and re.fullmatch(_VERB + "|happen|be|have|do", word):  # fmt: skip
            return rest
        return None
    is_past = head in ("happened", "went", "came", "broke", "took", "said", "told", "made", "sent", "paid", "left", "changed", "called", "ordered", "won")  # fmt: skip
    is_past = is_past or (head not in VERBS and base_of_past(head) is not None)
    is_now = head.endswith("s") and (head[:-1] in VERBS or head[:-2] in VERBS)
    return rest if is_past or is_now else None


def _turned(rest: str, wh: str = "") -> str | None:
    """Return "is my order late" as "my order is late"; None unless its parts are plain."""
    head, _, after = rest.partition(" ")
    aux, negation = _auxiliary(head.lower())
    if not re.fullmatch(_AUX, aux):
        return None
    found = _SUBJECT.fullmatch(after)
    if found is None:
        return None
    subject, tail = found["subject"], found["after"]
    if re.fullmatch(_PRONOUN, subject, re.I) is None:
        ends = _end_of_subject(after, aux, wh)
        if ends is None:
            return None
        subject, tail = after[:ends], after[ends:]
    elif aux in ("do", "does", "did") and not _BASE_AHEAD.match(tail):
        return None
    elif wh == "what" and subject.lower() in _POINTING and _NAMED.match(tail):
        return f"{subject}{tail} {aux}{negation}"  # "what is | this charge of £5"
    subject = _small_pronoun(subject)
    if negation and subject.lower() in ("anybody", "anyone"):
        subject, negation = "nobody", ""
    if aux in ("do", "does", "did"):
        return _without_do(subject, tail, aux, negation)
    if aux in ("has", "have") and not _has_participle(tail):
        return None
    if aux == "can" and negation:
        return f"{subject} cannot{tail}"
    if negation and tail.startswith(" ever "):
        return f"{subject} {aux} never{tail[5:]}"
    return f"{subject} {aux}{negation}{tail}"


def _auxiliary(word: str) -> tuple[str, str]:
    """Return an auxiliary verb and its denial, " not" or nothing."""
    if word in _CANNOT:
        return _CANNOT[word], " not"
    if _NEGATED.fullmatch(word):
        return re.sub(r"n['’]t$", "", word), " not"
    return word, ""


def _has_participle(tail: str) -> bool:
    words = re.findall(r"[\w'’]+", tail)[:5]
    return any(is_participle(word) for word in words)


def _end_of_subject(after: str, aux: str, wh: str) -> int | None:
    """Return where the subject ends in "the file you sent ready", if that can be told."""
    name = re.match(r"[A-Z][\w'’-]*(?: (?:and )?[A-Z][\w'’-]*)*", after)
    is_name = name is not None and not re.match(rf"{_DETERMINER}\b", after, re.I)
    first = name if is_name else re.match(rf"(?:{_DETERMINER} )?[\w'’#-]+", after, re.I)
    if first is None:
        return None
    is_be = aux in ("is", "are", "was", "were")
    if wh in ("what", "who") and is_be and not _PREDICATED.search(after):
        return len(after)
    if (
        is_be and wh not in ("", "why") and re.search(r" (?:you|we|they|he|she|I) \w+", after)
    ):  # "the files you promised me today"
        return len(after) if not re.search(rf" {_AUX}(?: |$)", after) else None
    if (
        is_be
        and wh == "where"
        and re.fullmatch(
            rf"{_DETERMINER} [\w-]+ (?:for|of|from) (?:{_DETERMINER} )?[\w-]+", after, re.I
        )
    ):
        return len(after)  # "where is | the invoice for June"
    gaps = [found.start() for found in re.finditer(" |$", after) if found.start() >= first.end()]
    for at in gaps[:5]:
        if re.search(
            rf"(?: |^)(?:{_PRONOUN}|{_DETERMINER})$", after[:at], re.I
        ):  # "the files you | promised"
            continue
        if _begins_predicate(after[at:], aux):
            later = _STRONG.search(after, at + 1) if _AT.match(after[at:]) else None
            return later.start() if later and is_be else at
    if is_be and wh and wh != "why" and not re.search(rf" {_AUX} ", after):
        return len(after)
    return None


def _begins_predicate(tail: str, aux: str) -> bool:
    """Whether what is said of a subject begins here, after this auxiliary verb."""
    if aux in ("has", "have", "had"):
        word = re.match(rf" {_ADVERBS}(?P<word>\w+)", tail)
        return word is not None and is_participle(word["word"])
    if aux in ("is", "am", "are", "was", "were"):
        return _SAID_OF.match(tail) is not None
    return _BASE_AHEAD.match(tail) is not None


def _without_do(subject: str, tail: str, aux: str, negation: str) -> str | None:
    if negation and tail.startswith(" ever ") and aux == "do":
        return f"{subject} never{tail[5:]}"
    if negation:
        return f"{subject} {aux} not{tail}"
    match = _BASE_AHEAD.match(tail)
    if match is None:
        return None
    if aux == "do":
        return subject + tail
    verb = inflected(match["verb"].lower(), "third" if aux == "does" else "past")
    return subject + tail[: match.start("verb")] + verb + tail[match.end("verb") :]


def _small_pronoun(subject: str) -> str:
    first = re.match(rf"(?:{_PRONOUN}|{_DETERMINER})\b", subject, re.I)
    if first and first.group() != "I":
        return subject[:1].lower() + subject[1:]
    return subject
