"""Says in Dutch why a file is not read; the readers of ``index`` say it in English."""

import re

from index.article import Language

# The first that fits decides; what fits none stays English: better than a guess.
_DUTCH: tuple[tuple[str, str], ...] = (
    (r"empty: .*", "leeg"),
    (r"not a text file; .*", "geen tekstbestand; bewaar het als platte tekst in UTF-8"),
    (r"broken UTF-8 .*", "beschadigde UTF-8; bewaar het opnieuw als UTF-8"),
    (
        r"in neither Dutch nor English; .*",
        "niet in het Nederlands of Engels; alleen die twee talen worden geïndexeerd",
    ),
    (
        r"in .+; only Dutch and English .*",
        "in een andere taal; alleen Nederlands en Engels worden geïndexeerd, tenzij other_languages index is",
    ),
    (r"encrypted.*", "versleuteld; bewaar het zonder wachtwoord"),
    (r"protected against copying.*", "beveiligd tegen kopiëren (DRM); de tekst is niet te lezen"),
    (
        r"a scan: .*",
        "een scan: plaatjes van bladzijden zonder tekst; laat een OCR-programma de tekst toevoegen",
    ),
    (r"unpacks to far more .*", "pakt uit tot veel meer dan een artikel: beschadigd, of een zipbom"),
    (r"not what its name says but .*", "iets anders dan de naam zegt; geef het de goede uitgang"),
    (r"(not a PDF|not an? .*), or damaged.*", "beschadigd, of niet wat de naam zegt; bewaar het opnieuw"),
    (r"(a )?damaged.*", "beschadigd; bewaar het opnieuw"),
    (r"too large for an article: .*", "te groot voor een artikel; deel het op"),
    (r"too long for an article: .*", "te lang voor een artikel; deel het op"),
    (r"no article in it, only .*", "er staat geen artikel in, alleen regels als ‘Lees meer’"),
    (r"no article in .*", "er staat geen artikel in"),
    (r"no text in .*", "er staat geen tekst in"),
    (r"not JSON.*", "geen JSON; bewaar het opnieuw"),
    (r"not a format that is read.*", "dit soort bestand wordt niet gelezen; zie docs/formats.md"),
    (r"belongs to the saved page beside it", "hoort bij de bewaarde pagina ernaast"),
    (r"a link to a folder; .*", "een koppeling naar een map; zet de map zelf hier"),
    (r"\d+ files in it: .*", "veel te veel bestanden in een archief; bewaar het opnieuw"),
    (
        r".*XML defines .*",
        "de XML bepaalt eigen tekens, wat een artikel niet nodig heeft; bewaar het opnieuw",
    ),
    (r"(too many elements|.*nested too deep|parts within parts) .*", "te diep of te ingewikkeld van bouw"),
    (
        r"not a table after row .*",
        "geen tabel meer vanaf een bepaalde rij; zet waarden met scheidingstekens tussen aanhalingstekens",
    ),
    (r"which column is the text\?.*", "welke kolom de tekst is, blijkt niet; noem die kolom ‘text’"),
    (r"a feed without entries", "een feed zonder berichten"),
    (r"not an RSS or Atom feed; .*", "geen RSS- of Atom-feed; andere XML wordt niet gelezen"),
    (r"(not a mailbox|no e-mail message): .*", "geen e-mailbericht"),
    (r"its front matter .*", "de regels bovenaan zijn niet te lezen; bewaar het zonder"),
    (r"cannot be (read|listed): .*", "kan nu niet worden gelezen"),
    (
        r"its sidecar file .* cannot be read: .*",
        "het bestand ernaast, met zijn gegevens, kan nu niet worden gelezen",
    ),
)


def reason_in(language: Language, why: str) -> str:
    """Return why a file is not read, in a language as far as that is known.

    :param why: as a ``SkippedFile`` says it.
    """
    if language == "en":
        return why
    return next((dutch for pattern, dutch in _DUTCH if re.fullmatch(pattern, why, re.DOTALL)), why)
