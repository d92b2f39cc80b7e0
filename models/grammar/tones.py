"""Words the answer: one table of sentence patterns a tone, the same for every topic.

Content words and their order are copied; only the wrapping of a sentence depends on the tone.
``%s`` is the sentence's text.  Where a pattern is a pair, the second is used for all but the first
such sentence of a message, so that a wrapper ("I would like to inform you that") comes once.
"""

from __future__ import annotations

from models.grammar.language import expand, indirect, sentence_case, small_start
from models.grammar.message import Message, Sentence
from models.grammar.phrases import PHRASES

Pattern = str | tuple[str, str]

PATTERNS: dict[str, dict[str, Pattern]] = {
    "formal": {
        "state": "%s.",
        "bad": "%s.",
        "ask": "%s?",
        "req": "please %s.",
        "dont": "please do not %s.",
        "sorry": "please accept my apologies %s.",
        "thanks": "I would like to thank you %s.",
        "plan": "I will %s.",
        "might": "I may %s.",
        "think": "I believe that %s.",
        "suggest": "I would suggest that we %s.",
        "offer": "I would be glad to %s.",
        "need": ("I would like to request %s.", "I also require %s."),
        "invite": "I would like to invite you to %s.",
        "remind": "I would like to remind you to %s.",
        "congrats": "please accept my congratulations on %s.",
        "wish": "I wish you %s.",
        "hope": "I hope that %s.",
        "ing": "I am %s.",
        "note": "%s.",
        "may": "I would like to request permission to %s.",
        "like": "I would like to %s.",
        "advise": "I would recommend that you %s.",
        "praise": "I must say that %s.",
        "condole": "please accept my condolences %s.",
        "see": "I look forward to seeing you %s.",
        "keep": "%s.",
        "gripe": ("unfortunately, %s.", "%s."),
        "tell": "%s.",
        "omitted": "I note that you have not yet %s.",
        "forgotten": "it appears that you forgot to %s.",
        "stop": "I would be grateful if you could stop %s.",
        "sign": "Kind regards, %s",
    },
    "polite": {
        "state": "%s.",
        "bad": ("I am sorry, but %s.", "%s."),
        "ask": ("could you please tell me", "%s?"),
        "req": ("could you please %s?", "please %s."),
        "dont": "please try not to %s.",
        "sorry": "I am very sorry %s.",
        "thanks": "thank you so much %s.",
        "plan": "I will %s.",
        "might": "I may %s.",
        "think": ("if I may say so, %s.", "%s."),
        "suggest": "perhaps we could %s?",
        "offer": "would you like me to %s?",
        "need": "I would be grateful for %s.",
        "invite": "would you like to %s?",
        "remind": "this is a gentle reminder to %s.",
        "congrats": "my warmest congratulations on %s.",
        "wish": "I wish you %s.",
        "hope": "I do hope that %s.",
        "ing": "I am %s.",
        "note": "%s.",
        "may": "may I please %s?",
        "like": "I would very much like to %s.",
        "advise": "perhaps you could %s.",
        "praise": "may I say that %s.",
        "condole": "I am so very sorry %s.",
        "see": "I look forward to seeing you %s.",
        "keep": "%s.",
        "gripe": ("unfortunately, %s.", "%s."),
        "tell": "%s.",
        "omitted": "it seems that you have not yet %s.",
        "forgotten": "I think that you may have forgotten to %s.",
        "stop": "could you please stop %s?",
        "sign": "With kind regards, %s",
    },
    "friendly": {
        "state": "%s.",
        "bad": "%s.",
        "ask": "%s?",
        "req": ("could you %s?", "please %s."),
        "dont": "please don't %s.",
        "sorry": "I'm so sorry %s!",
        "thanks": "thanks so much %s!",
        "plan": "I'll %s.",
        "might": "I might %s.",
        "think": "I think %s.",
        "suggest": "how about we %s?",
        "offer": "I'd be happy to %s!",
        "need": "I could really use %s.",
        "invite": "I'd love for you to %s!",
        "remind": "just a friendly reminder to %s!",
        "congrats": "huge congratulations on %s!",
        "wish": "I hope you have %s!",
        "hope": "I really hope %s!",
        "ing": "I'm %s.",
        "note": "%s.",
        "may": "could I %s?",
        "like": "I'd love to %s!",
        "advise": "maybe you could %s!",
        "praise": "%s!",
        "condole": "I'm so sorry %s.",
        "see": "can't wait to see you %s!",
        "keep": "%s.",
        "gripe": ("unfortunately, %s.", "%s."),
        "tell": "%s.",
        "omitted": "I don't think you've %s yet.",
        "forgotten": "I think you might have forgotten to %s.",
        "stop": "could you please stop %s?",
        "sign": "All the best, %s",
    },
    "casual": {
        "state": "%s.",
        "bad": "%s.",
        "ask": "%s?",
        "req": ("can you %s?", "%s."),
        "dont": "don't %s, okay?",
        "sorry": "sorry %s!",
        "thanks": "thanks %s!",
        "plan": "I'll %s.",
        "might": "I might %s.",
        "think": "I think %s.",
        "suggest": "let's %s.",
        "offer": "I can %s if you want.",
        "need": "I need %s.",
        "invite": "wanna %s?",
        "remind": "don't forget to %s.",
        "congrats": "congrats on %s!",
        "wish": "have %s!",
        "hope": "hope %s.",
        "ing": "I'm %s.",
        "note": "%s.",
        "may": "can I %s?",
        "like": "I wanna %s.",
        "advise": "you should %s.",
        "praise": "%s!",
        "condole": "so sorry %s.",
        "see": "see you %s!",
        "keep": "%s.",
        "gripe": "%s.",
        "tell": "%s.",
        "omitted": "looks like you haven't %s yet.",
        "forgotten": "looks like you forgot to %s.",
        "stop": "can you stop %s?",
        "sign": "Cheers, %s",
    },
    "concise": {
        "state": "%s.",
        "bad": "%s.",
        "ask": "%s?",
        "req": "%s.",
        "dont": "don't %s.",
        "sorry": "sorry %s.",
        "thanks": "thanks %s.",
        "plan": "will %s.",
        "might": "might %s.",
        "think": "%s.",
        "suggest": "let's %s.",
        "offer": "I can %s.",
        "need": "need %s.",
        "invite": "want to %s?",
        "remind": "don't forget to %s.",
        "congrats": "congratulations on %s.",
        "wish": "have %s.",
        "hope": "hope %s.",
        "ing": "%s.",
        "note": "%s.",
        "may": "can I %s?",
        "like": "want to %s.",
        "advise": "you should %s.",
        "praise": "%s.",
        "condole": "sorry %s.",
        "see": "see you %s.",
        "keep": "%s.",
        "gripe": "%s.",
        "tell": "%s.",
        "omitted": "you still haven't %s.",
        "forgotten": "you forgot to %s.",
        "stop": "stop %s.",
        "sign": "%s",
    },
    "confident": {
        "state": "%s.",
        "bad": "%s.",
        "ask": "%s?",
        "req": "please %s.",
        "dont": "do not %s.",
        "sorry": "I apologize %s.",
        "thanks": "thank you %s.",
        "plan": "I will %s.",
        "might": "I will %s.",
        "think": "%s.",
        "suggest": "we should %s.",
        "offer": "I can %s.",
        "need": "I need %s.",
        "invite": "I would like you to %s.",
        "remind": "remember to %s.",
        "congrats": "congratulations on %s.",
        "wish": "have %s.",
        "hope": "I trust that %s.",
        "ing": "I am %s.",
        "note": "%s.",
        "may": "I would like to %s.",
        "like": "I want to %s.",
        "advise": "you should %s.",
        "praise": "%s.",
        "condole": "my condolences %s.",
        "see": "I will see you %s.",
        "keep": "%s.",
        "gripe": "%s.",
        "tell": "%s.",
        "omitted": "you have not %s yet.",
        "forgotten": "you forgot to %s.",
        "stop": "please stop %s.",
        "sign": "Regards, %s",
    },
}

_BARE = {
    "sorry": {
        "formal": "please accept my apologies.",
        "polite": "I am very sorry.",
        "friendly": "I'm so sorry!",
        "casual": "sorry!",
        "concise": "sorry.",
        "confident": "I apologize.",
    },
    "thanks": {
        "formal": "thank you very much.",
        "polite": "thank you.",
        "friendly": "thanks so much!",
        "casual": "thanks!",
        "concise": "thanks.",
        "confident": "thank you.",
    },
}
_NAMED = {
    "formal": "Dear %s, ",
    "polite": "Hello %s, ",
    "friendly": "Hi %s! ",
    "casual": "Hey %s, ",
    "concise": "%s, ",
    "confident": "%s, ",
}
_UNNAMED = {"friendly": "Hi! ", "casual": "Hey, "}
_CONTRACTED = frozenset({"casual", "friendly", "concise"})
_EMOJI_KEPT = frozenset({"casual", "friendly"})
_WANTS = frozenset({"ask", "req", "need", "may", "suggest", "invite", "stop", "dont"})
_POLITE_ALREADY = frozenset({"wish", "praise", "congrats", "see", "hope", "condole", "sorry"})
_INFORMING = {"state": "note", "bad": "bad", "plan": "note", "might": "note", "ing": "note"}


def word_answer(message: Message, tone: str) -> str:
    """Word a message in a tone; fact marks stay in.

    Emoji stay in casual and friendly answers, at the end, and go in the others.
    """
    sentences = [_worded(item, used, tone) for item, used in _ordered(message.sentences, tone)]
    closer = _closer(message.sentences, tone)
    if closer:
        at = len(sentences) - (message.sentences[-1].kind == "sign")
        sentences.insert(at, closer)
    body = " ".join(map(sentence_case, sentences))
    opener = _opener(message, tone)
    if opener.endswith(", "):
        body = (
            small_start(body)
            if message.sentences[0].kind == "ack"
            else sentences[0] + body[len(sentences[0]) :]
        )
    if message.emoji and tone in _EMOJI_KEPT:
        body = f"{body} {message.emoji}"
    return opener + body


def _opener(message: Message, tone: str) -> str:
    if message.greeting:
        return _NAMED[tone] % message.greeting
    if message.greeting == "" and tone == "polite":
        return "Hello, "
    return _UNNAMED.get(tone, "")


def _ordered(sentences: tuple[Sentence, ...], tone: str) -> list[tuple[Sentence, bool]]:
    """Pair each sentence with "its pattern was used before"; place or drop a bare apology.

    A bare "sorry" melts into the bad news in polite answers, goes in concise and confident ones
    when anything else is said, and follows the bad news elsewhere.
    """
    bare = [s for s in sentences if s.kind in _BARE and not s.text]
    rest = [s for s in sentences if s.kind not in _BARE or s.text]
    spoken = [s for s in rest if s.kind != "sign"]
    has_bad = any(s.kind == "bad" for s in rest)
    out: list[tuple[Sentence, bool]] = []
    seen: set[str] = set()
    for sentence in sentences:
        if sentence in bare:
            if spoken and (
                tone in ("concise", "confident") or (sentence.kind == "sorry" and has_bad)
            ):
                continue
            out.append((sentence, False))
            continue
        group = _INFORMING.get(sentence.kind, sentence.kind)
        out.append((sentence, group in seen))
        seen.add(group)
        if group == "bad":
            seen.add("note")
            if any(s.kind == "sorry" for s in bare) and "sorry" not in seen:
                seen.add("sorry")
                if tone in ("formal", "friendly"):
                    out.append((Sentence("sorry", ""), False))
                elif tone == "casual":
                    out[-1] = (sentence._replace(text=f"{sentence.text}, sorry"), True)
    return out


def _worded(sentence: Sentence, used: bool, tone: str) -> str:
    kind, text, lead = sentence
    if kind == "ack":
        return PHRASES[text].worded[tone]
    if not text and kind in _BARE:
        return _BARE[kind][tone]
    pattern = PATTERNS[tone][kind]
    chosen = pattern if isinstance(pattern, str) else pattern[used]
    if kind == "ask" and not chosen.endswith("%s?"):
        worded = _question(chosen, text)
    elif tone == "concise":
        worded = chosen % _without_subject(text, kind)
    else:
        worded = chosen % text if text else chosen.replace(" %s", "")
    if tone == "casual" and worded.endswith(", sorry."):
        worded = f"{worded[:-1]}!"
    if lead:
        worded = f"{lead}, {worded}"
    return worded if tone in _CONTRACTED else expand(worded)


def _question(wrapper: str, text: str) -> str:
    turned = indirect(text)
    mark = "." if turned and wrapper.startswith("I ") else "?"
    return f"{wrapper} {turned}{mark}" if turned else f"{text}?"


def _without_subject(text: str, kind: str) -> str:
    """Drop a leading "I" from a statement: "I can't come" -> "can't come"."""
    if kind not in ("state", "bad", "think"):
        return text
    if text.startswith("I'll "):
        return f"will {text[5:]}"
    if text.startswith(("I can", "I won", "I need", "I lost", "I forgot", "I couldn")):
        return text[2:]
    return text


def _closer(sentences: tuple[Sentence, ...], tone: str) -> str:
    if tone not in ("polite", "friendly"):
        return ""
    kinds = {s.kind for s in sentences}
    if tone == "polite":
        if "thanks" in kinds:
            return ""
        if kinds & _WANTS:
            return "thank you."
        if "bad" in kinds:
            return "thank you for understanding."
        return "" if kinds & _POLITE_ALREADY else "thank you."
    if kinds & {"thanks", "condole", "ack"}:
        return ""
    if kinds & {"req", "ask", "need", "may", "stop"}:
        return "thanks so much!"
    if "suggest" in kinds:
        return "let me know what you think!"
    return ""
