"""The texts of the Articles tab, in Dutch and in English."""

from dataclasses import dataclass
from typing import Literal

from index.unread import LeftOutKind
from ui.texts.language_files import in_each_language

Kind = Literal["add", "remove", "restore", "reindex", "correct"]
"""What can be done to the index."""
Trouble = Literal["name", "format", "too large", "there already", "unreadable", "not written"]
"""Why a file is not taken in."""


@dataclass(frozen=True, slots=True)
class ArticleTexts:
    """The texts of one language. Braces are filled where they are used."""

    heading: str
    from_folder: str
    from_nowhere: str
    further: str
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
    said_corrected: str
    said_taken_back: str
    no_title: str
    no_date: str
    corrected: str
    corrected_note: str
    file_title: str
    take_back: str
    correct: str
    only_read: str
    correct_title: str
    correct_date: str
    save: str
    compare: str
    as_read: str
    as_in_file: str
    unsearched: str
    open_file: str
    file_gone: str
    file_unreadable: str
    file_other: str
    file_cut: str
    not_so_read: str
    not_so: str
    lost: str
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
    left_out: dict[LeftOutKind, str]
    left_out_more: str
    doing: dict[Kind, str]
    how_far: str
    how_far_about: str
    how_far_read: str
    a_second: str
    a_minute: str
    time_left: str
    hour: str
    trouble: dict[Trouble, str]


ARTICLE_TEXTS = in_each_language(ArticleTexts, "articles")
