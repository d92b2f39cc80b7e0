"""Forms of English verbs: which one a word is, and any other made from it.

One table of irregular verbs serves both ways; regular forms are made, and read back by making them
again. "Read back" means only that a word can be that form: "left" is "leave" here, whatever it is
in its sentence.
"""

# ruff: noqa: E501, SIM905 - word lists read best as words
from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.mending.dictionary import frequency, is_word

Form = Literal["base", "third", "past", "participle", "gerund"]

_SIMPLE = {
    parts[0]: (parts[1], parts[-1])
    for parts in (
        row.split(":")
        for row in """
        awake:awoke:awoken be:was:been bear:bore:borne beat:beat:beaten become:became:become begin:began:begun bend:bent bet:bet bid:bid bind:bound bite:bit:bitten bleed:bled blow:blew:blown
        break:broke:broken breed:bred bring:brought build:built burn:burned burst:burst buy:bought cast:cast catch:caught choose:chose:chosen cling:clung come:came:come
        cost:cost creep:crept cut:cut deal:dealt dig:dug do:did:done draw:drew:drawn drink:drank:drunk drive:drove:driven eat:ate:eaten fall:fell:fallen feed:fed feel:felt fight:fought find:found
        flee:fled fling:flung fly:flew:flown forbid:forbade:forbidden forget:forgot:forgotten forgive:forgave:forgiven freeze:froze:frozen get:got give:gave:given go:went:gone grind:ground
        grow:grew:grown hang:hung have:had hear:heard hide:hid:hidden hit:hit hold:held hurt:hurt keep:kept kneel:knelt know:knew:known lay:laid lead:led learn:learned leave:left lend:lent let:let
        lie:lay:lain light:lit lose:lost make:made mean:meant meet:met mow:mowed:mown pay:paid put:put quit:quit read:read ride:rode:ridden
        ring:rang:rung rise:rose:risen run:ran:run say:said see:saw:seen seek:sought sell:sold send:sent set:set sew:sewed:sewn shake:shook:shaken shed:shed shine:shone shoot:shot
        show:showed:shown shrink:shrank:shrunk shut:shut sing:sang:sung sink:sank:sunk sit:sat sleep:slept slide:slid speak:spoke:spoken speed:sped spend:spent spin:spun spit:spat split:split
        spread:spread spring:sprang:sprung stand:stood steal:stole:stolen stick:stuck sting:stung stink:stank:stunk strike:struck swear:swore:sworn sweep:swept swim:swam:swum swing:swung
        take:took:taken teach:taught tear:tore:torn tell:told think:thought throw:threw:thrown understand:understood undo:undid:undone upset:upset wake:woke:woken
        wear:wore:worn weave:wove:woven weep:wept win:won wind:wound wring:wrung write:wrote:written
        """.split()
    )
}
_COMPOUNDS = """
    re-build re-do re-draw re-hear re-make re-pay re-read re-run re-sell re-send re-set re-take re-teach re-tell re-think re-wind re-write over-come over-do over-draw over-eat
    over-feed over-hear over-pay over-run over-see over-sleep over-spend over-take over-throw over-write mis-hear mis-lead mis-read mis-take mis-understand out-do out-grow out-run out-sell
    under-go under-pay under-take fore-see fore-tell with-draw with-hold with-stand pre-pay up-hold broad-cast fore-cast
"""
_IRREGULAR = _SIMPLE | {
    prefix + verb: (prefix + _SIMPLE[verb][0], prefix + _SIMPLE[verb][1])
    for prefix, verb in (row.split("-") for row in _COMPOUNDS.split())
}
_ALSO = {
    "burnt": "burn", "learnt": "learn", "spelt": "spell", "dreamt": "dream", "smelt": "smell", "spilt": "spill", "spoilt": "spoil", "leapt": "leap", "leant": "lean",
    "gotten": "get", "proven": "prove", "were": "be", "am": "be", "is": "be", "are": "be", "been": "be",
}  # fmt: skip
"""Forms beside those that we make."""
_BASES = {
    form: base for base, forms in _IRREGULAR.items() for form in forms if form not in _IRREGULAR
} | _ALSO
_DOUBLED = frozenset(
    """
    abhor acquit admit allot babysit begin cancel channel commit compel concur confer control counsel debug defer deter dial enrol equal equip excel expel
    fit forbid forget format fuel fulfil incur infer input kidnap label level marvel model occur offset omit outrun output overlap patrol permit prefer program propel quarrel quit
    rebel rebut recur refer regret repel rerun reset signal submit total transfer transmit travel tunnel unplug unravel unwrap unzip upset
    """.split()
)
_ONE_SYLLABLE = re.compile(r"(?:qu|[^aeiou])*[aeiouy][bdglmnprtv]")
_VOWELS = "aeiou"
_NO_FORMS = frozenset(
    """
    anything ceiling clothing darling during evening everything king morning nothing offspring pudding shilling sibling something spring string thing wedding wing
    bed biped breed creed deed exceed feed greed heed hundred indeed kindred naked need sacred seed speed weed wicked
    """.split()
)
"""Words in -ing and -ed that are no forms of a verb."""
_NO_THIRDS = frozenset("thing new news this his its less always perhaps business us yes as plus bus gas was is lens glass class dress miss pass process boss guess cross kiss mess press stress discuss address access success focus across unless".split())  # fmt: skip
_NOT_ONLY_PASTS = frozenset("bound ground wound shot lit slid bore".split())
"""Pasts that are other words as often."""
_NOUNS_TOO = frozenset("bit rose bore".split())
"""Pasts that may be nouns after "have": "I have bit of a cold"."""


def irregular_verbs() -> Mapping[str, tuple[str, str]]:
    """Return the past and the participle of each irregular verb, by its base form."""
    return _IRREGULAR


def participles_for_pasts() -> dict[str, str]:
    """Return the participle for each past that is another word: "took" is "taken" after "have"."""
    return {
        past: participle
        for base, (past, participle) in _IRREGULAR.items()
        if past not in (participle, base) and past not in _IRREGULAR
        if past not in _NOUNS_TOO and base != "be"
    }


def inflected(base: str, form: Form) -> str:
    """Return a form of a verb: `inflected("buy", "past")` is "bought".

    Of a phrase ("look into") the first word is inflected.
    """
    head, _, rest = base.partition(" ")
    made = _inflected(head, form)
    return f"{made} {rest}" if rest else made


def _inflected(base: str, form: Form) -> str:
    if form == "base":
        return base
    if form == "third":
        return _third(base)
    if form == "gerund":
        return _gerund(base)
    if base in _IRREGULAR:
        return _IRREGULAR[base][0 if form == "past" else 1]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _doubled(base: str) -> str:
    """Return a base as it stands before -ed and -ing: "stopp", "panick"."""
    if base in _DOUBLED or _ONE_SYLLABLE.fullmatch(base):
        return base + base[-1]
    return base + "k" if base.endswith("ic") else base


def _third(base: str) -> str:
    if base in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", base) else "s")


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def forms_of(base: str) -> dict[str, Form]:
    """Return each form of a verb with its name; of equal ones the first: base, past, …"""
    found: dict[str, Form] = {}
    form: Form
    for form in ("base", "past", "participle", "third", "gerund"):
        found.setdefault(inflected(base, form), form)
    if base in ("cancel", "travel", "label", "model"):
        found[base + "ed"] = "past"
        found[base + "ing"] = "gerund"
    if base in ("learn", "burn"):
        found[base + "t"] = "past"
    return found


@lru_cache(maxsize=2048)
def is_verb(word: str) -> bool:
    """Whether a word in small letters is a verb's base form (it may be a noun too)."""
    if word in VERBS or word in _IRREGULAR:
        return True
    return (
        word not in _NO_THIRDS
        and len(word) > 2
        and frequency(word) > 800
        and frequency(inflected(word, "gerund")) > 300
        and frequency(inflected(word, "past")) > 300
    )


@lru_cache(maxsize=2048)
def base_of(word: str) -> str:
    """Return the base form of a past, a participle, an -ing form or a third person.

    A word that is none, or no known verb's, is returned in small letters. The word is taken for a
    verb's form, so call it only where a verb stands: "building" is "build".
    """
    low = word.lower()
    if low in _BASES:
        return _BASES[low]
    if low in VERBS or low in _IRREGULAR or low in _NO_FORMS:
        return low
    if low.endswith("ing"):
        return _regular_base(low, "gerund") or low
    if low.endswith("ed"):
        return _regular_base(low, "past") or low
    return base_of_third(low) or low


def _regular_base(word: str, form: Form) -> str | None:
    """Return the likeliest base that has this form, verbs that we know before other words."""
    stem = word[: -3 if form == "gerund" else -2]
    if len(stem) < 2 or not re.search(r"[aeiouy]", stem):
        return None
    bases = [stem, stem + "e"]
    if stem[-1] == stem[-2] or stem.endswith("ck"):
        bases.append(stem[:-1])
    if form == "gerund" and stem.endswith("y"):
        bases.append(stem[:-1] + "ie")
    if form == "past" and stem.endswith("i"):
        bases.append(stem[:-1] + "y")
    known = [base for base in bases if base in VERBS or is_word(base)]
    made = [base for base in known if inflected(base, form) == word]
    return max(made or known, key=lambda base: (base in VERBS, frequency(base)), default=None)


def is_past(word: str) -> bool:
    """Whether a word is plainly a past form: "left", "asked", but not "put" or "gone"."""
    low = word.lower()
    base = base_of(low)
    return base != low and (low in ("were", _inflected(base, "past")) or low.endswith("ed"))


@lru_cache(maxsize=2048)
def base_of_past(word: str) -> str | None:
    """Return the base of a past or participle that is nothing else ("knew"); None in doubt."""
    if word in _NOT_ONLY_PASTS or word in ("was", "were", "am", "is", "are", "been"):
        return None
    if word in _BASES:
        return _BASES[word]
    if not word.endswith("ed") or word.endswith("eed") or len(word) < 5:
        return None
    base = base_of(word)
    return base if base != word and is_verb(base) and inflected(base, "past") == word else None


@lru_cache(maxsize=2048)
def base_of_third(word: str) -> str | None:
    """Return the base of a third person ("goes": "go"); None for a word that is none."""
    if word in ("has", "does", "goes"):
        return {"has": "have", "does": "do", "goes": "go"}[word]
    if word in _NO_THIRDS or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return None
    stems = [word[:-1], word[:-2]]
    if word.endswith("ies"):
        stems.insert(0, word[:-3] + "y")
    return next(
        (stem for stem in stems if is_verb(stem) and inflected(stem, "third") == word), None
    )


def is_participle(word: str) -> bool:
    """Whether a word can be a past participle ("sent", "received", "been"), by its shape."""
    word = word.lower()
    base = _BASES.get(word, word)
    if base in _IRREGULAR:
        return _IRREGULAR[base][1] == word or (word in _ALSO and base != "be")
    if word in _ALSO:
        return True
    return len(word) > 3 and word.endswith("ed") and word not in _NO_FORMS
