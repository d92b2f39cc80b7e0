# ruff: noqa: E501, SIM905 - word lists read best as words
"""Forms that verbs have after others put right: "didn't knew", "have went", "can goes", "teached"."""

from __future__ import annotations

import re
from functools import cache

from onhand.rewrite.rules.english.verbs import (
    base_of_past,
    base_of_third,
    inflected,
    irregular_verbs,
)
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.nouns import SINGULAR
from onhand.rewrite.rules.mending.slips import compiled

_ADVERB = r"(?:not |even |ever |never |also |really |already |yet |still |just |only |always |finally |recently |please |actually |probably |completely |accidentally )?"
_SUBJECT = rf"(?:I|you|we|they|he|she|it|anyone|anybody|someone|somebody|everyone|everybody|nobody|(?:the|my|your|our|his|her|their|this|that) {SINGULAR})"
_NT = r"n['’]t"
_DID = (
    rf"\b(?P<aux>(?:did|do|does)(?:{_NT}| not) (?:{_SUBJECT} )?|(?:did|do|does) {_SUBJECT} ){_ADVERB}(?P<verb>[a-z]+)\b"
)  # fmt: skip
_MODAL = rf"(?<!the )(?<!my )(?<!his )(?<!her )(?<!their )(?<!your )(?<!a )\b(?-i:(?P<aux>(?:[Cc]an['’]t|[Cc]an|[Cc]ould|[Ww]ill|[Ww]ould|[Ss]hould|[Mm]ust|may|[Mm]ight|[Cc]annot|[Ww]on['’]t)(?:{_NT})?|[a-zI]+['’]ll)) (?P<subject>{_SUBJECT} )?{_ADVERB}(?P<verb>[a-z]+)\b"
_HAVE = rf"\b(?P<aux>have|has|had|haven['’]t|hasn['’]t|hadn['’]t|\w+['’]ve|been|be|being) (?P<subject>(?:I|you|we|they|he|she|it|anyone|someone|everyone) )?(?:(?:all|both) )?{_ADVERB}(?P<verb>[a-z]+)\b(?P<next> [a-z]+)?"
_BE = r"\b(?P<aux>is|are|was|were|been|be|being|isn['’]t|wasn['’]t|weren['’]t|got|get) (?:not |already |never |just |also )?(?P<verb>[a-z]+)\b(?! off\b)"
_AFTER_HAVE = frozenset("forget go see send receive be do write eat buy bring become choose lose know give tell arrive speak drive teach forgive understand decide win begin happen".split())  # fmt: skip
"""Bases that are no noun after "have"."""
_TAKES = frozenset("his her my your our their the it me us him them this that a an all".split())
_PASSIVE = frozenset("eat steal write give take choose throw speak hide shake tear wear freeze forget drive see know".split())  # fmt: skip
_BOTH = frozenset("bound ground wound lay shot lit slid bore bound felled".split())
"""Pasts that are bases of other verbs, or nouns."""
_SENT = frozenset("send build sell pay make lose teach tell bring buy".split())


@cache
def _pasts() -> dict[str, str]:
    """Return the base of each irregular past and participle that is no base form itself."""
    found: dict[str, str] = {}
    for base, forms in irregular_verbs().items():
        for form in forms:
            if form not in irregular_verbs() and base != "be" and form not in _BOTH:
                found.setdefault(form, base)
    return found


@cache
def _wrong_pasts() -> dict[str, tuple[str, str]]:
    """Return past and participle for what nobody says: "teached", "cutted", "goed"."""
    found = {}
    for base, forms in irregular_verbs().items():
        stem = base.removesuffix("e")
        for wrong in (stem + "ed", base + base[-1] + "ed", stem[:-1] + "ied"):
            if frequency(wrong) < 60 and wrong not in forms and re.fullmatch(r"[a-z]+", wrong):
                found[wrong] = forms
    for base in "catch buy feel sleep cost hurt cut understand hear choose".split():
        found[inflected(base, "gerund").removesuffix("ing") + "ed"] = irregular_verbs()[base]
    for wrong, base in (("payed", "pay"), ("costed", "cost"), ("sayed", "say"), ("heared", "hear"), ("choosed", "choose"), ("splitted", "split"), ("thinked", "think"), ("knowed", "know"), ("drived", "drive"), ("fighted", "fight"), ("beated", "beat"), ("bringed", "bring"), ("tooked", "take"), ("wented", "go"), ("cutted", "cut"), ("putted", "put"), ("hitted", "hit"), ("setted", "set"), ("broked", "break"), ("boughted", "buy"), ("losed", "lose"), ("falled", "fall"), ("standed", "stand"), ("runned", "run"), ("writed", "write"), ("winned", "win"), ("sended", "send"), ("eated", "eat")):  # fmt: skip
        found[wrong] = irregular_verbs()[base]
    for word in (
        "shined",
        "waked",
        "weaved",
        "lied",
        "hanged",
        "beed",
        "aded",
        "laid",
        "layed",
        "weeped",
        "digged",
        "sewed",
        "spitted",
    ):
        found.pop(word, None)
    return found


def with_known_pasts(text: str) -> str:
    """Return a text with regular pasts of irregular verbs put right: "he teached me"."""

    def right(match: re.Match[str]) -> str:
        forms = _wrong_pasts().get(match[2].lower())
        if forms is None:
            return match[0]
        before = re.search(
            r"(?:\b(?:have|has|had|having|is|was|were|are|be|been|being|got|haven['’]t|hasn['’]t|hadn['’]t)|['’]ve)(?: not| never| already| just| all)? (?:(?:he|she|it|you|they|we|i) )?$",
            match.string[: match.start(2)],
            re.I,
        )
        return forms[1] if before else forms[0]

    return re.sub(r"(^|(?<=[\s(]))([a-z]{2,}ed)\b(?![-'’@.]\w)", right, text)


def with_verb_forms(text: str) -> str:
    """Return a text with the forms after auxiliaries put right where no other reading is left."""
    if re.search(r"\b(?:do|does|did)", text, re.I):
        text = compiled(_DID).sub(_after_do, text)
    text = compiled(_MODAL).sub(_after_modal, text)
    text = compiled(_HAVE).sub(_after_have, text)
    return compiled(_BE).sub(_after_be, text)


def _put(match: re.Match[str], verb: str) -> str:
    start, end = match.span("verb")
    return match.string[match.start() : start] + verb + match.string[end : match.end()]


def _after_do(match: re.Match[str]) -> str:
    verb = match["verb"]
    base = base_of_third(verb) or base_of_past(verb)
    aux = match["aux"]
    if re.match(r"do (?:the|my|your|our|his|her|their|this|that) ", aux, re.I):
        return match[0]  # "do your weekend shifts"
    if base is None or (
        verb in ("left", "found", "lay", "felt", "saw", "got")
        and not re.search(r"not|n['’]t|did", aux, re.I)
    ):
        return match[0]
    if verb in ("used",) or (verb in ("needed", "based", "related", "limited") and " " in aux):
        return match[0]
    said = _put(match, base)
    who = re.search(r"\b(?:I|we|they|he|she|it|you) $", match.string[: match.start()])
    if (who and verb == base_of_past(verb)) or (
        who
        and base_of_past(verb)
        and re.match(r"do(?:es)?(?:n['’]t| not)", aux, re.I)
        and base != "have"
        and verb not in ("got", "found", "left")
    ):
        has = "hasn't" if who[0].strip().lower() in ("he", "she", "it") else "haven't"
        if re.match(r"(?:until now|so far)\b", match.string, re.I) or re.search(
            r"\b(?:yet|so far|until now)\b", match.string[match.end() :], re.I
        ):
            return f"{has} {inflected(base, 'participle')}"
        said = re.sub(r"^do(?:es)?", "did", said, count=1)
    return said


def _after_modal(match: re.Match[str]) -> str:
    verb = match["verb"]
    base = base_of_third(verb) or base_of_past(verb)
    if base is None or verb in (
        "left",
        "found",
        "saw",
        "felt",
        "ground",
        "wound",
        "works",
        "needs",
        "thanks",
        "better",
    ):
        base = base_of_third(verb) if verb in ("works", "needs") else None
    if base is None or (
        match["subject"]
        and re.search(
            r"\bwould (?:rather|prefer)|wish|as if|if only", match.string[: match.end()], re.I
        )
    ):
        return match[0]
    if match["subject"] and re.search(
        r"\b(?:that|which|who|what|all|everything|as much as|as best|thing) $",
        match.string[: match.start()],
        re.I,
    ):
        return match[0]
    if match["subject"] and not re.search(
        r"(?:^|[.!?,;:\n]|\b(?:and|but|so|please|where|when|how|why|what|time|hi|hey|hello)) ?$",
        match.string[: match.start()],
        re.I,
    ):
        return match[0]
    return _put(match, base)


def _after_have(match: re.Match[str]) -> str:
    verb, aux = match["verb"], match["aux"].lower()
    following = (match["next"] or "").strip()
    forms = irregular_verbs()
    base = _pasts().get(verb) or (verb if verb in forms else None)
    if aux in ("be", "being", "been"):
        if match["subject"]:
            return match[0]
        is_past = verb in _pasts() and _pasts()[verb] in _PASSIVE
        return _put(match, forms[_pasts()[verb]][1]) if is_past else match[0]
    if base is None:
        return match[0]
    done = forms[base][1]
    if verb in (done, "got") or (
        verb in ("left", "felt", "ground", "wound", "saw", "found") and verb == done
    ):
        return match[0]
    if verb != base:
        if (
            match["subject"]
            and aux in ("had", "have")
            and not re.search(
                r"(?:^|[.!?,]|\b(?:and|but|what|where|when|why|how|who|so|if)) ?$",
                match.string[: match.start()],
                re.I,
            )
        ):
            return match[0]
        return _put(match, done) if forms[base][0] == verb else match[0]
    if verb == "be":
        return _put(match, "been") if following not in ("a", "to") or aux != "had" else match[0]
    if match["subject"] and not match.string[: match.start()].strip(" ,.!?"):
        return match[0] if verb not in _AFTER_HAVE or aux == "had" else _put(match, done)
    if match["subject"]:
        return match[0]
    if verb in _AFTER_HAVE and not (verb == "go" and following == "at"):
        return _put(match, done)
    if verb == "brake":
        return match[0]
    is_taking = following in _TAKES and verb not in (
        "let",
        "put",
        "cut",
        "read",
        "set",
        "cost",
        "hurt",
        "shut",
        "hit",
        "quit",
        "split",
        "spread",
    )
    return _put(match, done) if is_taking and aux != "had" else match[0]


def _after_be(match: re.Match[str]) -> str:
    verb = match["verb"]
    if match["aux"].lower() in ("get", "got"):
        return match[0]
    base = _pasts().get(verb)
    if (
        base in _PASSIVE
        and irregular_verbs()[base][0] == verb
        and verb not in ("saw", "wore", "shook")
    ):
        return _put(match, irregular_verbs()[base][1])
    if verb in _SENT and not re.search(
        r"\b(?:all|thing|what|it|do|did|option|plan|idea|goal|job|is to) (?:we |you |I |he |she |they )?\w* ?$",
        match.string[: match.start()],
        re.I,
    ):
        return _put(match, irregular_verbs()[verb][1])
    return match[0]
