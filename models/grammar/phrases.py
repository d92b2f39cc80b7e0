"""Short fixed utterances: how they are typed, and how each tone puts them."""

from __future__ import annotations

from typing import NamedTuple

from models.grammar.example import TONES


class Phrase(NamedTuple):
    """``typed``: ways to write it; ``worded``: the answer by tone, in the order of ``TONES``."""

    typed: tuple[str, ...]
    worded: dict[str, str]


def _phrase(typed: str, *worded: str) -> Phrase:
    return Phrase(tuple(typed.split("; ")), dict(zip(TONES, worded, strict=True)))


# formal, casual, friendly, concise, polite, confident
PHRASES: dict[str, Phrase] = {
    "yes": _phrase("yes; yep; yeah; yup", "Yes, certainly.", "Yeah.", "Yes!", "Yes.", "Yes, please.", "Yes."),
    "no": _phrase("no; nope", "No, I am afraid not.", "Nope.", "No, sorry!", "No.", "No, thank you.", "No."),
    "okay": _phrase("okay; ok; alright; all right", "Very well.", "Okay.", "Sounds good!", "Okay.",
                    "That is fine, thank you.", "That works."),
    "sure": _phrase("sure; sure thing; of course", "Certainly.", "Sure.", "Of course!", "Sure.", "Of course, with pleasure.",
                    "Of course."),
    "great": _phrase("great; awesome; cool; perfect", "That is excellent.", "Great.", "That's great!", "Great.",
                     "That is very good to hear, thank you.", "Excellent."),
    "no problem": _phrase("no problem; no worries; np; no prob", "That is no problem at all.", "No worries.",
                          "No problem at all!", "No problem.", "That is no problem at all, please do not worry.",
                          "No problem."),
    "no idea": _phrase("idk; no idea; no clue; dunno; I don't know", "I am afraid that I do not know.", "No idea.",
                       "I'm not sure, sorry!", "Don't know.", "I am sorry, but I do not know.",
                       "I do not know."),
    "on it": _phrase("on it; I'm on it; working on it", "I am attending to it.", "On it.", "I'm on it!", "On it.",
                     "I am taking care of it, thank you.", "I am on it."),
    "got it": _phrase("got it; understood; gotcha; noted", "I have taken note of it.", "Got it.", "Got it, thanks!", "Noted.",
                      "I understand, thank you.", "Understood."),
    "any news": _phrase("any news?; any update?; any updates?; heard anything?", "May I ask whether there is any news?",
                        "Any news?", "Is there any news? Thanks so much!", "Any news?",
                        "Could you please tell me whether there is any news? Thank you.",
                        "I need to know whether there is any news."),
    "hurry": _phrase("hurry up; hurry; faster please; come on hurry", "I would appreciate it if you could hurry.",
                     "Can you hurry up?", "Could you hurry a little? Thanks so much!", "Hurry.",
                     "Could you please hurry a little? Thank you.", "I need you to hurry."),
    "never mind": _phrase("never mind; nvm; nevermind; forget it", "Please disregard my message.", "Never mind.",
                          "Never mind, all good!", "Never mind.", "Please never mind, thank you.", "Disregard that."),
    "up to you": _phrase("up to you; your call; whatever you want", "The decision is yours, certainly.", "Up to you.",
                         "It's totally up to you!", "Up to you.", "Please feel free to decide.", "You decide."),
    "all good": _phrase("all good; I'm fine; it's fine; all fine", "Everything is in order, thank you.", "All good.",
                        "All good here!", "All good.", "Everything is fine, thank you.", "Everything is fine."),
    "me too": _phrase("me too; same here; same", "I am of the same opinion.", "Same here.", "Me too!", "Me too.",
                      "I feel the same, thank you.", "I agree."),
    "call me": _phrase("call me; call me back; ring me; gimme a call", "I would appreciate it if you could call me.",
                       "Can you call me?", "Could you call me? Thanks so much!", "Call me.",
                       "Could you please call me? Thank you.", "I need you to call me."),
    "where are you": _phrase("where are you?; where r u; where you at?; where are u", "May I ask where you are?",
                             "Where are you?", "Where are you? Thanks so much!", "Where are you?",
                             "Could you please tell me where you are? Thank you.", "I need to know where you are."),
    "what happened": _phrase("what happened?; what happend?; wat happened?", "May I ask what happened?",
                             "What happened?", "What happened? I hope you're okay!", "What happened?",
                             "Could you please tell me what happened? Thank you.", "I need to know what happened."),
    "not interested": _phrase("not interested; no thanks; no thx", "I would like to decline, thank you.", "No thanks.",
                              "Thanks so much, but I'll pass!", "No, thanks.", "Thank you, but I would rather not.",
                              "I am not interested."),
    "stop": _phrase("stop; stop it; stop that; cut it out", "I would appreciate it if you could stop.",
                    "Can you stop that?", "Could you stop that? Thanks so much!", "Stop it.",
                    "Could you please stop that? Thank you.", "I need you to stop that."),
    "good luck": _phrase("good luck; good luck!; best of luck", "I wish you the best of luck.", "Good luck!",
                         "Good luck, I'm rooting for you!", "Good luck.", "I wish you the very best of luck.",
                         "You will do well."),
    "happy birthday": _phrase("happy birthday; happy bday; hbd", "I wish you a happy birthday.", "Happy birthday!",
                              "Happy birthday! I hope you have a wonderful day!", "Happy birthday.",
                              "I wish you a very happy birthday.", "Happy birthday."),
    "good morning": _phrase("good morning; morning; good morning all", "I wish you a good morning.", "Morning!",
                            "Good morning! Have a great day!", "Good morning.", "Good morning, I hope you are well, thank you.",
                            "Good morning."),
    "wait": _phrase("wait; wait a sec; hang on; one sec; brb; be right back", "I would ask you to wait a moment.",
                    "Hang on.", "Just a moment, I'll be right back!", "One moment.", "One moment, please.",
                    "Wait a moment."),
    "need help": _phrase("help; help!; need help; I need help; pls help", "I would like to request your help.",
                         "I need help.", "I could really use your help. Thanks so much!", "Need help.",
                         "I would be grateful for your help. Thank you.", "I need help."),
    "busy": _phrase("busy; I'm busy; busy rn; can't talk; can't talk now", "I am afraid that I am busy at the moment.",
                    "I'm busy right now.", "I'm so sorry, but I'm busy right now!", "Busy now.",
                    "I am sorry, but I am busy at the moment.", "I am busy."),
}  # fmt: skip
