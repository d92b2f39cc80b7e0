# ruff: noqa: E501, SIM905 - word lists read best as words
"""Nouns by what they do in a sentence: counted ones, those that have no plural, people."""

from __future__ import annotations

import re

COUNTED = frozenset(
    """
    account actor adapter address agent airport alarm album animal answer apartment apology app apple appointment area argument arm army article artist aunt award baby bag baker balcony ball balloon banana band bank
    bar basket bath bathroom battery beach bed bedroom bell belt bench bicycle bike bill bin bird birthday biscuit blanket board boat bonus book boot boss bottle bowl box boy bracelet branch brother bucket building bus business
    button cabinet cable cafe cake calendar camera candle car card carpet cat ceiling chair charger chef cheque child choice church cinema city class client clock coat coin colleague college comment company competition
    complaint computer concert condition conference contract cookie copy corner cottage country couple course cousin cow cup cupboard curtain customer cyclist dad date daughter day deadline dentist desk device diagram dish doctor document
    dog dollar donkey door doorbell dress drill driver drawer duck ear egg electrician elevator email employee engine engineer envelope error euro evening event exam excuse eye face fact factory farm farmer father fault
    fee fence festival field file film filter finger fireplace flat flight floor flower folder foot footballer fork fox fridge friend frog funeral game garage garden gate ghost gift giraffe girl glass glove goal goat grandchild grandma grandfather grandmother
    grandson group guest guitar hair hairdresser hand handle hat head headache heater hedge helmet hen hill hobby holiday horse hospital hotel hour house husband idea instruction instructor interview invitation invoice island issue item jacket job
    joke journey judge jug key keyboard kid kilo kilometre kilometer king kitchen kitten knee knife ladder lady lake lamp landlady landlord language laptop lawyer leaflet leg lemon lesson letter library lid lift line link lion list
    locker loan lorry machine man manager map match meal medal meeting member menu message metre meter mile minute mirror mistake mobile monitor month morning motorbike mother mountain mouse mouth mum mom museum mug
    nail nephew neighbour neighbor niece night nose notebook number nurse office officer onion option orange order oven owner package page painter painting pan parcel parent park party partner passenger passport password path patient pavement payment pen pencil
    person pet phone photo photographer piano picture pillow pilot pipe place plan plane plant plate platform player plumber pocket pond pool postcard poster potato pound present price printer prize problem product project pub puppy
    queen question queue quote radio reader reason receipt receptionist recipe refund rehearsal report request restaurant result ring river road roof room rooster route rule salad sandwich scarf school scooter screen screw sculpture seat secretary sentence service
    shelf ship shirt shoe shop shower singer sink sister skirt sofa soldier solution son song spoon stain stadium stamp station store storm story street student subscription suit suitcase supermarket supplier surgeon sweater swimmer swimming_pool switch
    table tablet tap taxi teacher team tent test theatre theater ticket tie toilet tomato tool tooth town toy tractor train trainer tree trip truck tutor umbrella uncle uniform university vacancy vase vegetable vehicle vet video view village
    visitor voice volunteer voucher waiter waitress wall wallet watch website wedding week weekend wheel whiteboard wife window winner woman word worker workshop year letterbox mailbox inbox basement cellar ankle signature username zoo jar crate shipment tenant screenshot laptop dishwasher kettle boiler radiator pram buggy
    spreadsheet application attachment delivery parcel applicant candidate policy premium branch meeting museum mattress wardrobe blind lock bridge tower statue gallery festival stall ferry tram bicycle helmet tyre tire flat lightbulb bulb speaker headphone lead plug socket
    """.replace("_", " ").split()
)
"""Singulars that are counted."""
PEOPLE = frozenset(
    "mum mom mam dad brother sister friend boss neighbour neighbor wife husband son daughter teacher landlord landlady grandma grandpa grandmother grandfather nan aunt auntie uncle cousin partner girlfriend boyfriend mother father flatmate roommate colleague manager doctor nephew niece client customer baby".split()
)
ODD_PLURALS = {
    "child": "children", "person": "people", "man": "men", "woman": "women", "foot": "feet", "tooth": "teeth", "mouse": "mice", "knife": "knives", "wife": "wives", "shelf": "shelves", "scarf": "scarves",
    "potato": "potatoes", "tomato": "tomatoes", "grandchild": "grandchildren", "hero": "heroes", "half": "halves", "leaf": "leaves", "life": "lives",
}  # fmt: skip
ODD_SINGULARS = {
    "informations": "information", "advices": "advice", "furnitures": "furniture", "equipments": "equipment", "homeworks": "homework", "luggages": "luggage", "baggages": "baggage", "feedbacks": "feedback", "knowledges": "knowledge",
    "softwares": "software", "hardwares": "hardware", "evidences": "evidence", "musics": "music", "weathers": "weather", "housworks": "housework", "houseworks": "housework", "jewelleries": "jewellery", "progresses": "progress", "staffs": "staff",
    "sceneries": "scenery", "machineries": "machinery", "slangs": "slang", "hairs cut": "haircut", "breads": "bread", "moneys": "money", "accomodations": "accommodation", "accommodations": "accommodation", "stuffs": "stuff", "trafics": "traffic",
}  # fmt: skip
"""Plurals of what has none."""
DOUBLE_PLURALS = {"childrens": "children", "mens": "men", "womens": "women", "peoples": "people", "feets": "feet", "teeths": "teeth", "mices": "mice", "sheeps": "sheep", "childs": "children", "persones": "people", "mans": "men", "womans": "women", "foots": "feet", "tooths": "teeth", "mouses": "mice", "knifes": "knives", "wifes": "wives", "shelfs": "shelves", "gooses": "geese", "fishs": "fish", "aircrafts": "aircraft"}  # fmt: skip
_OTHER_PLURALS = {"ones", "people", "children", "men", "women", "police", "feet", "teeth", "mice", "knives", "wives", "shelves", "scarves", "grandchildren", "kids", "guys", "parents", "clothes", "trousers", "jeans", "scissors", "glasses", "stairs", "goods", "things", "others", "neighbours", "lights", "lads", "folks", "leaves", "pills", "tablets", "results", "details", "instructions", "opening hours", "toilets", "buses", "shoes"}  # fmt: skip


def plural_of(noun: str) -> str:
    """Return the plural of a counted noun."""
    if noun in ODD_PLURALS:
        return ODD_PLURALS[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


_SINGULARS = {plural_of(noun): noun for noun in COUNTED}


def singular_of(plural: str) -> str | None:
    """Return the singular of a known plural ("boxes": "box"); None for another word."""
    return _SINGULARS.get(plural)


def is_plural(word: str) -> bool:
    """Whether a word in small letters is a noun in the plural for certain."""
    return word in _SINGULARS or word in _OTHER_PLURALS


def one_of(words: frozenset[str] | dict[str, str] | set[str]) -> str:
    """Return a pattern for any of `words`, the longest first."""
    return (
        "(?:" + "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))) + ")"
    )


SINGULAR = one_of(COUNTED)
"""A pattern for a counted noun in the singular."""
PLURAL = one_of(set(_SINGULARS) | _OTHER_PLURALS)
"""A pattern for a noun in the plural."""
