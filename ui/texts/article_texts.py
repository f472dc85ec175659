"""The texts of the Articles tab, in Dutch and in English."""

from dataclasses import dataclass
from typing import Literal

from index.article import Language

Kind = Literal["add", "remove", "restore", "reindex"]
"""What can be done to the index."""
Trouble = Literal["name", "format", "too large", "there already", "unreadable", "not written"]
"""Why a file is not taken in."""


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The texts of one language. Braces are filled where they are used."""

    heading: str
    from_folder: str
    from_nowhere: str
    counts_one: str
    counts_many: str
    passages_one: str
    passages_many: str
    undated: str
    picture: str
    drop: str
    choose: str
    formats: str
    search: str
    language: str
    both: str
    which: str
    all: str
    added: str
    removed: str
    order: str
    newest: str
    by_title: str
    by_passages: str
    reindex: str
    title: str
    date: str
    passages: str
    file: str
    copies: str
    shown: str
    more: str
    back: str
    remove: str
    remove_named: str
    restore: str
    restore_named: str
    undo: str
    said_removed_file: str
    said_removed: str
    said_restored: str
    said_not_restored: str
    said_gone: str
    none: str
    none_found: str
    none_added: str
    none_removed: str
    clear: str
    sending: str
    read_one: str
    read_many: str
    not_all_read: str
    searchable: str
    not_searchable: str
    no_connection: str
    indexed: str
    kept: str
    skipped: str
    doing: dict[Kind, str]
    how_far: str
    how_far_about: str
    how_far_read: str
    a_second: str
    a_minute: str
    time_left: str
    hour: str
    trouble: dict[Trouble, str]


ARTICLE_TEXTS: dict[Language, ArticleTexts] = {
    "nl": ArticleTexts(
        heading="Artikelen",
        from_folder="Uit de map {folder}, en wat u hier toevoegt.",
        from_nowhere="Uit de index zoals die is, en wat u hier toevoegt. Start met tweespraak chat MAP om "
        "een map te volgen.",
        counts_one="1 artikel",
        counts_many="{count} artikelen",
        passages_one="1 passage",
        passages_many="{count} passages",
        undated="{count} zonder datum",
        picture="Artikelen in de tijd, van {first} tot {last}; de meeste in {peak}: {count}.",
        drop="Sleep artikelen hierheen, of",
        choose="kies bestanden",
        formats="Nederlands of Engels: {suffixes}. Ze worden gekopieerd en blijven op deze machine.",
        search="Zoek op titel, datum of bestand",
        language="Taal",
        both="beide talen",
        which="Toon",
        all="alle artikelen",
        added="hier toegevoegd",
        removed="verwijderd",
        order="Volgorde",
        newest="nieuwste eerst",
        by_title="op titel",
        by_passages="langste eerst",
        reindex="Indexeer opnieuw",
        title="Titel",
        date="Datum",
        passages="Passages",
        file="Bestand",
        copies="ook in {paths}",
        shown="{shown} van {count} getoond",
        more="Toon er meer",
        back="Terug naar de lijst",
        remove="Verwijder",
        remove_named="Verwijder “{title}”",
        restore="Zet terug",
        restore_named="Zet “{title}” terug",
        undo="Maak ongedaan",
        said_removed_file="“{title}” doet niet meer mee. Het bestand in uw map blijft staan.",
        said_removed="“{title}” is verwijderd, en staat onder “verwijderd” als u het terug wilt.",
        said_restored="“{title}” is terug.",
        said_not_restored="“{title}” doet weer mee, maar het bestand is niet gevonden. Zet het terug in de "
        "map en indexeer opnieuw.",
        said_gone="Dit artikel was al weg, misschien uit een ander venster verwijderd.",
        none="Nog geen artikelen. Sleep een paar bestanden naar het vak hierboven: na een ogenblik kunt u er "
        "vragen over stellen.",
        none_found="Geen artikel past hierbij. Gezocht wordt in titel, datum en bestandsnaam; naar wat een "
        "artikel zegt, vraagt u in het gesprek.",
        none_added="Nog niets toegevoegd. Sleep bestanden naar het vak hierboven.",
        none_removed="Niets verwijderd. Wat u verwijdert, staat hier, en is met één klik terug.",
        clear="Toon alle artikelen",
        sending="wordt gelezen…",
        read_one="1 artikel gelezen, wordt doorzoekbaar gemaakt…",
        read_many="{count} artikelen gelezen, worden doorzoekbaar gemaakt…",
        not_all_read="{count} niet gelezen: {why}",
        searchable="doorzoekbaar",
        not_searchable="bewaard, maar nog niet doorzoekbaar: indexeer opnieuw",
        no_connection="niet aangekomen: de server antwoordt niet. Probeer het nog eens.",
        indexed="Opnieuw geïndexeerd: {added} erbij, {changed} gewijzigd, {removed} weg.",
        kept="{count} gehouden, nu niet te lezen.",
        skipped="{count} niet gelezen",
        doing={
            "add": "Wordt doorzoekbaar gemaakt",
            "remove": "Wordt verwijderd",
            "restore": "Wordt teruggezet",
            "reindex": "Wordt geïndexeerd",
        },
        how_far="{done} van {total} artikelen",
        how_far_about="{done} van ongeveer {total} artikelen",
        how_far_read="{done} artikelen",
        a_second="{count} per seconde",
        a_minute="{count} per minuut",
        time_left="nog {time}",
        hour="u",
        trouble={
            "name": "Deze bestandsnaam kan niet: geef het een naam van letters en cijfers.",
            "format": "Dit soort bestand wordt niet gelezen ({detail}). Bewaar het als .txt, .html, .pdf of "
            ".docx.",
            "too large": "Te groot: {size}; er past {limit}. Deel het op.",
            "there already": "Dit bestand is er al.",
            "unreadable": "Niet gelezen: {detail}.",
            "not written": "Kon niet worden bewaard: {detail}.",
        },
    ),
    "en": ArticleTexts(
        heading="Articles",
        from_folder="From the folder {folder}, and what you add here.",
        from_nowhere="From the index as it is, and what you add here. Start with tweespraak chat FOLDER to "
        "follow a folder.",
        counts_one="1 article",
        counts_many="{count} articles",
        passages_one="1 passage",
        passages_many="{count} passages",
        undated="{count} without a date",
        picture="Articles over time, from {first} to {last}; most in {peak}: {count}.",
        drop="Drop articles here, or",
        choose="choose files",
        formats="Dutch or English: {suffixes}. They are copied and stay on this machine.",
        search="Search by title, date or file",
        language="Language",
        both="both languages",
        which="Show",
        all="all articles",
        added="added here",
        removed="removed",
        order="Order",
        newest="newest first",
        by_title="by title",
        by_passages="longest first",
        reindex="Index again",
        title="Title",
        date="Date",
        passages="Passages",
        file="File",
        copies="also in {paths}",
        shown="{shown} of {count} shown",
        more="Show more",
        back="Back to the list",
        remove="Remove",
        remove_named="Remove “{title}”",
        restore="Put back",
        restore_named="Put “{title}” back",
        undo="Undo",
        said_removed_file="“{title}” no longer takes part. The file in your folder stays where it is.",
        said_removed="“{title}” was removed; you find it under “removed” if you want it back.",
        said_restored="“{title}” is back.",
        said_not_restored="“{title}” takes part again, but its file was not found. Put it back in the folder "
        "and index again.",
        said_gone="This article was gone already, perhaps removed in another window.",
        none="No articles yet. Drop a few files on the field above: in a moment you can ask questions about "
        "them.",
        none_found="No article fits. Title, date and file name are searched; for what an article says, ask "
        "in the conversation.",
        none_added="Nothing added yet. Drop files on the field above.",
        none_removed="Nothing removed. What you remove stands here, and is back with one click.",
        clear="Show all articles",
        sending="being read…",
        read_one="1 article read, being made searchable…",
        read_many="{count} articles read, being made searchable…",
        not_all_read="{count} not read: {why}",
        searchable="searchable",
        not_searchable="kept, but not searchable yet: index again",
        no_connection="did not arrive: the server does not answer. Try again.",
        indexed="Indexed again: {added} added, {changed} changed, {removed} gone.",
        kept="{count} kept, not readable now.",
        skipped="{count} not read",
        doing={
            "add": "Being made searchable",
            "remove": "Being removed",
            "restore": "Being put back",
            "reindex": "Being indexed",
        },
        how_far="{done} of {total} articles",
        how_far_about="{done} of about {total} articles",
        how_far_read="{done} articles",
        a_second="{count} a second",
        a_minute="{count} a minute",
        time_left="{time} left",
        hour="h",
        trouble={
            "name": "This file name cannot be: give it one of letters and digits.",
            "format": "This kind of file is not read ({detail}). Save it as .txt, .html, .pdf or .docx.",
            "too large": "Too large: {size}; {limit} fit. Split it.",
            "there already": "This file is there already.",
            "unreadable": "Not read: {detail}.",
            "not written": "Could not be kept: {detail}.",
        },
    ),
}
