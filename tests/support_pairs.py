"""Draft sentences and sentences of seeds/, labelled by hand: does the one support the other?

Half are near misses: the right names in another relation, denied, another number, another date, who did it to
whom swapped.
"""

from dataclasses import dataclass

from seed_questions import ASTANA_EN, CSTO_NL, PUTIN_IRAN_EN, PUTIN_IRAN_NL, XI_NL

from index.article import Language


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of an article, as it stands there."""

    article: str
    text: str


@dataclass(frozen=True, slots=True)
class SupportPair:
    """``kind``: ``said``, or how a near miss misses."""

    kind: str
    sentence: str
    language: Language
    source: Source

    @property
    def is_supported(self) -> bool:
        """Whether a careful reader would let the sentence cite the source."""
        return self.kind == "said"


MEETING_NL = Source(
    PUTIN_IRAN_NL,
    "De Russische president Poetin heeft tijdens een bezoek aan de Centraal-Aziatische republiek "
    "Turkmenistan kennisgemaakt met zijn nieuwe Iraanse ambtgenoot Masoud Pezeshkian.",
)
MEETING_EN = Source(
    PUTIN_IRAN_EN,
    "Russian President Vladimir Putin met with Iranian President Masoud Pezeshkian in Ashgabat, "
    "Turkmenistan, Friday, in their first face-to-face meeting since Pezeshkian’s election in late July.",
)
VISITS_NL = Source(
    PUTIN_IRAN_NL,
    "Het was Poetins negende buitenlandse bezoek sinds het begin van zijn nieuwe ambtstermijn in mei van dit "
    "jaar.",
)
SUMMIT_NL = Source(
    PUTIN_IRAN_NL,
    "De bijeenkomst die van 22 tot 24 oktober plaatsvindt in Kazan is de eerste grote internationale "
    "topontmoeting op Russische bodem in meer dan tien jaar.",
)
SHARE_NL = Source(
    PUTIN_IRAN_NL,
    "Die top moet eens te meer onderstrepen dat Rusland ondanks westerse sancties op het wereldtoneel verre "
    "van geïsoleerd is, als lid van een club die 45 procent van de wereldbevolking vertegenwoordigt.",
)
SAUDI_NL = Source(
    PUTIN_IRAN_NL,
    "Saoedi-Arabië zou zich ook aansluiten, maar heeft dat tot dusverre niet bevestigd.",
)
DRONES_NL = Source(
    PUTIN_IRAN_NL,
    "Iran levert onder meer veel van de drones waarmee Rusland Oekraïense steden en infrastructuur bestookt, "
    "en sinds kort ook ballistische raketten.",
)
MISSILES_EN = Source(
    PUTIN_IRAN_EN,
    "On Oct. 1, Iran’s Islamic Revolutionary Guard Corps (IRGC) launched some 180 ballistic missiles at"
    " Israel — the second such attack this year — in what Tehran said was a response to Israel’s "
    "assassination of Hezbollah Secretary-General Hassan Nasrallah and the IRGC's Quds Force deputy "
    "commander, Abbas Nilforoushan, in a strike in Beirut's southern suburbs on Sept. 27, as well as "
    "the killing of Hamas political leader Ismail Haniyeh in Tehran in July.",
)
DEAL_EN = Source(
    PUTIN_IRAN_EN,
    "In a $1.7 billion deal signed in late 2022, Iran agreed to supply Russia with hundreds of drones, for "
    "its offensive against Ukraine.",
)
MISHUSTIN_EN = Source(
    PUTIN_IRAN_EN,
    "More recently, on Sept. 30, Russian Prime Minister Mikhail Mishustin arrived in the Iranian capital for "
    "an official visit, during which he held talks with Pezeshkian on ways to boost bilateral cooperation.",
)
NO_COMMENT_EN = Source(
    PUTIN_IRAN_EN, "The governments in Tehran and Moscow did not issue comments on the report at the time."
)
LAVROV_EN = Source(
    PUTIN_IRAN_EN,
    "Most prominently, Russian Foreign Minister Lavrov traveled to Tehran on Oct. 23, 2023, two weeks after "
    "Hamas launched its attack on Israel.",
)
TRIPS_EN = Source(
    ASTANA_EN,
    "Putin has travelled outside Russia 19 times since he launched the invasion of Ukraine on 24 February "
    "2022.",
)
PESKOV_EN = Source(
    ASTANA_EN,
    "The spokesman for the Russian president, Dmitri Peskov, has denied that he had held any such "
    "negotiations with the Republican candidate.",
)
TOKAYEV_EN = Source(
    ASTANA_EN,
    "Xi Jinping has promised protection to Tokayev, even though it was Putin who kept the Kazakh president "
    "in power with his troops during the civil protests of January 2022.",
)
KOREA_EN = Source(
    ASTANA_EN,
    "A month after the meeting with Xi, Putin visited North Korea for the first time in 24 years in search "
    "of weapons.",
)
ICC_NL = Source(XI_NL, "Allereerst omdat Rusland noch China het ICC erkent.")
ECONOMY_NL = Source(
    XI_NL,
    "De Chinese economie overvleugelt die van Rusland grofweg tien keer en ook militair is China Rusland "
    "steeds beter de baas.",
)
ZELENSKY_NL = Source(
    XI_NL,
    "En China zegt weliswaar neutraal te zijn in het gewapende conflict, het geeft te denken dat Xi tot "
    "dusverre alleen met Poetin erover heeft gesproken, niet met de Oekraïense president Volodimir Zelenski.",
)
REFUSAL_NL = Source(
    CSTO_NL,
    "De voorzitter, Armenië’s premier Nikol Pasjinjan, legde zijn pen op tafel, en weigerde zijn "
    "handtekening te zetten onder een slotverklaring.",
)
RESPECT_NL = Source(CSTO_NL, "‘Respect’, eiste Rachmon van zijn Russische ambtgenoot.")
ARTICLE_4_NL = Source(
    CSTO_NL,
    "Artikel 4 van het CSTO-verdrag bepaalt dat de zeven CSTO-lidstaten (zie kaart) elkaar militair bijstaan "
    "in geval van agressie.",
)
EXERCISE_NL = Source(
    CSTO_NL,
    "Een geplande oefening van CSTO-troepen in Kirgizië kon niet doorgaan, omdat het land geen Tadzjiekse "
    "troepen over de vloer wilde.",
)

SUPPORT_PAIRS = (
    # One language
    SupportPair("said", "Poetin ontmoette Pezeshkian in Turkmenistan.", "nl", MEETING_NL),
    SupportPair("said", "Putin met Pezeshkian in Ashgabat.", "en", MEETING_EN),
    SupportPair("said", "Het was het negende buitenlandse bezoek van Poetin sinds mei.", "nl", VISITS_NL),
    SupportPair("said", "De top in Kazan duurt van 22 tot 24 oktober.", "nl", SUMMIT_NL),
    SupportPair("said", "BRICS vertegenwoordigt 45 procent van de wereldbevolking.", "nl", SHARE_NL),
    SupportPair("said", "Saoedi-Arabië heeft niet bevestigd dat het toetreedt.", "nl", SAUDI_NL),
    SupportPair("said", "Iran levert Rusland drones en ballistische raketten.", "nl", DRONES_NL),
    SupportPair("said", "Iran fired about 180 ballistic missiles at Israel on October 1.", "en", MISSILES_EN),
    SupportPair("said", "Iran agreed to deliver hundreds of drones for $1.7 billion.", "en", DEAL_EN),
    SupportPair("said", "Mishustin visited Tehran on September 30.", "en", MISHUSTIN_EN),
    SupportPair("said", "Neither government commented on the report.", "en", NO_COMMENT_EN),
    SupportPair("said", "Putin has made 19 trips abroad since the invasion.", "en", TRIPS_EN),
    SupportPair("said", "Peskov denied negotiations with Trump.", "en", PESKOV_EN),
    SupportPair("said", "Xi Jinping promised to protect Tokayev.", "en", TOKAYEV_EN),
    SupportPair("said", "Putin went to North Korea to look for weapons.", "en", KOREA_EN),
    SupportPair("said", "Rusland en China erkennen het Internationaal Strafhof niet.", "nl", ICC_NL),
    SupportPair("said", "De economie van China is ongeveer tien keer zo groot.", "nl", ECONOMY_NL),
    SupportPair("said", "China zegt neutraal te zijn in de oorlog.", "nl", ZELENSKY_NL),
    SupportPair("said", "Pasjinjan weigerde de slotverklaring te ondertekenen.", "nl", REFUSAL_NL),
    SupportPair("said", "Rachmon eiste respect van Poetin.", "nl", RESPECT_NL),
    SupportPair("said", "De CSTO heeft zeven lidstaten.", "nl", ARTICLE_4_NL),
    # Across languages
    SupportPair("said", "Putin met Iran's president Pezeshkian in Turkmenistan.", "en", MEETING_NL),
    SupportPair("said", "Poetin ontmoette Pezeshkian in Asjchabad.", "nl", MEETING_EN),
    SupportPair("said", "It was Putin's ninth trip abroad since May.", "en", VISITS_NL),
    SupportPair("said", "The summit in Kazan is from October 22 to 24.", "en", SUMMIT_NL),
    SupportPair("said", "BRICS represents 45 percent of the world's population.", "en", SHARE_NL),
    SupportPair("said", "Saudi Arabia has not confirmed that it will join.", "en", SAUDI_NL),
    SupportPair("said", "Iran supplies Russia with drones and ballistic missiles.", "en", DRONES_NL),
    SupportPair(
        "said", "Iran vuurde op 1 oktober zo'n 180 ballistische raketten af op Israël.", "nl", MISSILES_EN
    ),
    SupportPair("said", "Rusland kocht honderden drones van Iran voor 1,7 miljard dollar.", "nl", DEAL_EN),
    SupportPair("said", "Misjoestin kwam op 30 september in Teheran aan.", "nl", MISHUSTIN_EN),
    SupportPair("said", "Moskou en Teheran reageerden niet op het bericht.", "nl", NO_COMMENT_EN),
    SupportPair("said", "Poetin is sinds de inval 19 keer in het buitenland geweest.", "nl", TRIPS_EN),
    SupportPair("said", "Xi Jinping beloofde Tokajev bescherming.", "nl", TOKAYEV_EN),
    SupportPair("said", "Poetin bezocht Noord-Korea voor het eerst in 24 jaar.", "nl", KOREA_EN),
    SupportPair("said", "Russia and China do not recognise the International Criminal Court.", "en", ICC_NL),
    SupportPair("said", "China's economy is roughly ten times that of Russia.", "en", ECONOMY_NL),
    SupportPair("said", "Pashinyan refused to sign the final declaration.", "en", REFUSAL_NL),
    SupportPair("said", "Rahmon demanded respect from Putin.", "en", RESPECT_NL),
    SupportPair("said", "CSTO members must help each other when attacked.", "en", ARTICLE_4_NL),
    SupportPair("said", "The exercise in Kyrgyzstan was called off.", "en", EXERCISE_NL),
    # Another number
    SupportPair("number", "Het was het zevende buitenlandse bezoek van Poetin sinds mei.", "nl", VISITS_NL),
    SupportPair("number", "BRICS represents 54 percent of the world's population.", "en", SHARE_NL),
    SupportPair("number", "Iran launched some 200 ballistic missiles at Israel.", "en", MISSILES_EN),
    SupportPair("number", "Rusland kocht drones van Iran voor 17 miljard dollar.", "nl", DEAL_EN),
    SupportPair("number", "Poetin bezocht Noord-Korea voor het eerst in 42 jaar.", "nl", KOREA_EN),
    SupportPair("number", "De CSTO heeft zes lidstaten.", "nl", ARTICLE_4_NL),
    # Another date
    SupportPair("date", "De top in Kazan duurt van 23 tot 25 oktober.", "nl", SUMMIT_NL),
    SupportPair("date", "Iran fired ballistic missiles at Israel on October 7.", "en", MISSILES_EN),
    SupportPair("date", "Misjoestin kwam op 30 augustus in Teheran aan.", "nl", MISHUSTIN_EN),
    SupportPair("date", "Lavrov traveled to Tehran on Oct. 23, 2022.", "en", LAVROV_EN),
    SupportPair("date", "Poetin begon de inval op 24 maart 2022.", "nl", TRIPS_EN),
    # Another name
    SupportPair("name", "Poetin ontmoette Pezeshkian in Kazachstan.", "nl", MEETING_NL),
    SupportPair("name", "Lavrov visited Tehran on September 30.", "en", MISHUSTIN_EN),
    SupportPair("name", "Xi Jinping beloofde Loekasjenko bescherming.", "nl", TOKAYEV_EN),
    SupportPair("name", "Tokayev refused to sign the final declaration.", "en", REFUSAL_NL),
    # Denied, or said where the source denies it
    SupportPair("denied", "Saoedi-Arabië heeft bevestigd dat het toetreedt.", "nl", SAUDI_NL),
    SupportPair("denied", "Saudi Arabia has confirmed that it will join.", "en", SAUDI_NL),
    SupportPair("denied", "Rusland en China erkennen het Internationaal Strafhof.", "nl", ICC_NL),
    SupportPair("denied", "Russia and China recognise the International Criminal Court.", "en", ICC_NL),
    SupportPair("denied", "Pasjinjan ondertekende de slotverklaring.", "nl", REFUSAL_NL),
    SupportPair("denied", "Pashinyan signed the final declaration.", "en", REFUSAL_NL),
    SupportPair("denied", "Peskov said that he had negotiated with Trump.", "en", PESKOV_EN),
    SupportPair("denied", "Moskou en Teheran reageerden op het bericht.", "nl", NO_COMMENT_EN),
    SupportPair("denied", "Xi sprak over de oorlog met Zelenski.", "nl", ZELENSKY_NL),
    SupportPair("denied", "Iran does not supply Russia with drones.", "en", DRONES_NL),
    SupportPair("denied", "Putin never met Pezeshkian in Ashgabat.", "en", MEETING_EN),
    SupportPair("denied", "De oefening in Kirgizië ging door.", "nl", EXERCISE_NL),
    # Who did it to whom swapped
    SupportPair("swapped", "Israel fired about 180 ballistic missiles at Iran.", "en", MISSILES_EN),
    SupportPair("swapped", "Iran kocht honderden drones van Rusland.", "nl", DEAL_EN),
    SupportPair("swapped", "Tokayev promised protection to Xi Jinping.", "en", TOKAYEV_EN),
    SupportPair(
        "swapped", "De economie van Rusland is tien keer zo groot als die van China.", "nl", ECONOMY_NL
    ),
    SupportPair("swapped", "Poetin eiste respect van Rachmon.", "nl", RESPECT_NL),
    # The right names in another relation
    SupportPair("relation", "Poetin is getrouwd met de dochter van Pezeshkian.", "nl", MEETING_NL),
    SupportPair("relation", "Mishustin was born in Tehran.", "en", MISHUSTIN_EN),
    SupportPair("relation", "Poetin sprak in Noord-Korea met Xi over handel.", "nl", KOREA_EN),
    SupportPair("relation", "Iran bought Israel's ballistic missiles.", "en", MISSILES_EN),
    SupportPair("relation", "The summit in Kazan was cancelled.", "en", SUMMIT_NL),
    SupportPair("relation", "Kirgizië won de oefening van de CSTO.", "nl", EXERCISE_NL),
    SupportPair("relation", "Rahmon apologised to Putin.", "en", RESPECT_NL),
)
