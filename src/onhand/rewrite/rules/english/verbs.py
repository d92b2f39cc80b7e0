"""Forms of English verbs: which one a word is, and any other made from it."""

# ruff: noqa: E501, SIM905 - word lists read best as words
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Form = Literal["base", "third", "past", "participle", "gerund"]

_IRREGULAR = {
    parts[0]: (parts[1], parts[-1])
    for parts in (
        row.split(":")
        for row in """
        be:was:been beat:beat:beaten become:became:become begin:began:begun bend:bent bite:bit:bitten blow:blew:blown break:broke:broken bring:brought build:built burn:burned buy:bought
        catch:caught choose:chose:chosen come:came:come cost:cost cut:cut deal:dealt do:did:done draw:drew:drawn drink:drank:drunk drive:drove:driven eat:ate:eaten fall:fell:fallen
        feed:fed feel:felt fight:fought find:found fly:flew:flown forget:forgot:forgotten forgive:forgave:forgiven freeze:froze:frozen get:got give:gave:given go:went:gone grow:grew:grown
        hang:hung have:had hear:heard hide:hid:hidden hit:hit hold:held hurt:hurt keep:kept know:knew:known lay:laid lead:led learn:learned leave:left lend:lent let:let lie:lay:lain light:lit
        lose:lost make:made mean:meant meet:met pay:paid put:put quit:quit read:read ride:rode:ridden ring:rang:rung rise:rose:risen run:ran:run say:said see:saw:seen sell:sold send:sent
        set:set shake:shook:shaken shoot:shot show:showed:shown shut:shut sing:sang:sung sit:sat sleep:slept speak:spoke:spoken spend:spent split:split stand:stood steal:stole:stolen
        stick:stuck swim:swam:swum take:took:taken teach:taught tell:told think:thought throw:threw:thrown understand:understood wake:woke:woken wear:wore:worn win:won write:wrote:written
        mistake:mistook:mistaken undo:undid:undone redo:redid:redone overpay:overpaid resend:resent rewrite:rewrote:rewritten withdraw:withdrew:withdrawn spread:spread bid:bid
        bear:bore:borne bind:bound breed:bred creep:crept dig:dug flee:fled grind:ground kneel:knelt overtake:overtook:overtaken oversleep:overslept seek:sought sew:sewed:sewn shine:shone shrink:shrank:shrunk
        sink:sank:sunk slide:slid spin:spun spit:spat spring:sprang:sprung sting:stung strike:struck swear:swore:sworn sweep:swept swing:swung tear:tore:torn weep:wept upset:upset overcome:overcame:overcome
        misunderstand:misunderstood rebuild:rebuilt outgrow:outgrew:outgrown
        """.split()
    )
}
_BASES = {form: base for base, forms in _IRREGULAR.items() for form in forms}
_DOUBLED = frozenset(
    "stop plan drop shop chat step grab slip trip ship skip wrap tap swap pop bug hug beg plug refer prefer admit commit submit permit occur cancel travel label model fit rob rub nod jog scan ban pin win run sit get put cut set let hit quit swim begin forget shut dig split bid rip clip zip snap trim mop unplug regret transfer".split()
)
_VOWELS = "aeiou"


def irregular_verbs() -> Mapping[str, tuple[str, str]]:
    """Return the past and the participle of each irregular verb, by its base form."""
    return _IRREGULAR


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
    return (base + base[-1] if base in _DOUBLED else base) + "ed"


def _third(base: str) -> str:
    if base in ("be", "have", "do", "go"):
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}[base]
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", base) else "s")


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        return base[:-1] + "ing"
    return (base + base[-1] if base in _DOUBLED else base) + "ing"


def forms_of(base: str) -> dict[str, Form]:
    """Return each form of a verb with its name; of equal ones the first: base, past, …"""
    found: dict[str, Form] = {}
    form: Form
    for form in ("base", "past", "participle", "third", "gerund"):
        found.setdefault(inflected(base, form), form)
    if base in ("cancel", "travel", "label", "model", "learn", "burn"):
        found[base + ("t" if base in ("learn", "burn") else "ed")] = "past"
        found.setdefault(base + "ing", "gerund")
    return found


def is_participle(word: str) -> bool:
    """Whether a word can be a past participle ("sent", "received", "been"), by its shape."""
    word = word.lower()
    if word in _BASES:
        return _IRREGULAR[_BASES[word]][1] == word
    return len(word) > 3 and word.endswith("ed") and not word.endswith(("eed", "need"))
