"""Small words that stand in names and before names, in Dutch and English."""

from rag.values.name_forms import name_forms


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PARTICLES = _words("von bin ibn al el da di du del der den ter ten")
"""Join the words of a name: ``Mohammed bin Salman``; ``van`` does before ``AFTER_VAN``."""
AFTER_VAN = _words("der den")
CONNECTORS = _words("of the for and van voor de het en in tegen on")
"""Are passed over where the first letters of a name make an acronym."""

TITLES = _words(
    "president vicepresident premier minister prime secretary state foreign defense defence deputy vice"
    " general generaal secretaris admiral admiraal colonel kolonel captain kapitein king queen koning"
    " koningin prins prinses prince princess emperor keizer pope paus senator governor gouverneur"
    " chancellor kanselier bondskanselier mayor burgemeester sir lord lady mr mrs ms dr drs prof professor"
    " mevrouw meneer heer director directeur chairman spokesman woordvoerder speaker ambassador"
    " ambassadeur sultan sheikh sjeik ayatollah judge rechter justice leader leider staatssecretaris"
    " buitenlandse zaken affairs attorney representative congressman"
    " binnenlandse interior ceo pm mp mps ok spokesperson oud ex former voormalig"
)
"""Say what someone is, in words that one text may use and another not; no part of the name."""

TRANSLATED: dict[str, frozenset[str]] = {}
"""For each ordinary word of names of bodies, places and days: its forms in both languages."""
for _row in name_forms()["words"]:
    for _word in _row.split():
        TRANSLATED[_word] = TRANSLATED.get(_word, frozenset()) | frozenset(_row.split())
