# ruff: noqa: E501 - patterns read best a row a line
"""The hedges taken out: statements stated, requests made, proposals proposed."""

from __future__ import annotations

import re

from onhand.rewrite.rules.brief.openers import without_opener, without_self_talk
from onhand.rewrite.rules.brief.roundabout import MAX_CHARS, Ask, as_asked, find_ask, in_place
from onhand.rewrite.rules.brief.smalltalk import without
from onhand.rewrite.rules.english.clauses import as_request, asks, small
from onhand.rewrite.rules.english.orders import find_order
from onhand.rewrite.rules.english.sentences import (
    Sentence,
    capital,
    greeting_apart,
    is_question,
    join,
    sentence,
    split_sentences,
)
from onhand.rewrite.rules.english.spoken import as_written
from onhand.rewrite.rules.english.words import without_chatter
from onhand.rewrite.rules.firm.doubts import is_doubt, without_doubt
from onhand.rewrite.rules.firm.firmness import firm
from onhand.rewrite.rules.firm.hedges import is_hedge, is_opening, is_time, without_hedges
from onhand.rewrite.rules.firm.modesty import is_modest, without_modesty
from onhand.rewrite.rules.firm.recasting import cut, recast, sure_question, without_tails
from onhand.rewrite.rules.mending.run_ons import with_run_ons_cut

__all__ = ["confident"]

_TOGETHER = re.compile(
    r"(?:ask|call|catch|change|check|choose|cut|decide|delay|discuss|do|drop|find|fix|focus|give|go|grab|have (?:a|another|lunch|dinner|coffee|breakfast|the)|hire|hold|invite|keep|launch|leave|look|make|meet|move|organi[sz]e|paint|pick|plan|play|postpone|push|put|raise|reschedule|rent|replace|schedule|sell|set|share|simplify|skip|split|start|stick|stop|swap|switch|talk|test|think|try|turn|use|wait|walk|watch|work|write)\b",
    re.I,
)
_WEAK = re.compile(r"\b(?:maybe|perhaps|possibly|potentially|by any chance)\b|(?<!what )(?<!which )(?<!\ba )(?<!this )(?<!that )(?<!some )(?<!the )\b(?:kind|sort) of\b|^it (?:seems|looks|appears)\b", re.I)  # fmt: skip
_PROPOSED = re.compile(r"(?P<before>^|^.*?, (?:so|but|and) )(?P<who>we could|we can|could we|can we|I could|could I|can I|you could|you can) (?P<rest>.+)$", re.I | re.S)  # fmt: skip
_GRANTED = re.compile(
    r"(?:have|get|afford|be (?!.*\btogether\b)|pay|need|stay|order|see|come|return|receive)\b", re.I
)
_KNOWS_NOT = re.compile(r"\b(?:don['’]t|do not) (?:really )?know\b|\bnot (?:\w+ )?sure\b|\bno idea\b", re.I)  # fmt: skip
_PROPOSES = re.compile(
    r"\b(?:maybe|perhaps|possibly|suppose|guess|thinking|by any chance|or something|don['’]t know)\b",
    re.I,
)
_SUGGESTED = re.compile(r"(?:ask|talk|try|use|look|check|contact|consider|take|go|see|speak|wait|read|visit|say|start|put|buy|get|make)\b(?!.*\b(?:me|us|my|our|it for)\b)", re.I)  # fmt: skip


_TAG = re.compile(
    r", (?:right|correct|isn['’]t it|aren['’]t you|don['’]t you|doesn['’]t it|didn['’]t you|haven['’]t you)\?$",
    re.I,
)
_FILLER = re.compile(r"^(?:(?:hmm+|um+|uh+|oh|well|ok|okay|er+|erm+|like|so)[, ]+)+", re.I)
_DOES = r"(?!have (?:made|been|got|taken|left|lost|sent|\w+ed)\b)(?!(?:like|want|prefer|rather|mind|say|recommend|be|consider|care|need|agree|suggest|advise|love|think|not|still|ever|also)\b)\w"
_MAYBE_DO = re.compile(r"(?:maybe|perhaps|possibly),? (?P<do>.+)$", re.I | re.S)
_ASKED_FIRST = re.compile(r"(?:how|what|when|where|who|which|why|is|are|do|does|can) .+ and\s*$", re.I)  # fmt: skip
_STILL_ASKS = re.compile(
    r"(?:^|, (?:and |but |so )?)(?:are|is|do|does|did|have|has|can|will|was|were) (?:you|I|we|it|he|she|they|there|the|your|my)\b|^(?!(?:I|we|it|this|that|there)\b)(?:[\w'’-]+ ){1,3}or (?:[\w'’-]+ ?){1,5}$",
    re.I,
)
_SYMPATHY = re.compile(r"(?:I(?:['’]m| am| was) )?(?:so |very |really |truly )*(?:sorry|sad) to (?:hear|learn|read)\b", re.I)  # fmt: skip
_NOW = re.compile(r"now (?=(?:it|the|I|we|he|she|they|you|my|our)\b)", re.I)
_HEARERS = re.compile(
    r"(?:turn|send|resend|close|fix|repair|bring|confirm|forward|lower|remove|stop|clean|tidy|email|tell|explain|deliver|update|extend|postpone|reschedule|refund|let me|let us|provide|switch|reply|call me|give me|give us|lend me|show me|keep the noise)\b", re.I
)  # fmt: skip
_TWICE = re.compile(r"^(?P<said>Please .+?),? please\b(?! (?:you|him|her|them|do))", re.I | re.S)
_AND_PLEASE = re.compile(r"^(?!please\b)(?P<said>.+?\w),? and please ", re.I | re.S)


def confident(text: str) -> str:
    """Return a mended text said directly; what the writer does not know stays not known."""
    quiet = cut(without_chatter(as_written(text)))
    greeting, rest = greeting_apart(quiet)
    found = split_sentences(rest if greeting else quiet)
    kept = without(found, _is_dropped, _opens) or found
    direct = [_direct(one) for one in kept]
    said = with_run_ons_cut(join([one for one in direct if not _is_dropped(one.text)] or direct))
    if not re.match(r"and\b", rest, re.I):
        said = re.sub(r"^And (?=[\w'’]+ \w)", "", said)
        said = capital(said)
    if not greeting:
        return said
    gap = quiet[len(greeting) : len(quiet) - len(rest)]
    if "\n" in gap and said:
        return f"{greeting}{gap}{said}"
    if greeting[-1] in ".!" or not said:
        return f"{greeting} {said}".strip()
    first = rest.split(None, 1)[0] if rest.strip() else ""
    is_kept = said.split(None, 1)[0].casefold() == first.casefold()
    head = said[:1].lower() + said[1:]
    was_small = head.split(" ", 1)[0] in rest.split()
    return f"{greeting} {first + said[len(first) :] if is_kept else head if was_small else small(said)}"


def _bare(body: str) -> tuple[str, bool]:
    """Return a sentence's body without hedges around it, and if it had any."""
    sure = without_tails(without_modesty(without_doubt(body)))
    said = without_self_talk(without_opener(without_self_talk(recast(sure))))
    said, was_hedged = without_hedges(without_doubt(without_opener(said)))
    said = without_tails(recast(without_opener(said)))
    return said, was_hedged or sure != body


def _direct(one: Sentence) -> Sentence:
    if len(one.text) > MAX_CHARS or one.kind in ("greeting", "sign-off"):
        return one
    if _SYMPATHY.match(one.text) or (one.kind == "thanks" and not find_ask(one.body)):
        return one
    tag = _TAG.search(one.text)
    if tag and tag.start() > 8:
        told = _direct(sentence(one.text[: tag.start()] + ".", one.space))
        return sentence(told.body + tag.group(), one.space) if told.end == "." else one
    body, was_hedged = _bare(one.body)
    end = re.sub(r"\.{2,}|…", ".", one.end)
    if is_time(body) and (was_hedged or one.text.startswith("Like ")):
        return sentence(f"How about {body.removeprefix('Like ')}?", one.space)
    knows = not _KNOWS_NOT.search(one.body)
    is_weak = was_hedged or bool(_WEAK.search(body)) or (end.startswith("?") and _is_told(body))
    order = _MAYBE_DO.match(body)
    if order and find_order(order["do"]):
        body, end, was_hedged = capital(order["do"]), ".", True
    ask = _ask_in(body)
    turned = _turned(ask) if ask else None
    if ask and turned:
        asked = _cleaned(in_place(ask, turned, firm(ask.before, True)))
        return sentence(_AND_PLEASE.sub(r"\g<said>. Please ", asked), one.space)
    said = firm(body, is_weak and knows)
    if is_weak:
        is_proposed = "?" in end or bool(_PROPOSES.search(one.body))
        said = _proposed(said, is_proposed)
    if end.startswith("?"):
        said = re.sub(
            r"^(?:could|would) you (?=(?:have (?!made\b|been\b|got\b|taken\b|left\b|lost\b|sent\b|\w+ed\b|an? (?:\w+ )?(?:look|word|chat|think|go|seat|try)\b)|know\b))",
            "do you ",
            said,
            flags=re.I,
        )
        said = _ordered(re.sub(rf"^(?:could|would) you (?={_DOES})", "can you ", said, flags=re.I))
    if is_question(said) and was_hedged and end.startswith("."):
        end = "?"
    if (
        end.startswith("?")
        and (was_hedged or is_weak or body != one.body or _is_told(said))
        and not asks(said)
        and not _STILL_ASKS.search(said)
    ):
        end = "."
    said = said if was_hedged else _with_now(one.body, said)
    if said[-1:] in (".", "?"):
        end = ""
    elif re.match(r"(?:please|let['’]s) ", said, re.I):
        end = "."
    return sentence(capital(_cleaned(said)) + end, one.space)


def _ask_in(body: str) -> Ask | None:
    """Return what a body asks for, but "How much is it and is it possible to pay by card" whole."""
    ask = find_ask(body)
    return None if ask and _ASKED_FIRST.match(ask.before) else ask


def _with_now(body: str, said: str) -> str:
    """Return what is said with the "now" that its sentence began with: "Now it is salmon."."""
    if not _NOW.match(body) or re.match(r"now\b", said, re.I):
        return said
    return f"Now {small(said)}"


def _is_dropped(sentence: str) -> bool:
    said = _FILLER.sub("", sentence)
    return is_hedge(said) or is_doubt(said)


def _opens(body: str) -> bool:
    """Whether a sentence only prepares the next one, which begins with "But"."""
    return is_opening(body) or is_modest(body)


def _is_told(body: str) -> bool:
    """Whether the words of what ends in "?" tell rather than ask: "I could do Tuesday?"."""
    told = r"(?:I|we) (?!ok\b|okay\b|there\b)|.{0,60}\b(?:could|might|should|may)\b"
    return bool(re.match(told, body)) and not asks(body)


def _turned(ask: Ask) -> str | None:
    said = firm(re.sub(r",? please$", "", ask.rest), True)
    said = re.sub(r",? (?:at some point|sometime|somehow|one of these days)$", "", said)
    if ask.who == "you":
        return as_request(said)
    said = re.sub(r"^(?:didn['’]t|did not|don['’]t|do not) ", "not ", said, flags=re.I)
    if ask.who == "possible" and _HEARERS.match(said):
        return as_request(said)
    if ask.who in ("I", "wish", "possible"):
        return f"{'We' if ask.one == 'we' else 'I'} would like to {said}."
    if ask.who == "we":
        return proposal(said)
    if ask.who == "someone":
        return f"Can {ask.one} {said}?"
    link = "if " if ask.who == "whether" else ""
    asked = as_asked(ask)
    if asked:
        is_might = re.search(r"\b(?:might|may)\b", ask.rest) is not None
        return sure_question(re.sub("^Will ", "Might ", asked) if is_might else asked)
    return f"Please tell me {link}{ask.rest}."


def proposal(action: str, is_idea: bool = False) -> str:
    """Return what "could we" asks: "Let's meet at 3." or "We would like to check in at 3.".

    With `is_idea` ("maybe we could …") it is nothing that the hearer has to grant.
    """
    is_together = _TOGETHER.match(action) or (is_idea and not _GRANTED.match(action))
    return f"Let's {action}." if is_together else f"We would like to {action}."


def _proposed(body: str, is_proposed: bool) -> str:
    """Return "we could try it" as "Let's try it", "I could come" as "I can come".

    Without `is_proposed` it is a belief, not a proposal: "I'm sure we could finish" says that we
    can.
    """
    match = _PROPOSED.match(body)
    if match is None or re.match(r"have (?:been|had|\w+ed)\b", match["rest"]):
        return body
    who, rest, before = match["who"].lower(), match["rest"], match["before"]
    rest = re.sub(r",? (?:at some point|sometime|somehow|one of these days)$", "", rest)
    said: str | None
    if (
        who in ("we could", "we can", "you can", "you could") and not is_proposed
    ) or who == "you can":
        said = f"{match['who'].split()[0]} can {rest}"
    elif "we" in who:
        said = proposal(rest, who == "we could")
    elif "you" in who:
        said = f"You should {rest}" if _SUGGESTED.match(rest) else as_request(rest)
    else:
        is_wish = who in ("could i", "can i") or re.match(r"have\b.* off\b|get\b", rest)
        said = f"I would like to {rest}" if is_wish else f"I can {rest}"
    if said is None:
        return body
    return f"{before}{small(said)}" if before else said


def _ordered(body: str) -> str:
    """Return "can you let me know" as a request; other questions as they are."""
    match = re.match(
        r"can you (?P<do>(?:let|tell|send|give|show|lend|call|bring|explain|pay|turn|stop|check|sign|move|remove|fix|confirm|forward|return|reply|update|cancel|email|text|transfer|refund|repair|replace|switch|put) .+)",
        body,
        re.I,
    )
    return (as_request(match["do"]) if match else None) or body


def _cleaned(text: str) -> str:
    text = re.sub(r"\b(would like|['’]d like) to (?:not|didn['’]t) ", r"\1 not to ", text)
    text = _TWICE.sub(r"\g<said>", text)
    return re.sub(r"\s+([,.?!])(?!\w)", r"\1", re.sub(r" {2,}", " ", text)).strip(" ,")
