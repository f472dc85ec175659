"""What Dutch and English newspapers shorten, and the words that betray a new sentence.

Only what stands before a capital or a digit needs an entry: before a lower-case word no full stop ends a
sentence, and lower-case letters with stops between them (``o.a.``, ``i.v.m.``, ``e.g.``) are known by their
form. Abbreviations stand without their last stop.
"""

from dataclasses import dataclass

from index.article import Language


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """The tables of one language. Upper and lower case count, but for a first capital in ``lead_on``."""

    lead_on: frozenset[str]
    """Belong to the name or thing that follows, so are never the end of a sentence."""
    before_number: frozenset[str]
    """Belong to a digit that follows (``blz. 12``, ``Oct. 1``); otherwise ordinary words (``No. He``)."""
    doubtful: frozenset[str]
    """Stand in the middle as often as at the end (``Apple Inc.``): the end only before a starter."""
    starters: frozenset[str]
    """Words that begin sentences and, capitalized, hardly ever stand inside one."""
    closing: frozenset[str]
    """Letters with stops that close a list, like ``enz.``: before a capital they end the sentence."""


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word for words in lists for word in words.split())


ABBREVIATIONS: dict[Language, Abbreviations] = {
    "nl": Abbreviations(
        lead_on=_words(
            # Titles and forms of address, civil, of the church and military.
            "dr drs prof mr ir ing lic mevr mw dhr mej burg wethr ds gen kol kapt lt maj sgt",
            # Words that announce a name or an example: bijvoorbeeld, vergelijk, respectievelijk, voormalig …
            "bijv vgl cf vs resp evt incl excl zgn vml voorm wnd plm",
        ),
        before_number=_words(
            "nr nrs no art artt blz pag p pp par hfst fig afb bijl dl vol ca tel geb gest lid al",
            "jan feb febr mrt apr jun jul aug sep sept okt nov dec",
        ),
        doubtful=_words("jr sr Jr Sr Sv St Chr Joh Inc Ltd Corp Co bv min dir jl a.s j.l a.m p.m v.m n.m"),
        starters=_words(
            "De Het Een Hij Zij Ze Wij We Ik Jij Je U Men Dit Dat Deze Die Er Wat Wie Waarom Hoe Waar",
            "Wanneer Maar En Of Want Dus In Op Bij Met Voor Uit Naar Om Aan Door Tijdens Volgens Sinds Tegen",
            "Over Na Als Toen Terwijl Nadat Omdat Hoewel Ook Daar Daarom Daarna Daarbij Toch Zo Nu Dan Niet",
            "Geen Wel Zijn Haar Hun Veel Alle Sommige Inmiddels Intussen Eerder Later Vorig Vorige Nee Ja",
        ),
        closing=_words("e.a e.d e.v c.s"),
    ),
    "en": Abbreviations(
        lead_on=_words(
            # Titles and forms of address, civil, political, military and of the church.
            "dr prof mr mrs ms messrs Sen Sens Rep Reps Gov Pres Amb Atty Hon Rev Supt",
            "Gen Lt Col Maj Capt Cmdr Adm Sgt Cpl",
            # Before a name: Mount, Fort, versus, and the v of a court case.
            "Mt Ft vs v cf viz incl",
        ),
        before_number=_words(
            "no nos p pp fig figs vol vols ch sec par approx ca c est al",
            "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
        ),
        doubtful=_words(
            "Jr Sr Inc Ltd Corp Co Cos Bros St Ave Blvd Rd a.m p.m",
            # States, as newspapers shorten them.
            "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb",
            "Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo",
        ),
        starters=_words(
            "The A An He She It They We I You This That These Those There What Who Why How Where His Her Its",
            "Their Our My But And Or So Then In On At For With By From To As If When While After",
            "Before Since Although Though Because During Despite According However Meanwhile Also Both",
            "Only Now Yet Here No Not Some Many Most Another Earlier Later Last",
        ),
        closing=frozenset(),
    ),
}
