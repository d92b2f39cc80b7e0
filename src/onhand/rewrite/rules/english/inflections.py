# ruff: noqa: E501, SIM905 - word lists read best as words
"""Forms of words: plurals, third persons, participles, pasts."""

from __future__ import annotations

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.mending.dictionary import frequency

THIRD = {"go": "goes", "do": "does", "have": "has", "need": "needs", "want": "wants", "work": "works", "know": "knows", "say": "says", "make": "makes", "take": "takes", "come": "comes", "look": "looks", "like": "likes", "live": "lives", "think": "thinks", "start": "starts", "seem": "seems", "keep": "keeps", "cost": "costs", "leak": "leaks", "open": "opens", "close": "closes", "arrive": "arrives", "include": "includes", "speak": "speaks"}  # fmt: skip  # fmt: skip
PARTICIPLES = {
    "went": "gone", "took": "taken", "broke": "broken", "wrote": "written", "drove": "driven", "ate": "eaten", "forgot": "forgotten", "spoke": "spoken", "stole": "stolen", "chose": "chosen", "fell": "fallen", "gave": "given",
    "knew": "known", "grew": "grown", "showed": "shown", "threw": "thrown", "began": "begun", "did": "done", "saw": "seen", "came": "come", "became": "become", "ran": "run", "woke": "woken", "drank": "drunk",
}  # fmt: skip  # fmt: skip
PASTS = {
    "went": "go", "took": "take", "got": "get", "came": "come", "saw": "see", "gave": "give", "sent": "send", "paid": "pay", "bought": "buy", "brought": "bring", "made": "make", "knew": "know", "thought": "think", "told": "tell", "said": "say", "found": "find",
    "received": "receive", "arrived": "arrive", "worked": "work", "wanted": "want", "called": "call", "asked": "ask", "changed": "change", "started": "start", "finished": "finish", "ordered": "order", "answered": "answer", "replied": "reply", "understood": "understand", "forgot": "forget", "broke": "break", "kept": "keep", "came back": "come back",
    "heard": "hear", "left": "leave", "did": "do", "had": "have", "tried": "try", "opened": "open", "closed": "close", "booked": "book", "happened": "happen", "noticed": "notice", "signed": "sign", "wrote": "write", "lost": "lose", "met": "meet", "used": "use", "needed": "need",
}  # fmt: skip  # fmt: skip
NOT_PLURAL = frozenset(
    "news bus gas glass class boss address access series lens business process species maths means physics always towards alas plus yes this its his hers us was is has as focus virus status campus bonus census menus thus dress mess loss less press success progress express congress princess mattress witness darkness illness fitness illness bias chaos cosmos photos basis crisis analysis diagnosis tennis politics economics athletics headquarters crossroads gallows works barracks christmas atlas canvas texas james thomas perhaps besides afterwards sometimes ours yours theirs pants".split()
)


def third_person(verb: str) -> str:
    """Return a verb as he, she and it have it: "goes"."""
    if verb.endswith(("sh", "ch", "s", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeo" else verb + "s"


def present(past: str) -> str:
    """Return the base form of a regular past, or the word itself where no verb is known."""
    if past in PASTS:
        return PASTS[past]
    for stem in (past[:-2], past[:-1], past[:-3] if past[-3:-2] == past[-4:-3] else ""):
        if stem in VERBS:
            return stem
    return past


def participle(verb: str) -> str:
    """Return the past participle of a verb: "sent"."""
    odd = {
        "send": "sent", "lose": "lost", "forget": "forgotten", "forgot": "forgotten", "pay": "paid", "find": "found", "buy": "bought", "write": "written", "win": "won", "break": "broken", "choose": "chosen",
        "tell": "told", "sell": "sold", "bring": "brought", "leave": "left", "try": "tried", "apply": "applied", "cancel": "cancelled",
    }  # fmt: skip
    return odd.get(verb, verb + ("d" if verb.endswith("e") else "ed"))


def singular(plural: str) -> str:
    """Return the singular of a plural in s, or "" for a word that is none."""
    if plural in NOT_PLURAL or plural.endswith("ss"):
        return ""
    if plural.endswith("ies") and frequency(plural[:-3] + "y"):
        return plural[:-3] + "y"
    if plural.endswith(("xes", "ches", "shes", "sses")):
        return plural[:-2]
    return plural[:-1] if frequency(plural[:-1]) > 500 else ""


def plural(word: str) -> str:
    """Return a noun for more than one: "boxes"."""
    if word in ("person", "child"):
        return {"person": "people", "child": "children"}[word]
    if word.endswith(("x", "s")):
        return word + "es"
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeo" else word + "s"


def ing_form(verb: str) -> str:
    """Return a verb's form in -ing: "getting"."""
    if verb in ("get", "stop", "put", "run", "let", "shut", "sit", "cut", "swap"):
        return verb + verb[-1] + "ing"
    return (verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb) + "ing"


def base_of_third(third: str) -> str:
    """Return the base form of a verb in the third person: "go" for "goes"."""
    special = {"goes": "go", "does": "do", "has": "have", "replies": "reply", "matters": "matter"}
    return special.get(third, third[:-1])
