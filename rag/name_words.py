"""Small words that stand in names, before names, and at the start of sentences, in Dutch and English."""

from index.text.sentences import ABBREVIATIONS


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


PARTICLES = _words("von bin ibn al el da di du del der den ter ten")
"""Join the words of a name: ``Mohammed bin Salman``; ``van`` does before ``AFTER_VAN``."""
AFTER_VAN = _words("der den")
CONNECTORS = _words("of the for and van voor de het en in tegen on")
"""Are passed over where the first letters of a name make an acronym."""

STARTERS = frozenset(word.lower() for known in ABBREVIATIONS.values() for word in known.starters) | _words(
    "is we me er om he i by it an am so if as u al nee read subscribe enkele bovendien however hoewel"
    " tevens daarnaast vervolgens furthermore moreover therefore thus hence additionally nevertheless"
    " sommigen beiden daarmee hiermee hierdoor daardoor waardoor namelijk aldus ondanks namens wegens"
    " vanwege te yes ok"
)
"""Words that begin sentences, beside those that are written with a small letter as often as not."""

TITLES = _words(
    "president vicepresident premier minister prime secretary state foreign defense defence deputy vice"
    " general generaal secretaris admiral admiraal colonel kolonel captain kapitein king queen koning"
    " koningin prins prinses prince princess emperor keizer pope paus senator governor gouverneur"
    " chancellor kanselier bondskanselier mayor burgemeester sir lord lady mr mrs ms dr drs prof professor"
    " mevrouw meneer heer director directeur chairman spokesman woordvoerder speaker ambassador"
    " ambassadeur sultan sheikh sjeik ayatollah judge rechter justice leader leider staatssecretaris"
    " buitenlandse zaken affairs attorney representative congressman"
)
"""Say what someone is, in words that one text may use and another not; no part of the name."""
