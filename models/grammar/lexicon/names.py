"""First and last names from many cultures, cities, streets, companies and products."""

# ruff: noqa: SIM905 - a word list reads best as words
from __future__ import annotations

FIRST_NAMES = """
Aaron Abdul Abena Ada Adam Adele Adriana Aiko Aisha Akira Alan Alejandro Alessia Alex Alice Alina
Amara Amina Amir Ana Anders Andrea Andrei Anika Anna Anton Antonia Arjun Arthur Astrid Ayşe Beata
Beatriz Ben Bernd Bianca Björn Bogdan Boris Brenda Brian Bruno Camila Carl Carlos Carmen Caroline
Cecilia Chen Chiara Chidi Chinedu Chloe Chris Clara Claudia Colin Connor Cristina Daisy Damian Daniel
Daria David Deepa Diana Diego Dilip Dmitri Dominik Dorothy Dylan Edith Eduardo Edward Eero Elena Eli
Elif Elizabeth Ella Emeka Emil Emily Emma Enrique Eric Erik Esther Ethan Eva Fatima Felix Fiona
Francesca Frank Frida Gabriel George Gina Giulia Grace Greta Guillermo Gustav Hana Hannah Hans Harry
Hassan Heidi Helen Henrik Henry Hiroshi Hugo Ian Ibrahim Ida Imani Ines Ingrid Irene Isabel Ivan
Jack Jacob James Jamila Jan Jana Jane Jasmine Javier Jean Jelena Jens Jessica Jing Joanna Johan John
Jonas Jorge Josef Josephine Joy Juan Judith Julia Julian Kai Kamila Karim Karin Karl Kate Kavya
Keiko Kenji Kerstin Kevin Khadija Kim Klaus Kofi Kristina Kwame Lars Laura Layla Lea Leila Lena Leo
Leon Leticia Liam Lila Linda Lisa Logan Lorenzo Louis Lucia Lucy Luis Lukas Łukasz Magda Mahmoud
Maja Malik Manuel Marek Margaret Maria Marie Mario Marko Marta Martin Mary Mateo Matthias Maya Mehmet
Mei Mercy Mia Michael Miguel Mila Milan Mina Miriam Mohamed Monika Naomi Nadia Natalia Neha Ngozi
Nia Nicolas Nikola Nina Noah Noor Nora Olga Oliver Olivia Omar Oscar Oskar Owen Pablo Paolo Patricia
Paul Pavel Pedro Penelope Peter Petra Philip Pia Piotr Priya Quentin Rachel Rafael Rahul Ramona
Raquel Rashid Ravi Rebecca René Ricardo Rita Robert Roberto Rohan Roman Rosa Ruth Ryan Sadia Sakura
Salma Sam Samir Samuel Sandra Sanjay Sara Satoshi Sebastian Selma Sergei Shira Silvia Simon Sofia
Sophie Søren Stefan Stella Stephen Sunita Suresh Susan Svetlana Tamara Tanja Tariq Tereza Thabo
Thandi Theo Thomas Tim Tina Tobias Tomasz Tove Uma Ursula Valentina Vanessa Vera Victor Viktor Vikram
Vincent Wanda Wei Wendy Werner Willem William Xavier Ximena Xin Yara Yasmin Yuki Yusuf Yvonne
Zainab Zara Zoe Zofia Zoltán
""".split()

LAST_NAMES = """
Abebe Achterberg Adeyemi Aguilar Ahmed Alvarez Andersson Antonov Baker Banerjee Barros Bauer Becker
Bennett Berg Bernard Bianchi Blanco Blom Bondarenko Bosch Brandt Brooks Brown Bukowski Campbell
Carvalho Castillo Chang Chaudhry Chowdhury Clarke Coleman Colombo Conti Cooper Costa Cruz Dahl
Danjuma Das Davies Delgado Demir Desai Diallo Dietrich Dimitrov Dogan Dubois Dvořák Eriksen
Espinoza Evans Farah Fernandes Ferrari Fischer Fitzgerald Flores Fontaine Foster Fraser Fuchs
Fujimoto Gallagher Gao Garcia Georgiou Ghosh Goldberg González Gruber Gupta Gustafsson Haas Hansen
Haraldsson Hartmann Hassan Hayashi Hernandez Herrera Hoffmann Holm Horvat Hughes Huang Ibarra
Ibrahim Ito Ivanov Jablonski Jackson Jansen Janssen Jensen Jiménez Johansson Jovanović Kamau Kaplan
Karlsson Katz Kaur Keller Kelly Khan Kim Kimura Klein Kovács Kowalski Kozlov Krüger Kumar Kuznetsov
Lambert Larsen Laurent Lehmann Leroy Lewandowski Li Lindqvist Lombardi López Lund MacDonald Maier
Malik Marino Marković Martel Mbeki McCarthy Medina Mehta Mendoza Meyer Mikkelsen Mitchell Moreau
Morales Moretti Müller Murphy Nagy Nakamura Navarro Ndiaye Nguyen Nielsen Nkosi Novak Nowak O'Brien
O'Connor Obi Okafor Okonkwo Oliveira Olsen Ortega Owusu Öztürk Pappas Park Patel Pavlov Pereira
Persson Petersen Petrov Pham Popescu Quintana Rahman Ramírez Rao Reyes Ricci Richter Rivera Robinson
Romero Rossi Rousseau Ruiz Russo Sahin Saito Salazar Sánchez Santos Sato Schmidt Schneider Schulz
Schwarz Sharma Silva Singh Skov Smirnov Smith Sokolov Soto Stein Steiner Stewart Suárez Suzuki
Svensson Szabo Takahashi Tan Tanaka Taylor Thompson Tomlinson Torres Tran Turner Usman Vargas Vasquez
Verma Virtanen Vogel Volkov Wagner Walsh Wang Watanabe Weber Weiss Williams Winter Wójcik Wong
Wright Wu Yamamoto Yilmaz Yusuf Zaman Zhang Zhou Zieliński Zimmermann
""".split()

CITIES = """
Aarhus Aberdeen Accra Adelaide Amsterdam Ankara Antwerp Athens Atlanta Auckland Austin Baltimore
Bangalore Bangkok Barcelona Basel Beijing Belfast Belgrade Bergen Berlin Bern Birmingham Bogotá
Bologna Boston Bratislava Bremen Brisbane Bristol Brussels Bucharest Budapest Cairo Calgary Cambridge
Cardiff Casablanca Chennai Chicago Cologne Copenhagen Cork Cracow Dakar Dallas Delhi Denver Detroit
Dortmund Dresden Dublin Durban Düsseldorf Edinburgh Eindhoven Florence Frankfurt Freiburg Gdańsk
Geneva Genoa Ghent Glasgow Gothenburg Graz Hamburg Hanoi Hanover Havana Heidelberg Helsinki Houston
Istanbul Jakarta Johannesburg Karachi Kiel Kigali Kyiv Kyoto Lagos Lausanne Leeds Leicester Leipzig
Lima Lisbon Liverpool Ljubljana London Lucerne Lyon Madrid Malmö Manchester Manila Marseille Melbourne
Memphis Miami Milan Montréal Moscow Mumbai Munich Nairobi Naples Newcastle Nottingham Nuremberg Odense
Osaka Oslo Ottawa Oxford Palermo Paris Perth Philadelphia Phoenix Pisa Porto Portland Potsdam Prague
Quebec Reykjavík Riga Rome Rotterdam Salzburg Seattle Seoul Seville Sheffield Shanghai Singapore Sofia
Stockholm Stuttgart Sydney Tallinn Tampere Tokyo Toronto Trieste Turin Uppsala Utrecht Valencia
Vancouver Venice Verona Vienna Vilnius Warsaw Wellington Winnipeg Wrocław York Zagreb Zürich
""".split()

STREETS = """
Maple Oak Cedar Elm Birch Station Church Mill Bridge Castle Garden Park River Lake Hill Harbour
Market School Orchard Willow Rose Victoria King Queen Albert Linden Chestnut Meadow Spring Sunset
Windmill Quarry Abbey Baker Cooper Fisher Tanner Foundry Canal Beacon Prospect Highland Juniper
Magnolia Laurel Poplar Sycamore Ashton Kingsley Fairview Westfield Northgate Eastbrook Southmoor
""".split()
STREET_KINDS = ("Street", "Road", "Avenue", "Lane", "Drive", "Way", "Close", "Court", "Square")

COMPANIES = """
Altmark Arvento Bellwood Bluefin Borealis Brightway Calderon Cardinal Cobalt Corvex Delphin Dunmore
Eastgate Elmwood Evergreen Fairbanks Fennimore Finch Galloway Glenmore Granite Greystone Halden Harbor
Hawthorn Helix Hexagon Holloway Ironbridge Juniper Kestrel Kingfisher Larkspur Lumen Lynwood Marlow
Meridian Millbrook Montrose Nordwind Northstar Oakfield Orbital Palisade Pemberton Pinecrest Quantum
Quillon Ravenna Redwood Riverside Rosewood Sable Silverline Solaris Sterling Stonehaven Summit
Sunnyside Tamarind Thornton Trident Umbra Vantage Verdant Vesper Vireo Westbrook Whitmore Wildwood
Wintergreen Yarrow Zenith Zephyr
""".split()
COMPANY_KINDS = ("Ltd", "GmbH", "Inc", "& Sons", "Group", "Logistics", "Systems", "Foods", "Energy",
                 "Travel", "Dental", "Motors", "Bank", "Labs", "Media", "Insurance")  # fmt: skip

PRODUCTS = """
AeroPress AquaJet BrightPad CloudBox CodeNest DataForge DayPlanner EchoTab FlowDesk FotoFix GlidePro
HomeHub InkWell JetPrint KitchenPal LightBar MailDrop MapMate NoteTree OmniCam PaperTrail PixelPen
PowerNest QuickScan RideOn SnapCart SoundBar SpinCycle StepCount SunLamp SwiftPay TaskBird TeamRoom
TrailCam TurboMop VacMate VoltBike WashPro WaveLink ZipCloud ZoomLens
""".split()
