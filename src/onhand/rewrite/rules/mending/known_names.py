# ruff: noqa: E501, SIM905 - word lists read best as words
"""Names as data: first names and surnames, places, firms, days, and what is written in capitals."""

from __future__ import annotations

FIRST_NAMES = frozenset(
    """
    aaron abby abdul abdullah abena abi abigail achieng adaeze adam addison adele adnan adrian adwoa agnes agnieszka ahmed aiden aigul aiko aisha akira akua alan alasdair alastair alba albert
    alberto alejandra alejandro aleksandra alessandro alessia alex alexa alexander alexandra alexei alexis alfie alfred alice alicia alina alison allison alyssa amadou amanda amara amelia amelie
    amina aminata amir amit amy ana ananya anastasia anders andre andrea andreas andrei andrew andy angela anh anika anil anita anja ankit ann anna annabel anne anneke annie anouk anselm anthony
    anton antonio anya aoife aparna aran arash archie arjun arlo arthur arturo arvind asha ashley ashwin astrid audrey ava avi ayesha aylin aysha ayumi barbara bartek bashir baz bea beatrice
    beatrix beatriz becky bella ben benedikt benjamin benny bernadette bernard bess beth bethany betty beverly bianca bianka billy binta bjorn bobby bogdan boris brandon brenda brendan brian
    bridget brittany bronwyn bruce bruno bryan caitlin callum camila camille cara carl carla carlos carly caroline carolyn cass cassie caterina catherine cathy cecilia cecily celine chandra
    charles charlie charlotte cheikh chen cheng cheryl chiamaka chiara chidi chinedu chipo chloe chris christian christina christine christopher ciara ciaran cindy claire clara claudia cleo clive
    colin connor conor cora corinne courtney craig cristina cynthia daan daisuke dalia damian dana daniel daniela daniele danielle danny daria darren darya dave david dawid daz deborah debra deepa
    deepak deirdre delia delroy denise deniz dennis derek desmond diana diane diego dieter dilnoza dimitri dina dinesh dmitri dmitry dominic donald donna donny doreen doris dorothy douglas dragan
    dragomir duc dylan ebele ebony eddie edgar edith edna edoardo eduardo edward egor eileen eilidh eimear ekaterina elaine eleanor elena elias elif elijah elise eliza elizabeth ella ellen ellie
    elodie elsa elspeth emanuel emeka emil emilia emily emma emmanuel emre enrique enzo eric erik erika erin ernesto esme esra esther ethan eugene eva evelyn ewa ewan ezra fabian fabio faisal
    farah farai farid farrukh fatima fatoumata federico felix femi femke ferdinand fernando finlay finn fiona fleur florentyna florian folake frances francesca francesco francis francisco francois
    franz fraser fred freddie frederik freya fumiko gabriel gabriela ganesh gareth gary gavin gaz geeta gemma geoff geoffrey george georgina gerald gerard giorgio giovanni gisela gita giulia
    giuseppe glenda gloria goran gordon graham greg gregor gregory greta gretchen guillaume gunnar gunter gustavo gwen hakan hamish hamza hana hanna hannah hans hansen hao harold harriet haruka
    haruki hassan hayley heather hector hedda heidi heike helen helena helga henri henrik henry hieu hilary hiro hiroshi howard hugo hui huong hussein hyacinth ibrahim ida idris ifeanyi ifeoma
    ignacio igor ilse imogen imran ines ingeborg ingrid irena irene irina isabel isabella isabelle isla ismail isolde ivan jacek jackie jacob jacqueline jacques jaime jake jakub james jamie jana
    jane janet janice jared jarek jas jasmin jason javier jaz jeff jeffrey jelena jemima jen jennifer jenny jens jeremiah jeremy jerome jerry jerzy jess jesse jessica jie jiho jim jimmy jin jing
    joan joanna joanne joao jochen jodie joe joel johan johannes john johnny jolanta jon jonah jonas jonathan jorge jose joseph joshua josie joyce juan juanita judith judy julia julian juliana
    julie julien juliet julio jurgen justin justyna kadiatou kai kaito kamal kamau kamila kareem karen karim karima karin karina karl karolina kasia kate katherine kathleen kathryn kathy katie
    katja katrin katya kaveh kavita kayla keiko keisha keith kelly kenji kenneth kerem kevin kez khadija khalid kieran kimberly kiran kirill kirsten kirsty klara klaus kofi kojo konstantin krishna
    kristen kristin kristina krzysztof kumar kwabena kwame kyle lakshmi lalita lamia lara larry lars lasse laszlo laura lauren laurent lawrence layal layla leah leanne leila lena leo leon leonardo
    leonie leopold lerato leticia levi lewis leyla liam lidia lieke lina linda linh linnea lisa liu liz logan lola lorenzo lori lorna lorraine lotte louis louisa louise luc luca lucas lucia lucy
    ludger luigi luis luisa lukas lukasz luke lydia lynn mabel maeve magda magdalena mahmoud maja malcolm malgorzata malik malin mamadou mandy manoj manuel marc marcel marcin marco marcos marcus
    marek margaret marguerite maria mariam mariana marie mariko marilyn marina mario marion marisol marjorie marlene marsha marta martha martin martina martyna mary maryam masha mateo mateus
    mateusz mathias mathilde mathis matilda matt matteo matthew matthias maureen maurice mauricio maximilian maya maz mbali meenakshi meera meg megan mehmet mei melanie melissa mert mia michael
    michal michel michelle mick miguel mika mike mikhail mila milena minh minjun mira mirabelle miriam mohamed mohammad mohammed moira molly monica monika monique morag moussa muhammad mukesh
    murat mustafa myra myriam nadia nadine nadir nancy naoko naomi nasreen nasrin natalia natalie natalya natasha natasza nathan nathaniel naveen naz neha neil nele nell neve ngozi nguyen niall
    niamh nicholas nicola nicolas nicole nigel nika nikhil nikita niklas nikolai nils nina njeri nkechi noah noel nomsa noor nora norman noura nuno nuria obinna odette oksana olaf oleg olga oliver
    olivia olu olumide omar orla oscar oskar otto ottoline ousmane owen ozan pablo pamela paolo parisa patrice patricia patrick patrik paul paula paulina paulo pavel pawel pedro penelope perpetua
    peter petra phil philip philipp philippa philippe phoebe pierre piotr polina prakash priya priyanka qiang quang quentin rachel radek rafael rahul raj rajesh rajiv ralph ramesh rami ramon rania
    raphael rashid rasmus raul ravi raymond rebecca reggie regina renata rene reuben reza rhys ricardo richard rita robert roberta roberto rodrigo roger rohan rohini roland ronald rory rosa
    rosalie rosalind rosie roxanne roy roza ruben rui rupert russell rustam rutendo ruth ryan sabine sabrina sadia saeed saif sakura salma salman salvatore sam samantha samir samira samuel sandeep
    sandra sanjay sanjeev sanne santosh saoirse sara sarah sasha saskia satoshi scott seamus sean sebastian segun selim selina selma serena sergei sergey sergio shabnam shane shanice shannon
    sharon shaun shaz sheila shelby shev shirin shirley shreya sian sibel sigrid silvia simon simone siobhan sipho sofia sofie solveig sonia sophia sophie soren stacy stanley stefan stefania
    stefanie stefano stella stephanie stephen steve steven stewart stuart suki sumaya sunil sunita suresh susan susanna susanne suzanne sven svetlana sylvia szymon tadeusz tamara tamsin tania
    tanja tanya tara tarek tariq tarquin tatiana ted tendai teresa terry tess thabo thaddeus thandi thandiwe thao theo theodore theresa thiago thibault thomas tilda tim timo timothy timur tina
    tobias toby todd tom tomas tomasz tomek tommy toni tony tracey tracy trevor tristan tuan tunde tyler tyrone uchenna ulrich ulrike uma umar ursula usha uwe valentina valeria vanessa vee vera
    verity veronica veronika victoria vijay vikram viktor vincent vivek vivian vlad vladimir walid walter wanda wanjiku wei wendell wendy wilfred wilhelm willem william winifred wojtek xavier
    xiaoming ximena xin yan yannick yara yasin yasmin yasmine yemi yolanda yosef youssef yuki yuko yulia yuri yusuf yvette yvonne zachary zainab zanele zara zbigniew zeki zelda zeynep zhang ziad
    zoe zofia zoltan zoë zuzana zuzanna
    """.split()
)
"""First names from many countries that are no other word."""
AMBIGUOUS_NAMES = frozenset(
    "poppy hazel randy claude mark will bill rose grace may june joy hope faith dawn jack bob pat sue art gene rob nick ray jean dean miles chase hunter mason taylor parker sandy penny olive iris violet daisy ivy ruby amber pearl jade crystal robin jay drew grant glen dale earl max carol holly ken stan jordan georgia madison jan roman jasmine lily rich harry josh dick frank ernest charity wade reed lance pierce clay cliff angel melody carmen al ed jo van dan don ian ali kim kit ash sky summer autumn star ling lin jun blessing precious dee pip kerry rowan percy flora".split()
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
