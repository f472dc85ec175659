"""The articles of the test corpus, all invented: what stands in its files, whatever their format."""

from dataclasses import dataclass

from index.article import Language


@dataclass(frozen=True, slots=True)
class CorpusArticle:
    """An article as its newspaper has it; ``paragraphs`` without the title."""

    title: str
    published: str
    author: str
    language: Language
    url: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text that a reader should make of it: the title, and the paragraphs."""
        return "\n\n".join((self.title, *self.paragraphs))


DIJK = CorpusArticle(
    "Dijk bij Kesteren twee weken langer dicht",
    "2024-02-19",
    "Marijke van den Bosch",
    "nl",
    "https://www.degelderspost.nl/regio/dijk-bij-kesteren-langer-dicht",
    (
        (
            "De weg over de Rijndijk bij Kesteren blijft twee weken langer dicht dan gepland. Dat heeft "
            "het waterschap maandag bekendgemaakt. Bij het graven kwamen oude leidingen tevoorschijn die "
            "op geen enkele kaart stonden."
        ),
        (
            "„We wisten dat er iets kon liggen, maar niet dat het zo veel was”, zegt projectleider Joost "
            "Meulenbelt. Volgens hem gaat het om een waterleiding uit 1931 en om kabels die waarschijnlijk "
            "in de oorlog zijn gelegd."
        ),
        (
            "Het verkeer wordt tot en met 8 maart omgeleid via Opheusden. Bus 45 rijdt in die periode niet "
            "langs de haltes Nedereindsestraat en Veerweg. Fietsers kunnen wel langs de werkzaamheden."
        ),
        (
            "De vertraging kost naar schatting 180.000 euro extra. Het waterschap betaalt twee derde, de "
            "gemeente Neder-Betuwe de rest. Wethouder Hanneke Douma noemt dat „vervelend, maar eerlijk”."
        ),
        (
            "In het najaar volgt het laatste deel van de versterking, tussen Kesteren en Rhenen. Daar is "
            "intussen met een grondradar gemeten, zodat nieuwe verrassingen uitblijven."
        ),
    ),
)
MUSEUM = CorpusArticle(
    "Museum toont voor het eerst brieven van lichtwachter",
    "2023-11-04",
    "Sietse Hoekstra",
    "nl",
    "https://noorderkrant.example/cultuur/brieven-lichtwachter",
    (
        (
            "Het Scheepvaartmuseum van Harlingen laat vanaf zaterdag 214 brieven zien die lichtwachter "
            "Tjeerd Wiarda tussen 1887 en 1911 aan zijn zus schreef. Ze lagen meer dan een eeuw op een "
            "zolder in Franeker."
        ),
        (
            "Wiarda woonde op een eiland zonder winkel of school. Hij schreef over het weer, over gestrande "
            "schepen en over de schapen die hij hield. Eén brief gaat over de stormvloed van januari 1906."
        ),
        (
            "Conservator Elske Ypma noemt de vondst bijzonder. „Van lichtwachters kennen we de "
            "logboeken, maar bijna nooit hun eigen stem.” De familie schonk de brieven in 2021."
        ),
        (
            "De tentoonstelling duurt tot 31 maart. Een deel van de brieven is ook in het Fries en in het "
            "Engels te lezen."
        ),
    ),
)
TREIN = CorpusArticle(
    "Nachttrein Amsterdam-Wenen rijdt vaker",
    "2024-09-12",
    "Thomas de Ruiter",
    "nl",
    "https://www.spoorbericht.example/2024/09/12/nachttrein-vaker",
    (
        (
            "De nachttrein van Amsterdam naar Wenen rijdt vanaf december elke nacht. Nu vertrekt hij vier "
            "keer per week. De vervoerder zegt dat de trein vorig jaar gemiddeld voor 91 procent vol zat."
        ),
        (
            "De reis duurt ruim veertien uur en gaat over Keulen, Frankfurt en Linz. Een ligplaats kost "
            "vanaf 69,90 euro. Nieuw zijn rijtuigen met kleine slaapcabines voor één persoon."
        ),
        (
            "Reizigersvereniging Spoorslag is blij, maar waarschuwt voor uitval. In de eerste helft van dit "
            "jaar kwam één op de negen nachttreinen meer dan een uur te laat aan."
        ),
        (
            "Over een tweede verbinding, naar Oost-Europa, wordt nog onderhandeld. Die zou op zijn "
            "vroegst in "
            "2026 kunnen beginnen."
        ),
    ),
)
ZONNEPARK = CorpusArticle(
    "Raad van State stopt zonnepark in de Achterhoek",
    "2024-05-29",
    "Lotte Wesselink",
    "nl",
    "https://dachterhoek.example/nieuws/zonnepark-raad-van-state",
    (
        (
            "Het zonnepark van veertig hectare bij Zelhem gaat voorlopig niet door. De Raad van State heeft "
            "de vergunning woensdag vernietigd, omdat niet goed is onderzocht wat het park betekent voor "
            "weidevogels."
        ),
        (
            "Omwonenden hadden beroep ingesteld. Zij vonden dat de provincie te gemakkelijk had "
            "aangenomen dat "
            "de grutto op een ander weiland terechtkan. De rechter geeft hun daarin gelijk."
        ),
        (
            "Ontwikkelaar Heldergroen heeft al 2,3 miljoen euro uitgegeven. Directeur Bram Oude Lansink wil "
            "een nieuw onderzoek laten doen. Dat duurt minstens een broedseizoen."
        ),
        (
            "De provincie zegt dat zij de uitspraak bestudeert. Bij drie andere parken in Gelderland loopt "
            "een vergelijkbare zaak."
        ),
    ),
)
BRIDGE = CorpusArticle(
    "Harbour bridge reopens after three-year repair",
    "2024-06-03",
    "Eleanor Whitfield",
    "en",
    "https://www.portsidetimes.example/news/harbour-bridge-reopens",
    (
        (
            "The Calder harbour bridge reopened to traffic on Monday, three years after engineers found "
            "cracks in two of its main cables. The repair cost £46 million, some £9 million more than the "
            "council had set aside."
        ),
        (
            "About two thousand people walked across the bridge before the first cars were let on at noon. "
            "“My grandfather helped to build it, so I had to be here,” said Doreen Pascoe, 71, from "
            "Fleetham."
        ),
        (
            "The chief engineer, Samir Chaudhry, said the new cables should last for eighty years. "
            "Sensors on "
            "the deck now measure wind and strain every second, and close the bridge by themselves if "
            "needed."
        ),
        (
            "Lorries of more than 32 tonnes will have to use the tunnel until October. Shopkeepers on the "
            "north bank, who lost much of their trade, have asked for another year of lower rates."
        ),
        (
            "The council will decide on that in July. Its leader, Margaret Oduya, said she was “minded to "
            "help”, but that the money would have to come from somewhere."
        ),
    ),
)
SEEDS = CorpusArticle(
    "Village seed bank saves a forgotten bean",
    "2023-08-21",
    "Rory MacAllister",
    "en",
    "https://thefieldnotes.example/2023/08/village-seed-bank",
    (
        (
            "A bean that was thought to have died out in the 1950s is growing again in Lower Tansley. The "
            "village seed bank found eleven of them in a tobacco tin and has grown more than four thousand "
            "since."
        ),
        (
            "The Tansley Speckled was once sold at markets all over the county. It fell out of "
            "favour because "
            "its pods ripen unevenly, which makes it useless for machines."
        ),
        (
            "“That is just what a gardener wants,” said Ruth Ackroyd, who runs the seed bank from her "
            "kitchen. “You pick a few every day until the frost.”"
        ),
        (
            "Researchers at the university are now comparing its genes with those of six other old "
            "varieties. "
            "Early results suggest that it copes well with drought."
        ),
    ),
)
LIBRARY = CorpusArticle(
    "Libraries lend more tools than films",
    "2024-01-15",
    "Priya Raman",
    "en",
    "https://cityledger.example/culture/libraries-lend-tools",
    (
        (
            "Public libraries lent more tools than films last year, for the first time. Figures published on "
            "Monday show 412,000 loans of drills, ladders and sewing machines, against 388,000 discs."
        ),
        (
            "The first tool library opened in Marlow Street in 2016 with forty items. There are now 63 in "
            "the region, most of them run by volunteers on two evenings a week."
        ),
        (
            "The most wanted item is a carpet cleaner, which is booked until June in most branches. Least "
            "wanted, according to librarian Colin Achebe, is a fondue set that nobody has ever asked for."
        ),
        (
            "The library service wants to spend £240,000 on repairs and training. Films will stay, "
            "it says, as "
            "long as one borrower asks for them."
        ),
    ),
)
COMET = CorpusArticle(
    "Amateur astronomer finds comet from her balcony",
    "2024-04-08",
    "Helen Brandt",
    "en",
    "https://skyweekly.example/comet-balcony",
    (
        (
            "A teacher in Bristol has found a comet with a telescope that she built on her balcony. It was "
            "confirmed on Friday by three observatories and will carry her name."
        ),
        (
            "Naomi Feldt, 44, noticed a faint smudge on photographs that she took on 22 March. “I "
            "cleaned the "
            "lens first,” she said. “Twice.”"
        ),
        (
            "The comet will pass the Sun in November, at about the distance of Mars. It will not be bright "
            "enough to be seen with the naked eye."
        ),
        (
            "Only four comets have been found by amateurs in the past two years, because automatic "
            "surveys see "
            "almost everything first. Feldt was lucky: clouds had kept the surveys blind for a week."
        ),
    ),
)
# In both languages: the third and fourth paragraph are in English, as they were said.
FERRY = CorpusArticle(
    "Rederij schrapt nachtboot naar Hull",
    "2024-11-08",
    "Wouter Hagenaars",
    "nl",
    "https://www.havenkrant.example/nieuws/nachtboot-hull",
    (
        (
            "De nachtboot tussen Rotterdam en Hull vaart vanaf januari niet meer. Rederij Noordkade zegt dat "
            "de overtocht al vijf jaar verlies maakt en dat de twee schepen te oud zijn om te verbouwen."
        ),
        (
            "Aan boord werken 214 mensen, van wie er 130 in Engeland wonen. Volgens de vakbond hoorden zij "
            "het nieuws pas een uur voordat het in de krant stond."
        ),
        (
            "“We were told by text message that the ship would not sail again, and that our pay would stop "
            "at the end of the month,” said Aileen Garrity, who has worked in the galley since 2003."
        ),
        (
            "“There are people here who met their husbands on this boat. They should have been the first to "
            "know, and they were the last,” she said."
        ),
        (
            "De rederij biedt een deel van het personeel werk aan op de dagboot naar Harwich. Over een "
            "sociaal plan wordt volgende week verder gesproken."
        ),
    ),
)
ARTICLES = (DIJK, MUSEUM, TREIN, ZONNEPARK, BRIDGE, SEEDS, LIBRARY, COMET, FERRY)
