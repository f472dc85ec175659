"""Sentences as of the news, what they say in other words, and the same with the parts swapped."""

from dataclasses import dataclass

from index.article import Language


@dataclass(frozen=True, slots=True)
class DeedPair:
    """``said`` is what ``source`` says, and ``swapped`` has its names the other way round."""

    source: str
    source_language: Language
    language: Language
    said: str
    swapped: str


DEED_PAIRS = (
    # Dutch of Dutch
    DeedPair(
        "In september 1939 viel Duitsland Polen binnen, twee weken later gevolgd door de Sovjet-Unie.",
        "nl",
        "nl",
        "Polen werd in 1939 door Duitsland binnengevallen.",
        "Duitsland werd in 1939 door Polen binnengevallen.",
    ),
    DeedPair(
        "Volgens de krant heeft burgemeester Halsema wethouder Groot Wassink bekritiseerd.",
        "nl",
        "nl",
        "Halsema bekritiseerde Groot Wassink.",
        "Groot Wassink bekritiseerde Halsema.",
    ),
    DeedPair(
        "Feyenoord won zondag in de Kuip met 3-1 van FC Utrecht.",
        "nl",
        "nl",
        "FC Utrecht verloor met 3-1 van Feyenoord.",
        "FC Utrecht won met 3-1 van Feyenoord.",
    ),
    DeedPair(
        "De Nederlandse premier Schoof bezocht dinsdag bondskanselier Scholz in Berlijn.",
        "nl",
        "nl",
        "Schoof heeft Scholz in Berlijn bezocht.",
        "Scholz heeft Schoof in Berlijn bezocht.",
    ),
    DeedPair(
        "Ahold Delhaize neemt de Roemeense supermarktketen Profi over voor 1,3 miljard euro.",
        "nl",
        "nl",
        "Profi wordt door Ahold Delhaize overgenomen.",
        "Ahold Delhaize wordt door Profi overgenomen.",
    ),
    DeedPair(
        "Omdat Griekenland Turkije van spionage beschuldigde, ging het overleg niet door.",
        "nl",
        "nl",
        "Turkije is door Griekenland van spionage beschuldigd.",
        "Griekenland is door Turkije van spionage beschuldigd.",
    ),
    DeedPair(
        "Na de nederlaag ontsloeg Vitesse trainer Cocu.",
        "nl",
        "nl",
        "Cocu werd ontslagen door Vitesse.",
        "Vitesse werd ontslagen door Cocu.",
    ),
    DeedPair(
        "Vorig jaar leverde Noorwegen Zweden meer stroom dan ooit.",
        "nl",
        "nl",
        "Zweden kreeg meer stroom van Noorwegen.",
        "Noorwegen kreeg meer stroom van Zweden.",
    ),
    # English of English
    DeedPair(
        "Egypt and Jordan have supplied Lebanon with gas and electricity since the spring.",
        "en",
        "en",
        "Lebanon received gas from Egypt.",
        "Egypt received gas from Lebanon.",
    ),
    DeedPair(
        "Apple sued Qualcomm in 2017 over the royalties that it charged.",
        "en",
        "en",
        "Qualcomm was sued by Apple over royalties.",
        "Apple was sued by Qualcomm over royalties.",
    ),
    DeedPair(
        "Lee Harvey Oswald was shot dead two days later by Jack Ruby, who killed Oswald in a police garage.",
        "en",
        "en",
        "Jack Ruby killed Oswald.",
        "Oswald killed Jack Ruby.",
    ),
    DeedPair(
        "Novak Djokovic defeated Roger Federer in five sets at Wimbledon.",
        "en",
        "en",
        "Federer lost to Djokovic in five sets.",
        "Djokovic lost to Federer in five sets.",
    ),
    DeedPair(
        "The foreign minister of Pakistan has accused India of cutting off the water.",
        "en",
        "en",
        "India was accused by Pakistan of cutting off the water.",
        "Pakistan was accused by India of cutting off the water.",
    ),
    DeedPair(
        "In 2014 Facebook bought WhatsApp for 19 billion dollars.",
        "en",
        "en",
        "WhatsApp was bought by Facebook.",
        "WhatsApp bought Facebook.",
    ),
    DeedPair(
        "Kenya has recently warned Somalia that it will close the border.",
        "en",
        "en",
        "Somalia was warned by Kenya.",
        "Somalia warned Kenya.",
    ),
    DeedPair(
        "Liz Truss succeeded Boris Johnson in September 2022.",
        "en",
        "en",
        "Boris Johnson was succeeded by Liz Truss.",
        "Liz Truss was succeeded by Boris Johnson.",
    ),
    # Dutch of English
    DeedPair(
        "In 1982 Argentina invaded the Falkland Islands, and Chile supported Britain in secret.",
        "en",
        "nl",
        "Chili steunde Groot-Brittannië in het geheim.",
        "Groot-Brittannië steunde Chili in het geheim.",
    ),
    DeedPair(
        "France sold Egypt 30 Rafale fighter jets in 2021.",
        "en",
        "nl",
        "In 2021 kocht Egypte 30 gevechtsvliegtuigen van Frankrijk.",
        "In 2021 kocht Frankrijk 30 gevechtsvliegtuigen van Egypte.",
    ),
    DeedPair(
        "Serena Williams beat Venus Williams in the final in Melbourne.",
        "en",
        "nl",
        "In de finale versloeg Serena Williams Venus Williams.",
        "Venus Williams heeft Serena Williams verslagen.",
    ),
    DeedPair(
        "Prime Minister Trudeau said that agents of India had killed Nijjar, whom Delhi calls a terrorist.",
        "en",
        "nl",
        "Nijjar werd volgens Trudeau door India vermoord.",
        "India werd volgens Trudeau door Nijjar vermoord.",
    ),
    DeedPair(
        "Brazilian President Lula criticised Argentina's Javier Milei in a radio interview.",
        "en",
        "nl",
        "Lula heeft Milei bekritiseerd.",
        "Milei heeft Lula bekritiseerd.",
    ),
    DeedPair(
        "Ethiopia was accused by Eritrea of preparing for war.",
        "en",
        "nl",
        "Eritrea beschuldigt Ethiopië van oorlogsplannen.",
        "Ethiopië beschuldigt Eritrea van oorlogsplannen.",
    ),
    DeedPair(
        "Last week the European Commission praised Moldova for its reforms.",
        "en",
        "nl",
        "De Europese Commissie prees Moldavië.",
        "Moldavië prees de Europese Commissie.",
    ),
    DeedPair(
        "Germany paid Namibia 1.1 billion euros for the genocide.",
        "en",
        "nl",
        "Duitsland betaalde 1,1 miljard euro aan Namibië.",
        "Namibië betaalde 1,1 miljard euro aan Duitsland.",
    ),
    DeedPair(
        "Musk reportedly interviewed Trump on his own platform in August.",
        "en",
        "nl",
        "Trump is door Musk geïnterviewd.",
        "Musk is door Trump geïnterviewd.",
    ),
    # English of Dutch
    DeedPair(
        "Vrijdag vuurde Hezbollah opnieuw raketten af op Israël.",
        "nl",
        "en",
        "Hezbollah launched rockets at Israel on Friday.",
        "Israel launched rockets at Hezbollah on Friday.",
    ),
    DeedPair(
        "Max Verstappen versloeg Lewis Hamilton in de laatste ronde.",
        "nl",
        "en",
        "Hamilton was beaten by Verstappen.",
        "Verstappen was beaten by Hamilton.",
    ),
    DeedPair(
        "De commissaris meldt dat Servië Kosovo heeft bedreigd.",
        "nl",
        "en",
        "Serbia threatened Kosovo.",
        "Kosovo threatened Serbia.",
    ),
    DeedPair(
        "In 1973 werd Allende door generaal Pinochet afgezet.",
        "nl",
        "en",
        "Pinochet overthrew Allende in 1973.",
        "Allende overthrew Pinochet in 1973.",
    ),
    DeedPair(
        "Marokko heeft Spanje uitgenodigd voor een conferentie over migratie.",
        "nl",
        "en",
        "Spain was invited by Morocco to a conference.",
        "Spain has invited Morocco to a conference.",
    ),
    DeedPair(
        "Zuid-Korea heeft vorig jaar voor 12 miljard dollar aan tanks aan Polen verkocht.",
        "nl",
        "en",
        "Poland bought tanks from South Korea.",
        "South Korea bought tanks from Poland.",
    ),
    DeedPair(
        "Tijdens de bezetting werd Anne Frank verraden, en de Canadezen bevrijdden Nederland in 1945.",
        "nl",
        "en",
        "The Netherlands was liberated by the Canadians in 1945.",
        "The Canadians were liberated by the Netherlands in 1945.",
    ),
    DeedPair(
        "Wilders wil dat Nederland Hongarije steunt, maar de Kamer niet.",
        "nl",
        "en",
        "Wilders wants the Netherlands to support Hungary.",
        "Wilders said that Hungary supports the Netherlands.",
    ),
    DeedPair(
        "Met een doelpunt in de laatste minuut verloor Kroatië van Portugal.",
        "nl",
        "en",
        "Portugal won against Croatia in the last minute.",
        "Portugal lost to Croatia in the last minute.",
    ),
)

LATER_PAIRS = (
    # Written after the rules, which were not changed for them.
    DeedPair(
        "De Amerikaanse president Biden ontving premier Netanyahu, nadat Hamas Israël had aangevallen.",
        "nl",
        "nl",
        "Israël werd aangevallen door Hamas.",
        "Hamas werd aangevallen door Israël.",
    ),
    DeedPair(
        "Bij de Europese kampioenschappen versloeg de Belgische Nafi Thiam de Nederlandse Anouk Vetter.",
        "nl",
        "en",
        "Anouk Vetter was defeated by Nafi Thiam.",
        "Nafi Thiam was defeated by Anouk Vetter.",
    ),
    DeedPair(
        "Greta Thunberg accused the German chancellor Olaf Scholz of greenwashing on Tuesday.",
        "en",
        "nl",
        "Thunberg beschuldigde Scholz van greenwashing.",
        "Scholz beschuldigde Thunberg van greenwashing.",
    ),
    DeedPair(
        "Microsoft has agreed to buy Activision Blizzard for nearly 69 billion dollars.",
        "en",
        "nl",
        "Activision Blizzard wordt door Microsoft overgenomen.",
        "Microsoft wordt door Activision Blizzard overgenomen.",
    ),
    DeedPair(
        "Rwanda, which supports the rebels of M23, was condemned on Friday by Belgium.",
        "en",
        "nl",
        "België heeft Rwanda veroordeeld.",
        "Rwanda heeft België veroordeeld.",
    ),
    DeedPair(
        "In de jaren tachtig steunde Libië Tsjaad niet meer, maar bombardeerde het land.",
        "nl",
        "nl",
        "Libië bombardeerde Tsjaad.",
        "Tsjaad bombardeerde Libië.",
    ),
    DeedPair(
        "De politie in Parijs arresteerde topman Pavel Doerov; Rusland waarschuwde Frankrijk.",
        "nl",
        "en",
        "Russia warned France.",
        "France warned Russia.",
    ),
    DeedPair(
        "Argentina lost the 2014 final to Germany after extra time.",
        "en",
        "nl",
        "Duitsland won van Argentinië.",
        "Argentinië won van Duitsland.",
    ),
    DeedPair(
        "Volgens Europol vermoordde Ridouan Taghi in 2016 Martin Kok niet zelf.",
        "nl",
        "nl",
        "Kok werd niet door Taghi zelf vermoord.",
        "Taghi werd niet door Kok zelf vermoord.",
    ),
    DeedPair(
        "Angela Merkel replaced Gerhard Schröder as chancellor in 2005.",
        "en",
        "nl",
        "Merkel volgde Schröder op.",
        "Schröder volgde Merkel op.",
    ),
    DeedPair(
        "Tesla klaagde vorig najaar de Zweedse postdienst PostNord aan.",
        "nl",
        "en",
        "Tesla sued PostNord.",
        "PostNord sued Tesla.",
    ),
    DeedPair(
        "Oekraïne ontving in juli de eerste F-16's van Nederland en Denemarken.",
        "nl",
        "en",
        "The Netherlands delivered F-16s to Ukraine.",
        "Ukraine delivered F-16s to the Netherlands.",
    ),
    DeedPair(
        "Mette Frederiksen thanked Emmanuel Macron for his visit to Greenland.",
        "en",
        "en",
        "Macron was thanked by Frederiksen.",
        "Frederiksen was thanked by Macron.",
    ),
    DeedPair(
        "Saudi Arabia bombed Yemen for years, and Oman invited both sides to Muscat.",
        "en",
        "nl",
        "Jemen werd gebombardeerd door Saoedi-Arabië.",
        "Saoedi-Arabië werd gebombardeerd door Jemen.",
    ),
    DeedPair(
        "Koning Filip benoemde vorige maand Bart De Wever tot formateur.",
        "nl",
        "en",
        "King Filip appointed Bart De Wever.",
        "Bart De Wever appointed King Filip.",
    ),
    DeedPair(
        "After the vote, Mitch McConnell criticised Donald Trump, whom he had supported.",
        "en",
        "en",
        "McConnell criticised Trump.",
        "Trump criticised McConnell.",
    ),
)
