# ruff: noqa: E501, SIM905 - word lists read best as words
"""Names: which words are one, where one stands, and which get a capital."""

from __future__ import annotations

import re

from onhand.rewrite.rules.mending.dictionary import frequency, is_word

FIRST_NAMES = frozenset(
    """
    aaron abby abdul abdullah abigail adam adele adrian ahmed aisha aiko akira alan alastair alba albert alberto alejandro alejandra alessandro alessia alex alexa alexander alexandra alexei alexis alfie alfred ali alice alicia alina alison allison alyssa amadou amanda amara amelia amina amir
    amit amy ana anastasia anders andre andrea andreas andrei andrew andy anita anja ankit ann anna annabel anne anneke annie anouk anthony anton antonio anya aoife aran archie arjun arlo arthur arturo asha ashley astrid audrey austin ava avi ayesha aysha aylin ayumi barbara bartek bashir beatrice beatriz becky
    bella ben benjamin bernard beth bethany betty bianca bianka bjorn bogdan boris brandon brenda brendan brian bridget bruno bryan caitlin callum camila camille carla carlos carmen carol caroline caterina catherine cathy cecilia celine chandra charles charlie charlotte chen cheng chiara chidi chiara chloe chris christian christina christine christopher
    ciara ciaran cindy claire clara claudia clive colin connor conor courtney craig cristina cynthia daisuke dale daniel daniela daniele danny daria dave david deborah deepa deepak delia denise dennis derek diana diego dieter dimitri dmitri dmitry dominic donald donna doris dorothy douglas dylan ebony eddie edith edoardo eduardo edward eilidh
    eileen ekaterina elaine eleanor elena elias elif elijah elise eliza elizabeth ella ellen ellie elsa emanuel emeka emil emily emma emmanuel emre enrique enzo eric erik erika erin ernesto esme esther ethan eugene eva evelyn ewa ezra fabian fabio farah farid fatima fatoumata federico felix femi fernando fiona florian francesca francesco francis
    francisco francois frank franz fred freddie frederik freya fumiko gabriel gabriela gareth gary gavin gemma geoff geoffrey george georgia georgina gerald gerard giorgio giovanni gisela giulia giuseppe gloria gordon graham greg gregor gretchen guillaume gunnar gustavo hamish hamza hannah hans hansen haruka haruki harry hassan heather hector heidi helen helena helga henri henrik henry
    hiroshi howard hugo hussein ian ibrahim ida idris ifeanyi ifeoma igor ilse imran ines ingrid irena irene irina isabel isabella isabelle isla ismail ivan jacek jack jackie jacob jacqueline jacques jaime jake jakub james jamie jan jana jane janet janice jasmin jasmine jason javier jeff jeffrey jelena jennifer jenny jens jeremy jerome jesse jesus jiho jim jimmy jin joan joanna joanne joao jochen
    joe joel johan johannes john johnny jon jonas jonathan jordan jorge jose joseph josh joshua josie joyce juan juanita judith judy julia julian juliana julie juliet julio jun jurgen justin justyna kai kaito kamal kamila kareem karen karim karin karina karl karolina kasia kate katherine kathleen kathryn kathy katie katja katrin katya kavita kayla keiko keith kelly ken kenji kenneth kevin khadija khalid kieran kimberly
    kirsten klaus kofi konstantin krishna kristen kristin kristina krzysztof kumar kwame kyle lakshmi lara lars laszlo laura lauren laurent layla leah leila leo leon leonardo leonie leticia lewis liam lidia lily lin linda ling lisa liu liz lola lorenzo louis louisa louise luca lucas lucia lucy luigi luis luisa lukas luke luz lydia lynn mabel madison magda magdalena maeve mahmoud maja malik malcolm mandy manuel marc marcel marcin marco marcos marcus
    margaret maria mariam mariana marie mariko marina mario marion marisol marjorie marlene marta martha martin martina martyna mary maryam masha mateo mateus mathias mathilde matilda matt matteo matthew matthias maureen maurice mauricio maya mbali meera megan mehmet mei melanie melissa mia michael michal michel michelle miguel mika mike mikhail mila milan milena min minh minjun miriam mohamed mohammed mohammad moira molly monika monique monica muhammad
    murat mustafa myra nadia nadine nancy naoko naomi nasrin natalia natalie natasha nathan nathaniel neha neil nell niamh nicholas nick nicola nicolas nicole nigel nikhil nikita niklas nikolai nils nina noah noel nora norman nuria ngozi nguyen obinna oksana ola olaf oleg olga oliver olivia olu olumide omar oscar otto owen pablo pamela paolo patricia patrick patrik paul paula paulina paulo pavel pedro penelope peter petra phil philip philipp philippe phoebe
    pierre piotr priya rachel rafael rahul raj rajesh ralph ramon rania raphael rashid rasmus raul ravi raymond rebecca reggie regina reza renata rene rhys ricardo richard rita robert roberta roberto robin rodrigo roger rohan roland roman ronald rory rosa rosalind rosie roberto roxanne ruben rui rupert russell ruth ryan sabine sabrina sadia saeed said saif sakura salma salman salvatore samantha samir samira samuel sandra sandeep sanjay saoirse sara sarah sasha
    satoshi scott sean sebastian selim selina serena sergei sergey sergio shane shannon sharon shaun sheila shirley shreya sian sigrid silvia simon simone siobhan sofia sofie sonia sophia sophie soren stacy stan stanley stefan stefania stefano stella stephanie stephen steve steven stewart stuart sunil suresh susan susanna susanne suzanne svetlana sven sylvia szymon tamara tamsin tania tanja tanya tara tariq tatiana ted teresa terry tess thabo
    theo theresa thiago thibault thomas tim timo timothy tina tobias toby todd tom tomas tomasz tommy toni tony tracey tracy trevor tristan tunde uchenna ulrich uma umar ursula usha valentina valeria vanessa vera veronica veronika victoria vijay vikram viktor vincent virginia vivian vivek vlad vladimir walter wanda wei wendy wilhelm william willem wojtek xavier xiaoming yan yara yasmin yasmine yolanda yosef youssef yuki yuko yulia yuri yusuf yvette yvonne
    tyler jen jonah jess meg gemma abby leanne kayla mia chloe ethan logan aiden liam noah oliver derek kyle shelby brandon courtney ashley megan lauren jodie
    zainab zara zeynep zhang zoe zoltan zofia zuzanna
    """.split()
) - {
    "said",
    "min",
    "dale",
    "jordan",
    "art",
    "ola",
    "lin",
    "ling",
    "jesus",
    "leah's",
    "milan",
    "florian's",
    "georgia",
    "virginia",
    "austin",
    "madison",
    "chandra's",
    "sasha's",
    "jun",
    "jan",
    "ken",
    "stan",
    "jack",
    "joan's",
    "ali's",
    "robin",
    "roman",
    "carol",
    "jasmine",
    "lily",
    "toby's",
    "kai's",
    "luz",
    "uma's",
    "ted's",
}
"""First names from many countries that are no other word."""
_PROPER = {
    word.lower(): word
    for word in """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays January February April June July August September October November December Christmas Easter Ramadan Eid Diwali Hanukkah Thanksgiving Halloween
    English German French Spanish Italian Portuguese Dutch Chinese Japanese Korean Russian Ukrainian Arabic Hindi Swedish Norwegian Danish Finnish Greek Hungarian Romanian Bulgarian Croatian Serbian Czech Slovak Vietnamese Indonesian Malay Swahili Hebrew Persian Urdu Bengali Tamil Latin
    American British Scottish Welsh Irish Canadian Australian Indian Pakistani Mexican Brazilian Argentinian European African Asian Swiss Austrian Belgian Egyptian Moroccan Nigerian Kenyan Syrian Iranian Israeli Lebanese
    London Paris Berlin Madrid Rome Lisbon Vienna Brussels Amsterdam Rotterdam Copenhagen Stockholm Oslo Helsinki Warsaw Krakow Prague Budapest Bucharest Sofia Athens Istanbul Ankara Moscow Kyiv Dublin Edinburgh Glasgow Manchester Birmingham Liverpool Leeds Bristol Cardiff Belfast Sheffield Nottingham Brighton Oxford Munich Hamburg Frankfurt Cologne Stuttgart Zurich Geneva Basel Bern Milan Naples
    Turin Florence Venice Barcelona Valencia Seville Lyon Marseille Toulouse Bordeaux Strasbourg Antwerp Ghent Luxembourg Malaga Porto Toronto Montreal Vancouver Ottawa Boston Chicago Seattle Denver Houston Dallas Austin Atlanta Miami Philadelphia Portland Melbourne Sydney Brisbane Perth Auckland Wellington Tokyo Osaka Kyoto Seoul Busan Beijing Shanghai Shenzhen Singapore Bangkok Jakarta Manila Hanoi Mumbai Delhi Bangalore Chennai
    Kolkata Karachi Lahore Dhaka Dubai Doha Riyadh Cairo Lagos Accra Nairobi Johannesburg Durban Casablanca Tunis Algiers Beirut Amman Tehran Baghdad Lima Bogota Santiago Caracas Quito Havana Brooklyn Manhattan California Texas Florida Ohio Virginia Georgia
    Germany France Spain Italy Portugal Netherlands Belgium Switzerland Austria Poland Hungary Romania Bulgaria Croatia Serbia Greece Ukraine Russia Sweden Norway Denmark Finland Iceland Ireland Scotland Wales England Britain Europe Asia Africa America Canada Mexico Brazil Argentina Chile Peru Colombia Australia India Pakistan Bangladesh Japan Korea Vietnam Thailand Indonesia Malaysia Philippines
    Egypt Morocco Nigeria Kenya Ghana Ethiopia Israel Lebanon Syria Iraq Iran Qatar
    Google Amazon Microsoft Facebook Instagram Netflix PayPal WhatsApp Ikea Tesco Lidl Aldi Uber Airbnb Spotify LinkedIn Skype iPhone iPad YouTube Gmail Dropbox GitHub FedEx Revolut Venmo Vinted eBay Android DHL NHS Wi-Fi
    """.split()
} | {"wifi": "wifi"}
_KEPT_SMALL = {
    "august",
    "sofia",
    "bath",
    "perth",
    "wellington",
    "florence",
    "welsh",
    "georgia",
    "virginia",
    "amazon",
    "china",
    "turkey",
    "jordan",
    "chile",
    "uber",
    "latin",
    "swiss",
    "nice",
    "cork",
    "reading",
}
_MONTHS = {"march": "March", "may": "May", "august": "August"}
_MONTH = re.compile(
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )|(?<=\bof )|(?<=\bin )|(?<=\bby )|(?<=\buntil )|(?<=\bsince )|(?<=\bthis )|(?<=\bnext )|(?<=\blast ))(?:march|august|may(?! (?:be|have|not|i|we|you)\b))\b"
    r"|(?<=\bfor )march(?=[.,?!]|$| (?:pls|plz|please|and|is|was|to|or)\b)|\b(?:march|august|may)(?= \d{1,2}(?:st|nd|rd|th)?\b)|(?<=\bmonth of )(?:march|may)",
    re.I,
)
_SHORT_MONTH = re.compile(
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) ))(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?= \d{1,2}(?:st|nd|rd|th)?\b)"
)
_BEFORE = re.compile(
    r"(?:^|[\s(,])(?:hi|hey|hello|dear|yo|mr|mrs|ms|miss|dr|prof|doctor|professor|uncle|aunt|auntie|called|named|ask|tell|told|asked|thank)\.?,?\s+$",
    re.I,
)
_BEFORE_LOOSE = re.compile(
    r"(?:^|\s)(?:with|from|call|cc|invite|meet|for|regards,|cheers,|thanks,|and|love,|by|best,|message|text|email|see|saw|met|about|to)\s+$",
    re.I,
)
_TITLE = re.compile(
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|doctor|professor|uncle|aunt|auntie)\.?\s+$", re.I
)
_DOES = re.compile(
    r"['’]s\b|\s+(?:is|was|has|will|says|said|told|asked|can|can['’]t|wants|needs|thinks|does|did|doesn['’]t|didn['’]t|isn['’]t|wasn['’]t|hasn['’]t|won['’]t|called|sent|came|got|went|left|knows|works|wrote|should|would|could|forgot|paid|keeps|took|might|and i)\b",
    re.I,
)
_TITLES = re.compile(r"(?<![\w.])(mr|mrs|ms|dr|prof)(?=\.? [A-Z])")
_WORD = re.compile(r"(?<![\w@#./\\_-])[^\W\d_]+(?![\w@/\\_]|\.\w)")


_NOT_SURNAMES = frozenset(
    "appointment appointments visit visits office surgery note notes bill letter practice said says who house bag".split()
)


_AMBIGUOUS = frozenset(
    "mark will bill rose grace may june joy hope faith dawn jack bob pat sue art gene rob nick ray jean dean miles chase hunter mason taylor parker sandy penny olive iris violet daisy ivy ruby amber pearl jade crystal robin jay drew grant glen dale earl max carol holly ken stan jordan georgia madison jan roman jasmine lily rich harry josh dick frank ernest charity wade reed lance pierce clay cliff angel melody carmen al ed jo van dan don ian ali kim kit ash sky summer autumn star ling lin jun".split()
)
FIRST_NAMES = FIRST_NAMES - _AMBIGUOUS
_INTRODUCED = re.compile(
    r"^((?:(?:hi|hey|hello|hiya)(?: there)?,? )?)it['’]?s (?!(?:me|the|my|about|your|all|not|a|an|only|just|so|been|cold|nice|hot|good|great|quiet|raining|fine|time|late)\b)([a-z]{3,})(?= (?:from|here)\b)(?! from here)", re.I
)  # fmt: skip
_NAMED = re.compile(
    r"(?:^|[.!?,\n]\s*)(?:hi|hey|hello|dear|yo|hiya|thanks|thank you|cheers|love|regards|morning|good morning|good evening|bye)[ ,]+$",
    re.I,
)


def is_name(small: str) -> bool:
    """Return whether a word in small letters is a name or a proper noun that we know."""
    return small in FIRST_NAMES or small in _PROPER


def stands_like_a_name(before: str, after: str) -> bool:
    """Return whether an unknown word between these two would be somebody's name."""
    if _BEFORE.search(before):
        return True
    if _BEFORE_LOOSE.search(before) and not re.match(r"\s+[a-z]+ (?:of|for)\b", after):
        return _DOES.match(after) is not None or re.match(r"\s*(?:[,.!?]|$|\n)", after) is not None
    is_first = not before.strip() or re.search(
        r"[.!?,\n]\s*$|\b(?:and|but|because|that|if|when|so)\s+$", before, re.I
    )
    return bool(is_first and _DOES.match(after))


def with_names(text: str) -> str:
    """Return a text with capitals at the names of people, places, days, months and languages."""

    def raised(match: re.Match[str]) -> str:
        word = match.group()
        if word != word.lower():
            return word
        before, after = match.string[: match.start()], match.string[match.end() :]
        if word in _PROPER and word not in _KEPT_SMALL:
            return _PROPER[word]
        if word in _AMBIGUOUS and _NAMED.search(before) and re.match(r"\s*(?:[,.!?]|$)", after):
            return word[0].upper() + word[1:]
        if (
            word in FIRST_NAMES
            or (_is_unknown(word) and stands_like_a_name(before, after))
            or _titled(word, before)
        ):
            return word[0].upper() + word[1:]
        return word

    text = _INTRODUCED.sub(
        lambda m: f"{m[1]}it's {m[2].capitalize()}" if m[1] else f"It's {m[2].capitalize()}", text
    )
    text = _MONTH.sub(lambda m: _MONTHS[m.group().lower()], text)
    text = _SHORT_MONTH.sub(lambda m: m.group().capitalize(), text)
    text = _WORD.sub(raised, text)
    return _TITLES.sub(lambda m: m[1].capitalize(), text)


def _is_unknown(word: str) -> bool:
    return len(word) > 1 and (not is_word(word) or 0 < frequency(word) <= 50) and word.isalpha()


def _titled(word: str, before: str) -> bool:
    return (
        len(word) > 1
        and _TITLE.search(before) is not None
        and frequency(word) < 100_000
        and word not in _NOT_SURNAMES
    )
