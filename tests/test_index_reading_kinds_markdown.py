"""Markdown of site generators and note programs: what is the text, and what is said of it."""

from pathlib import Path

import pytest

from index.article import Article
from index.errors import ArticleError
from index.reading.draft import ArticleDraft
from index.reading.kinds.markdown import read_markdown
from index.reading.reader import read_file
from index.unread import Unread, UnreadReason

TEXT = "De brug bij Ravensteyn blijft tot 1 juli dicht."


def read(markdown: str) -> ArticleDraft:
    (draft,) = read_markdown(markdown.encode())
    return draft


def paragraphs_of(markdown: str) -> list[str]:
    return read(markdown).text.split("\n\n")


def left_out(markdown: str) -> UnreadReason:
    with pytest.raises(ArticleError) as raised:
        read(markdown)
    return raised.value.reason


@pytest.mark.parametrize(
    "front",
    [
        "---\ntitle: Brug dicht\ndate: 2024-03-14T09:00:00+01:00\nauthor: Karin Veldstra\n---\n",
        "+++\ntitle = 'Brug dicht'\ndate = 2024-03-14T09:00:00+01:00\nauthors = ['Karin Veldstra']\n+++\n",
        '+++\ntitle = "Brug dicht"\ndate = 2024-03-14\nauthor = "Karin Veldstra"\ndraft = false\n+++\n',
        '{\n  "title": "Brug dicht", "date": "2024-03-14", "author": "Karin Veldstra"\n}\n',
        "---\ntitle: Brug dicht\ncreated: 2024-03-14\nauthor: '[[Karin Veldstra]]'\n---\n",
        "---\ntitle: Brug dicht\npublished: true\ndate: 2024-03-14\nauthor: [[Karin Veldstra]]\n---\n",
        "---\ntitle: Brug dicht\ndate: 2024-03-14\nlastmod: 2024-06-01\nauthors: [Karin Veldstra]\n---\n",
    ],
    ids=["yaml", "toml", "toml draft", "json", "obsidian", "jekyll", "lastmod"],
)
def test_front_matter(front: str) -> None:
    expected = ArticleDraft(
        text=f"Brug dicht\n\n{TEXT}", title="Brug dicht", published="2024-03-14", author="Karin Veldstra"
    )
    assert read(f"{front}\n{TEXT}\n") == expected


def test_front_matter_that_is_not_quite_yaml_is_read_line_by_line() -> None:
    draft = read(f"---\ntitle: Brug dicht: omrijden\ntags:\n  - verkeer\ndate: '2024-03-14'\n---\n{TEXT}")
    assert draft == ArticleDraft(
        text=f"Brug dicht: omrijden\n\n{TEXT}", title="Brug dicht: omrijden", published="2024-03-14"
    )


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("---\n- a: [\n---\n", Unread.NO_YAML),
        ("+++\ntitle = Brug\n+++\n", Unread.NO_FRONT_MATTER),
        ("---\ntitle: Brug\ndate: 31-02-2024\n---\n", Unread.NO_DATE),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_remark(front: str, code: Unread) -> None:
    draft = read(f"{front}\n{TEXT}")
    assert (draft.text.split("\n\n")[-1], draft.published) == (TEXT, None)
    assert [remark.code for remark in draft.remarks] == [code]


@pytest.mark.parametrize("text", [f"---\n\n{TEXT}\n\n---\n\nNog een alinea.", f"+++ {TEXT}", f"{{{TEXT}"])
def test_what_only_looks_like_front_matter_is_text(text: str) -> None:
    draft = read(text)
    assert (TEXT in draft.text, draft.remarks) == (True, ())


def test_when_a_clipped_page_was_saved_is_not_when_it_appeared() -> None:
    draft = read(
        f"---\ntitle: Brug\nsource: https://a.example/b\npublished:\ncreated: 2024-03-14\n---\n{TEXT}"
    )
    assert draft.published is None


@pytest.mark.parametrize(
    ("front", "says"),
    [
        ("+++\ndraft = true\n+++\n", "draft: True"),
        ("---\ndraft: true\n---\n", "draft: true"),
        ("---\npublished: false\n---\n", "published: false"),
        ("---\nstatus: concept\n---\n", "status: concept"),
    ],
)
def test_a_draft_is_left_out(front: str, says: str) -> None:
    assert left_out(front + TEXT) == Unread.DRAFT(says=says)


@pytest.mark.parametrize(
    ("front", "hole"),
    [
        ("---\ntitle: {{title}}\ndate: {{date:YYYY-MM-DD}}\n---\n# {{title}}\n", "{{title}}"),
        ('---\ntitle: \'{{ replace .Name "-" " " }}\'\n---\n', '{{ replace .Name "-" " " }}'),
        ("---\ncreated: <% tp.date.now() %>\n---\n", "<% tp.date.now() %>"),
    ],
)
def test_a_template_is_left_out(front: str, hole: str) -> None:
    assert left_out(front + TEXT) == Unread.TEMPLATE(hole=hole)


def test_what_note_programs_write() -> None:
    note = """# Bakkerij stopt

> [!info] Bron
> Uit het [[Heibeeks Nieuwsblad|dorpsblad]] van [[Archief/2023-11-02]].

Bakkerij [[Smulders#Winkel]] sluit.^abc123

![[oven.jpg|300]]

%%nog nabellen:
telefoon 06 staat in agenda%%

De zaak telt elf ==medewerkers== in #heibeek, niet ~~tien~~. #bakkers #nieuws/lokaal

- [ ] Gemeente bellen
- [x] Foto gemaakt

Er komen woningen.[^1]

```dataview
table file.name
```

[^1]: Raadsbrief van 12 oktober 2023.
"""
    assert paragraphs_of(note) == [
        "Bakkerij stopt",
        "Bron",
        "Uit het dorpsblad van 2023-11-02.",
        "Bakkerij Smulders sluit.",
        "De zaak telt elf medewerkers in heibeek, niet .",
        "Gemeente bellen",
        "Foto gemaakt",
        "Er komen woningen.",
        "Raadsbrief van 12 oktober 2023.",
    ]


def test_what_site_generators_write() -> None:
    page = """import Kaart from '../kaart.js'

{{< figure src="oven.jpg" caption="De oven van Smulders" >}}

{{% notice tip %}}De winkel blijft open.{{% /notice %}}

{% include ad.html %}Elf mensen werken er. {{ site.time }}
{: .lead}

<p>Een <b>vet</b> woord.</p>

<!-- niet lezen -->
"""
    assert paragraphs_of(page) == [
        "De oven van Smulders",
        "De winkel blijft open.",
        "Elf mensen werken er.",
        "Een vet woord.",
    ]


def test_an_export_of_highlights() -> None:
    export = """# Brug dicht

![rw-book-cover](https://a.example/b.png)

## Metadata
- Author: [[Karin Veldstra]]
- Full Title: Brug bij Ravensteyn dicht
- Category: #articles
- URL: https://kanaalbode.example/brug

## Highlights
- De brug blijft tot 1 juli dicht. ([View Highlight](https://read.example/1))
"""
    assert read(export) == ArticleDraft(
        text="Brug bij Ravensteyn dicht\n\nBrug dicht\n\nHighlights\n\nDe brug blijft tot 1 juli dicht.",
        title="Brug bij Ravensteyn dicht",
        author="Karin Veldstra",
        url="https://kanaalbode.example/brug",
    )


def test_lines_that_say_when_and_who_stay_lines(tmp_path: Path) -> None:
    head = "# Brug dicht\n\nDatum: 14 maart 2024\nAuteur: Karin Veldstra\nTags: verkeer\n\n"
    (tmp_path / "a.md").write_text(f"{head}{TEXT}\n{TEXT}\n", "utf-8")
    (article,) = read_file(tmp_path / "a.md", root=tmp_path)
    assert isinstance(article, Article)
    assert (article.published, article.author) == ("2024-03-14", "Karin Veldstra")
    assert article.text.split("\n\n")[-1] == f"{TEXT} {TEXT}"
