# ruff: noqa: E501 - patterns read best a row a line
"""What leads up to what is said, known by its words alone: "It may be worth adding that …".

Where no table has the phrase: a lead before a "that" or a comma is an announcement if none of its
words is about the matter and it tells, or knows, or stands apart ("to the best of my knowledge").
"""

from __future__ import annotations

import re

from onhand.rewrite.rules.brief.empty_talk import has_own_fact, words_of
from onhand.rewrite.rules.english.sentences import capital

_TOPIC = re.compile(
    r"^(?:so )?(?:the|one) (?:\w+ )?(?:thing|point|problem|question|issue) (?:that )?(?:I|we)(?:['’]d)?(?: just| really| still)? (?:wanted|want|need|have|had|would like|like) to (?:say|mention|raise|make|ask|tell you) about (?P<topic>[^,.;:]{3,40}?) (?:is|was)(?: basically| just| simply| really)?(?: that)? ",
    re.I,
)
_ASKED_BY = re.compile(
    r"^(?:I was|I am|I['’]m|I['’]ve been|I have been) asked by (?P<name>(?-i:[A-Z])[\w'’-]+) to (?:let you know|tell you|inform you|say)(?: that)? (?:s?he)(?P<be>['’]s| is| was| has| will| can(?:['’]t|not)?| won['’]t)\b",
    re.I,
)
_FACT_FOUND = re.compile(
    r"^the fact that (?P<fact>.{5,90}?) is (?:something )?(?:that |which )?I find (?=\w)", re.I
)
_THANKING = re.compile(
    r"^[^,.\d]{0,50}?\b(?:I|we)(?: would|['’]d)? (?:like|want|wanted|wish) to (?:take (?:this|the) opportunity to )?thank you(?: all)?(?: very much| so much)? for (?P<what>[^,.]{2,50}?),? and (?:also )?(?:to )?(?:let you know|inform you|tell you|say|remind you)(?: that)? ",
    re.I,
)
_THAT = re.compile(
    r"(?P<lead>[^.;:?!\d]{4,160}?),? that,? (?P<rest>(?:the|a|an|my|our|your|his|her|their|its|this|these|those|all|some|both|most|many|several|no|nobody|everyone|everybody|someone|somebody|there|I|we|you|he|she|it|they|on|in|at|from|for|as of|due to|if|when|what|(?-i:[A-Z])\w+|\d+|[a-z]+s)\b.+)$",
    re.I | re.S,
)
_TELLS = re.compile(
    r"\b(?:say|saying|said|tell|telling|mention|mentioning|point|pointing|note|noted|noting|know|known|knowing|aware|inform|remind|reminding|attention|notice|noticed|noticing|realise|realised|realize|realized|occurred|struck|discover|discovered"
    r"|find|found|worth|fact|thing|issue|problem|clear|obvious|turns|transpires|appears|seems|remember|recall|confirm|announce|report|add|stress|emphasise|emphasize|news|update|information|share|highlight|flag|warn|assure|repeat|reiterate|explain|state|stating|admit|confess|understand|hear|gather|agree|bear|mind)\b",
    re.I,
)
_OWN_VOICE = re.compile(
    r"(?:and |so |well,? |also,? |but |ok,? |now,? )*(?:I|we|it|this|you|what|the (?:\w+ )?(?:thing|point|issue|problem|fact|reason|purpose|truth|news|idea|gist|upshot|bottom line)|there|one|just|only|allow me|let me|please|may I|might I|can I|as)(?:['’]\w+)?\b",
    re.I,
)
_BELIEF = re.compile(
    r"\b(?:not|never|hardly|doubt|hope|hopes|hoping|wish|glad|grateful|thankful|think|thinks|believe|believes|guess|suppose|assume|feel|feels|sure|ensure|certain|afraid|worried|if|whether|unless|until|because|he|she|they|him|her|them|tell (?:him|her|them)|know (?:him|her)|so|such|only|make|check|see|same|told|heard|promise|promised|decided|agreed|suggest|recommend|insist|expect|prefer|like|love)\b|n['’]t\b",
    re.I,
)
_STANDS_APART = re.compile(
    r"(?:to|in|on|for|at|with|as|from|by|following|further|according|regarding|without|despite|given|considering|while|although|though|even though|in case)\b(?! (?:that|this|which|either|any) (?:case|way|point|event)\b| (?:it|them|him|her|this|that|me|us|you)$)",
    re.I,
)
_TIME = re.compile(
    r"\b(?:days?|weeks?|months?|years?|hours?|minutes?|times?|night|morning|afternoon|evening|today|yesterday|tomorrow|moment|meantime|meanwhile|then|last|next|front|back|way|first|order|place|end|half|once|now|later|soon|early|late)\b",
    re.I,
)
_MAIN = re.compile(
    r"(?:the|a|an|my|our|your|his|her|their|this|these|all|some|both|most|many|there|I|we|you|he|she|it|they|please|can|could|would|will|do|does|did|is|are|have|has|everyone|nobody|what|when|where|how|who|(?-i:[A-Z])\w+)\b",
    re.I,
)
_LEAD = re.compile(r"(?P<lead>[^,.;:?!\d]{8,100}),\s+(?P<rest>\S.*)$", re.S)


def without_announcement(body: str) -> str:
    """Return a sentence's body without a lead that says nothing about the matter."""
    body = _ASKED_BY.sub(r"\g<name>\g<be>", body)
    body = capital(_FACT_FOUND.sub(r"\g<fact>, which I find ", body))
    body = _THANKING.sub(r"Thank you for \g<what>. ", _TOPIC.sub(r"About \g<topic>: ", body))
    for _ in range(3):
        before = body
        match = _THAT.match(body)
        if match and _announces(match["lead"]) and not _grants(match["lead"], match["rest"]):
            body = capital(match["rest"])
        match = _LEAD.match(body)
        if match and stands_apart(match["lead"]) and _MAIN.match(match["rest"]):
            body = capital(match["rest"])
        if body == before:
            break
    return body


def _grants(lead: str, rest: str) -> bool:
    """Whether "I know that …" is granted before a "but": then all of it may go."""
    return bool(_KNOWS.search(lead) and re.search(r",? (?:but|however)\b", rest))


_KNOWS = re.compile(r"\b(?:know|realise|realize|understand|aware|appreciate|accept|see)\b", re.I)


def _announces(lead: str) -> bool:
    return bool(
        not re.fullmatch(r"the \w+ ?", lead, re.I)
        and _OWN_VOICE.match(lead)
        and _TELLS.search(lead)
        and not _BELIEF.search(lead)
        and not has_own_fact(lead, "")
        and not words_of(lead) - _TELLING
    )


_TELLING = frozenset(
    """
    point pointing mentioning telling inform informing remind reminding realised realized discover discovered transpires announce report add adding stress
    emphasise emphasize emphasised news information highlight highlighting flag flagging warn warning assure assuring reiterate explain state stating bring brought draw drawing
    fact turns bottom useful relevant necessary noting pointed stated thus herewith hereby draft gist upshot liberty entire behalf knowledge
    """.split()  # noqa: SIM905
)


def stands_apart(lead: str) -> bool:
    """Whether a part before a comma says nothing about the matter: "to the best of my knowledge"."""
    is_bare = not words_of(lead) - _TELLING and not has_own_fact(lead, "")
    is_reason = re.match(r"(?:given|considering|despite)\b", lead, re.I)
    return is_bare and bool(_STANDS_APART.match(lead)) and bool(is_reason or not _TIME.search(lead))
