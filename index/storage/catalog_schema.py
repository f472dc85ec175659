"""The tables of the catalogue.

A ``content`` is a title and a text, kept and embedded once. An ``article`` is a file (or a part of one) that
holds it: files with the same content share one, and a file that moves takes nothing along but its row. A
content without an article is found by no search and goes at the end of the run (``index.storage.writer``).

``listed`` has a row for each content that an article holds: what a list of articles is chosen, put in order
and counted by (``index.storage.article_lists``). ``unlisted`` are the contents whose row is to be made anew,
in the transaction that changes their articles; triggers note them. ``file`` is told of in
``index.storage.compared_articles``.
"""

from index.article import LANGUAGES

SETTINGS = "create table if not exists setting (name text primary key, value text not null) strict"
LISTS = """
create {table} if not exists listed (
    content integer primary key references content (number) on delete cascade,
    id text not null, language text not null, also text, published text, passages integer not null,
    title text not null, words text not null
) strict;
create {table} if not exists unlisted (content integer primary key) strict;
"""
SCHEMA = (
    """
create table if not exists content (
    number integer primary key, digest text not null unique, title text not null, text text not null,
    language text not null, parts text not null, foreign_language text,
    signature blob not null, story text, is_grouped integer not null
) strict;
create table if not exists article (
    id text primary key, path text not null, content integer not null references content (number),
    published text, url text, author text, pages text not null, digest text not null
) strict;
create table if not exists chunk (
    number integer primary key, key text not null unique,
    content integer not null references content (number) on delete cascade,
    language text not null, begins integer not null, ends integer not null, text text not null,
    spans blob not null, vector blob not null, sentence_vectors blob not null
) strict;
create table if not exists band (
    band integer not null, content integer not null references content (number) on delete cascade,
    primary key (band, content)
) strict, without rowid;
create index if not exists article_of_date on article (published, id, content);
create index if not exists article_of_content on article (content, id);
create index if not exists content_of_story on content (story) where story is not null;
create index if not exists ungrouped_content on content (number) where not is_grouped;
create index if not exists chunk_of_content on chunk (content, language);
create index if not exists chunk_of_language on chunk (language, key);
create index if not exists band_of_content on band (content, band);
create index if not exists article_of_path on article (path);
create table if not exists language_mean (
    language text not null, unit text not null, vector blob not null, primary key (language, unit)
) strict;
"""
    + LISTS.format(table="table")
    + """
create index if not exists listed_of_month on listed (language, substr(published, 1, 7), published, passages);
create table if not exists file (path text primary key, stamp blob not null) strict, without rowid;
create trigger if not exists article_comes before insert on article begin
    insert or ignore into unlisted select content from article where id = new.id;
    insert or ignore into unlisted values (new.content);
    delete from file where path = new.path;
end;
create trigger if not exists article_goes after delete on article begin
    insert or ignore into unlisted values (old.content);
    delete from file where path = old.path;
end;
"""
    + "".join(
        f"""
create virtual table if not exists words_{language} using fts5 (words, tokenize = "ascii tokenchars '.'");
create virtual table if not exists vocabulary_{language} using fts5vocab (words_{language}, row);
create trigger if not exists forget_words_{language} after delete on chunk when old.language = '{language}'
begin delete from words_{language} where rowid = old.number; end;
"""
        for language in LANGUAGES
    )
)
