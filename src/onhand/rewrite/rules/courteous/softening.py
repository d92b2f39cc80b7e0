# ruff: noqa: E501, SIM905 - tables read best a row a line
"""Blame, refusals and stress made mild, for the polite and the friendly tone alike."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.verbs import is_participle
from onhand.rewrite.rules.mending.dictionary import frequency
from onhand.rewrite.rules.mending.names import is_name

_STRESSED = frozenset(
    "again now not no never always all stop please any ever every very so too really was were is are am do did does must have has had will won't don't can't cannot i'm there here this that immediately today yesterday tomorrow only both still already you your my me mine and but or asap one two three times once twice nobody everything nothing anything loud late wrong mine yours once right need want why what when where who how the be of to in on at".split()
)
_BLAME = re.compile(
    r"(?P<you>you(?:['’]ve| guys| people| all| lot)?|u) (?P<rest>(?:(?:also|still|again|just|once again|clearly|obviously|even) )*"
    r"(?:(?:forgot|broke|lost|left|missed|ignored|failed|ruined|took|ate|parked|deleted|dropped|spilled|spilt|scratched|damaged|cancelled|canceled|never|always|keep|kept|didn['’]t|did not|haven['’]t|have not|hadn['’]t|don['’]t|do not|owe|promised|overcharged|double|blocked|skipped|"
    r"stole|messed|mixed|forget|woke|threw|cut|blew|have (?:been (?:late|rude|ignoring|avoiding)|ignored|forgotten|broken|missed|lost)|been (?:late|rude|ignoring|avoiding)|were (?:late|rude|supposed|not|wrong|too)|weren['’]t|are (?:late|wrong|too|not|blocking)|aren['’]t|lied)\b.*"
    r"|(?:used|sold|sent|gave|charged|booked|put|said|made|told|borrowed|delivered|wrote|hung|changed|let|started|copied|posted|shared|read|opened|closed|ordered|bought|came|showed|turned|called|paid|locked|had|got|were|have|did)\b(?=.*\b(?:wrong|late|again|without|twice|double|off|instead|even though|nothing|not|never|too|my|our|fake|broken|expired|damaged|defective|empty)\b).*))", re.I | re.S
)  # fmt: skip
_KIND = re.compile(r"\b(?:never (?:looked|been|felt|sounded|seemed|done) (?:so|better|happier|lovelier|nicer|stronger)|great|amazing|lovely|kind|awesome|brilliant|fantastic|wonderful|nice|beautiful|thank|thanks|well done|perfect|happy|made my day|best|great job|love|loved|right|welcome|congrat\w*)\b", re.I)  # fmt: skip
_GENTLE = re.compile(
    r"\b(?:sorry|afraid|unfortunately|sadly|regret|apolog\w*|thank|thanks|please|could|would|appreciate\w*|grateful|kindly|may i|wonder\w*|seems?|looks like|noticed|wanted to let you know|happy to|glad|hope|wish|congrat\w*|welcome|lovely|best wishes|condolences|regrettably|be (?:advised|informed)|hereby|wish to|might|(?:may|might) want|did (?:ask|mention)|(?:have |has )?mentioned|happy (?:birthday|new|anniversary)|get well|don't think)\b", re.I
)  # fmt: skip
_SPOKEN = re.compile(
    r"\b(?:say|said|saying) (?:thank you|thanks|sorry|please|hello|goodbye)\b|\bapologi[sz]e to\b|\b(?:an|your|the) apology\b",
    re.I,
)
_TOLD = re.compile(
    r"(?:as )?(?:I|we)(?:['’]ve| have)?(?: already)? (?:told|warned|reminded) (?:you|u)(?: guys| all)?(?P<times>(?: (?:once|twice|(?:three|four|five|two|ten|many|several|a (?:hundred|thousand|million)|\d+) times|already|before|last (?:week|time|month|night)|yesterday|again and again|over and over|on \w+|in \w+|this \w+|at the \w+))*),? (?P<that>that )?(?P<what>(?!to\b|not\b|so\b|and\b|but\b|about\b|how\b|what\b|it\b[.!]).+)", re.I | re.S
)  # fmt: skip
_TOLD_AND = re.compile(r"^(?P<who>I|we)(?:['’]ve| have)?(?: already)? told (?:you|u)(?P<when>(?: (?:so|already|before|twice|in \w+|on \w+|last \w+|yesterday|this \w+))+)(?P<joint>,? (?:and|but) )", re.I)  # fmt: skip
_TOLD_OFTEN = re.compile(r"(?P<who>I|we)(?:['’]ve| have)?(?: already)? (?:told|warned) (?:you|u)(?: guys| all)?(?: (?:this|that|so))?(?P<times>(?: (?:so|once|twice|(?:three|four|five|two|ten|many|several|a (?:hundred|thousand|million)|\d+) times|already|before|last (?:week|time|month|night)|yesterday|again and again|over and over|in \w+|on \w+day))+)(?P<end>[.!]*)", re.I)  # fmt: skip
_TOLD_TO = re.compile(
    r"(?P<who>I|we)(?:['’]ve| have)?(?: already)? (?:told|warned|reminded|asked) (?:you|u)(?: guys| all)?(?P<times>(?: (?:once|twice|(?:three|four|five|two|ten|many|several|\d+) times|already|before|last (?:week|time|month|night)|yesterday|again and again))*)(?: now| again)? (?P<what>(?:not )?to .+)", re.I | re.S
)  # fmt: skip
_SO = re.compile(
    r"(?P<so>(?:\bso |, (?:so )?))(?P<order>(?:don['’]t|do not) (?!I\b|you\b|we\b|they\b|have\b|know\b|think\b|want\b|need\b|like\b)|(?<=so )(?:stop|cancel|fix|write|move|clean|pay|turn|put|open|close|return|delete|remove|give|stay|watch|look|remember|be (?!it\b)|go|buy|plan|leave|read|ring|speak|talk|sit|bring|come|send|call|take|wear|check|make sure|keep|be|let (?:me|us)|ask|get|leave|stay|use|wait|tell|hurry|text)\b(?! (?:that|to)\b))", re.I
)  # fmt: skip
_SUBJECTLESS = tuple(
    (re.compile(pattern, re.I), subject)
    for pattern, subject in (
        (r"told (?:you|u)\b", "I"),
        (r"hope (?:you|that|this|it|the|all|everyone|she|he|they|we)\b", "I"),
        (r"(?:want(?: to)?|wanted to|would like) (?!you\b)", "I"),
        (r"(?:looking (?:for|to)|hoping to|thinking of|going to) ", "I am"),
        (r"(?:can['’]t|cannot|couldn['’]t) (?!you\b|we\b|I\b|they\b|he\b|she\b|it\b)\w+", "I"),
        (
            r"(?:won['’]t|will(?: not)?) (?:be|come|make|call|bring|need|send|have|get|arrive|pay|do|let|take|check|text)\b",
            "I",
        ),
        (
            r"(?:forgot|lost|missed|need|got (?:your|the|it|a|my)|received|haven['’]t|didn['’]t|will be|hope to|would love|would like|should be|might be|am)\b",
            "I",
        ),
        (
            r"(?:running (?:late|\d|a bit|behind)|on my way|stuck (?:in|at|on)|still (?:waiting|at|in|stuck)|waiting (?:for|at|in)|not (?:interested|coming|available|able|ready|feeling|sure|happy|going)|sick|at (?:work|home|the (?:airport|station|doctor['’]?s?|dentist['’]?s?|hospital|office|shop|shops|gym|bus stop|door|gate|vet['’]?s?|pub|garage|bank))\b(?!.*,)|going to be)\b",
            "I am",
        ),
    )
)
_SECOND = re.compile(
    r"^(?P<head>(?P<who>I|We)\b[^,]*), (?P<verb>(?:can['’]t|cannot|won['’]t|will not|couldn['’]t|didn['’]t)\b)"
)
_JAB = re.compile(
    r"(?:I (?:do not|don['’]t) know (?:who|where|what|which) (?:taught|you learned|you learnt|you think|planet|made|gave)\b[^,.!?]*?,? but(?= you)[,.]?)|(?:, (?:which|as|that) you (?:obviously|clearly|evidently|apparently|of course)? ?(?:haven['’]t|didn['’]t|have not|did not|would know if you had)(?: (?:even|bothered to|bother to))* \w+(?: \w+)?(?=[.!?]|$))|(?:(?:^|[,;:]\s*|\s[–—-]\s)(?:and |because |so |but )?|\s(?:and|because|so|but) )(?:(?:I|we) (?:(?:couldn['’]t|could not) care less|don['’]t care|do not care)(?: about (?:your )?(?:excuses|problems|reasons|feelings|opinion)| (?:how|what|why|whose|who|if) [^.,!?]+)?|(?:I|we)(?:['’]m| am|['’]re| are) not (?:your|a|an|the|running a) (?:bank|maid|mother|mum|mom|servant|slave|secretary|taxi|taxi driver|atm|cash machine|babysitter|nanny|therapist|driver|cook|cleaner|charity|hotel|personal assistant|assistant|doormat|cleaning lady)"
    r"|(?:it|that|this)(?:['’]s| is| was)(?: all)? (?:on you|your (?:own )?fault|your problem)|it(?:['’]s| is) not rocket science|it(?:['’]s| is) not that hard|learn to (?:read|park|drive|count|listen|knock)|read the (?:bloody |damn )?sign|what part of .{2,30} (?:don['’]t|do not|did|didn['’]t) you (?:not )?understand|you have eyes|(?:I|we)(?:['’]m| am|['’]re| are) not (?:asking|saying (?:it|this|that)|telling you|repeating myself)(?: this)?(?: again| twice| a (?:second|third|fourth) time)?|what am I (?:even )?paying (?:you )?for|nobody (?:cares about|asked for) your opinion|(?:nobody|no one)(?: \w+)? (?:wants|needs|asked) to (?:hear|see|smell|listen to|know about) (?:it|that|this|your \w+)|(?:this|it)(?: is|['’]s) not (?:a|an|your|the) (?:dump|hotel|zoo|charity|kindergarten|playground|landfill|pub|nightclub|circus|restaurant|rubbish tip|tip|race ?track|bin|toilet|ashtray|living room|democracy|holiday camp|free-for-all|self-service)|(?:this|it) isn['’]t (?:a|an|your|the) (?:dump|hotel|zoo|charity|kindergarten|playground|landfill|pub|nightclub|circus|restaurant|rubbish tip|tip|race ?track|bin|toilet|ashtray|living room|democracy|holiday camp)|(?:I|we) (?:do not|don['’]t) have all (?:day|night)|(?:I|we) (?:haven['’]t|have not) got all (?:day|night)|my (?:time is (?:precious|valuable|money)|patience is (?:running out|at an end|wearing thin))|you should be ashamed(?: of yourself)?|(?:I|we)(?: will| won['’]t|['’]ll)(?: not)? (?:say|tell you|ask)(?: you)?(?: this| it)? (?:again|twice)|I hope you(?:['’]re| are) (?:happy|proud|pleased)(?: of yourself| with yourself| now)?|(?:I['’]m|I am) (?:not )?(?:stupid|blind|an idiot|made of money)|(?:as|like) (?:everyone|everybody|any idiot|a child) (?:else )?(?:knows|can see)|even (?:a child|my (?:dog|grandmother|grandma|kid)) (?:could|can|knows) (?:do|see|read|how to do) (?:it|that|this|better)|end of (?:story|discussion)|period|full stop|deal with it|(?:and )?I mean it|(?:and )?that is (?:final|an order)|that['’]s (?:final|an order)|no discussion|no ifs(?:,? no| or| and) buts|for a reason(?=$)|do you hear me|mark my words|your loss|too bad|tough(?: luck)?)(?=\s*[.!?,]|$)[,.]?", re.I
)  # fmt: skip


_LEAST_LONG, _COMMON = 4, 3000
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december english french german spanish italian".split()
)
_KEYED = re.compile(r"\b(?:reply|type|press|click|say|text|write|key|button|hit|select|code|password|word|tap|option|named?|called|labelled|labeled|marked|says|sign)\W+$", re.I)  # fmt: skip


def quiet(text: str) -> str:
    """Return a text with single stressed words ("AGAIN") in small letters and no "!"."""

    def small(match: re.Match[str]) -> str:
        word = match.group()
        around = match.string[max(0, match.start() - 12) : match.start()].split()[-1:]
        around += match.string[match.end() : match.end() + 12].split()[:1]
        shouted = [one for one in around if one.isupper() and len(one) > 1]
        is_sign = any(not _is_stressed(one) for one in shouted)
        is_named = _KEYED.search(match.string[: match.start()]) is not None
        if is_sign or is_named or not (_is_stressed(word) or (_is_common(word) and not shouted)):
            return word
        return word.lower()

    text = re.sub(r"(?<![\w@#./-])[A-Z][A-Z'’]+(?![\w@/-])", small, text)
    return re.sub(r"\bi\b(?=['’ ])", "I", text)


def _is_stressed(word: str) -> bool:
    return word.lower().replace("’", "'").strip(".,!?:;") in _STRESSED


def _is_common(word: str) -> bool:
    """Whether a word is one of everyday speech, so that capitals only stress it: "It's WOOL"."""
    low = word.lower()
    return (
        len(low) >= _LEAST_LONG
        and low.isalpha()
        and frequency(low) >= _COMMON
        and low not in _CALENDAR
        and not is_name(low)
    )


def without_jabs(said: str) -> str:
    """Return a sentence without side blows ("I'm not your bank"); "" if it was only that."""
    left = _JAB.sub("", said).strip(" ,;")
    if left == said.strip(" ,;"):
        return said
    if len(re.findall(r"\w+", left)) < 2:
        return ""
    return left if re.search(r"[.!?]$", left) else left + "."


def is_blame(said: str) -> bool:
    """Whether a sentence says what the hearer did wrong."""
    return (
        bool(_BLAME.match(said))
        and not _KIND.search(_SPOKEN.sub("", said))
        and not said.endswith("?")
    )


def is_kind(said: str) -> bool:
    """Whether a sentence praises, thanks or congratulates."""
    return _KIND.search(said) is not None


def is_gentle(said: str) -> bool:
    """Whether a sentence has a word that softens already; what was said or not does not count."""
    return _GENTLE.search(_SPOKEN.sub("", said)) is not None


def blame_softened(said: str, opener: str) -> str:
    """Return "You forgot the keys" as "I noticed that you forgot the keys", with `opener`."""
    match = _BLAME.match(said)
    if match is None:
        return f"{opener} {said[:1].lower()}{said[1:]}"
    rest = re.sub(r"\b(?:even|clearly|obviously|just) (?=\w)", "", match["rest"])
    you = "you" + ("’ve" if "’" in match["you"] else "'ve" if "'" in match["you"] else "")
    return f"{opener} {you} {rest}"


def regretted(said: str) -> str | None:
    """Return "You should have told me" as "It would have been better if you had told me"."""
    match = re.fullmatch(
        r"(?:but |and |so )?you (?:should|could|might)(?P<not>n['’]t| not)?(?: at least)? have (?:at least )?(?P<rest>\w+.*)",
        said,
        re.I | re.S,
    )
    if match is None:
        return None
    denied = "not " if match["not"] else ""
    return f"It would have been better if you had {denied}{match['rest']}"


def with_pleas(said: str) -> tuple[str, bool]:
    """Return a sentence with "please" before an order at its end, and whether there was one.

    "It is cold so bring a coat" gives "It is cold so please bring a coat".
    """
    asked = _SO.sub(r"\g<so>please \g<order>", said)
    return asked, asked != said


def with_subject(said: str) -> str:
    """Return a sentence with the "I" that is left out in chats: "Can't come." """
    if said.endswith("?"):
        return said
    for pattern, subject in _SUBJECTLESS:
        if pattern.match(said):
            said = f"{subject} {said[:1].lower()}{said[1:]}"
            break
    return _SECOND.sub(r"\g<head>, and \g<who> \g<verb>", said)


def reminded(said: str, mentioned: str, asked_for: str) -> str | None:
    """Return "I told you twice he is ill" as "I did mention twice that he is ill".

    Args:
        said: a sentence.
        mentioned: wording with {who}, {times} and {what} for what was told.
        asked_for: the same for what was told to be done.
    """
    said = _TOLD_AND.sub(r"\g<who> did mention it\g<when>\g<joint>", said)
    often = _TOLD_OFTEN.fullmatch(said)
    if often:
        times = often["times"].replace(" so", "", 1)
        return f"{often['who']} did mention it{times}{often['end'] or '.'}"
    if " did mention it" in said:
        return said
    match = _TOLD.fullmatch(said)
    if match is None:
        asked = _TOLD_TO.fullmatch(said)
        if asked:
            return asked_for.format(**asked.groupdict())
        nobody = re.match(r"nobody (asked|told|wants?|needs?) you\b", said, re.I)
        if nobody:
            return f"I do not think anybody {said[len('nobody ') :]}"
        no = re.fullmatch(
            r"(?P<who>I|we) said no (?P<what>(?!to\b|and\b|but\b)[\w' -]+)(?P<end>[.!]*)",
            said,
            re.I,
        )
        if no and not is_participle(no["what"]):
            return f"{no['who']} asked for no {no['what']}{no['end'] or '.'}"
        return None
    who = "We" if said.lower().startswith("we") else "I"
    return mentioned.format(who=who, times=match["times"], what=_small_start(match["what"]))


def _small_start(text: str) -> str:
    return text if re.match(r"(?:I\b|[A-Z])", text) else text[:1].lower() + text[1:]
