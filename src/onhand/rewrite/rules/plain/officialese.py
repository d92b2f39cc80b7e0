# ruff: noqa: E501 - patterns read best a row a line
"""Officialese taken apart by its grammar: the undersigned, the passive, "must", nouns for verbs."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from onhand.rewrite.rules.english.continuing import continued
from onhand.rewrite.rules.english.sentences import capital
from onhand.rewrite.rules.english.verbs import is_participle
from onhand.rewrite.rules.firm.firmness import is_plural
from onhand.rewrite.rules.plain.courtesies import COURTESIES
from onhand.rewrite.rules.plain.dealings import DEALINGS
from onhand.rewrite.rules.plain.filling import base_form, filled
from onhand.rewrite.rules.plain.letters import LETTERS, Row
from onhand.rewrite.rules.plain.manners import MANNERS
from onhand.rewrite.rules.plain.stiff_turns import NOUNS, TURNS

_AUX = {"is": "am", "has": "have", "was": "was", "does": "do", "will": "will", "would": "would", "wishes": "want", "shall": "will", "must": "have to", "cannot": "cannot", "had": "had", "can": "can"}  # fmt: skip
_SIGNED = re.compile(r"\bthe (?:undersigned|writer|author) (?!parties|tenants|residents|members|persons|people|neighbours|neighbors|employees|parents|students)(?P<ly>hereby |also |kindly |respectfully )?(?P<verb>\w+)", re.I)  # fmt: skip
_OWN = {"his": "my", "her": "my", "their": "my", "he": "I", "she": "I", "they": "I", "himself": "myself", "herself": "myself", "him": "me"}  # fmt: skip
_OWNED = re.compile(rf"\b(?:{'|'.join(_OWN)})\b(?= )", re.I)
_TO_WHOM = "inform|contact|notify|tell|to|with|by|for|of|from|call|ask|send|give|let|advise|reach"
_MUST = re.compile(
    r"(?P<who>(?:^|(?<=[.!?;:,\n] )|(?<=[.!?\n]))[^.,;:!?\n]{1,70}?) must (?P<not>not )?(?P<verb>[a-z]+)", re.I
)  # fmt: skip
_TONED = frozenset(
    ["say", "admit", "confess", "decline", "respectfully", "regretfully", "unfortunately", "sadly"]
)
_DEDUCED = re.compile(r"(?:you|he|she|it|that|this|there|they|I|we|some\w+)$", re.I)
_SHALL = re.compile(r"(?<=\w )shall (?!we\b|I\b)(?P<not>not )?", re.I)
_START = r"(?P<start>^|(?<=[.!?;:] )|(?<=[.!?;:]\n)|(?<=\n)|(?<=, ))"
_ACTED = re.compile(
    rf"{_START}(?P<what>(?!(?:and|but|so|because|if|when|that|which|who|I|we|you|he|she|there)\b)(?:[\w'’-]+ ){{0,6}}?[\w'’-]+) (?P<modal>must not|may not|cannot|can not|are not to|is not to|shall not|must|may|can|is to|are to|shall|has to|have to|needs? to) (?:only )?be (?P<done>[a-z]+)(?: up| off| out)?\b(?P<you> by (?:yourselves|yourself|you)\b)?(?! by (?!\d|noon|midnight|the end|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day))", re.I
)  # fmt: skip
_YOUR_ACTS = frozenset(
    """
    accessed attached booked brought borrowed cancelled charged claimed cleaned closed collected copied deposited displayed disposed downloaded emailed
    emptied filed filled found handed kept left locked mailed moved obtained ordered paid parked picked placed posted presented printed purchased put
    registered removed renewed requested reserved retained retrieved returned rinsed sealed sent shut signed stored submitted switched taken turned used
    viewed washed watered worn taped stacked stamped fed bought consumed photographed touched brought switched dropped worn seen shown rented folded tied
    """.split()  # noqa: SIM905
)
_VERB_INSIDE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|that|which|who|says?|said|think|hope|know|if|when|because|and (?:I|we|you)|it|they|this|that)\b", re.I
)  # fmt: skip
_NOUN_ROWS = dict(row.split("=") for row in NOUNS.split("; "))
_NOMINAL = re.compile(
    rf"\b(?P<the>the|The) (?P<noun>{'|'.join(_NOUN_ROWS)}) of (?=(?:the|a|an|my|your|our|his|her|their|this|that|any|all|these|those|more|new|old|[a-z]+s?)\b)"
)
_BANNED = re.compile(
    rf"{_START}(?:the )?(?P<act>{'|'.join(_NOUN_ROWS)}|[a-z]{{3,}}ing)(?P<of> of)?(?P<what>(?: [\w'’-]+){{0,7}}?) (?:is|are) (?:strictly |absolutely |expressly |generally )*(?:prohibited|forbidden|not permitted|not allowed|banned)\b", re.I
)  # fmt: skip


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    before = (
        ""
        if pattern.startswith((",", ";", " ", "[,.]", r"\.", "(?:^", "(?P<who>it"))
        else r"(?<![\w'’-])"
    )
    return re.compile(f"{before}(?:{pattern})", re.I)


def without_officialese(text: str) -> str:
    """Return a text with what offices write said as people say it; the long words stay."""
    if "undersigned" in text.lower():
        text = re.sub(rf"[^.!?]*{_SIGNED.pattern}[^.!?]*", _signed, text, flags=re.I)
    text = put_through(text, (*MANNERS, *DEALINGS, *LETTERS, *COURTESIES, *TURNS))
    low = text.lower()
    if " be " in low:
        text = _ACTED.sub(_to_you, text)
    text = _BANNED.sub(_forbidden, text)
    text = _NOMINAL.sub(_as_doing, text)
    if " must " in low:
        text = _MUST.sub(_have_to, text)
    return _SHALL.sub(lambda match: "won't " if match["not"] else "will ", text)


def put_through(text: str, rows: Iterable[Row]) -> str:
    """Return a text with each row's matches put the other way; rare words are looked for first."""
    low = text.lower()
    for words, pattern, new in rows:
        if words not in low and not ("|" in words and any(w in low for w in words.split("|"))):
            continue
        said = _compiled(pattern).sub(lambda match, new=new: filled(match, new), text)  # type: ignore[misc]
        if said != text:
            text, low = said, said.lower()
    return text


def _signed(match: re.Match[str]) -> str:
    """Return a sentence of "the undersigned" as one of "I"; whose "his" is, only without others."""
    said = match.group()
    if len(set(re.findall(r"\b(?:his|her|their)\b", said))) < 2:
        said = _OWNED.sub(lambda one: _OWN[one.group().lower()], said)
        said = re.sub(r"\bI (is|has|does)\b", lambda one: f"I {_AUX[one[1]]}", said)
    said = re.sub(rf"\b({_TO_WHOM}) the undersigned\b", r"\1 me", said, flags=re.I)
    return re.sub(
        r"\bthe (?:undersigned|writer)\b(?! (?:parties|tenants|residents|members|persons|people|neighbours|employees|parents|students)\b)",
        "I",
        _SIGNED.sub(_first_person, said),
        flags=re.I,
    )


def _first_person(match: re.Match[str]) -> str:
    verb = match["verb"].lower()
    said = _AUX.get(verb) or (base_form(verb) if verb.endswith("s") else verb)
    return f"I {match['ly'] or ''}{said}"


def _to_you(match: re.Match[str]) -> str:
    """Return "the form must be signed" as "you have to sign the form"."""
    what, modal, done = match["what"], match["modal"].lower(), match["done"].lower()
    if done not in _YOUR_ACTS or not is_participle(done) or _VERB_INSIDE.search(what[3:]):
        return match.group()
    if re.match(r"(?:this|that|what|nothing|no|not|some|my (?:deposit|money)|none)\b", what, re.I):
        return match.group()
    joint = re.match(r"(?:as|since|because|for|although|though|while|where|provided) ", what, re.I)
    if joint:
        told = _ACTED.sub(_to_you, match.group()[joint.end() :])
        return f"{joint.group()}{told}"
    if match["start"] == "" and match.string[: match.start()].endswith(", ") and len(what) > 40:
        return match.group()
    is_not = "not" in modal.split()
    helper = "can't" if is_not or modal == "cannot" else "can" if modal in ("may", "can") else "have to"  # fmt: skip
    low = {"it": "it", "they": "them", "these": "these", "those": "those"}.get(what.lower())
    particle = re.search(r" (?:up|off|out)$", match.group())
    said = f"you {helper} {base_form(done)} {low or continued(what)}{particle.group() if particle else ''}"
    return capital(said) if what[:1].isupper() else said


def _forbidden(match: re.Match[str]) -> str:
    """Return "smoking in the hall is forbidden" as "you can't smoke in the hall"."""
    act, what = match["act"].lower(), match["what"]
    if act in ("morning", "evening", "building", "thing", "nothing", "anything", "everything"):
        return match.group()
    doing = _NOUN_ROWS.get(act)
    if doing is None and not act.endswith("ing"):
        return match.group()
    if doing is not None and not match["of"]:
        return match.group()
    if what.strip() in ("alcohol", "alcoholic drinks") or what.startswith(" alcohol"):
        doing = "drinking" if act == "consumption" else doing
    head, _, rest = (doing or act).partition(" ")
    said = f"you can't {base_form(head)}{' ' + rest if rest else ''}{what}"
    return capital(said) if match.group()[:1].isupper() else said


def _as_doing(match: re.Match[str]) -> str:
    said = _NOUN_ROWS[match["noun"]]
    return f"{capital(said) if match['the'] == 'The' else said} "


def _have_to(match: re.Match[str]) -> str:
    """Return "all guests must sign" as "all guests have to sign"; a deduction stays."""
    who, verb = match["who"], match["verb"].lower()
    after = match.string[match.end() :]
    next_word = re.match(r" (?:not |already |all |just )?(\w+)", after)
    is_done = next_word is not None and is_participle(next_word[1])
    if verb == "have" and is_done:
        return match.group()
    if verb == "be" and (not is_done or _DEDUCED.search(who)):
        return match.group()
    if verb in _TONED or (
        verb == "have" and re.search(r"\b(?:think|guess|suppose|bet|sure|so|then) ", who)
    ):
        return match.group()
    if match["not"]:
        return f"{who} can't {verb}"
    subject = re.split(
        r"\b(?:that|if|because|when|so|and|but|whether) ",
        re.sub(r"(?: that| which| who)$", "", who),
    )[-1]
    is_many = is_plural(subject) or re.search(
        r"^(?:all|both|most) |\b(?:I|we|you|they)$", subject, re.I
    )
    return f"{who} {'have' if is_many else 'has'} to {verb}"
