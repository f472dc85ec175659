"""Names that are written differently in Dutch and English and that no rule of spelling brings together.

Countries and the capitals of time zones come from CLDR, through babel; these tables hold the rest.
"""

PEOPLES = """
AF afghaans afghaan afghanen | afghan
AL albanees albanezen | albanian
DZ algerijns algerijn algerijnen | algerian
AO angolees angolezen | angolan
AR argentijns argentijn argentijnen | argentine argentinian
AM armeens armeniër armeniërs armeen armenen | armenian
AU australisch australiër australiërs | australian
AT oostenrijks oostenrijker oostenrijkers | austrian
AZ azerbeidzjaans azerbeidzjaan azerbeidzjanen azeri azeri's azerisch | azerbaijani azeri
BH bahreins | bahraini
BD bengaals bengalees | bangladeshi
BY wit-russisch wit-rus wit-russen belarussisch belarus belarussen | belarusian belarussian
BE belgisch belg belgen | belgian
BO boliviaans boliviaan bolivianen | bolivian
BA bosnisch bosniër bosniërs | bosnian
BR braziliaans braziliaan brazilianen | brazilian
BG bulgaars bulgaar bulgaren | bulgarian
KH cambodjaans cambodjanen | cambodian
CM kameroens kameroener kameroeners | cameroonian
CA canadees canadezen | canadian
CL chileens chileen chilenen | chilean
CN chinees chinezen chinese | chinese
CO colombiaans colombiaan colombianen | colombian
CD congolees congolezen | congolese
HR kroatisch kroaat kroaten | croatian croat
CU cubaans cubaan cubanen | cuban
CY cypriotisch cyprioot cyprioten | cypriot
CZ tsjechisch tsjech tsjechen | czech
DK deens deen denen | danish dane
EG egyptisch egyptenaar egyptenaren | egyptian
EE estisch estse esten | estonian
ET ethiopisch ethiopiër ethiopiërs | ethiopian
FI fins fin finnen | finnish finn
FR frans fransman fransen française | french frenchman frenchmen
GE georgisch georgiër georgiërs | georgian
DE duits duitser duitsers | german
GH ghanees ghanezen | ghanaian
GR grieks griek grieken | greek
HT haïtiaans haïtianen | haitian
HU hongaars hongaar hongaren | hungarian
IS ijslands ijslander ijslanders | icelandic icelander
IN indiaas indiër indiërs | indian
ID indonesisch indonesiër indonesiërs | indonesian
IR iraans iraniër iraniërs | iranian
IQ iraaks irakees irakezen | iraqi
IE iers ier ieren | irish irishman irishmen
IL israëlisch israëliër israëliërs israëli israëli's | israeli
IT italiaans italiaan italianen | italian
JM jamaicaans jamaicanen | jamaican
JP japans japanner japanners | japanese
JO jordaans jordaniër jordaniërs | jordanian
KZ kazachs kazach kazachen kazachstaans kazak kazakken | kazakh kazakhstani
KE keniaans keniaan kenianen | kenyan
KP noord-koreaans noord-koreaan noord-koreanen | north-korean
KR zuid-koreaans zuid-koreaan zuid-koreanen | south-korean
XK kosovaars kosovaar kosovaren | kosovar
KW koeweits koeweiti | kuwaiti
KG kirgizisch kirgiezisch kirgies kirgiezen | kyrgyz
LA laotiaans laotianen | laotian lao
LV letse letten | latvian
LB libanees libanezen | lebanese
LY libisch libiër libiërs | libyan
LT litouws litouwer litouwers | lithuanian
LU luxemburgs luxemburger luxemburgers | luxembourgish luxembourger
MY maleisisch maleisiër maleisiërs | malaysian
ML malinees malinezen | malian
MT maltees maltezen | maltese
MX mexicaans mexicaan mexicanen | mexican
MD moldavisch moldaviër moldaviërs | moldovan
MN mongools mongool mongolen | mongolian mongol
ME montenegrijns montenegrijnen | montenegrin
MA marokkaans marokkaan marokkanen | moroccan
MZ mozambikaans mozambikanen | mozambican
MM myanmarees birmaans birmees birmezen | burmese
NP nepalees nepalezen | nepalese nepali
NL nederlands nederlander nederlanders hollands hollander hollanders | dutch dutchman dutchmen
NZ nieuw-zeelands nieuw-zeelander nieuw-zeelanders | new-zealander
NE nigerees nigerezen | nigerien
NG nigeriaans nigeriaan nigerianen | nigerian
MK macedonisch noord-macedonisch macedoniër macedoniërs | macedonian
NO noors noor noren | norwegian
PK pakistaans pakistaan pakistanen pakistani | pakistani
PS palestijns palestijn palestijnen | palestinian
PE peruaans peruaan peruanen | peruvian
PH filipijns filipijnen filipino filipino's | philippine filipino
PL pools pool polen | polish pole
PT portugees portugezen | portuguese
QA qatarees qatarezen | qatari
RO roemeens roemeen roemenen | romanian
RU russisch rus russen | russian
RW rwandees rwandezen | rwandan
SA saoedisch saoedi saoedi's saoedi-arabisch saudisch | saudi saudi-arabian
SN senegalees senegalezen | senegalese
RS servisch serviër serviërs | serbian serb
SK slowaaks slowaak slowaken | slovak slovakian
SI sloveens sloveen slovenen | slovenian slovene
SO somalisch somaliër somaliërs | somali
ZA zuid-afrikaans zuid-afrikaan zuid-afrikanen | south-african
ES spaans spanjaard spanjaarden | spanish spaniard
LK sri-lankaans | sri-lankan
SD soedanees soedanezen | sudanese
SR surinaams surinamer surinamers | surinamese
SE zweeds zweed zweden | swedish swede
CH zwitsers zwitser | swiss
SY syrisch syriër syriërs | syrian
TW taiwanees taiwanezen | taiwanese
TJ tadzjieks tadzjiek tadzjieken | tajik tajikistani
TZ tanzaniaans tanzanianen | tanzanian
TH thais thai | thai
TN tunesisch tunesiër tunesiërs | tunisian
TR turks turk turken | turkish turk
TM turkmeens turkmeen turkmenen | turkmen
UG oegandees oegandezen | ugandan
UA oekraïens oekraïner oekraïners | ukrainian
AE emirati emiraats emiratisch | emirati
GB brits brit britten engels engelsman engelsen engelse | british briton english englishman englishmen
US amerikaans amerikaan amerikanen | american
UY uruguayaans uruguayanen | uruguayan
UZ oezbeeks oezbeek oezbeken | uzbek
VE venezolaans venezolaan venezolanen | venezuelan
VN vietnamees vietnamezen | vietnamese
YE jemenitisch jemenieten jemeniet | yemeni
ZM zambiaans zambianen | zambian
ZW zimbabwaans zimbabwanen | zimbabwean
002 afrikaans afrikaan afrikanen | african
005 zuid-amerikaans | south-american
143 centraal-aziatisch | central-asian
142 aziatisch aziaat aziaten | asian
150 europees europeaan europeanen | european
"""
"""Code of CLDR, then the Dutch adjective (its form in -e is added) and the words for the people, then the
English ones (their plural in -s is added)."""

ALIASES = """
US = US = VS = USA = Verenigde Staten van Amerika = United States of America = America = Amerika
GB = VK = UK = Britain = Great Britain = Groot-Brittannië = England = Engeland
AE = VAE = UAE = Emirates = Emiraten
TR = Turkey = Turkije
CZ = Czech Republic = Tsjechië
NL = Holland
MM = Myanmar = Birma = Burma
KP = Noord-Korea = Democratic People's Republic of Korea
BY = Wit-Rusland = Belarus
PS = Palestine = Palestina
SU = Sovjet-Unie = Sovjetunie = Soviet Union = USSR
KG = Kirgizië = Kirgizstan = Kirgistan = Kyrgyzstan
MD = Moldavië = Moldova
MK = Macedonië = Macedonia
CI = Ivory Coast = Ivoorkust = Côte d’Ivoire
CD = Congo-Kinshasa = Democratische Republiek Congo = Democratic Republic of the Congo = DRC
HK = Hongkong = Hong Kong
MO = Macau = Macao
BA = Bosnië = Bosnia = Bosnia and Herzegovina = Bosnië-Herzegovina
SZ = Swaziland = Eswatini
VA = Vaticaan = Vatican = Vaticaanstad = Vatican City
UN = UN = VN
EU = EU
019 = Americas
002 = Afrika = Africa
003 = Noord-Amerika = North America
005 = Zuid-Amerika = South America
013 = Midden-Amerika = Centraal-Amerika = Central America
Midden-Oosten = Middle East
NAVO = NATO = Noord-Atlantische Verdragsorganisatie = North Atlantic Treaty Organization
Internationaal Strafhof = International Criminal Court = ICC
Internationaal Gerechtshof = International Court of Justice = ICJ
Internationaal Atoomenergieagentschap = IAEA = International Atomic Energy Agency \
= Internationaal Atoomagentschap
Internationaal Monetair Fonds = IMF = International Monetary Fund
Wereldbank = World Bank
WHO = Wereldgezondheidsorganisatie = World Health Organization = World Health Organisation
Wereldhandelsorganisatie = WTO = World Trade Organization = World Trade Organisation
SCO = SOS = Shanghai Cooperation Organisation = Shanghai-samenwerkingsorganisatie \
= Shanghai Cooperation Organization = Sjanghai-samenwerkingsorganisatie = Shanghai Samenwerkingsorganisatie
CSTO = CVVO = Collective Security Treaty Organization = Collective Security Treaty Organisation \
= Organisatie van het Verdrag inzake Collectieve Veiligheid = Collectieve Veiligheidsverdragsorganisatie
Veiligheidsraad = Security Council = VN-Veiligheidsraad = UN Security Council
Europese Commissie = European Commission
Europees Parlement = European Parliament
Europese Centrale Bank = ECB = European Central Bank
Rode Kruis = Red Cross
Witte Huis = White House
Huis van Afgevaardigden = House of Representatives
Tweede Kamer = House of Representatives of the Netherlands = Lower House
Hooggerechtshof = Supreme Court
Revolutionaire Garde = Revolutionary Guard = Revolutionary Guards = Islamic Revolutionary Guard Corps \
= IRGC = Iraanse Revolutionaire Garde = Islamitische Revolutionaire Garde
Eerste Wereldoorlog = First World War = World War I = World War One = WWI
Tweede Wereldoorlog = Second World War = World War II = World War Two = WWII
Koude Oorlog = Cold War
Hezbollah = Hizbollah = Hizbullah = Hezbullah
Taliban = Taleban
Islamitische Staat = Islamic State = IS = ISIS = ISIL = Daesh
Al Qaida = Al-Qaida = Al Qaeda = Al-Qaeda
Zwarte Zee = Black Sea
Rode Zee = Red Sea
Dode Zee = Dead Sea
Noordzee = North Sea
Oostzee = Baltische Zee = Baltic Sea = Baltic
Middellandse Zee = Mediterranean Sea = Mediterranean
Kaspische Zee = Caspian Sea
Zuid-Chinese Zee = South China Sea
Perzische Golf = Persian Gulf
Stille Oceaan = Grote Oceaan = Pacific Ocean = Pacific
Atlantische Oceaan = Atlantic Ocean = Atlantic
Indische Oceaan = Indian Ocean
Noordelijke IJszee = Arctic Ocean
Krim = Crimea
Gazastrook = Gaza = Gaza Strip
Westelijke Jordaanoever = West Bank
Golanhoogten = Golan Heights
Zuid-Ossetië = South Ossetia
Nagorno-Karabach = Nagorno-Karabakh
Loegansk = Luhansk = Lugansk
Charkov = Charkiv = Kharkiv = Kharkov
Kiev = Kyiv = Kyjiv
Lviv = Lvov
Den Haag = ’s-Gravenhage = Hague = Haagse
Peking = Beijing
Sint-Petersburg = Sint Petersburg = St. Petersburg = St Petersburg = Saint Petersburg
New York = New York City
Washington = Washington D.C. = Washington DC
Asjchabad = Asjgabat = Ashgabat = Ashkhabad
Keulen = Cologne
München = Munich
Neurenberg = Nuremberg
Frankfurt = Frankfurt am Main
Genève = Geneva = Geneve
Bazel = Basel
Milaan = Milan
Turijn = Turin
Venetië = Venice
Napels = Naples
Genua = Genoa
Antwerpen = Antwerp
Brugge = Bruges
Gent = Ghent
Leuven = Louvain
Luik = Liège
Rijsel = Lille
Duinkerken = Dunkirk
Straatsburg = Strasbourg
Marseille = Marseilles
Krakau = Krakow = Cracow
Bazra = Basra
Mosoel = Mosul
Jeruzalem = Jerusalem
Mekka = Mecca
Sevilla = Seville
Vlissingen = Flushing
Beieren = Bavaria
Saksen = Saxony
Pruisen = Prussia = Pruisische = Prussian
Vlaanderen = Flanders = Vlaams = Vlaamse = Vlamingen = Flemish
Wallonië = Wallonia = Waals = Waalse = Walloon
Catalonië = Catalonia = Catalaans = Catalaanse = Catalan
Schotland = Scotland = Schots = Schotse = Schotten = Scottish = Scots = Scot
Bretagne = Brittany
Normandië = Normandy = Normandische = Norman = Normans = Noormannen = Normandiërs
Bourgondië = Burgundy
Toscane = Tuscany
Sicilië = Sicily
Siberië = Siberia
Tsjetsjenië = Chechnya = Tsjetsjeens = Tsjetsjeense = Tsjetsjenen = Chechen = Chechens
Abchazië = Abkhazia
Kaukasus = Caucasus
Koerdistan = Kurdistan = Koerdisch = Koerdische = Koerden = Kurdish = Kurds = Kurd
Balkan = Balkans
Scandinavië = Scandinavia = Scandinavisch = Scandinavische = Scandinavian
Rijn = Rhine
Maas = Meuse
Donau = Danube
Theems = Thames
Nijl = Nile
Wolga = Volga
Dnjepr = Dnipro = Dnieper
Alpen = Alps
Pyreneeën = Pyrenees
Oeral = Ural = Urals
Romeins = Romeinse = Romeinen = Roman = Romans
Joods = Joodse = Joden = Jewish = Jews = Jew
Islamitisch = Islamitische = Islamic
Christelijk = Christelijke = Christenen = Christian = Christians
Arabisch = Arabische = Arabieren = Arab = Arabs = Arabic
Perzisch = Perzische = Perzen = Persian = Persians
Mongoolse Rijk = Mongol Empire
Latijn = Latijns = Latijnse = Latin
Kerstmis = Kerst = Christmas
Pasen = Easter
Parlement = Parliament
Kerk = Church = Churches = Kerken
Kathedraal = Cathedral
Senaat = Senate
Congres = Congress
Grondwet = Constitution
Bijbel = Bible
Schrift = Scripture
Kamer = Chamber
Kanaal = Channel = Canal = English Channel
Rijk = Empire = Keizerrijk
Parlementslid = Member of Parliament
Universiteit = University
Verlichting = Enlightenment
Middeleeuwen = Middle Ages
Katholiek = Katholieke = Katholieken = Catholic = Catholics
Protestant = Protestants = Protestanten = Protestantse
Lutherse = Lutheranen = Lutheran = Lutherans
Moslim = Moslims = Muslim = Muslims
Boeddhistisch = Boeddhistische = Boeddhisten = Buddhist = Buddhists
Hindoe = Hindoes = Hindoeïstisch = Hindu = Hindus
Aristoteles = Aristotle
Ptolemaeus = Ptolemy
Vergilius = Virgil
Homerus = Homer
Karel de Grote = Charlemagne
Rijnland = Rhineland
Amazone = Amazon
Methodist = Methodisten = Methodistische = Methodists
IJstijd = Ice Age
Lagerhuis = House of Commons
Hogerhuis = House of Lords
Vastentijd = Lent
Republikein = Republikeins = Republikeinse = Republikeinen = Republican = Republicans
Democraat = Democraten = Democratisch = Democratische = Democrat = Democrats = Democratic
"""
"""Ways to write one name. A line that begins with a code of CLDR adds to that country's."""

GIVEN_NAMES = """
mohammed muhammad mohammad mohamed muhammed mohamad
gaddafi kadafi khadaffi kaddafi qaddafi qadhafi gadaffi
osama oesama usama
abdullah abdoellah abdallah abdoella abdulla
hussein hoessein hussain hossein husayn hoesein
yasser jasser yasir jasir yaser
rouhani rohani
omar umar
khamenei chamenei khameneï
khomeini chomeini
tsjaikovski tchaikovsky tsjaikovsky chaikovsky
jezus jesus
"""
"""Spellings of one name that are further apart than transliteration puts them."""
