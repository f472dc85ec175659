"""Conversations about seeds/: questions that lean on the turns before them, and questions that do not.

An earlier turn is a question and the start of the sentence that its answer cited, None for a refusal. A
follow-up comes with words of the sentence that answers it.
"""

Earlier = tuple[str, str | None]

MEETING: Earlier = (
    "Waar ontmoette Poetin Pezeshkian voor het eerst?",
    "De Russische president Poetin heeft tijdens een bezoek",
)
TREATY: Earlier = (
    "Wat staat er in het akkoord tussen Rusland en Noord-Korea?",
    "In het akkoord met Noord-Korea staat bijvoorbeeld",
)
DECLARATION: Earlier = (
    "Wie weigerde de slotverklaring van de CSTO te tekenen?",
    "De voorzitter, Armenië’s premier Nikol Pasjinjan, legde zijn pen",
)
BRICS: Earlier = (
    "Welke landen zijn dit jaar lid geworden van BRICS?",
    "Eerder bestond de BRICS-groep uit Brazilië",
)
SAUDI_ARABIA: Earlier = ("En Saoedi-Arabië?", "Saoedi-Arabië zou zich ook aansluiten")
MISSILES: Earlier = (
    "Hoeveel raketten vuurde Iran af op Israël?",
    "On Oct. 1, Iran’s Islamic Revolutionary Guard",
)
KOREA_VISIT: Earlier = ("Why did Putin visit North Korea?", "A month after the meeting with Xi")
MEETING_LENGTH: Earlier = ("How long did Erdogan and Putin meet?", "Erdogan, considered a skilful politician")
KAZAKHSTAN: Earlier = ("What did Xi Jinping say about Kazakhstan?", "“The charming land of Kazakhstan")
EXERCISE: Earlier = (
    "Welke oefening ging niet door in Kirgizië?",
    "Een geplande oefening van CSTO-troepen",
)
SCO_SUMMIT: Earlier = ("Where was the SCO summit held?", "The Russian leader arrived in the Kazakh capital")
WARRANT: Earlier = (
    "Is there an arrest warrant against Putin?",
    "The Russian leader has concentrated his official visits",
)
ATTACK: Earlier = ("Wanneer viel Azerbeidzjan Armenië aan?", "Waarom heeft dit door Rusland gedomineerde")
TEHRAN_2023: Earlier = (
    "Who visited Tehran in October 2023?",
    "Most prominently, Russian Foreign Minister Lavrov",
)

FOLLOW_UPS: tuple[tuple[tuple[Earlier, ...], str, str], ...] = (
    # The rules were made with these.
    ((MEETING,), "En wanneer was dat?", "in Ashgabat, Turkmenistan, Friday"),
    ((TREATY,), "Waarom is daar niet meer over bekend?", "mogelijk in strijd zijn met VN-sancties"),
    (
        (("Welke wapens levert Iran aan Rusland?", "Iran levert onder meer veel van de drones"),),
        "En Noord-Korea?",
        "Noord-Korea verstrekt vooral munitie",
    ),
    (
        (("Wat zei Loekasjenko over de toekomst van de CSTO?", "“Als Rusland wint, dan blijft"),),
        "Wanneer zei hij dat?",
        "legde deze week een rechtstreeks verband",
    ),
    ((DECLARATION,), "Waarom weigerde hij dat?", "daarom weigerde hij zijn handtekening"),
    (
        (
            DECLARATION,
            ("Waarom weigerde hij dat?", "Dat was ook de vraag van de Armeense premier"),
        ),
        "Wie schrok daarvan?",
        "tot zichtbare ontsteltenis",
    ),
    ((BRICS,), "En Saoedi-Arabië?", "Saoedi-Arabië zou zich ook aansluiten"),
    (
        (
            BRICS,
            SAUDI_ARABIA,
        ),
        "En Turkije?",
        "Turkije deed vorige maand hetzelfde",
    ),
    (
        (("Waar wordt de BRICS-top gehouden?", "Pezeshkian zal later deze maand afreizen"),),
        "Wanneer is die?",
        "van 22 tot 24 oktober",
    ),
    (
        (
            (
                "Wat vindt Abbas Galljamov van het bezoek van Xi aan Moskou?",
                "‘’Dit bezoek is erg belangrijk voor Poetin",
            ),
        ),
        "Wie is dat?",
        "voormalig tekstschrijver van het Kremlin",
    ),
    (
        (
            (
                "Waarom vaardigde het Internationaal Strafhof een arrestatiebevel tegen Poetin uit?",
                "Of het toeval is dat het Internationaal Strafhof",
            ),
        ),
        "Zal China hem uitleveren?",
        "geen van beide landen Poetin ooit uitleveren",
    ),
    (
        (
            (
                "Welke wapens levert China volgens Politico al aan Rusland?",
                "De Amerikaans-Britse nieuwssite Politico",
            ),
        ),
        "Is dat genoeg?",
        "klein bier vergeleken",
    ),
    (
        (("Wat zei Tokajev over Loegansk en Donetsk?", "Nee, zei Tokajev, Loegansk, Donetsk"),),
        "Waarom?",
        "Kazachstan kent een aanzienlijke Russische minderheid",
    ),
    (
        (("Waarom was Poetin in Asjchabad?", "Formele aanleiding voor Poetins bezoek"),),
        "Met wie sprak hij daar nog meer?",
        "de Pakistaanse president Asif Ali Zardari",
    ),
    (
        (
            (
                "Hoeveel buitenlandse bezoeken bracht Poetin sinds mei?",
                "Het was Poetins negende buitenlandse bezoek",
            ),
        ),
        "Welke landen waren dat?",
        "Vijfmaal bezocht hij daarbij",
    ),
    (
        (("Wie bracht vorige maand een bliksembezoek aan Teheran?", "Het groeiende belang voor Rusland"),),
        "Wat had hij bij zich?",
        "Sjojgoe bracht volgens Russische media",
    ),
    ((MISSILES,), "Hoe reageerde Israël?", "has vowed to respond to the attack"),
    (
        (
            (
                "How many missiles did Iran fire at Israel on October 1?",
                "On Oct. 1, Iran’s Islamic Revolutionary Guard",
            ),
        ),
        "How did Netanyahu react?",
        "Iran made a big mistake tonight",
    ),
    (
        (("What did Putin say about relations with Iran?", '"Relations with Iran are a priority for us,"'),),
        "And what did Pezeshkian say?",
        "Pezeshkian made similar remarks",
    ),
    (
        (("What did Putin invite Pezeshkian to?", "Putin extended an invitation"),),
        "When is it?",
        "Oct. 23–24",
    ),
    (
        (("Which aircraft did Iran buy from Russia?", "Meanwhile, Iran finalized a deal last November"),),
        "Have they been delivered?",
        "The Yak-130s have been delivered",
    ),
    (
        (
            (
                "What did Blinken accuse Tehran of in September?",
                "Speaking at a press conference in London Sept. 10",
            ),
        ),
        "And what did Washington do about it?",
        "fresh US sanctions",
    ),
    (
        (("Who visited Tehran on September 30?", "More recently, on Sept. 30"),),
        "Who else went there that month?",
        "two high-ranking Russian officials",
    ),
    (
        (
            (
                "How many times has Putin travelled abroad since the invasion?",
                "Putin has travelled outside Russia 19 times",
            ),
        ),
        "Where did he go?",
        "has concentrated his official visits on",
    ),
    ((KOREA_VISIT,), "What did they sign?", "a mutual defence treaty with the North Korean regime"),
    ((MEETING_LENGTH,), "Did he promise him a visit?", "I will definitely go"),
    (
        (("What will Putin and Aliyev talk about?", "In the part of the meeting that was made public"),),
        "What about Armenia?",
        "Armenia also appealed for help",
    ),
    (
        (("What was Trump's plan for Ukraine?", "The American newspaper Political published"),),
        "Who denied that?",
        "The spokesman for the Russian president, Dmitri Peskov",
    ),
    (
        (
            ("What did Iran agree to supply to Russia in 2022?", "In a $1.7 billion deal signed"),
            ("For how much?", "In a $1.7 billion deal signed"),
        ),
        "And what did it send later?",
        "sending short-range ballistic missiles",
    ),
    ((MISSILES,), "Why did they do that?", "in what Tehran said was a response to"),
    (
        (("Who is Abbas Gallyamov?", "Politicoloog Abbas Galljamov"),),
        "Wat denkt hij van het bezoek?",
        "Dit bezoek is erg belangrijk",
    ),
    (
        (
            (
                "Why did Pashinyan refuse to sign the declaration?",
                "Dat was ook de vraag van de Armeense premier",
            ),
        ),
        "Wat deed de CSTO toen wel?",
        "stuurde het bondgenootschap slechts waarnemers",
    ),
    (
        (("Voor hoeveel geld kocht Rusland drones van Iran?", "In a $1.7 billion deal signed"),),
        "When was that deal signed?",
        "signed in late 2022",
    ),
    (
        (
            (
                "Wat zei Lavrov over een aanval op de kerncentrales van Iran?",
                "“If any plans or threats to attack",
            ),
        ),
        "Waar zei hij dat?",
        "press conference in Laos",
    ),
    (
        (("When does the BRICS summit in Kazan take place?", "Putin extended an invitation"),),
        "Met wie heeft Poetin daar een aparte ontmoeting?",
        "met de Turkse president Erdogan",
    ),
    (
        (("Wat vindt Rachmon van Rusland?", "Hij is het beu dat Moskou"),),
        "Was he the first leader to criticise Putin?",
        "zijn niet de eerste regeringsleiders",
    ),
    ((("Wat kost de BRICS-top?", None),), "En wanneer is die?", "van 22 tot 24 oktober"),
    ((("How much did North Korea's drones cost?", None),), "And Iran's?", "In a $1.7 billion deal"),
    # Written after the rules.
    (
        (("Wie is de president van Wit-Rusland?", "Hij bedankte de aanwezigen"),),
        "Wat zei hij deze week over de CSTO?",
        "“Als Rusland wint, dan blijft",
    ),
    (
        (("Hoeveel procent van de wereldbevolking vertegenwoordigt BRICS?", "Die top moet eens te meer"),),
        "Sinds wanneer is Rusland daar voorzitter van?",
        "sinds 1 januari het voorzitterschap",
    ),
    (
        (("Wat las Poetin voor in Asjchabad?", None),),
        "Hoe heette die conferentie?",
        "droeg de bloemrijke titel",
    ),
    (
        (("Zijn er Noord-Koreaanse militairen omgekomen in Oekraïne?", "Recente berichten dat in Oekraïne"),),
        "Wat deden ze daar?",
        "Mogelijk gaat het om militaire instructeurs",
    ),
    (
        (("Waarom wil China geen zware wapens leveren aan Rusland?", "Al zal dat niet openlijk gebeuren"),),
        "Hoe groot is die markt?",
        "met hun honderden miljoenen consumenten",
    ),
    ((EXERCISE,), "Tegen wie vocht dat land?", "Kirgizië en Tadzjikistan met elkaar in gevecht"),
    (
        (("Who is the secretary-general of Hezbollah?", "On Oct. 1, Iran’s Islamic Revolutionary"),),
        "Where was he killed?",
        "in a strike in Beirut",
    ),
    (
        (
            (
                "What did Russia say about an Israeli strike on nuclear sites?",
                "Meanwhile, Russia, which has forged",
            ),
        ),
        "What did the IAEA find there?",
        "has found no indications of Iran",
    ),
    (
        (
            (
                "Which countries are members of the Shanghai Cooperation Organisation?",
                "The Shanghai Cooperation Organisation includes",
            ),
        ),
        "Is it a military alliance?",
        "does not achieve the status of a military bloc",
    ),
    (
        (SCO_SUMMIT,),
        "Who did Putin meet there?",
        "In addition to the general meeting, Putin has met with the president of China",
    ),
    ((WARRANT,), "Erkent China dat?", "Allereerst omdat Rusland noch China het ICC erkent"),
    ((ATTACK,), "And what did Putin do?", "Putin ignored the pleas"),
    (
        (
            ("Welke wapens kreeg Iran van Rusland?", "Meanwhile, Iran finalized a deal"),
            ("Zijn die al geleverd?", "The Yak-130s have been delivered"),
        ),
        "En luchtafweer?",
        "advanced radar and air defense equipment",
    ),
    (
        (
            TEHRAN_2023,
            ("Who did he meet there?", "According to a Foreign Ministry press release"),
        ),
        "What did they reject?",
        "They also rejected the West",
    ),
)

NEW_SUBJECTS: tuple[tuple[tuple[Earlier, ...], str], ...] = (
    ((MEETING,), "Waarom weigerde Pasjinjan de slotverklaring te tekenen?"),
    ((MEETING,), "Who denied that Trump wanted to give Ukrainian territory to Russia?"),
    ((BRICS,), "Hoeveel raketten vuurde Iran af op Israël?"),
    (
        (
            BRICS,
            SAUDI_ARABIA,
        ),
        "Klopt het dat China wapens levert aan Rusland?",
    ),
    ((DECLARATION,), "Which countries joined BRICS this year?"),
    ((DECLARATION,), "Is there a mutual defence treaty between Russia and North Korea?"),
    ((MEETING_LENGTH,), "Wat zei Loekasjenko over de toekomst van de CSTO?"),
    ((KOREA_VISIT,), "Wie is de politicoloog die vroeger teksten schreef voor het Kremlin?"),
    ((KOREA_VISIT,), "What is the Shanghai Cooperation Organisation?"),
    ((TREATY,), "Waarom heeft de CSTO niet ingegrepen toen Azerbeidzjan Armenië aanviel?"),
    ((TREATY,), "Did Putin say that he would visit Turkey?"),
    ((KAZAKHSTAN,), "What does Putin think of his Iranian counterpart?"),
    ((KAZAKHSTAN,), "Wie won het WK voetbal van 2022?"),
    ((TREATY,), "waarom weigerde pasjinjan de slotverklaring te tekenen?"),
    ((ATTACK,), "Hoe lang spraken Erdogan en Poetin met elkaar?"),
    ((TEHRAN_2023,), "How did the New York Times describe the arms shipments to Iran?"),
    ((SCO_SUMMIT,), "Welke landen leveren wapens aan Rusland voor de oorlog in Oekraïne?"),
    ((EXERCISE,), "Is het waar dat China de Krim als deel van Oekraïne ziet?"),
    ((EXERCISE,), "Why is Iran bracing for a strike from Israel?"),
    ((WARRANT,), "What has Nancy Pelosi said about weapons for Armenia?"),
)

LEANING = (
    "Hoeveel waren dat er?",
    "Wie zei dat?",
    "And who replaced him?",
    "Hoeveel doden vielen er?",
    "Waarom deed hij dat?",
    "Wat vond hij ervan?",
    "En daarna?",
    "What happened next?",
    "What happened then?",
    "Is he still president?",
    "Wat is zijn functie?",
    "Wie zijn die leiders?",
    "Wat zei Pezeshkian?",
    "What did the Iranian president say?",
    "Hoe duur was het?",
    "Wat heeft het gekost?",
    "Klopt dat?",
    "Is that true?",
    "Was dat de eerste keer?",
    "Who was there?",
    "How many died?",
    "Hoeveel drones?",
    "When?",
    "En wat vindt China daarvan?",
    "Welke steden bezocht hij?",
    "Wie bracht die boodschap?",
    "What was his goal?",
    "Which one?",
    "And in Kazan?",
    "Hoe zit het met Pakistan?",
    "Did they meet before?",
    "What do these countries want?",
    "Wat is de reden daarvoor?",
    "Kun je daar meer over vertellen?",
    "Vertel meer",
    "Wie nog meer?",
    "Who else?",
    "Is it far?",
    "Tegen wie vocht dat land?",
    "Who signed that deal?",
    "What did Israel do?",
)
COMPLETE = (
    "Wat is inflatie?",
    "Who is Xi Jinping?",
    "Waar ligt Kazan?",
    "En wie is de burgemeester van Amsterdam?",
    "Is it true that Iran attacked Israel?",
    "How long does it take to fly to Kazan?",
    "Wat zei Poetin over de betrekkingen met Iran?",
    "Heeft Tokajev gezegd dat hij Loegansk niet erkent?",
    "Wist Rusland dat China wapens levert?",
    "Kan het zijn dat Iran raketten levert?",
    "Hoeveel landen zijn lid van BRICS?",
    "Wie zijn de leden van de CSTO?",
    "What are the countries that joined BRICS?",
    "Which leaders said they would come to Kazan?",
    "Why did Iran say it attacked Israel?",
    "Welke landen zeggen dat ze lid willen worden?",
    "Wat gebeurde er in Jerevan?",
    "How many drones did Iran sell to Russia?",
    "What did Xi say after Putin invited him?",
    "Wat doet China voor Rusland?",
    "What is the CSTO?",
    "Welke wapens levert Noord-Korea deze maand aan Rusland?",
    "Wanneer begon de oorlog in Oekraïne?",
    "Who are those who joined the BRICS group?",
    "How did Israel react to the Iranian attack?",
    "Hoe reageerde Israël op de aanval?",
    "wie is abbas galljamov?",
    "Hoe heet de hoofdstad van Armenië?",
    "Wat is het belangrijkste dat Poetin zei over Iran?",
    "What does Lukashenko think of the CSTO?",
    "Do Armenians protest against the CSTO?",
    "Noem de leden van BRICS",
    "Does Russia recognise the ICC?",
)
