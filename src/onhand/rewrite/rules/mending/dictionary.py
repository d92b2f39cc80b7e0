# ruff: noqa: E501, SIM905 - word lists read best as words
"""The English words there are, how often each is said, and which one a misspelt word was meant to be.

The frequencies are pyspellchecker's (from film subtitles, American spelling), read at first use.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources

_MODERN = frozenset(
    """
    intro intros outro demo demos promo promos stadion admin aircon airbnb android api apis app apps async auth autocorrect backend backlog bitcoin bluetooth booking.com brexit bruv bugfix captcha carpark cashback chatbot checkbox checklist chromebook config covid
    cringe crypto css csv dataset defo deliveroo dev devs dhl dm dms docker doordash dropbox ebay eircode emoji emojis english esim etc etsy eurostar eventbrite facetime fedex fiver flatmate flatmates frontend
    ghosted github gitlab gmail google gonna googled hashtag hashtags hdmi hermes hmrc hotspot html hubby icloud inbox info insta instagram ios ipad ipads iphone iphones itunes javascript jira json k8s
    kubernetes lads laptop linkedin linux lol login logins logout logins macbook meds memes merch meetup merge microsoft mot multiplayer nan nana nappies nationwide netflix nhs noreply offline onboarding online outlook
    paypal pdf pdfs podcast podcasts postcode postcodes postgres powerpoint preorder prepaid printouts python pytest qr readme rebooked repo repos reschedule reels revolut roadmap roommate roommates
    router ryanair samsung screenshot screenshots scrum selfie selfies signup sim sims sitter skype slack snapchat spotify spreadsheet spreadsheets sql standup startup startups subreddit sudoku takeaway
    takeaways tattoo telco telegram tesco texted texting tiktok timesheet timesheets timezone timezones todo tote trello tweet tweets twitter txt typescript uber ubuntu uk unfollow unfriend unread usa usb venmo
    vape vibe vibes voicemail voucher vouchers vpn waitlist webcam webinar website websites whatsapp wifi windows wikipedia xbox xmas youtube yup zip zoom zoomed zoomcall payslip payslips plasterer dishwasher
    childminder nanny's mums mum's dad's fave faves veggie veggies barbie arvo brekkie servo bizarre smh tbh ngl imo imho fr idk omg lmao rofl haha hahaha hehe aww aw argh eek yay meh ew oof yikes phew duh
    sofa settee loo petrol tyre tyres kerb cheque cheques programme programmes jewellery pyjamas aluminium plough moustache mould mouldy sceptical storey storeys grey whilst amongst manoeuvre maths enrol
    enrolment instalment instalments fulfil skilful wilful practise licence defence offence pretence draught analogue catalogue dialogue judgement ageing cosy doughnut gynaecologist paediatrician anaesthetic
    orthopaedic diarrhoea haemoglobin oestrogen foetus encyclopaedia tranquilliser colours yoghurt houmous hummus sriracha kombucha quinoa oat latte lattes flapjack courgette aubergine fortnight fortnightly
    fibre centre centres theatre theatres metre metres litre litres kilometre kilometres millimetre millimetres centimetre centimetres calibre sabre spectre sombre lustre meagre timetabled leaflet leaflets
    airfryer dehumidifier smartwatch smartphone smartphones touchscreen chromecast coworking coworker coworkers freelancer freelancers freelancing stakeholder stakeholders deliverable deliverables upskill rota
    rotas sysadmin tradesman roofer handyman locksmith letterbox doorbell intercom wheelie skip's concierge pushchair buggy pram cot builtin builtins codec codecs stdlib doctest doctests unittest unittests templating datagram enqueue dequeue dunder mtime proto protos datetime timestamp timestamps localhost namespace namespaces metadata hostname boolean bool int ints struct tuple tuples regex refactor refactored refactoring parser parsers
    middleware wrapper wrappers serializer tokenizer checksum symlink sudo cron ssh http https url urls cpu gpu ram ssd dns ip tcp udp sdk ide gui cli ui ux pr prs ci cd qa kpi kpis crm erp roi saas onclick callback callbacks args kwargs prod rollback hotfix changelog linter pip npm conda numpy pandas tensorflow pytorch versa bugfixes
    workflow workflows webhook webhooks plugin plugins widget widgets dropdown tooltip navbar favicon popup popups preprod devops runbook uptime downtime autoscaling repro repros teammate teammates offsite onsite hybrid remote retro
    upload uploads uploaded uploading download downloads downloaded downloading func subtree subtrees shard shards sharded sharding conftest dedupe deduplicate deduplicated deduplication profiler accessor systemd falsy truthy hotkey hotkeys trackpad touchpad toolset toolchain goto musl wget curl
    stdin stdout stdio stderr eval mmap coord coords dir dirs passwd manpage memoize combinator performant inlined backtick backticks util utils enum enums yaml toml csv xml xlsx docx pptx png jpg jpeg svg gif mp3 mp4 qubit qubits linting linter finetune finetuning tokenise tokeniser tokenizer
    strimmer strimming postgrad postgrads undergrad undergrads rendang macaron macarons fiance fiancee stepdad stepdads stepmum stepmums stepson stepsons stepdaughter stepdaughters subtitler subtitlers minging hob hobs worktop worktops cooker cookers skirting grouting descaler descale limescale
    carer carers cuppa chippy bestie besties hubby missus luv hun lass lasses wee bairn crimbo prezzie prezzies telly brolly wellies pinny flannel plaster plasters nappy bib bibs potty sippy onesie onesies tupperware clingfilm cafetiere hoover hoovering hoovered hoovers
    preauthorise preauthorisation chargeback chargebacks invoiced invoicing overcharged undercharged prorated subtenant sublet sublets sublease subleasing cotenant stopcock standpipe fusebox fuseboxes ballcock soffit soffits fascia fascias downpipe downpipes
    babysit babysitting babysitter creche playdate playdates sleepover sleepovers
    """.split()
)
_ERRORS = "freind untill brocken thru aswell incase payed wich recieved".split()
"""Misspelt words that the frequencies hold."""
_OFFICE = (
    "invoice invoices quotation monday tuesday wednesday thursday friday saturday sunday january february september october november december parcel parcels delivery deliveries receipt refund "
    "appointment appointments available availability attachment attached confirm confirmation schedule reschedule colleague colleagues neighbour neighbours electrician broken plumber tenant landlord "
    "maintenance subscription account password website download update booking payment payments address discount supplier customer website manager meeting meetings deadline document documents"
).split()
"""Said oftener in messages than in films."""
_BRITISH = (
    (re.compile(r"our(?=s$|ed$|ing$|ite|ites|able|ful|less|hood|ly|er|ers|al|y|$)"), "or"),
    (re.compile(r"is(?=e$|es$|ed$|er$|ers$|ing$|ation|able)"), "iz"),
    (re.compile(r"ys(?=e$|es$|ed$|ing$)"), "yz"),
    (re.compile(r"ll(?=ed$|ing$|er$|ers$|or$|ors$|ation$)"), "l"),
    (re.compile(r"pp(?=ed$|ing$|er$)"), "p"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ae|oe"), "e"),
)
_PREFIX = re.compile(r"(?:re|un|pre|non|over|under|co|mis|dis|anti|semi|multi|super|mini|micro)-?")
_COMMON = 1500
_LEAST = {4: 60_000, 5: 20_000, 6: 8_000}
_KEYS = {
    key: near
    for row, low in (
        ("qwertyuiop", "asdfghjkl"),
        ("asdfghjkl", "zxcvbnm"),
        ("zxcvbnm", ""),
    )
    for i, key in enumerate(row)
    for near in [row[max(0, i - 1) : i + 2] + low[max(0, i - 1) : i + 2]]
}


@cache
def _frequencies() -> dict[str, int]:
    packed = resources.files("spellchecker").joinpath("resources/en.json.gz").read_bytes()
    words: dict[str, int] = json.loads(gzip.decompress(packed))
    for word in _ERRORS:
        words.pop(word, None)
    return words | {word: max(20_000, words.get(word, 0)) for word in _OFFICE}


def frequency(word: str) -> int:
    """Return how often a word in small letters is said; 0 for one that is in no dictionary."""
    return _frequencies().get(word, 0)


@lru_cache(maxsize=4096)
def is_word(word: str) -> bool:
    """Return whether a word in small letters is English: American, British, modern or derived."""
    if frequency(word) or word in _MODERN:
        return True
    if any(frequency(rule.sub(us, word)) for rule, us in _BRITISH if rule.search(word)):
        return True
    stem = re.sub(r"['’]?s$", "", word)
    if re.search(r"[^aeiou]ys$", word):
        return False
    if stem != word and (frequency(stem) > 200 or stem in _MODERN):
        return True
    stem = _PREFIX.sub("", word)
    if len(stem) > 3 and stem != word and frequency(stem) > 200:
        return True
    return _is_derived(word) or _is_compound(word)


_SUFFIX = re.compile(
    r"(?P<stem>[a-z]{4,}?)(?P<ending>ed|ing|ings|er|ers|able|es|ly|ness|less|like)"
)
_ONE_VOWEL = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
_NOT_DERIVED = frozenset(
    "truely duely wholely begining refered refering prefered prefering occured occuring commited commiting submited submiting admited admiting permited permiting transfered transfering regreted controled controling equiped omited forgeting upseting openning listenning happenning answerring visitting".split()
)


def _is_derived(word: str) -> bool:
    """Whether a word is a known one with a regular ending: "profilers", "natively", "retweeted"."""
    match = _SUFFIX.fullmatch(word)
    if match is None or word in _NOT_DERIVED:
        return False
    stem, ending = match["stem"], match["ending"]
    if ending == "es":
        return re.search(r"(?:ch|sh|s|x|z)$", stem) is not None and frequency(stem) > _COMMON
    if ending in ("ly", "ness", "less", "like"):
        return frequency(stem) > _COMMON and not stem.endswith(("y", "le", "ic", "l"))
    if stem[-1] == stem[-2] and _ONE_VOWEL.fullmatch(stem[:-1]):
        return frequency(stem[:-1]) > _COMMON
    bare = not re.search(r"e$|[^aeiou]y$", stem) and not _ONE_VOWEL.fullmatch(stem)
    return (bare and frequency(stem) > _COMMON) or (
        frequency(stem + "e") > _COMMON and stem[-1] not in "aeiouy"
    )


def _is_compound(word: str) -> bool:
    return (
        len(word) > 7
        and not word.endswith(("full", "till"))
        and any(
            frequency(word[:i]) > 8000 and frequency(word[i:]) > 8000
            for i in range(4, len(word) - 3)
        )
    )


@lru_cache(maxsize=2048)
def meant(word: str) -> str | None:
    """Return the word that an unknown one in small letters was meant to be, or None in doubt.

    One letter off, by a clear margin; for seven letters and more also two, or sounds doubled.
    """
    if not 4 <= len(word) <= 20 or not word.isascii() or not word.isalpha():
        return None
    if re.search(r"[^aeiou]ys$", word) and frequency(word[:-2] + "ies"):
        return word[:-2] + "ies"
    if word.endswith("aly") and frequency(word[:-1] + "ly") > 500:
        return word[:-1] + "ly"
    return _nearest(word, _one_off(word), _LEAST.get(len(word), 2_500)) or (
        _nearest(word, _two_off(word), 12_000) if len(word) >= 7 else None
    )


def _nearest(word: str, scores: dict[str, float], least: int) -> str | None:
    if not scores:
        return None
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    best = ranked[0]
    if scores[best] < least:
        return None
    margin = {4: 6, 5: 5}.get(len(word), 4)
    second = next((other for other in ranked[1:] if not _is_form(best, other)), None)
    if second is not None and scores[best] < margin * scores[second]:
        return None
    return best


def _is_form(word: str, other: str) -> bool:
    """An s more or less is no rival: "resturant" is no "restaurants"."""
    return other in (word + "s", word + "'s", word[:-1] + "ies")


def _one_off(word: str) -> dict[str, float]:
    """Return the words one edit away, each with its frequency weighed by how likely the edit is."""
    found: dict[str, float] = {}
    words = _frequencies()

    def note(candidate: str, weight: float) -> None:
        count = words.get(candidate)
        if count and count > 50 and count * weight > found.get(candidate, 0):
            found[candidate] = count * weight

    letters = "etaoinshrdlucmfwypvbgkjqxz'"
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        first = 0.1 if i == 0 else 1.0
        if tail:
            is_double = i > 0 and tail[0] == word[i - 1]
            is_name_like = len(tail) == 1 and tail in "aiou"  # "deepa" is somebody
            note(head + tail[1:], first * (3.0 if is_double else 0.05 if is_name_like else 0.7))
            if len(tail) > 1:
                note(head + tail[1] + tail[0] + tail[2:], 4.0 if i else 1.5)
        for letter in letters:
            before = word[i - 1] if i else ""
            is_doubling = letter == before or letter == tail[:1]
            note(head + letter + tail, first * (3.0 if is_doubling or letter == "'" else 1.0))
            if tail:
                note(head + letter + tail[1:], first * _swap_weight(tail[0], letter))
    found.pop(word, None)
    return found


def _swap_weight(typed: str, letter: str) -> float:
    if typed in "aeiouy" and letter in "aeiouy":
        return 1.0
    if letter in _KEYS.get(typed, "") or typed + letter in ("sc", "cs", "zs", "sz", "kc", "ck"):
        return 0.6
    return 0.15 if typed not in "aeiouy" and letter not in "aeiouy" else 0.02


@cache
def _by_start() -> dict[tuple[str, int], list[str]]:
    rows: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word, count in _frequencies().items():
        if count > _COMMON and len(word) > 5:
            rows[word[0], len(word)].append(word)
    return rows


def _two_off(word: str) -> dict[str, float]:
    """Return common words two edits away that begin alike."""
    letters = set(word)
    found: dict[str, float] = {}
    for length in range(len(word) - 2, len(word) + 3):
        for other in _by_start().get((word[0], length), ()):
            if len(letters ^ set(other)) > 3 or not _is_within(2, word, other):
                continue
            if _is_within(len(word) // 9, _skeleton(word), _skeleton(other)):
                found[other] = frequency(other) * (3.0 if word[-1] == other[-1] else 1.0)
    return found


def _skeleton(word: str) -> str:
    """Return the consonants, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


def _is_within(most: int, word: str, other: str) -> bool:
    """Return whether at most `most` edits (a swap of neighbours is one) lead from one to the other."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, previous, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
