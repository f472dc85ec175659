"""Why a file is not read, in Dutch; ``index.unread`` says it in English."""

from babel.numbers import format_decimal

from index.article import Language
from index.unread import Unread, UnreadReason, Value

_AGAIN = "bewaar het opnieuw"
_DAMAGED = f"beschadigd, of niet wat de naam zegt; {_AGAIN}"
_NO_ARTICLE = "er staat geen artikel in"
_NO_TEXT = "er staat geen tekst in"

DUTCH_REASONS: dict[Unread, str] = {
    Unread.EMPTY: "leeg",
    Unread.BLANK: "leeg",
    Unread.NOT_TEXT: "geen tekstbestand; bewaar het als platte tekst in UTF-8",
    Unread.BROKEN_UTF16: "geen tekstbestand, of beschadigde UTF-16 bij byte {byte}; bewaar het als UTF-8",
    Unread.BROKEN_UTF8: "beschadigde UTF-8 bij byte {byte}; bewaar het opnieuw als UTF-8",
    Unread.NO_WORDS: "niet in het Nederlands of Engels; er staan geen woorden in",
    Unread.OTHER_LANGUAGE: (
        "in een andere taal; alleen Nederlands en Engels worden geïndexeerd, tenzij other_languages index is"
    ),
    Unread.TOO_LARGE: "te groot voor een artikel: {megabytes} MB, hoogstens {limit} MB; deel het op",
    Unread.TOO_LONG: "te lang voor een artikel: {millions} miljoen tekens; deel het op",
    Unread.TOO_MANY_PAGES: "te lang voor een artikel: {pages} bladzijden, hoogstens {limit}; deel het op",
    Unread.TOO_LONG_PAGES: (
        "te lang voor een artikel: meer dan {limit} tekens op {read} van de {pages} bladzijden; deel het op"
    ),
    Unread.NO_ARTICLE: _NO_ARTICLE,
    Unread.ONLY_BOILERPLATE: f"{_NO_ARTICLE}, alleen regels als ‘Lees meer’",
    Unread.ONLY_MENUS: f"{_NO_ARTICLE}, alleen menu’s en dergelijke; bewaar de pagina van het artikel zelf",
    Unread.ONLY_MARKS: f"{_NO_TEXT}, alleen opmaak en plaatjes",
    Unread.ONLY_ATTACHMENTS: f"{_NO_TEXT}, alleen bijlagen of plaatjes",
    Unread.NO_TEXT: _NO_TEXT,
    Unread.NO_TEXT_IN_FIELD: "er staat geen tekst in ‘{field}’",
    Unread.NO_CHAPTER: "geen hoofdstuk met tekst in dit e-boek",
    Unread.NO_CONTENTS: "geen e-boek: er staat niet in waar de inhoud wordt opgesomd",
    Unread.CHAPTER_MISSING: "het hoofdstuk ‘{name}’ ontbreekt in het boek",
    Unread.UNKNOWN_FORMAT: "dit soort bestand wordt niet gelezen; zie docs/formats.md",
    Unread.MISLABELLED: "iets anders dan de naam zegt; geef het de goede uitgang",
    Unread.DAMAGED: _DAMAGED,
    Unread.DAMAGED_ZIP: _DAMAGED,
    Unread.DAMAGED_PDF: "geen PDF, of beschadigd; open het en druk het opnieuw af naar PDF",
    Unread.PART_MISSING: "beschadigd, of niet wat de naam zegt: {name} ontbreekt",
    Unread.PART_NOT_XML: f"beschadigd: {{name}} is geen XML; {_AGAIN}",
    Unread.BREAKS_OFF: "beschadigd; wat ervan te lezen was, is gelezen",
    Unread.ENCRYPTED: "versleuteld; bewaar het zonder wachtwoord",
    Unread.PROTECTED: "beveiligd tegen kopiëren (DRM); de tekst is niet te lezen",
    Unread.SCAN: (
        "een scan: plaatjes van bladzijden zonder tekst; laat een OCR-programma de tekst toevoegen"
    ),
    Unread.ZIP_BOMB: "pakt uit tot veel meer dan een artikel: beschadigd, of een zipbom",
    Unread.TOO_MANY_FILES: f"{{count}} bestanden in een archief, wat geen artikel is; {_AGAIN}",
    Unread.XML_ENTITIES: f"de XML bepaalt eigen tekens, wat een artikel niet nodig heeft; {_AGAIN}",
    Unread.XML_ENCODING: f"de XML heeft een codering die een artikel niet heeft; {_AGAIN}",
    Unread.TOO_MANY_ELEMENTS: "te veel elementen, of te diep in elkaar; bewaar alleen de tekst",
    Unread.TOO_DEEP: "te diep van bouw; bewaar de tekst als .txt",
    Unread.NO_MESSAGE: "geen e-mailbericht: er staat geen From of Subject bovenaan",
    Unread.NO_MAILBOX: "geen postbus: het begint niet met een regel ‘From …’",
    Unread.NO_FEED: "geen RSS- of Atom-feed; andere XML wordt niet gelezen",
    Unread.NO_ENTRIES: "een feed zonder berichten",
    Unread.NO_TABLE: "geen tabel meer na rij {row}; bewaar het opnieuw als CSV in UTF-8",
    Unread.ROW_LENGTH: (
        "rij {row} heeft {values} waarden en de eerste rij {names} namen; zet waarden met een ‘{delimiter}’ "
        "tussen aanhalingstekens"
    ),
    Unread.NO_TEXT_COLUMN: (
        "welke kolom is de tekst? Er zijn: {names}. Noem die kolom ‘text’, of noem haar in een bestand "
        "hiernaast, met dezelfde naam maar met .yaml aan het eind: ‘fields: {{text: NAAM}}’"
    ),
    Unread.NO_COLUMN: "geen kolom ‘{name}’ voor ‘{field}’; er zijn: {names}",
    Unread.NO_FIELD: "er is geen veld ‘{name}’; de velden zijn {fields}",
    Unread.NO_FIELDS: "‘fields’ noemt geen namen; schrijf bijvoorbeeld ‘fields: {{text: body}}’",
    Unread.NO_DATE: "‘{written}’ is geen datum; schrijf die als 2023-03-14",
    Unread.NO_OBJECTS: f"{_NO_ARTICLE}; schrijf een lijst van objecten, elk met een titel en een tekst",
    Unread.NO_OBJECT: "geen object met namen en waarden",
    Unread.NO_JSON: f"geen JSON; {_AGAIN}",
    Unread.NO_YAML: "de gegevens zijn geen YAML; verbeter ze of laat ze weg",
    Unread.NO_NAMES: "de gegevens hebben geen namen met waarden, zoals ‘title: …’",
    Unread.TOO_MANY_BRACKETS: "de gegevens hebben meer dan {limit} haken",
    Unread.OWN_ARTICLE: "het bevat zelf een artikel; geef het een andere naam",
    Unread.SIDECAR: "het bestand ernaast, {name}: {why}",
    Unread.SIDECAR_TOO_LARGE: "het bestand ernaast, {name}, is groter dan {limit} kB; hernoem het",
    Unread.SIDECAR_UNREADABLE: "het bestand ernaast, {name}, kan nu niet worden gelezen",
    Unread.UNREADABLE: "kan nu niet worden gelezen",
    Unread.UNLISTABLE: "de map kan nu niet worden gelezen",
    Unread.LINK_TO_FOLDER: "een koppeling naar een map; zet de map zelf hier",
    Unread.OF_SAVED_PAGE: "hoort bij de bewaarde pagina ernaast",
    Unread.FOLDER: "een map, geen bestand",
    Unread.NO_FILE: "geen bestand maar een pijp of een apparaat",
    Unread.NAME_TAKEN: "de map met artikelen heeft er ook een met deze naam; hernoem een van beide",
}


def reason_in(language: Language, reason: UnreadReason) -> str:
    """Return why a file is not read, in one line; what libraries and systems say of it only in English."""
    if language == "en":
        return str(reason)
    return DUTCH_REASONS[reason.code].format(**{name: _dutch(each) for name, each in reason.values.items()})


def _dutch(value: Value) -> str:
    if isinstance(value, UnreadReason):
        return reason_in("nl", value)
    return value if isinstance(value, str) else format_decimal(value, locale="nl")
