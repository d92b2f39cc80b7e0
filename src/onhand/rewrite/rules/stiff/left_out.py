# ruff: noqa: E501, SIM905 - tables read best a row a line
"""What a message in haste leaves out, filled in: "what time you close", "parcel says delivered"."""

from __future__ import annotations

import re

from onhand.rewrite.rules.english.orders import VERBS
from onhand.rewrite.rules.english.sentences import sentence
from onhand.rewrite.rules.english.verbs import base_of, base_of_past, inflected
from onhand.rewrite.rules.stiff.chat_turns import Turn

_START = r"(?:^|(?<=, )|(?<=\band )|(?<=\bbut )|(?<=\bso )|(?<=\bbecause ))"
_PART = r"(?:^|(?<=, ))"
_DONE_TO = "delivered shipped dispatched despatched collected returned cancelled declined paid processed expired received approved rejected refunded".split()
_MARKED = frozenset(
    "parcel package order delivery letter item payment booking account ticket refund card".split()
)
_NUMBERED = frozenset(
    "tank room unit gate bay platform option version part level number flat line page step day week phase plan block size type group table bed bus class season episode chapter".split()
)
_DAYS = {"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday"}  # fmt: skip
_OWN_VERBS = "close|open|start|finish|leave|deliver|need|want|charge|take|accept|sell|ship|get|have|arrive|come|meet|think|mean|live|work|do|eat|go|pay|stop|serve|send|offer|ask|cost|know|say|stay|usually"


def _says(match: re.Match[str]) -> str:
    thing, state = match["thing"], match["state"].lower()
    if thing.split()[-1].lower() in _MARKED:
        return f"{thing} is marked as {state}"
    is_done = state in _DONE_TO
    verb = match["verb"].lower().replace("saying", "says").removeprefix("is ")
    verb = "keeps saying" if "keep" in verb else "shows" if "show" in verb else "says"
    return f"{thing} {verb} that it {'has' if state == 'expired' else 'has been' if is_done else 'is'} {state}"


def _whole_order(match: re.Match[str]) -> str:
    order = sentence(match["order"]).order
    if order is None or order.is_request or order.has_please:
        return match.group()
    if match["order"].split(" ", 1)[0].lower() not in VERBS and not order.is_negative:
        return match.group()
    negative = "do not " if order.is_negative else ""
    return f"{match['lead']}please {negative}{order.action}"


def _why_did(match: re.Match[str]) -> str:
    base = base_of_past(match["verb"].lower())
    return f"why did {match['who']} {base}" if base else match.group()


def _to(match: re.Match[str]) -> str:
    return match.group() if match[1].lower() in _NUMBERED else f"{match[1]} to "


_IF_NO = frozenset(
    "call text email note reply explanation apology sign warning message receipt ticket pain id shoes shirt mask news pets pet pay money booking".split()
)


def _not_to(match: re.Match[str]) -> str:
    base = base_of(f"{match[2].lower()}ing")
    return f"tell {match[1]} not to {base}" if base else match.group()


def _none_of(match: re.Match[str]) -> str:
    verb = "are" if match[1].lower().endswith("s") else "is"
    return f"there {verb} no {match[1]} and no {match[2]}"


LEFT_OUT: tuple[Turn, ...] = (
    (r"^(?:um+|uh+|erm+)\b,? (?=\w)", ""),
    # questions
    (rf"{_PART}(what time|how much|how long|how often|how late|until when|till when|what days?|which days?) (you|u|we|they)(?: guys)? (?=(?:{_OWN_VERBS})\b)", r"\1 do \2 "),
    (rf"^(when|where|how|what|why) (you|u|they|we)(?: guys)? (?=(?:{_OWN_VERBS})\b[^,]*$)", r"\1 do \2 "),
    (rf"{_PART}(what time|when|where|why|how long) (you|u|they|we) (?=\w+ing\b[^,]*$)", r"\1 are \2 "),
    (rf"{_PART}where (?:are )?(you|u|they|we) at$", r"where are \1"),
    (r"^why (?P<who>nobody|no one|no-one|you|they|he|she) (?P<verb>told|called|answered|came|said|informed|asked|gave|took|sent|left|changed|cancelled|moved|did|went|charged)\b", _why_did),
    (rf"{_START}is (possible|ok|okay|allowed|necessary|needed|enough|better|too late|fine|all right|alright) (?=(?:to|if|for|that)\b)", r"is it \1 "),
    (r"\b(if|whether) is (included|available|open|free|allowed|ready|needed|necessary|closed|still valid) ((?:the|a|an|my|your) [a-z]+)\b", r"\1 \3 is \2"),
    (r"\b(if|whether) is (?=(?:possible|ok|okay|allowed|necessary|needed|better|available|free|open|included|ready)\b)", r"\1 it is "),
    (r"\b(must|can|could|should|do|will|may) (we|i|you) ([^,]*?) or (we|i|you) (can|must|could|should|will|may)\b", r"\1 \2 \3 or \5 \4"),
    (r",? and it has ([^,]+?) or (?:no|nah|not)$", r", does it have \1 or not"),
    (r"(?<!\byes )\bor (?:no|nah|nope)$", "or not"),
    (r"\bor better (?:to )?(?=[a-z]+$)", "or is it better to "),
    (r"^better (?=(?:download|take|bring|call|book|come|leave|check|ask|use|wait|send|go|stop|start|order|get|pay|buy|print|save|ring|phone|email|park)\b)", "it is better to "),
    (r", (?:so )?better (?=(?:download|take|bring|call|book|come|leave|check|ask|use|wait|send|go|stop|start|order|get|pay|buy|print|save|ring|phone|email|park)\b)", ", so it is better to "),
    (rf"{_PART}(how many [a-z]+|which [a-z]+) (you|we|they) (?=(?:{_OWN_VERBS})\b)", r"\1 do \2 "),
    (rf"{_PART}please,? (?=(?:when|where|what|how|who|why|which|(?:is|are|does) (?:the|it|there|your|this|he|she|they|you|any)|do (?:you|we|i|they))\b)", ""),
    (r"^(?:please|pls),? can (some(?:one|body)|any(?:one|body)|you|we|i) ", r"can \1 please "),
    (r"^(where|how) (i|we) can (?=[a-z]+ )", r"\1 can \2 "),
    (rf"{_PART}when (you|i|we) can (?=(?:start|come|do|send|deliver|collect|fix|begin|have|get|visit|meet|pay|move|finish|bring|install|repair)\b[^,]*$)", r"when can \1 "),
    (rf"{_PART}meet (?=(?:at|in|there|here|outside|by)\b.*\bor\b)", "shall we meet "),
    # what a thing says of itself
    (rf"{_START}(?P<thing>(?:(?:the|my|your|our) )?(?:parcel|package|order|delivery|letter|item|payment|booking|account|ticket|refund|card|tracking|website|site|app|system|screen|portal|status|machine|page|email|label|it)) (?P<verb>(?:still |just |now )?(?:says?|shows?|is saying|keeps saying|keep saying|saying|showing)) (?:it['’]?s |it is |it was )?(?P<state>delivered|shipped|dispatched|despatched|out for delivery|closed|declined|expired|invalid|sold out|cancelled|canceled|paid|pending|unavailable|processed|returned|collected|refunded|rejected|approved)(?=$|,| but| and| on| at| since| yesterday| today)", _says),
    (rf"{_PART}keeps saying (expired|cancelled|declined|closed|invalid|unavailable|sold out)(?=$|,)", lambda m: f"it keeps saying that it {'has' if m[1].lower() == 'expired' else 'is'} {m[1]}"),
    (rf"{_START}(portal|website|site|app|screen|system|page|machine|driver|tracking|printer|door|light|boiler|lift|office|shop) (?P<verb>say|show|work|open|close|answer|give)(?= )", r"the \1 \2s"),
    (rf"{_PART}(?:the )?(last (?:four|three|4|3) digits),? (?:are |is )?(?=\d)", r"the \1 are "),
    # who it is
    (r"^(?:(?:it['’]s|this is|its|it is) )?((?-i:[A-Z])[a-z]+) here,? (?=(?:from|the|i|we|my|your|you|can|could|just|is|are|do|did)\b)", r"this is \1, "),
    (r"^((?-i:[A-Z])[a-z]+) (from (?:flat|number|no\.?|room|unit|apartment|house|next door|reception|upstairs|downstairs|accounts|hr|sales|the \w+)\b[^,]*), ", r"this is \1 \2, "),
    # verbs
    (rf"{_START}(?:i['’]?ve |i have |i )?(?:just |really )?had it with (?=\w)", "I have had enough of "),
    (r"\b(been|was|were|am|is|are|['’]m|['’]s|['’]re) (stood|sat) (?=(?:here|there|outside|waiting|in|at|on|by|around|for|next)\b)", lambda m: f"{m[1]} {'standing' if m[2].lower() == 'stood' else 'sitting'} "),
    (rf"{_START}(i|we|you|they) not (?=(?:understand|know|have|want|like|need|see|find|think|remember|hear|speak|agree|come|go|eat|drink|believe|get)\b)", r"\1 do not "),
    (rf"{_START}(?:the )?(driver|courier|office|shop|hotel|landlord|plumber|he|she|they|nobody) no answer(?: the)? phone\b", lambda m: f"{'' if m[1].lower() in ('he', 'she', 'they', 'nobody') else 'the '}{m[1]} did not answer the phone"),
    (r"\b(some(?:one|body)|who)(?:['’]s| has|s) (?:nicked|pinched|stolen) ", r"\1 has stolen "),
    (r"\b(boss|mother|father|mum|mom|dad|wife|husband|son|daughter|child|kid|brother|sister|teacher|he|she) got (?=(?:the )?(?:flu|covid|a cold|a fever|food poisoning|chickenpox|measles|bug|a bug|a migraine)\b)", r"\1 has "),
    (r"\bproper(?:ly)? bad(?:ly)?(?=$|,)", "very badly"),
    (r"\b(come|comes|came|go|goes|went|here|there|time|money) for (?=(?:sign|pay|buy|see|take|get|make|fix|repair|collect|pick|talk|speak|ask|check|bring|do|help)\b)", r"\1 to "),
    (r"\b(then|and|so|or|but|when|think|after) well (?=(?:talk|see|be|have|need|do|go|call|come|pay|send|meet|get|discuss|know|let|take|start|leave|speak|try|find)\b)", r"\1 we will "),
    (r"(?<=[a-z]) then we(?:['’]ll| will) ", ", then we will "),
    (r"\b(the )?(meeting|appointment|class|lesson|train|flight|party|event|exam|match|rehearsal) is (moved|cancelled|postponed|changed)\b", lambda m: f"{m[1] or ''}{m[2]} has been {m[3]}"),
    (rf"{_PART}(?:omg )?(?:i )?(?:totally |completely |entirely )?(?:spaced|blanked)(?: out)? on ", "I completely forgot "),
    (r"((?:missed|didn['’]t (?:see|get|hear)|did not (?:see|get|hear)) (?:your|ur|the) (?:calls?|messages?|texts?|emails?)),? (?=was )", r"\1, I "),
    (r"^((?:i am |i['’]m )?(?:so |very |really )?sorry (?:for|about) (?:the |my |this )?(?:late|slow|delayed) (?:answer|reply|response)s?),? (?=(?:was|been|had|have|i was|i['’]ve) )", lambda m: m[1] + (", " if m.string[m.end() : m.end() + 2].lower() in ("i ", "i'", "i’") else ", I ")),
    (rf"{_PART}you (?:guys |lot )?(?=(?:go|start|eat|carry on|begin) (?:without|ahead|on)\b)", "please "),
    (r"\b((?:sort|fix|reply|repli|answer|deliver|respond|com|gett|send|do|help|react|finish|arriv|work|mov|deal)\w*\b[^,]*?) (so |really |very |too |that |super )?quick(?=$|,)", r"\1 \2quickly"),
    # nothing there
    (rf"{_START}no ([a-z]+),? (?:and )?no (?!refund|entry|exit|gain|problem|worries|deal|service|pay|show|fee|charge|play|nothing|thing)([a-z]{{3,}})(?=$|,| but)(?<!no ticket)", lambda m: m[0] if m[1].lower() in _IF_NO else _none_of(m)),
    (r"\b((?:didn['’]t|did not|never|wasn['’]t|cancelled)\b[^,]*), no (call|text|email|note|message|reply|explanation|apology|warning)(?:,? (?:and |or )?no (?:nothing|thing|(?P<other>[a-z]+)))?(?=$|,)", lambda m: f"{m[1]}, and there was no {m[2]}{' or ' + m['other'] if m['other'] else ''}"),
    (rf"{_PART}(no ?one|nobody) (?=(?:(?:at|in|on|inside) (?:the |my |your )?[a-z]+|here|there|around|home)(?=,|$))", lambda m: f"there is {m[1].lower()} "),
    (rf"{_PART}no way (?=(?:to [a-z]+|in|out)\b)", "there is no way "),
    (rf"{_PART}(on|in|at) (?:the )?([a-z]+) (?:there )?is (nothing|no [a-z]+)$", r"there is \3 \1 the \2"),
    (rf"{_START}no ([a-z]+),? (?:and )?no (smoke|alarm|heating|hot water|water|power|lights?|signal|electricity|internet|wifi|gas|parking|lift|keys?|towels?|food|staff|signs?|address|label|sound|picture|error)\b", _none_of),
    (r"(?<=[a-z])(?<! is)(?<! there)(?<!has)(?<!have)(?<!had)(?<!with)(?<! and)(?<!got)(?<!still)(?<!was)(?<! or)(?<!but)(?<! so) no (?=(?:signal|wifi|internet|reception|connection)(?:$|,))", " with no "),
    (r"\b((?:tried|called|rang|phoned|emailed|texted|knocked|wrote|messaged|contacted|rung)\b[^,]*), (?:but )?no (answer|reply|response)(?=$|,)", r"\1, but there was no \2"),
    (r"\b((?:tried|called|rang|phoned|checked|asked|searched|looked)\b[^,]*?),? (?:but )?no (?:luck|joy)(?=$|,)", r"\1, without success"),
    (rf"{_PART}nothing (?=(?:serious|major|urgent|important|special|broken|dramatic|too serious|too bad)\b)", "it is nothing "),
    (rf"{_PART}no hard feelings(?:,? eh)?$", "there are no hard feelings"),
    (r",? eh$", ""),
    (r", no way(?=$|,)", ""),
    (rf"{_PART}don['’]t get me started(?: on [^,]+)?(?:, and |, |$)", ""),
    # joints
    (r", well,? (?=(?:it|i|they|we|he|she|the|that|you)\b)", ", "),
    (rf"{_PART}(?:one|1) (?:last |more )?thing,? (?:tho|though)[,:]? ", ""),
    (r"^((?:you|he|she|they|it|i) (?:said|told me|was|were|quoted|promised)\b[^,]{3,50}?) (?:and )?now (?=it['’]?s |it is |they['’]re |they are |i )", r"\1, now "),
    (r"^((?:please )?(?:ask|call|contact|try) (?-i:[A-Z])\w+) (?=(?:he|she)(?:['’]s| is| has| will| can| knows)\b)", r"\1, "),
    (r"^(?P<lead>who(?:ever|soever) [^,]+, )(?P<order>[a-z].*)$", _whole_order),
    (r"^(?P<lead>.{8,}?,? so )(?P<order>(?!please|that|i\b|we\b|you\b|he\b|she\b|it\b|they\b|the\b|my\b|far\b|much\b|many\b|what\b|if\b)[a-z]+ [^,]+)$", _whole_order),
    (r"^((?!if |when |what |who )[^,]{20,}) I think(?=$|,)", r"\1, I think"),
    (r"(?<=, )(sort (?:it|this|that) out|sort (?:it|this)|fix (?:it|this)|explain|advise|help|confirm|call me|ring me|let me know|hurry up)(?: please| pls| plz)?$", r"please \1"),
    (r"(?<=\d) not (?=\d)", ", not "),
    # what is where, when and how
    (r"\btell ((?-i:[A-Z])\w+|him|her|them|everyone) no ([a-z]{2,})ing\b", _not_to),
    (rf"{_PART}(?:it )?stinks(?=$|,)", "it smells very bad"),
    (r"\b(didn['’]t|did not|never) show(?: up)?(?=$|,| for\b)", r"\1 arrive"),
    (r"^(lift|light|water|door|order|phone|alarm|fan|lock|drain|pump|sink|shower|hose|heat) (?=(?:still |again |just )?(?:stuck|broken|missing|gone|dead|leaking|blocked|cancelled|not working|out of order|overflowing|flickering|jammed)\b)", lambda m: f"the {m[1].lower()} "),
    (r"\b(came|went|come)( \w+)? (?:and|but) (?:it )?was closed?(?=$|,)", r"\1\2 but it was closed"),
    (r"\b(i|we) (wait|live|work|stay|sit|stand|look|search) ((?:[^,.]*? )?)since (\d+|one|two|three|four|five|six|several|many|some|a few) (weeks?|days?|months?|years?|hours?|minutes?)\b", lambda m: f"{m[1]} have been {inflected(m[2].lower(), 'gerund')} {m[3]}for {m[4]} {m[5]}"),
    (rf"{_START}(finance|hr|accounts) (?:are|is|r) on my back\b", r"the \1 department is pressing me"),
    (r"\b(is|are) on my back\b(?= about|$|,)", r"\1 pressing me"),
    (rf"{_PART}(\d+ degrees|freezing|boiling|pitch dark) (?=(?:in here|inside|outside|in the)\b)", r"it is \1 "),
    (rf"{_PART}(\d+|two|three|four|five|six|several|some|many) (people|children|kids|cats|dogs|cars|boxes|men|women) (?=(?:in|on|inside|outside|waiting|stuck|at)\b[^,]*$)", r"there are \1 \2 "),
    (rf"{_PART}(?:so |absolutely |really )?gutted (?:that )?(?:i )?(?=(?:can['’]t|cannot|couldn['’]t|won['’]t|didn['’]t|missed)\b)", "I am very disappointed that I "),
    (rf"{_PART}(?:the )?(train|rail|tube|bus|airport|postal) strike(?=$|,)", r"there is a \1 strike"),
    (rf"{_PART}have one (?=(?:for|on) me\b)", "please have a drink "),
    (r"\bso (?:will|gonna|going to) be (\d+)(?: mins?| minutes)? late\b", r"so I will be \1 minutes late"),
    (r"(?<=[a-z])(?<!the)(?<!at)(?<!by)(?<!till)(?<!until)(?<!from)(?<!since)(?<!before)(?<!after)(?<!towards) end of (?=(?:january|february|march|april|may|june|july|august|september|october|november|december|this|next|the) ?(?:month|week|year|day)?)", " at the end of "),
    (r"\bits no\.? (?=\d)", "it's number "),
    (r"\b(said|says|say|told (?:him|her|them|you|me|us)(?: twice| again)?|think|know|because|if|heard|hope|guess) its (?=(?:non|not|no|too|very|so|the|a|an|my|your|our|on|in|at|ok|okay|fine|broken|free|closed|full|number)\b)", r"\1 it's "),
    (r"\bnon (?=(?:refundable|smoking|stop|negotiable|returnable|alcoholic|slip|stick)\b)", "non-"),
    (r", (?:so|very|really|how) (annoying|disappointing|frustrating|unfair|rude|unprofessional|embarrassing)$", r", this is very \1"),
    (r"\b(said|says) (?:it was |it is )?(?:ok|okay)(?=$|,)", lambda m: f"{m[1]} that it {'was' if m[1].lower() == 'said' else 'is'} acceptable"),
    (r"\b(starts?|begins?|ends?|on|from|until|till|by|next|this|open|closed|in|off|shift|yours|talk|meet|thing) (mon|tue|tues|wed|weds|thu|thur|thurs|fri)\b", lambda m: f"{m[1]} {'' if m[1].lower() in ('on', 'from', 'until', 'till', 'by', 'next', 'this') else 'on '}{_DAYS[m[2][:3].lower()]}"),
    (r"\b(prof|professor|dr|mr|mrs|ms)\.? ((?-i:[A-Z])[a-z]+)s (?=(?:student|class|office|lecture|course|assistant|patient|wife|husband|daughter|son|lab|secretary|group|seminar|appointment|house|car|office hours?)\b)", r"\1 \2's "),
    (r"\b(the|my|our) (dentist|doctor|baker|hairdresser|neighbour|neighbor|vet|landlord|driver|customer|boss|teacher|client|manager)s (?=(?:chair|office|car|house|dog|cat|garden|desk|phone|address|name|bag|door|surgery|waiting room|van|keys?|laptop|permission)\b)", r"\1 \2's "),
    (r"\b1[ -]?(?:on|to|:)[ -]?1\b", "one-to-one meeting"), (r"\bch\.? (?=\d)", "chapter "), (r"\b(the|your|a|my) ref\b(?! ?[\d#:]|erence)", r"\1 reference"),
    (r"(?<=[a-z]) not the (?=\w+ one\b)", ", not the "),
    (r"(?<=[a-zA-Z0-9])(?<!and)(?<!but)(?<!because)(?<! so)(?<! if)(?<!that)(?<!think)(?<!said)(?<!says)(?<!now)(?<! as)(?<!since)(?<!know)(?<!when) (?=it['’]s been (?:\d|over|more than|weeks|days|months|two|three|four|five|ages))", ", "),
    # words
    (r"(?<=[a-z]) tbh(?= (?:but|and|so|because)\b|$|,)", ""),
    (r"(?<=[a-z]) to be honest(?= (?:but|and|so|because)\b|$|,)", ""),
    (rf"{_PART}(?:a )?(?:little |wee )?bit gutted (?:that )?", "I am somewhat disappointed that "),
    (r"\b(?:a )?(?:little )?bit gutted\b", "somewhat disappointed"),
    (r"\ban arm and a leg\b", "a great deal of money"),
    (r"\b(is|are|was|were) all over the (?:shop|place)\b", r"\1 in disorder"),
    (r"\b(should|to|will|can|could|please|must|would|gonna|we) (?:bin|chuck out|ditch) (?=(?:the|my|that|this|our|all|those|these)\b)", r"\1 dispose of "),
    (r"\blike (?=(?:you|i|we|he|she|they) (?:said|asked|told|mentioned|promised|suggested|wanted|agreed)\b)", "as "),
    (r"\bknows? what(?:['’]s| is) what (?:with|about|on)\b", "knows the details of"),
    (r"(day|\btomorrow|\btonight|\bnoon|\bweek|\bmonth|\d(?:am|pm)?)(?: at)? (?:the )?(earliest|latest)(?=$|,)", r"\1 at the \2"),
    (rf"{_PART}(?:my )?(knee|ankle|foot|hand|eye|face|wrist|finger|leg) (?:is |looks |was )?like an? (?:balloon|football|melon|tennis ball)\b", r"my \1 is very swollen"),
    (r", (?:like )?seriously(?=$|,)", ""),
    (r"\bwho (?:will )?gives? me (?:it |this |that |the money )?back$", "who will refund me"),
    (r"\b(at|to|round) ours (?=again\b)", r"\1 our home "),
    (rf"{_START}tanks (?=(?:\w+ly )?(?:empty|full|low|leaking)\b)", "the tank is "),
    (r"\b(took|take|taking|taken|get|got|call|called|order|ordered) (?=(?:taxi|cab|uber|bus|train)\b)", r"\1 a "),
    (r"\b(bring|take|park|rent|ride) (?=(?:bike|car|dog|bag|tent|guest|friend)\b)", r"\1 a "),
    (r"\b(agree with|at|outside|about|near|on|of) (?=(?:price|gate|entrance|portal|website|invoice|contract)\b(?! (?:\S*\d|[A-Z]\b)))", r"\1 the "),
    (r"\b(send|give|need|confirm|share|provide|have|email) (?=(?:tracking|order|phone|account|reference|invoice|booking|serial|customer) number\b(?! \S*\d))", r"\1 the "),
    (r"\bon way home\b", "on the way home"),
    (r"\b(pick up|collect|meet|ring) ((?-i:[A-Z])\w+) (?=\d{1,2}[:.]\d\d)", r"\1 \2 at "),
    (rf"{_START}next (?=(?:one|train|bus|flight|appointment|slot|session|ferry|delivery)(?:['’]s| is| was| leaves| goes)\b)", "the next "),
    (r"\b(flight|train|bus|ferry|one|appointment|meeting|class|lesson|interview|exam|match|rehearsal|checkout|call|slot|session|party|dinner)(?:['’]s| is) (?=\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b)", r"\1 is at "),
    (r"\bwith (?=(?:wooden|red|blue|black|white|green|grey|brown|yellow|pink|metal|plastic|leather|broken|silver|gold) (?:handle|strap|case|lid|cover|collar|zip|logo|frame|door|roof|hood|tag|sticker|label|band|button|ribbon|bow)\b)", "with a "),
    (r"\bcatch up on (?=(?:e-?mails?|work|messages|sleep|reading|homework|everything|the|my|what)\b)", "attend to "),
    (r"\b(your|these|those|their|my|our|his|her) lads\b", r"\1 men"),
    (r"\byou lot\b", "you all"),
    (r",? if you like, (?=(?:at|around|on|by) )", " "),
    (r", all in all, ", " overall "),
    (r"^(?:oh,? )?(?:brilliant|great|fantastic|lovely|wonderful|perfect|super),? (?=(?:yet )?another (?!time|day)\w+)", ""),
    (r"\b(here|there|at|from|until|till|by|come|arrive|open|opens|starts|start) (\d{1,2})h(\d\d)?\b(?! (?:of|and|per|long))", lambda m: f"{m[1]} {'at ' if m[1].lower() in ('here', 'there', 'come', 'arrive', 'open', 'opens', 'starts', 'start') else ''}{m[2]}:{m[3] or '00'}"),
    (r"\b([a-z]+) 2 (?=(?:the|my|your|me|him|her|them|us)\b)", _to),
    (r"\bthere(?:['’]s| is) (?:a )?(?:lots?|loads) of (?=\w+s\b(?<!ss))", "there are many "),
    (r"\b(it(?:['’]s| is| would be| will be|['’]d be)) super (?=(?:if|that|when)\b)", r"\1 very helpful "),
    (r"^just to let you(?: all)? know,? (in case [^,]+), ", r"please note that, \1, "),
    (r"^guess (?=(?:i|we)\b)", "I guess "),
    (rf"{_PART}(?:a )?(stomach bug|tummy bug|migraine|bad cold|fever)(?=$|,)", r"I have a \1"),
    (rf"{_PART}(mum|mom) (?=(?:still |back )?(?:in|at|out of|off|on) (?!law|charge))", "my mother is "),
    (rf"{_PART}(dad) (?=(?:still |back )?(?:in|at|out of|off|on) (?!law|charge))", "my father is "),
    (r"^((?:thank you|thanks|cheers)(?: so much| a lot)? for (?:the|your|that|my) \w+(?: \w+)?),? (?=(?:they|it|he|she)(?:['’](?:re|s)| is| are| was| were)\b)", r"\1, "),
    (r"^(where(?:['’]s| is| are) (?:my|the|our|your) [^,?]{3,30}?),? (?=(?:it['’]s|it is|it has|i['’]m|we['’]re)\b)", r"\1, "),
    (rf"{_PART}(second|third|fourth|fifth) (?=[a-z]+ (?:is|was|has|does|did|looks|says)\b)", r"the \1 "),
    (r"^(we|i) (?P<did>[^.]*), (finally|in the end|eventually) (?=(?:took|got|had to|walked|went|called|gave up|left)\b)", lambda m: f"{m[1]} {m['did']}, {m[1]} {m[3]} " if m[3].lower() != "in the end" else f"{m[1]} {m['did']}, in the end {m[1]} "),
    (r"\b(took a (?:taxi|cab|uber|bus|train)), (?=\d+ (?:euros?|pounds|dollars|quid)\b|[€£$]\d)", r"\1 for "),
    (r"\b(\d+) euro\b(?! \w+(?:s|ship)\b)", r"\1 euros"),
    (r"\b(coming|free|going|working|around|available|busy|off) (mon|tue|tues|wed|weds|thu|thurs|fri|sat|sun)\b(?= or| at| and|$|,)", lambda m: f"{m[1]} on {_DAYS[m[2][:3].lower()]}"),
)  # fmt: skip
"""Tried in this order, before the turns of a chat."""
