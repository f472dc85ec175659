"""Questions about the articles of the project, and scripted answers that quote them word for word."""

from dataclasses import replace
from pathlib import Path

from scripted_assistant import Script

from index.article import Article
from index.reading.reader import read_folder
from rag.answer import AnswerSentence, DroppedSentence

SEEDS = Path(__file__).parents[1] / "seeds"
POETIN = "000_10440192c8925282.txt"
ERDOGAN = "001_b23909d84b658e04.txt"
XI = "002_751534bd2bbd9e0e.txt"
PEZESHKIAN = "003_f1ba9c45c6fe6858.txt"
CSTO = "004_a75c4f9da770a8f6.txt"

MEETING = "Waar ontmoette Poetin Pezeshkian voor het eerst?"
MISSILES = "How many ballistic missiles did Iran launch at Israel on October 1?"
SIGNATURE = "Waarom weigerde Pasjinjan de slotverklaring te tekenen?"
DRONES = "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?"
FOOTBALL = "Wie won het WK voetbal van 2022?"
AGREEMENT = "Wat sprak Rusland eind 2022 met Iran af?"
EMOJI = "🇳🇱🚀🤷‍♀️"
MAYOR = "Wie is de burgemeester van Asjchabad?"

_TURKMENISTAN = (
    "De Russische president Poetin heeft tijdens een bezoek aan de Centraal-Aziatische republiek "
    "Turkmenistan kennisgemaakt met zijn nieuwe Iraanse ambtgenoot Masoud Pezeshkian."
)
ASHGABAT = (
    "Russian President Vladimir Putin met with Iranian President Masoud Pezeshkian in Ashgabat, "
    "Turkmenistan, Friday, in their first face-to-face meeting since Pezeshkian’s election in late July."
)
_SPEECH = "Poetin citeerde hem uitvoerig in zijn speech."
_TREATY = (
    "In de marge daarvan zullen Poetin en Pezeshkian naar verwachting na twee jaar van voorbereiding een "
    "nieuw bilateraal strategisch verdrag tekenen."
)
DEAL = (
    "In a $1.7 billion deal signed in late 2022, Iran agreed to supply Russia with hundreds of drones, "
    "for its offensive against Ukraine."
)
_REFUSED = (
    "Dat was ook de vraag van de Armeense premier, en daarom weigerde hij zijn handtekening onder de in "
    "zijn ogen slappe slotverklaring."
)
PEN = (
    "De voorzitter, Armenië’s premier Nikol Pasjinjan, legde zijn pen op tafel, en weigerde zijn "
    "handtekening te zetten onder een slotverklaring."
)
_KREMLIN = (
    "Maar sterk van invloed op de ontmoeting tussen de Russische en Chinese leider zal het niet zijn, denken "
    "deskundigen."
)


def seed_articles() -> dict[str, Article]:
    """Read the five articles."""
    return {each.id: each for each in read_folder(SEEDS) if isinstance(each, Article)}


def barrage(articles: dict[str, Article]) -> str:
    """Return the English sentence that counts the missiles."""
    text = articles[PEZESHKIAN].text
    start = text.index("On Oct. 1, Iran’s")
    return text[start : text.index("\n", start)]


def scripts(articles: dict[str, Article]) -> dict[str, Script]:
    """Return what the scripted assistant knows."""
    return {
        MEETING: Script(
            language="nl",
            draft=(
                "Poetin ontmoette Pezeshkian voor het eerst in Asjchabad, de hoofdstad van Turkmenistan "
                "[1]. Hij maakte er kennis met zijn nieuwe Iraanse ambtgenoot [2]. Aan de conferentie over "
                "een dichter deden 23 landen mee [2]. Later zullen de twee een verdrag tekenen [3]."
            ),
            checked=(
                AnswerSentence(
                    "Poetin ontmoette Pezeshkian voor het eerst in Asjchabad, de hoofdstad van "
                    "Turkmenistan [1].",
                    (1,),
                    0.97,
                ),
                AnswerSentence("Hij maakte er kennis met zijn nieuwe Iraanse ambtgenoot [2].", (2,), 0.92),
                AnswerSentence("Later zullen de twee een verdrag tekenen [3].", (3,), 0.61),
            ),
            dropped=(
                DroppedSentence(
                    "Aan de conferentie over een dichter deden 23 landen mee.", "facts missing", ("23",)
                ),
            ),
            quotes=((PEZESHKIAN, ASHGABAT), (POETIN, _TURKMENISTAN), (POETIN, _TREATY)),
            others=((POETIN, _SPEECH), (XI, _KREMLIN)),
        ),
        MISSILES: Script(
            language="en",
            draft="Iran launched some 180 ballistic missiles at Israel on October 1 [1].",
            checked=(
                AnswerSentence(
                    "Iran launched some 180 ballistic missiles at Israel on October 1 [1].", (1,), 0.96
                ),
            ),
            quotes=((PEZESHKIAN, barrage(articles)),),
            others=((POETIN, _SPEECH),),
        ),
        SIGNATURE: Script(
            language="nl",
            draft=(
                "Pasjinjan weigerde te tekenen omdat hij de slotverklaring slap vond [1]. Hij legde zijn "
                "pen op tafel [2]."
            ),
            quotes=((CSTO, _REFUSED), (CSTO, PEN)),
        ),
        DRONES: Script(
            language="nl",
            draft="Rusland kocht honderden drones van Iran, in een akkoord van 1,7 miljard dollar [1].",
            quotes=((PEZESHKIAN, DEAL),),
        ),
        FOOTBALL: Script(
            language="nl",
            draft="Dat staat niet in de artikelen.",
            others=((XI, _KREMLIN), (PEZESHKIAN, DEAL)),
            reason="nothing near",
        ),
        AGREEMENT: Script(
            language="nl",
            draft="Rusland en Iran spraken af dat Iran duizenden tanks leverde [1].",
            checked=(
                AnswerSentence(f"In de artikelen staat hierover: “{DEAL}” [1]", (1,), 1.0, is_quotation=True),
            ),
            dropped=(
                DroppedSentence("Rusland en Iran spraken af dat Iran duizenden tanks leverde.", "no source"),
            ),
            quotes=((PEZESHKIAN, DEAL),),
        ),
        EMOJI: Script(
            language="nl",
            draft="De artikelen geven hier geen antwoord op.",
            others=((XI, _KREMLIN),),
            reason="nothing near",
        ),
        MAYOR: Script(
            language="nl",
            draft="De burgemeester van Asjchabad is Serdar Meredov [1]. He took office in 2019 [2].",
            quotes=((PEZESHKIAN, ASHGABAT), (POETIN, _TURKMENISTAN)),
            others=((XI, _KREMLIN),),
            reason="nothing supported",
            dropped=(
                DroppedSentence(
                    "De burgemeester van Asjchabad is Serdar Meredov.", "facts missing", ("Serdar Meredov",)
                ),
                DroppedSentence("He took office in 2019.", "wrong language"),
            ),
        ),
    }


def with_gates(script: Script, **gates: object) -> Script:
    """Return the script with gates in it."""
    return replace(script, **gates)  # type: ignore[arg-type]  # dataclasses.replace cannot type its fields
