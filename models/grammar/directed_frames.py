"""Ways to word a message that is far from one tone: padded, hedged, stiff or blunt.

``%s`` is the text of a sentence of that kind, as in ``wording``.  What stands around it is what the
answer in that tone does without.
"""

from __future__ import annotations

Frames = dict[str, tuple[str, ...]]

_TELLING = (
    "I just wanted to take a moment to let you know that %s.", "I am writing to you today because I wanted to inform you that %s.",
    "as you may or may not already know, %s.", "what I wanted to say is basically that %s.", "it has come to my attention that %s.",
    "I thought I should probably mention that %s.", "the thing is that %s.", "the reason why I'm writing to you is that %s.",
    "I would like to take this opportunity to let you know that %s.", "just to give you a quick heads up about the current situation, %s.",
    "so anyway, the long and short of it is that %s.", "it turns out that, as a matter of fact, %s.", "I wanted to reach out and tell you that %s.",
    "first of all I would like to point out that %s.", "I think it's important for you to know that %s.", "so basically what happened is that %s.",
    "it should be noted at this point that %s.", "I don't know if anybody has told you this yet, but %s.", "as far as I can tell, %s, at least as things stand.",
    "%s, just so you are aware of it.", "%s, as I already mentioned to you before.", "%s, which I thought you might want to know.", "as I said the other day, %s.",
    "to make a long story short, %s.", "well, to be perfectly honest with you, %s.", "needless to say, %s.", "for what it's worth, %s.",
)  # fmt: skip
_ASKING = (
    "I was wondering whether it would be at all possible for you to %s.", "if it isn't too much trouble, I would really appreciate it if you could possibly %s.",
    "would you be so kind as to %s?", "it would be really great if you could maybe find the time to %s.", "I was hoping that you might be able to %s.",
    "what I would like to ask you to do is to %s.", "could I perhaps ask you for a small favour, namely to %s?", "do you think there is any chance that you could %s?",
    "I wanted to ask if you would possibly be willing to %s.", "I know you have a lot on your plate, but could you please %s?", "please be so kind and %s if you can.",
    "when you get a free moment, it would be wonderful if you could %s.", "would there be any possibility for you to %s?", "could you maybe go ahead and %s, because that would help me a lot?",
    "please make sure that you go ahead and %s, as that is really important to me.", "it is absolutely essential that you %s, and I can't stress this enough.", "I would be extremely grateful to you if you could %s.",
    "so what I need from you is that you %s.", "could you please, if at all possible, %s?", "we would kindly like to request that you %s.",
)  # fmt: skip
PADDED: Frames = {
    "state": _TELLING,
    "tell": _TELLING,
    "think": (
        "I personally happen to be of the opinion that %s.",
        "if you ask me, I would have to say that %s.",
        "to my mind it seems to be the case that %s.",
    ),
    "bad": (
        "I am really very sorry to have to tell you this, but unfortunately %s.",
        "I regret to have to inform you at this point that %s.",
        "unfortunately, and I'm really sorry about this, %s.",
        "I feel bad about having to say this, but %s.",
        "I hate to be the one to bring you this news, but the fact is that %s.",
        "sadly it looks like, as things stand right now, %s.",
        *_TELLING[:12],
    ),
    "req": _ASKING,
    "ask": (
        "I wanted to ask you a quick question if that's alright, %s?",
        "there is something I have been meaning to ask you for a while now: %s?",
        "one thing that I would be interested to know is this: %s?",
        "sorry if you have already answered this, but %s?",
        "just out of curiosity, and I hope you don't mind me asking, %s?",
        "I'm not sure if you are the right person to ask, but %s?",
    ),
    "may": (
        "would it be alright with you if I were to %s?",
        "I was wondering if it would perhaps be possible for me to %s.",
        "I wanted to ask for your permission to %s, if that's okay with you.",
    ),
    "plan": (
        "I have come to the decision that I'm going to %s.",
        "what I am planning on doing is that I will %s.",
        "just so that you know about it, it is my intention to %s.",
    ),
    "might": ("I am currently thinking about the possibility that I might %s.",),
    "need": (
        "what I am currently in need of is %s.",
        "I was wondering if it would be possible for me to get %s.",
        "at the moment I find myself in need of %s.",
    ),
    "suggest": (
        "I was thinking that it might perhaps be a good idea for us to %s.",
        "how would you feel about the idea that we could %s?",
        "one thing that I would like to propose is that we %s.",
    ),
    "offer": (
        "if it would be of any help to you, I would be more than happy to %s.",
        "please feel free to let me know if you would like me to %s.",
    ),
    "thanks": (
        "I really wanted to say thank you so very much %s, it means a lot to me.",
        "I cannot thank you enough %s, really, thank you.",
    ),
    "sorry": (
        "I really am terribly sorry %s, please accept my sincere apologies.",
        "I just wanted to say how very sorry I am %s.",
    ),
    "remind": (
        "I just wanted to gently remind you once again not to forget to %s.",
        "please do keep in mind that you still need to remember to %s.",
    ),
    "dont": (
        "it would be really great if you could please make sure not to %s.",
        "I would kindly like to ask you to please not %s.",
    ),
    "like": ("what I would really like to be able to do is to %s.",),
    "hope": ("I really do very much hope that %s.",),
    "keep": ("%s.",),
    "note": ("%s.",),
}
PADDED_OPENERS = (
    "I hope this message finds you well.", "I hope you are doing well.", "I hope you had a nice weekend.", "how are you? I hope everything is fine with you.",
    "sorry to bother you again.", "sorry for the long message.", "I know you are very busy at the moment, so I will try to keep this short.", "it's me again.",
    "I hope you don't mind me writing to you.", "I hope you and your family are well and that you are enjoying the weather.", "thanks for taking the time to read this.",
    "I have been meaning to write to you for a while now.", "I hope that all is well with you.", "so, where do I start.", "first of all, thank you for everything.",
)  # fmt: skip
PADDED_CLOSERS = (
    "thank you so much in advance for your help.", "thanks again, I really appreciate it.", "thank you very much for your time and your patience.",
    "sorry again for the inconvenience.", "once again, I am really sorry about all of this.", "I hope you understand.", "I hope that makes sense.",
    "please don't hesitate to contact me if you have any questions.", "I look forward to hearing from you.", "anyway, that's all I wanted to say.",
    "I just thought it would be good for you to know about this.", "thank you, thank you, thank you!", "if you have any questions at all, just ask.",
    "that would be really helpful and I would be very grateful.", "I would really appreciate it, thank you so much.", "no rush at all though.",
)  # fmt: skip
PADDED_ASIDES = (
    "as you can probably imagine, this isn't easy for me.", "it's a bit of a long story, but never mind.", "I don't want to go into too much detail here.",
    "you know how it is.", "I have to say that this came as quite a surprise to me.", "I thought about it for quite some time.", "it is what it is.",
    "I really didn't see that coming at all.", "I'm sure you know what I mean.", "I just wanted to be upfront about it.", "I mean, these things happen.",
)  # fmt: skip
PADDED_AGAIN = (
    "so, as I said, %s.", "so in other words, %s.", "once again, just to be clear, %s.", "I repeat, %s.", "so yes, %s.", "long story short, %s.", "what I mean is that %s.",
)  # fmt: skip
ROUNDABOUT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bbecause\b(?! of)", ("due to the fact that", "owing to the fact that", "for the reason that", "in view of the fact that")),
    (r"\bif\b", ("in the event that", "if it should turn out that", "if it so happens that")),
    (r"\bnow\b", ("at this point in time", "at this present moment in time", "right now at the moment")),
    (r"\btoday\b", ("today at some point", "on this very day")),
    (r"\bI can't\b", ("I am not in a position to", "I don't think that I am able to", "it isn't possible for me to", "I am actually unable to")),
    (r"\bI can\b", ("I am in a position to", "it is possible for me to", "I would be able to")),
    (r"\bI'll\b", ("I am going to", "what I will do is that I will")),
    (r"\bI want to\b", ("what I would like to do is to", "it is my wish to")),
    (r"\bI need\b", ("I am in need of", "what I really need is")),
    (r"\bI forgot to\b", ("it completely slipped my mind to", "I somehow totally forgot to")),
    (r"\babout\b", ("with regard to", "in connection with", "with respect to", "on the subject of")),
    (r"\bbefore\b", ("prior to", "in advance of")),
    (r"\bafter\b", ("subsequent to", "following on from")),
    (r"\buntil\b", ("up until the point when", "until such time as")),
    (r"\bagain\b", ("once again", "yet again one more time")),
    (r"\bevery\b", ("each and every", "every single")),
    (r"\bat (?=\x01\d\d?(?::\d\d)?[ \x03]?(?:am|pm|\x02))", ("at exactly ", "at around about ", "at the time of ")),
    (r"(?<= )(?=\x01\d+\x02 \w+s\b)", ("a total of ", "altogether ", "no fewer than ")),
    (r"(?<!\w)and(?= the| my| your| a )", ("and also", "as well as", "and on top of that also")),
    (r"\bis (?=\w+$)", ("is actually ", "is unfortunately really ", "is, to be honest, ", "is currently in fact ")),
    (r"\bwas (?=\w+$)", ("was actually ", "was, I have to say, really ")),
    (r"\bso that\b", ("in order that", "so that as a result")),
    (r", but\b", (", but on the other hand", ", but having said that", ", however, at the same time")),
    (r", so\b", (", and so as a consequence", ", and therefore as a result")),
)  # fmt: skip

_UNSURE = (
    "I might be wrong but %s.", "I'm not 100%% sure but I think %s.", "I could be mistaken, but it seems that %s.", "correct me if I'm wrong, but %s.",
    "I'm no expert but I have the feeling that %s.", "it's just my opinion but %s.", "I don't know, maybe %s?", "%s, I think.", "%s, I guess.", "%s, but I could be wrong.",
    "%s, at least I think so, not sure though.", "%s, if that makes sense.", "I kind of have the feeling that %s.", "it sort of looks like %s, but what do I know.",
    "sorry if this is obvious, but I think that maybe %s.", "I suppose you could say that %s.", "if I'm not mistaken %s, right?", "I sort of believe that %s or something.",
    "maybe this is a stupid thing to say but %s.", "I feel like maybe %s?", "it seems to me that %s, more or less.", "I would say that %s, possibly.", "I tend to think that %s.",
    "maybe it's just me, but %s.", "hmm, I'm really not certain, but %s I guess.", "to me it kind of seems as if %s.", "I just think that perhaps %s, sorry.",
)  # fmt: skip
HEDGED: Frames = {
    "state": _UNSURE,
    "tell": _UNSURE,
    "think": _UNSURE,
    "bad": (
        "I'm so sorry, but I'm afraid %s.", "I feel really bad about this but I think %s.", "sorry, I know it's annoying, but %s.", "I hate to say it but it seems %s, sorry!",
        "%s, I'm afraid. so sorry about that.", "unfortunately I think %s, I hope that's okay.", "please don't be mad but %s.", *_UNSURE[:8],
    ),
    "req": (
        "sorry to bother you, but could you maybe %s?", "I was just wondering if you could possibly %s, no worries if not!", "I hate to ask, but would you mind if I asked you to %s?",
        "would it be okay if you could %s? only if you have time.", "if it's not too much trouble, could you perhaps %s?", "I know you're busy, but maybe you could %s at some point?",
        "sorry, I feel bad asking, but can you %s?", "I'm not sure if you're the right person, but could you %s maybe?", "it would be kind of great if you could %s, if that's alright.",
        "I don't want to be annoying, but could you maybe %s?", "I guess what I'm asking is if you could %s.", "could you just quickly %s, please? sorry!",
    ),
    "ask": (
        "sorry, maybe this is a stupid question, but %s?", "I just wanted to check, if that's okay, %s?", "sorry to bother you again, but %s?", "quick silly question, %s?",
        "I might have missed it, but %s?", "I hope you don't mind me asking, but %s?",
    ),
    "may": (
        "would it be okay if I %s?", "I was wondering if maybe I could %s, if that's not a problem?", "do you think I could possibly %s?", "is it alright if I %s? if not that's fine.",
        "sorry to ask, but would you mind if I %s?", "I was kind of hoping that I could %s.",
    ),
    "plan": ("I guess I'll %s.", "I think I'm probably going to %s.", "I'll maybe %s, if that's okay.", "I was thinking I could perhaps %s.", "I'll try to %s, I think."),
    "might": ("I might possibly %s, not sure yet.", "maybe I'll %s, I guess."),
    "suggest": (
        "maybe we could sort of %s?", "I don't know, but perhaps we could %s?", "this is just an idea, but should we maybe %s?", "I was wondering if maybe we could %s?",
        "would it make sense to %s? just a thought.", "I feel like we should probably %s, but it's up to you.", "what if we maybe %s? feel free to say no.",
    ),
    "need": ("sorry, but I think I might need %s.", "would it maybe be possible to get %s?", "I kind of need %s, if that's okay.", "I guess I could use %s."),
    "like": ("I'd kind of like to %s, if that's alright.", "I think I would maybe like to %s."),
    "advise": ("maybe you should %s? just my two cents.", "I think you should probably %s, but you know best.", "have you perhaps thought about it, you could %s I guess."),
    "dont": ("sorry, but could you maybe not %s?", "would you mind not doing it, I mean please don't %s, if that's okay."),
    "offer": ("I could maybe %s, if you want.", "I don't know if it helps, but I could %s I guess."),
    "keep": ("%s.",),
    "note": ("%s.",),
}  # fmt: skip
HEDGED_OPENERS = (
    "sorry to bother you.",
    "sorry, me again.",
    "I hope I'm not disturbing you.",
    "sorry in advance for this message.",
    "I don't want to be a pain.",
)
HEDGED_CLOSERS = ("no worries if not!", "sorry again!", "but only if that's okay with you.", "just a thought.", "I hope that's okay.", "but it's totally up to you.",
                  "feel free to ignore this.", "sorry for asking.", "I could be wrong though.", "not sure if that helps.")  # fmt: skip
HEDGING: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\b(?:is|are|was|were) (?=\w+)(?!\w+ing\b|a |the |not )", ("maybe ", "probably ", "kind of ", "possibly ", "a bit ", "sort of ")),
    (r"\bshould (?!I|we|you|he|she|they)", ("probably ", "maybe ", "perhaps ")),
    (r"\bwill (?!I|we|you|he|she|they|it|\x01|the|be)", ("probably ", "hopefully ", "maybe ")),
    (r"\bI (?=need|want|prefer|like|agree)", ("kind of ", "sort of ", "just ")),
    (r"\bwe (?=need|have|should|can)", ("probably ", "maybe ")),
)  # fmt: skip

_ANNOUNCED = (
    "I would like to inform you that %s.", "please be advised that %s.", "I am writing to inform you that %s.", "please note that %s.", "%s.", "%s.",
    "I wish to bring to your attention that %s.", "this is to notify you that %s.", "kindly note that %s.", "for your information, %s.",
)  # fmt: skip
STIFF_FRAMES: Frames = {
    "state": _ANNOUNCED,
    "tell": _ANNOUNCED,
    "bad": ("I regret to inform you that %s.", "it is with regret that I must inform you that %s.", "unfortunately, %s.", "%s.", *_ANNOUNCED[:4]),
    "think": ("it is my opinion that %s.", "I am of the view that %s.", "I am inclined to believe that %s."),
    "req": (
        "kindly %s.", "please %s.", "you are kindly requested to %s.", "I would be grateful if you could %s.", "I must ask you to %s.", "you are required to %s.",
        "I would appreciate it if you would %s.", "would you be so kind as to %s?", "I hereby request that you %s.", "%s.",
    ),
    "dont": ("kindly refrain from any attempt to %s.", "please do not %s.", "you are requested not to %s."),
    "ask": ("%s?", "I would like to enquire: %s?", "may I enquire: %s?"),
    "may": ("I would like to request permission to %s.", "might I be permitted to %s?", "may I %s?"),
    "plan": ("I shall %s.", "I intend to %s.", "it is my intention to %s."),
    "might": ("I may %s.", "it is possible that I shall %s."),
    "need": ("I am in need of %s.", "I hereby request %s.", "I require %s."),
    "suggest": ("I would propose that we %s.", "it might be advisable for us to %s."),
    "offer": ("I would be willing to %s should you so wish.", "should you require it, I would be pleased to %s."),
    "thanks": ("I would like to express my gratitude %s.", "I am most grateful to you %s.", "please accept my sincere thanks %s."),
    "sorry": ("please accept my sincere apologies %s.", "I wish to apologize %s."),
    "like": ("I should like to %s.", "it is my wish to %s."),
    "keep": ("%s.",),
    "note": ("%s.",),
}  # fmt: skip

_GRUMBLED = (
    "%s.", "%s.", "%s!", "seriously, %s.", "are you kidding me, %s.", "this is ridiculous, %s.", "%s, unbelievable.", "%s and that's that.", "for the last time, %s.",
    "as I told you a hundred times, %s.", "great, %s.", "%s, what a joke.", "wow, %s, thanks for nothing.", "newsflash: %s.", "obviously %s.",
)  # fmt: skip
BLUNT: Frames = {
    "state": _GRUMBLED,
    "tell": _GRUMBLED,
    "bad": _GRUMBLED,
    "req": (
        "%s.", "%s.", "%s!", "%s now.", "just %s already.", "hurry up and %s.", "how many times do I have to tell you, %s.", "you need to %s.", "you have to %s.",
        "you'd better %s.", "why can't you just %s?", "I told you to %s!", "I want you to %s.", "do me a favour and %s for once.", "you must %s.", "I expect you to %s.",
    ),
    "dont": ("don't %s!", "don't you dare %s.", "never %s again.", "you can't just %s.", "stop it, don't %s."),
    "need": ("I want %s.", "give me %s.", "I want %s now.", "I need %s and I need it fast."),
    "ask": ("%s??", "so %s?", "seriously, %s?", "what the hell, %s?", "tell me, %s?", "%s?"),
    "suggest": ("we have to %s.", "let's %s already."),
    "may": ("I'm going to %s, okay?", "let me %s."),
    "like": ("I want to %s.", "I want to %s now."),
    "keep": ("%s.",),
    "note": ("%s.",),
}  # fmt: skip
for _frames in (PADDED, HEDGED, STIFF_FRAMES, BLUNT):
    _frames["gripe"] = _frames["bad"]
