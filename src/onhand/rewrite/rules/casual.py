# ruff: noqa: E501 - tables read best a row a line
"""As to a friend: short forms, plain words."""

from __future__ import annotations

import re

from onhand.rewrite.rules.orders import VERBS
from onhand.rewrite.rules.plain_words import NOUNS_TOO, PHRASES, VERB_FORMS, WORDS
from onhand.rewrite.rules.sentences import (
    capital,
    greeting_apart,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.short_forms import shortened
from onhand.rewrite.rules.verbs import forms_of, inflected
from onhand.rewrite.rules.words import replaced

_SIGN_OFF = re.compile(
    r"(?:(?:^|(?<=\n)|(?<=[.!?] ))(?:yours (?:sincerely|faithfully|truly)|(?:with )?(?:kind|best|warm|kindest|warmest)? ?regards|(?:most )?sincerely(?: yours)?|respectfully(?: yours)?|with best wishes|best wishes))(?=\s*(?:,|\.|\n|$))", re.I
)  # fmt: skip
_STIFF_GREETING = re.compile(
    r"^(?:dear (?:sirs?(?: or madam|/madam)?|madam(?: or sir)?|all|colleagues|customer|neighbou?rs?|team|residents|tenants|friends)|to whom it may concern)\b", re.I
)  # fmt: skip
_FORM = re.compile(
    r"(?<![\w@#./'’-])(" + "|".join(sorted(VERB_FORMS, key=len, reverse=True)) + r")(?![\w@'’-]|\.\w)(?P<after> (?:for|by|on|with|in|to|of)\b)?", re.I
)  # fmt: skip
_VERB_AHEAD = re.compile(r"\b(?:to|I|we|you|they|will|would|can|could|must|may|might|should|please|not|don['’]t|'ll|did|do|does|who|and) $|^$|[.!?,] $", re.I)  # fmt: skip
_NOUN_AHEAD = re.compile(r"\b(?:the|a|an|my|your|our|his|her|its|their|this|that|any|each|every|no|for|of|is|are|was|be|been) $", re.I)  # fmt: skip
_SMALL = re.compile(
    r"(?:The|A|An|My|Your|Our|His|Her|Its|Their|This|That|These|Those|It|It's|He|She|We|We're|We've|We'll|They|You|You're|There|There's|Please|Can|Could|Would|Will|Do|Does|Did|Is|Are|Was|Have|Has|If|When|What|What's|Where|Where's|Who|Why|How|Just|Sorry|Thanks|Good|Congrats|Sadly|Make|Let|Don't|Because|About|Like|So|But|Looking|Hope|Not|No|Yes|All|Some|Everyone|Going|Give|Send|Bring|Call|Come|Any|After|Before|On|At|In|For|To|As|Still|Also|And|He's|She's|They're|That's|I)\b(?!['’])"
)  # fmt: skip
_BASES = {form: verb for verb in VERBS for form in forms_of(verb)}


def casual(text: str) -> str:
    """Return a text as one writes to a friend: "Hey", short forms, no officialese."""
    plain = shortened(_plain(text))
    plain = _SIGN_OFF.sub("Cheers", plain)
    plain = join(
        [sentence(capital(one.text), one.space) for one in split_sentences(plain.strip(" ,"))]
    )
    return _opened(plain)


def _plain(text: str) -> str:
    for pattern, new in PHRASES:
        text = pattern.sub(lambda match, new=new: _put(match, new), text)  # type: ignore[misc]
    text = replaced(text, WORDS)
    text = _FORM.sub(_verb, text)
    text = re.sub(r"\bcongrats on you(?:r|['’]re) having (\w+)", _having, text, flags=re.I)
    return re.sub(
        r"\b(thanks|sorry|congrats) (for|on) (?:you(?:r|['’]re) )?having (\w+)",
        _having_done,
        text,
        flags=re.I,
    )


def _put(match: re.Match[str], new: str) -> str:
    named = re.search(r"\{base:(\w+)\}", new)
    if named:
        word = match[named[1]].lower()
        base = _BASES.get(word)
        if base is None:
            return match.group()
        new = new.replace(named.group(), base)
    new = new.replace("{first}", match.group().rpartition(" whether")[0])
    said = re.sub(r"\\g<(\w+)>", lambda m: _group(match, m[1], starts=m.start() == 0), new)
    is_start = match.group()[:1].isupper() and not match.group().startswith(("I ", "I'"))
    starts = match.start() == 0 or re.search(r"[.!?\n]\s*$", match.string[: match.start()])
    return capital(said) if said and (is_start or starts) else said


def _group(match: re.Match[str], name: str, *, starts: bool) -> str:
    said = match[name] or ""
    return (
        said
        if starts or said in ("I",) or not said[:1].isupper() or name == "act"
        else said[:1].lower() + said[1:]
    )


def _verb(match: re.Match[str]) -> str:
    word, after = match[1], match["after"] or ""
    before = match.string[: match.start()]
    before = before[max(0, len(before) - 14) :]
    if word.lower() in NOUNS_TOO and not _VERB_AHEAD.search(before):
        return match.group()
    if _NOUN_AHEAD.search(before) and not _is_passive(word, before):
        return match.group()
    new = VERB_FORMS[word.lower()]
    if after and new.endswith(after.split()[0]):
        after = ""
    elif re.search(r"\b(?:is|are|was|were|be|been|being) $", before) and " " in new and after:
        return match.group()
    return (capital(new) if word[0].isupper() else new) + after


def _is_passive(word: str, before: str) -> bool:
    """Whether a form is said of something ("was purchased"), no noun after "the" or "a"."""
    if word.lower() in ("purchased", "received", "requested"):
        return True
    is_after_be = re.search(r"\b(?:is|are|was|be|been) $", before) is not None
    return is_after_be and word.lower() not in NOUNS_TOO and not word.lower().endswith("ing")


def _having(match: re.Match[str]) -> str:
    return _done(match[1], "congrats on", match.group())


def _having_done(match: re.Match[str]) -> str:
    return _done(match[3], f"{match[1]} {match[2]}", match.group())


def _done(participle: str, opener: str, unchanged: str) -> str:
    base = _BASES.get(participle.lower())
    if base is None:
        return unchanged
    return f"{opener if unchanged[0].islower() else capital(opener)} {inflected(base, 'gerund')}"


def _opened(plain: str) -> str:
    plain = _STIFF_GREETING.sub("Hi there", plain)
    greeting, rest = greeting_apart(plain)
    if not greeting:
        if not plain:
            return plain
        if re.match(r"I\b", plain):
            return f"Hey, {plain}"
        return f"Hey, {plain[:1].lower()}{plain[1:]}" if _SMALL.match(plain) else f"Hey! {plain}"
    gap = re.match(r"\s*", plain[len(greeting) :])
    greeting = re.sub(
        r"^(?:hello|dear|good (?:day|morning|afternoon|evening)|greetings)\b",
        "Hey",
        greeting,
        flags=re.I,
    )
    greeting = re.sub(r"^Hey(?= (?:Mr|Mrs|Ms|Dr|Prof)\b)", "Hi", greeting)
    if not rest:
        return greeting
    if gap and "\n" in gap.group():
        return greeting + gap.group() + capital(rest)
    if greeting.endswith(","):
        return f"{greeting} {rest[:1].lower() + rest[1:] if _SMALL.match(rest) and not re.match(r'I', rest) else rest}"
    if re.search(r"[!.]$", greeting):
        return f"{greeting} {capital(rest)}"
    return f"{greeting}, {rest[:1].lower() + rest[1:] if _SMALL.match(rest) and not re.match(r'I', rest) else rest}"
