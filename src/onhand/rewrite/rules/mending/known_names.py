# ruff: noqa: E501, SIM905 - word lists read best as words
"""Names as data: first names and surnames, places, firms, days, and what is written in capitals."""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abby abdul abdullah abigail adam adele adrian ahmed aisha aiko akira alan alastair alba albert alberto alejandro alejandra alessandro alessia alex alexa alexander alexandra alexei alexis alfie alfred alice alicia alina alison allison alyssa amadou amanda amara amelia amina amir
    amit amy ana anastasia anders andre andrea andreas andrei andrew andy anita anja ankit ann anna annabel anne anneke annie anouk anthony anton antonio anya aoife aran archie arjun arlo arthur arturo asha ashley astrid audrey ava avi ayesha aysha aylin ayumi barbara bartek bashir beatrice beatriz becky
    bella ben benjamin bernard beth bethany betty bianca bianka bjorn bogdan boris brandon brenda brendan brian bridget bruno bryan caitlin callum camila camille carla carlos caroline caterina catherine cathy cecilia celine chandra charles charlie charlotte chen cheng chiara chidi chloe chris christian christina christine christopher
    ciara ciaran cindy claire clara claudia clive colin connor conor courtney craig cristina cynthia daisuke daniel daniela daniele danny daria dave david deborah deepa deepak delia denise dennis derek diana diego dieter dimitri dmitri dmitry dominic donald donna doris dorothy douglas dylan ebony eddie edith edoardo eduardo edward eilidh
    eileen ekaterina elaine eleanor elena elias elif elijah elise eliza elizabeth ella ellen ellie elsa emanuel emeka emil emily emma emmanuel emre enrique enzo eric erik erika erin ernesto esme esther ethan eugene eva evelyn ewa ezra fabian fabio farah farid fatima fatoumata federico felix femi fernando fiona florian francesca francesco francis
    francisco francois franz fred freddie frederik freya fumiko gabriel gabriela gareth gary gavin gemma geoff geoffrey george georgina gerald gerard giorgio giovanni gisela giulia giuseppe gloria gordon graham greg gregor gretchen guillaume gunnar gustavo hamish hamza hannah hans hansen haruka haruki hassan heather hector heidi helen helena helga henri henrik henry
    hiroshi howard hugo hussein ibrahim ida idris ifeanyi ifeoma igor ilse imran ines ingrid irena irene irina isabel isabella isabelle isla ismail ivan jacek jackie jacob jacqueline jacques jaime jake jakub james jamie jana jane janet janice jasmin jason javier jeff jeffrey jelena jennifer jenny jens jeremy jerome jesse jiho jim jimmy jin joan joanna joanne joao jochen
    joe joel johan johannes john johnny jon jonas jonathan jorge jose joseph joshua josie joyce juan juanita judith judy julia julian juliana julie juliet julio jurgen justin justyna kai kaito kamal kamila kareem karen karim karin karina karl karolina kasia kate katherine kathleen kathryn kathy katie katja katrin katya kavita kayla keiko keith kelly kenji kenneth kevin khadija khalid kieran kimberly
    kirsten klaus kofi konstantin krishna kristen kristin kristina krzysztof kumar kwame kyle lakshmi lara lars laszlo laura lauren laurent layla leah leila leo leon leonardo leonie leticia lewis liam lidia linda lisa liu liz lola lorenzo louis louisa louise luca lucas lucia lucy luigi luis luisa lukas luke lydia lynn mabel magda magdalena maeve mahmoud maja malik malcolm mandy manuel marc marcel marcin marco marcos marcus
    margaret maria mariam mariana marie mariko marina mario marion marisol marjorie marlene marta martha martin martina martyna mary maryam masha mateo mateus mathias mathilde matilda matt matteo matthew matthias maureen maurice mauricio maya mbali meera megan mehmet mei melanie melissa mia michael michal michel michelle miguel mika mike mikhail mila milena minh minjun miriam mohamed mohammed mohammad moira molly monika monique monica muhammad
    murat mustafa myra nadia nadine nancy naoko naomi nasrin natalia natalie natasha nathan nathaniel neha neil nell niamh nicholas nicola nicolas nicole nigel nikhil nikita niklas nikolai nils nina noah noel nora norman nuria ngozi nguyen obinna oksana olaf oleg olga oliver olivia olu olumide omar oscar otto owen pablo pamela paolo patricia patrick patrik paul paula paulina paulo pavel pedro penelope peter petra phil philip philipp philippe phoebe
    pierre piotr priya rachel rafael rahul raj rajesh ralph ramon rania raphael rashid rasmus raul ravi raymond rebecca reggie regina reza renata rene rhys ricardo richard rita robert roberta roberto rodrigo roger rohan roland ronald rory rosa rosalind rosie roxanne ruben rui rupert russell ruth ryan sabine sabrina sadia saeed saif sakura salma salman salvatore samantha samir samira samuel sandra sandeep sanjay saoirse sara sarah sasha
    satoshi scott sean sebastian selim selina serena sergei sergey sergio shane shannon sharon shaun sheila shirley shreya sian sigrid silvia simon simone siobhan sofia sofie sonia sophia sophie soren stacy stanley stefan stefania stefano stella stephanie stephen steve steven stewart stuart sunil suresh susan susanna susanne suzanne svetlana sven sylvia szymon tamara tamsin tania tanja tanya tara tariq tatiana ted teresa terry tess thabo
    theo theresa thiago thibault thomas tim timo timothy tina tobias toby todd tom tomas tomasz tommy toni tony tracey tracy trevor tristan tunde uchenna ulrich uma umar ursula usha valentina valeria vanessa vera veronica veronika victoria vijay vikram viktor vincent vivian vivek vlad vladimir walter wanda wei wendy wilhelm william willem wojtek xavier xiaoming yan yara yasmin yasmine yolanda yosef youssef yuki yuko yulia yuri yusuf yvette yvonne
    tyler jen jonah jess meg leanne logan aiden shelby jodie
    zainab zara zeynep zhang zoe zoltan zofia zuzanna
    gaz shaz daz baz jaz zoë bea cass jas kez maz naz shev vee abi addison adnan agnes agnieszka alasdair aleksandra amelie anika anselm aparna ashwin beatrix benedikt benny bernadette bess bronwyn cara carly cassie cecily cleo cora corinne damian darren dawid deirdre delroy desmond dina donny doreen dragan dragomir ebele edgar edna eimear elodie elspeth esra ewan faisal ferdinand finlay fleur florentyna fraser gita glenda goran greta gwen harriet hayley hilary hyacinth ignacio imogen isolde jarek jared jemima jeremiah jerzy jolanta julien keisha kirsty leopold lorna lorraine ludger lukasz malgorzata marek marguerite marsha mateusz maximilian mick mirabelle morag myriam natalya natasza neve niall nuno odette orla oskar ottoline patrice perpetua philippa quentin radek rajiv reuben rosalie roza sanjeev seamus selma shabnam shanice solveig stefanie suki sumaya tadeusz tarquin thaddeus thandi theodore tilda tomek tyrone ulrike verity wendell wilfred winifred ximena yannick yasin zbigniew zelda zuzana
    lotte hana nika malin emilia klara ingeborg hedda linnea saskia femke sanne lieke daan lasse nele mathis levi noor mert kerem deniz sibel zeki ozan hakan darya polina egor kirill timur rustam aigul dilnoza farrukh leyla nasreen parisa arash kaveh shirin noura layal rami ziad tarek walid lamia dalia nadir karima moussa ousmane aminata kadiatou binta mamadou cheikh sipho thandiwe lerato nomsa zanele tendai chipo farai rutendo kwabena kojo abena akua adwoa wanjiku njeri kamau achieng nkechi chiamaka chinedu adaeze segun yemi folake jing xin hao hui jie qiang linh anh thao huong tuan duc quang hieu priyanka ananya rohini sunita kiran manoj ramesh ganesh lalita geeta meenakshi arvind naveen santosh prakash dinesh mukesh lena hanna lina finn mira sam ruth joan
    """.split()
)
"""First names from many countries that are no other word."""
AMBIGUOUS_NAMES = frozenset(
    "mark will bill rose grace may june joy hope faith dawn jack bob pat sue art gene rob nick ray jean dean miles chase hunter mason taylor parker sandy penny olive iris violet daisy ivy ruby amber pearl jade crystal robin jay drew grant glen dale earl max carol holly ken stan jordan georgia madison jan roman jasmine lily rich harry josh dick frank ernest charity wade reed lance pierce clay cliff angel melody carmen al ed jo van dan don ian ali kim kit ash sky summer autumn star ling lin jun blessing precious dee pip kerry rowan percy flora".split()
)
"""First names that are other words too."""
SURNAMES = frozenset(
    """
    smith jones wilson davies evans thomas johnson roberts thompson robinson hughes edwards harris lewis martin clarke jackson clark moore cooper morris watson harrison morgan patel allen mitchell anderson phillips bennett
    griffiths kelly simpson cox marshall collins shaw richardson carter adams bailey murphy o'brien o'connor o'neill o'sullivan williams miller davis schmidt schmitt mueller muller müller schneider fischer weber meyer wagner becker hoffmann
    hoffman schulz schultz koch bauer richter klein wolf schroeder neumann schwarz zimmermann braun krause hofmann hartmann lange werner nguyen tran pham garcia martinez lopez gonzalez rodriguez hernandez perez sanchez ramirez torres flores
    rivera gomez diaz reyes cruz morales ortiz gutierrez silva santos oliveira souza sousa pereira costa ferreira rodrigues almeida rossi ferrari esposito bianchi romano colombo ricci greco conti dubois durand leroy moreau laurent
    lefebvre bernard kowalski kowalska nowak wisniewski novak horvat kovacs nagy toth popescu ivanov ivanova petrov petrova smirnov kuznetsov shevchenko singh kumar sharma gupta verma khan ahmed hussain malik iqbal begum chaudhry rahman
    chen wang zhang liu yang huang wu zhou zhao kim choi tanaka suzuki sato yamamoto nakamura kobayashi okafor adeyemi okonkwo mensah osei owusu boateng mwangi otieno hansen olsen larsen nilsson andersson johansson eriksson jensen nielsen pedersen
    jansen bakker visser smit murray campbell stewart macdonald mcdonald mackenzie mclean fraser gallagher doyle byrne walsh mccarthy kennedy fitzgerald donnelly jenkins lloyd rees powell rossiter whitaker hargreaves
    """.split()
)
"""What follows a first name as a surname for certain."""
PROPER_WORDS = tuple(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays January February April June July August September October November December Christmas Easter Ramadan Eid Diwali Hanukkah Thanksgiving Halloween
    English German French Spanish Italian Portuguese Dutch Chinese Japanese Korean Russian Ukrainian Arabic Hindi Swedish Norwegian Danish Finnish Greek Hungarian Romanian Bulgarian Croatian Serbian Czech Slovak Vietnamese Indonesian Malay Swahili Hebrew Persian Urdu Bengali Tamil Latin
    American British Scottish Welsh Irish Canadian Australian Indian Pakistani Mexican Brazilian Argentinian European African Asian Swiss Austrian Belgian Egyptian Moroccan Nigerian Kenyan Syrian Iranian Israeli Lebanese
    London Paris Berlin Madrid Rome Lisbon Vienna Brussels Amsterdam Rotterdam Copenhagen Stockholm Oslo Helsinki Warsaw Krakow Prague Budapest Bucharest Sofia Athens Istanbul Ankara Moscow Kyiv Dublin Edinburgh Glasgow Manchester Birmingham Liverpool Leeds Bristol Cardiff Belfast Sheffield Nottingham Brighton Oxford Munich Hamburg Frankfurt Cologne Stuttgart Zurich Geneva Basel Bern Milan Naples
    Turin Florence Venice Barcelona Valencia Seville Lyon Marseille Toulouse Bordeaux Strasbourg Antwerp Ghent Luxembourg Malaga Porto Toronto Montreal Vancouver Ottawa Boston Chicago Seattle Denver Houston Dallas Austin Atlanta Miami Philadelphia Portland Melbourne Sydney Brisbane Perth Auckland Wellington Tokyo Osaka Kyoto Seoul Busan Beijing Shanghai Shenzhen Singapore Bangkok Jakarta Manila Hanoi Mumbai Delhi Bangalore Chennai
    Kolkata Karachi Lahore Dhaka Dubai Doha Riyadh Cairo Lagos Accra Nairobi Johannesburg Durban Casablanca Tunis Algiers Beirut Amman Tehran Baghdad Lima Bogota Santiago Caracas Quito Havana Brooklyn Manhattan California Texas Florida Ohio Virginia Georgia
    Germany France Spain Italy Portugal Netherlands Belgium Switzerland Austria Poland Hungary Romania Bulgaria Croatia Serbia Greece Ukraine Russia Sweden Norway Denmark Finland Iceland Ireland Scotland Wales England Britain Europe Asia Africa America Canada Mexico Brazil Argentina Chile Peru Colombia Australia India Pakistan Bangladesh Japan Korea Vietnam Thailand Indonesia Malaysia Philippines
    Egypt Morocco Nigeria Kenya Ghana Ethiopia Israel Lebanon Syria Iraq Iran Qatar
    Google Amazon Microsoft Facebook Instagram Netflix PayPal WhatsApp Ikea Tesco Lidl Aldi Uber Airbnb Spotify LinkedIn Skype iPhone iPad YouTube Gmail Dropbox GitHub FedEx Revolut Venmo Vinted eBay Android DHL NHS Wi-Fi
    Newcastle Southampton Portsmouth Leicester Coventry Norwich Cambridge Plymouth Exeter Swansea Aberdeen Dundee Inverness Luton Croydon Brixton Hackney Camden Peckham Wimbledon Heathrow Gatwick Stansted Stratford Shoreditch Islington Doncaster Wolverhampton
    Blackpool Bournemouth Ipswich Middlesbrough Sunderland Galway Leipzig Dresden Hanover Nuremberg Bremen Dortmund Düsseldorf Salzburg Graz Innsbruck Lausanne Rotterdam Eindhoven Utrecht Bergen Gothenburg Malmö Aarhus Gdansk Wroclaw Poznan Lodz Bratislava Ljubljana Zagreb
    Belgrade Sarajevo Skopje Tirana Thessaloniki Bologna Genoa Palermo Verona Bilbao Granada Alicante Mallorca Majorca Ibiza Tenerife Lanzarote Crete Corfu Cyprus Malta Sicily Sardinia Provence Normandy Bavaria Tuscany Cornwall Devon Dorset Yorkshire Lancashire Essex Kent Surrey Sussex
    Hawaii Jamaica Cuba Bali Phuket Minneapolis Detroit Baltimore Pittsburgh Cleveland Cincinnati Sacramento Oakland Tampa Orlando Nashville Memphis Brisbane Adelaide Canberra Christchurch Hyderabad Pune Ahmedabad Jaipur Kathmandu Nepal Taiwan Taipei Cambodia Uganda Tanzania Rwanda
    Zimbabwe Zambia Senegal Cameroon Algeria Tunisia Libya Sudan Somalia Jordanian Kuwait Bahrain Afghanistan Uzbekistan Kazakhstan Georgian Armenian Armenia Azerbaijan Estonia Latvia Lithuania Estonian Latvian Lithuanian Slovakia Slovenia Slovenian Albania Albanian Kosovo Bosnia Bosnian Moldova Belarus
    Greenland Scandinavia Muslim Christian Jewish Catholic Buddhist Hindu Islam Covid Brexit
    Asda Morrisons Waitrose Argos Costco Starbucks Greggs McDonalds KFC Vodafone Samsung Nokia Sony Toyota Honda BMW Audi Volvo Volkswagen Peugeot Renault Citroen Nissan Hyundai Ryanair EasyJet Lufthansa Eurostar Deliveroo Monzo Barclays HSBC Santander Natwest
    PlayStation Xbox Nintendo Minecraft Fortnite Reddit TikTok Snapchat Trello Jira Figma Canva Photoshop PowerPoint Hotmail Firefox macOS JavaScript TypeScript Kubernetes Postgres PostgreSQL MySQL MongoDB Dyson Bosch Siemens Lego Nike Adidas Primark Asos Etsy Gumtree Rightmove Zoopla TripAdvisor Expedia
    Waterstones Halfords Screwfix Wickes Evri Decathlon Zalando Klarna Duolingo Strava Fitbit Garmin OneDrive SharePoint ChatGPT OpenAI
    """.split()
)
"""Days, months, languages, countries, towns, firms: the way each is written."""
SPACED_NAMES = tuple(
    """
    New York|Los Angeles|San Francisco|San Diego|San Jose|Las Vegas|New Orleans|New Jersey|Salt Lake City|Hong Kong|New Zealand|Sri Lanka|Costa Rica|Puerto Rico|Tel Aviv|Abu Dhabi|Kuala Lumpur|Cape Town|South Africa|North Korea|South Korea|Saudi Arabia|United Kingdom|United States
    Czech Republic|Dominican Republic|El Salvador|Burkina Faso|Sierra Leone|Ivory Coast|New Delhi|Ho Chi Minh City|Buenos Aires|São Paulo|Sao Paulo|Rio de Janeiro|Mexico City|Northern Ireland|Milton Keynes|Isle of Wight|Isle of Man|Lake Garda|Lake Como|Lake Geneva|Lake Constance|Lake District
    Black Friday|Cyber Monday|Good Friday|Easter Monday|Boxing Day|Bonfire Night|Mother's Day|Father's Day|Valentine's Day|Christmas Eve|Christmas Day|New Year's Eve|New Year's Day|Bank Holiday Monday
    Google Maps|Google Drive|Google Docs|Google Meet|Apple Pay|Google Pay|Microsoft Teams|Microsoft Word|Burger King|Pizza Hut|Pret a Manger|Marks and Spencer|Home Depot|Whole Foods|Trader Joe's|Best Buy|Deutsche Bahn|British Airways|Royal Mail|King's Cross|Kings Cross|Covent Garden|Oxford Street|Piccadilly Circus
    St Pancras|Central Park|Times Square|Sainsbury's|Nando's|McDonald's
    """.strip()
    .replace("\n    ", "|")
    .split("|")
)
"""Names of several words."""
ACRONYMS = frozenset(
    "hr ceo cfo cto gp nhs usb vat faq iban gps sms suv vip mri bmw hsbc kfc hmrc dvla tfl bbc cctv hdmi ssd gpu cpu api sql html css url dns ssh qr gcse gdpr rsvp ps5 ps4 dj afk".split()
)
"""Written in capitals; "hr" is an hour after a number."""
KEPT_SMALL = frozenset(
    "august sofia bath perth wellington florence welsh georgia virginia amazon china turkey jordan chile uber latin swiss nice cork reading".split()
)
"""Written small where nothing tells that the name is meant."""
