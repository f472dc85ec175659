"""What a number counts, in words that Dutch and English share no letters of: ``doden``, ``killed``."""

import re

_THINGS = (
    "missile raket raketten missile missiles rocket rockets",
    "soldier soldaat soldaten militair militairen soldier soldiers troops troepen",
    "person mens mensen persoon personen person people persons",
    "house huis huizen woning woningen house houses home homes",
    "job baan banen arbeidsplaatsen job jobs",
    "child kind kinderen child children",
    "student leerling leerlingen student studenten pupil pupils students",
    "member lid leden lidstaten member members",
    "seat zetel zetels seat seats",
    "vote stem stemmen vote votes",
    "country land landen country countries",
    "ship schip schepen ship ships vessel vessels",
    "plane vliegtuig vliegtuigen plane planes aircraft",
    "tank tank tanks",
    "drone drone drones",
    "refugee vluchteling vluchtelingen refugee refugees",
    "patient patiënt patiënten patient patients",
    "case besmetting besmettingen geval gevallen case cases infection infections",
    "employee werknemer werknemers medewerkers personeelsleden employee employees workers staff",
    "kilometre kilometer kilometers kilometre kilometres km",
    "mile mijl mijlen mile miles",
    "hectare hectare hectaren hectares ha",
    "tonne ton tonne tonnes",
    "school school scholen schools",
    "company bedrijf bedrijven company companies firms",
    "visitor bezoeker bezoekers visitor visitors spectators toeschouwers",
    "building gebouw gebouwen building buildings",
)
_OUTCOMES = (
    "dead doden dode dodental gedood doodde omgekomen leven dead deaths death killed killing died",
    "hurt gewonden gewonde gewond verwond injured wounded injuries hurt injuring wounding",
    "missing vermisten vermist missing",
    "held arrestaties aangehouden gearresteerd opgepakt arrested detained arrests",
    "fled geëvacueerd evacuated ontheemd ontheemden displaced gevlucht fled",
    "saved gered rescued saved",
    "prison cel celstraf gevangenisstraf prison jail",
)
_WORD = re.compile(r"[^\W\d_]+")


def _table(lines: tuple[str, ...]) -> dict[str, str]:
    return {word: line.split()[0] for line in lines for word in line.split()[1:]}


_THING_OF = _table(_THINGS)
_OUTCOME_OF = _table(_OUTCOMES)


def things_in(text: str) -> frozenset[str]:
    """Return the known things that words of ``text`` name, as one English word each."""
    return _named(text, _THING_OF)


def outcomes_in(text: str) -> frozenset[str]:
    """Return what ``text`` says befell those that it counts: ``dead``, ``hurt``, ``held``."""
    return _named(text, _OUTCOME_OF)


def _named(text: str, table: dict[str, str]) -> frozenset[str]:
    return frozenset(table[word] for word in _WORD.findall(text.lower()) if word in table)
