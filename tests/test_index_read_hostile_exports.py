"""Exports of press databases, blogs and notes, damaged or made to take long: each is read or reported."""

from pathlib import Path

import pytest
from hostile_files import damaged
from press_exports import DUTCH_NUMBERED, ENDED, FACTIVA, FACTIVA_CODES, NUMBERED

from index.article import Article
from index.reading.reader import read_file
from index.reading.skipped import SkippedFile

TEXT = "De brug over het kanaal bij Ravensteyn blijft tot 1 juli dicht, zegt wethouder Joke Hamstra."
TOML = f"+++\ntitle = 'Brug dicht'\ndate = 2024-03-14\nauthors = ['Karin Veldstra']\n+++\n\n{TEXT}\n"
NOTE = f"---\ndate: 2024-03-14\n---\n# Brug\n\n> [!info] Bron\n> [[Blad|Het blad]].\n\n{TEXT}^a %%b%% #c\n"
BLOG = f"""<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Blog</title><item><title>Brug</title>
<content:encoded><![CDATA[[caption id="a"]De pont[/caption]

{TEXT}]]></content:encoded><wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item></channel></rss>"""
EUROPRESSE = f"""<html><body><article><span class="DocPublicationName">Blad</span>
<span class="DocHeader">14 maart 2024</span>
<div class="titreArticle"><p class="titreArticleVisu">Brug</p></div>
<div class="docOcurrContainer"><p>{TEXT}</p></div><p>news·20240314·KB·175071</p></article></body></html>"""
GOOD = {
    "numbered.txt": NUMBERED,
    "dutch.txt": DUTCH_NUMBERED,
    "ended.txt": ENDED,
    "factiva.txt": FACTIVA,
    "codes.txt": FACTIVA_CODES,
    "toml.md": TOML,
    "note.md": NOTE,
    "blog.xml": BLOG,
    "europresse.html": EUROPRESSE,
}
LONG = {
    "fields.txt": ENDED[: ENDED.index("Classification")] + "Subject: x\n" * 20_000 + "plain\n" * 20_000,
    "ends.txt": "Length: 1\nEnd of Document\n" * 5_000,
    "numbers.txt": "Document KANBOD0020240314ek3e0001p\n" * 5_000,
    "calls.md": "{{< " * 20_000 + TEXT,
    "links.md": "[[" * 20_000 + TEXT,
    "remarks.md": "%% " * 20_000 + TEXT,
    "lines.md": "---\n" + "a: b: c\n" * 2_000 + "---\n" + TEXT,
    "nested.md": "+++\na = " + "[" * 5_000 + "\n+++\n" + TEXT,
    "object.md": '{\n"a":' * 2_000 + TEXT,
    "captions.xml": BLOG.replace("[caption", "[caption " * 5_000),
    "titles.html": EUROPRESSE.replace("<p class", '<span class="DocPublicationName"><p class' * 500),
}


def check(path: Path) -> None:
    """See that a file gives articles with text and different ids, or reasons in one line."""
    found = list(read_file(path, root=path.parent))
    assert found
    ids = [each.id for each in found if isinstance(each, Article)]
    assert len(set(ids)) == len(ids)
    for each in found:
        if isinstance(each, SkippedFile):
            assert str(each.why) == " ".join(str(each.why).split()) != ""
        else:
            assert each.text.strip()


@pytest.mark.parametrize("name", GOOD)
def test_damage_to_an_export_is_survived(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(GOOD[name], encoding="utf-8")
    assert [type(each) for each in read_file(path, root=tmp_path)][:1] == [Article]
    for seed in range(15):
        path.write_bytes(damaged(GOOD[name].encode(), seed * 7919 + len(name)))
        check(path)


@pytest.mark.parametrize("name", LONG)
def test_what_is_made_to_take_long_does_not(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(LONG[name], encoding="utf-8")
    check(path)
