"""Questions about seeds/ with what a cited quote must hold, written from the articles."""

from dataclasses import dataclass

from index.article import Language

PUTIN_IRAN_NL = "000_10440192c8925282.txt"
ASTANA_EN = "001_b23909d84b658e04.txt"
XI_NL = "002_751534bd2bbd9e0e.txt"
PUTIN_IRAN_EN = "003_f1ba9c45c6fe6858.txt"
CSTO_NL = "004_a75c4f9da770a8f6.txt"


@dataclass(frozen=True, slots=True)
class SeedQuestion:
    """A question, its language, and for each article that answers it the words that a quote of it must hold.

    With no ``facts`` the articles do not answer it.
    """

    question: str
    language: Language
    facts: dict[str, tuple[str, ...]]


SEED_QUESTIONS = (
    SeedQuestion(
        "Waar ontmoette Poetin Pezeshkian voor het eerst?",
        "nl",
        {PUTIN_IRAN_NL: ("Turkmenistan",), PUTIN_IRAN_EN: ("Ashgabat", "Turkmenistan")},
    ),
    SeedQuestion(
        "How many ballistic missiles did Iran launch at Israel on October 1?", "en", {PUTIN_IRAN_EN: ("180",)}
    ),
    SeedQuestion(
        "Waarom weigerde Pasjinjan de slotverklaring te tekenen?",
        "nl",
        {CSTO_NL: ("weigerde hij zijn handtekening", "weigerde zijn handtekening", "niet ingegrepen")},
    ),
    SeedQuestion(
        "Why did Pashinyan refuse to sign the final declaration?",
        "en",
        {CSTO_NL: ("weigerde hij zijn handtekening", "weigerde zijn handtekening", "niet ingegrepen")},
    ),
    SeedQuestion(
        "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?",
        "nl",
        {PUTIN_IRAN_EN: ("$1.7 billion",)},
    ),
    SeedQuestion(
        "How many drones did Russia buy from Iran and for how much money?",
        "en",
        {PUTIN_IRAN_EN: ("$1.7 billion",)},
    ),
    SeedQuestion(
        "What did Xi Jinping promise Tokayev?",
        "en",
        {ASTANA_EN: ("promised protection", "protection to Tokayev")},
    ),
    SeedQuestion(
        "Wat beloofde Xi Jinping aan Tokajev?",
        "nl",
        {ASTANA_EN: ("promised protection", "protection to Tokayev")},
    ),
    SeedQuestion(
        "Wanneer vindt de BRICS-top in Kazan plaats?",
        "nl",
        {PUTIN_IRAN_NL: ("22 tot 24 oktober",), PUTIN_IRAN_EN: ("Oct. 23–24",)},
    ),
    SeedQuestion(
        "Which missiles or weapons did North Korea supply to Russia?",
        "en",
        {PUTIN_IRAN_NL: ("munitie",), XI_NL: ("Noord-Korea",)},
    ),
    SeedQuestion(
        "Wat zei Loekasjenko over de toekomst van de CSTO als Rusland verliest?",
        "nl",
        {CSTO_NL: ("uiteenvallen", "verloop van de oorlog")},
    ),
    SeedQuestion(
        "Welk percentage van de wereldbevolking vertegenwoordigt BRICS?",
        "nl",
        {PUTIN_IRAN_NL: ("45 procent",)},
    ),
    SeedQuestion("Wie won het WK voetbal van 2022?", "nl", {}),
    SeedQuestion("Who is the mayor of Amsterdam?", "en", {}),
    SeedQuestion("How much does a litre of milk cost in the Netherlands?", "en", {}),
)
