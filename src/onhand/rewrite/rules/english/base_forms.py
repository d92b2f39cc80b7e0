# ruff: noqa: E501, SIM905 - a word list reads best as words
"""Verbs taken back to their base form: "sending" and "left" to "send" and "leave"."""

from __future__ import annotations

_PASTS = """
    ate=eat became=become began=begin bit=bite blew=blow bought=buy bound=bind broke=break brought=bring built=build
    burnt=burn came=come caught=catch chose=choose cost=cost cut=cut did=do drank=drink drew=draw drove=drive fell=fall
    fed=feed felt=feel found=find flew=fly forgot=forget froze=freeze gave=give got=get grew=grow had=have heard=hear
    held=hold hid=hide hit=hit hung=hang hurt=hurt kept=keep knew=know laid=lay learnt=learn led=lead left=leave lent=lend
    let=let lost=lose made=make meant=mean met=meet mistook=mistake overslept=oversleep paid=pay put=put quit=quit ran=run
    rang=ring read=read rode=ride rose=rise said=say sang=sing sat=sit saw=see sent=send set=set shook=shake shot=shoot
    showed=show shut=shut sold=sell spent=spend split=split spoke=speak spread=spread stole=steal stood=stand
    stuck=stick swam=swim swept=sweep taught=teach thought=think threw=throw told=tell took=take tore=tear
    understood=understand upset=upset woke=wake won=win wore=wear went=go withdrew=withdraw wrote=write
"""
_PAST_OF = dict(pair.split("=") for pair in _PASTS.split())
_MUTE_E = frozenset(
    """
    accommodate achieve acknowledge advertise advise agree allocate analyse announce apologise apologize appreciate approve argue arrange
    arrive assume authorise authorize bake bathe be believe blame breathe bribe calculate care cause celebrate challenge change charge chase
    choose circulate close combine come communicate compare complete compose compromise confuse continue contribute create cycle dance date decide
    decorate decrease define delete deliberate describe deserve determine dictate dine disagree dispose dissolve distribute divide donate double drive
    duplicate ease educate eliminate emerge enable encourage engage ensure equate erase escalate estimate evaluate examine exchange excuse
    exercise explore expose face fade file finalise finalize finance fire force freeze generate give glue grade grate guarantee guide handle
    have hire home hope illustrate imagine improve include increase indicate inquire enquire inspire insure introduce investigate invite invoice involve
    issue joke judge lease leave license like line live locate lose love make manage manoeuvre measure merge mine move name negotiate note notice
    nurse oblige observe operate organise organize overcome owe participate pause phone place plague please pledge postpone practice practise
    prepare presume price probe produce promise promote propose prove provide publicise purchase pursue queue quote raise rate realise
    realize rearrange receive recognise recognize reconcile recycle reduce refuse rehearse relate relocate remove renovate rephrase replace
    require reschedule rescue reserve resolve restore resume retire retrieve reuse revise ride rise route save scare schedule score secure separate
    serve settle shake shape share shave shine shove size smile smoke snooze solve space spare square stage stare state store struggle subscribe
    suppose surprise survive take taste tease telephone tie time trade translate trouble tune type unsubscribe update upgrade use utilise utilize vacate
    value vote wake waste welcome whistle write
    """.split()
)


def base_of(word: str) -> str:
    """Return the base form of a past or an -ing form; another word as it is."""
    low = word.lower()
    if low in _PAST_OF:
        return _PAST_OF[low]
    for ending in ("ing", "ed"):
        stem = low[: -len(ending)]
        if low.endswith(ending) and len(stem) >= 2 and any(v in "aeiouy" for v in stem):
            return _stripped(stem, ending)
    return low


def _stripped(stem: str, ending: str) -> str:
    if f"{stem}e" in _MUTE_E:
        return f"{stem}e"
    if ending == "ed" and stem.endswith("i"):
        return f"{stem[:-1]}y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lszfeo":
        return stem[:-1]
    if stem in ("cancell", "travell", "labell", "modell", "controll", "compell"):
        return stem[:-1]
    if stem.endswith(("at", "iz", "uc", "ag", "nc", "rg", "dg", "ng")) and len(stem) > 4:
        return stem if stem.endswith(("ring", "ang", "ong", "eat", "oat")) else f"{stem}e"
    return stem


def is_past(word: str) -> bool:
    """Whether a word is plainly a past form."""
    low = word.lower()
    known = low in _PAST_OF and _PAST_OF[low] != low
    return known or (low.endswith("ed") and len(low) > 4 and low not in ("need", "feed", "speed"))


def without_s(verb: str) -> str | None:
    """Return "work" for "works"; None where the word has no such ending."""
    low = verb.lower()
    if low in ("has", "does", "goes"):
        return {"has": "have", "does": "do", "goes": "go"}[low]
    if not low.endswith("s") or low.endswith(("ss", "us", "'s")) or len(low) < 4:
        return None
    if low.endswith("ies"):
        return f"{low[:-3]}y"
    if low.endswith(("shes", "ches", "sses", "xes", "zzes")):
        return low[:-2]
    return low[:-1]
