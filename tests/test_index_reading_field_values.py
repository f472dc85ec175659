"""Values of fields as text: HTML, entities, lists, and what editors write."""

import json

import pytest

from index.reading.field_values import paragraphs_of, plain_value, value_at

EEN, TWEE = "Eerste alinea over de brug.", "Tweede alinea over de pont."
PROSE_MIRROR = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Eerste alinea over "},
                {"type": "text", "marks": [{"type": "bold"}], "text": "de brug"},
                {"type": "text", "text": "."},
            ],
        },
        {
            "type": "bulletList",
            "content": [
                {"type": "listItem", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": TWEE}]}]}
            ],
        },
    ],
}  # fmt: skip
DRAFT_JS = {
    "blocks": [
        {"key": "a", "text": EEN, "type": "unstyled", "inlineStyleRanges": []},
        {"key": "b", "text": TWEE, "type": "unordered-list-item", "entityRanges": []},
    ],
    "entityMap": {},
}
PORTABLE_TEXT = [
    {
        "_type": "block",
        "style": "normal",
        "children": [
            {"_type": "span", "text": "Eerste alinea over "},
            {"_type": "span", "text": "de brug.", "marks": ["em"]},
        ],
    },
    {"_type": "image", "asset": {"_ref": "x"}},
    {"_type": "block", "children": [{"_type": "span", "text": TWEE}]},
]
EDITOR_JS = {
    "time": 1,
    "blocks": [
        {"type": "paragraph", "data": {"text": "Eerste alinea over <b>de brug</b>."}},
        {"type": "list", "data": {"style": "ordered", "items": [TWEE]}},
    ],
}
SLATE = [
    {"type": "paragraph", "children": [{"text": "Eerste "}, {"text": "alinea over ", "bold": True},
     {"type": "link", "url": "https://x", "children": [{"text": "de brug"}]}, {"text": "."}]},
    {"type": "paragraph", "children": [{"text": TWEE}]},
]  # fmt: skip
LEXICAL = {
    "root": {
        "type": "root",
        "children": [
            {"type": "paragraph", "children": [{"type": "text", "text": EEN}, {"type": "linebreak"},
             {"type": "text", "text": TWEE}]}
        ],
    }
}  # fmt: skip
QUILL = {"ops": [{"insert": "Eerste alinea over "}, {"insert": "de brug", "attributes": {"bold": True}},
                 {"insert": f".\n{TWEE}\n"}]}  # fmt: skip
CONTENTFUL = {
    "nodeType": "document",
    "content": [
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": line, "marks": []}]}
        for line in (EEN, TWEE)
    ],
}
TELEGRAM = [
    "Eerste ",
    {"type": "bold", "text": "alinea"},
    " over de brug.\n\nTweede alinea over ",
    {"type": "text_link", "text": "de pont", "href": "https://x"},
    ".",
]


@pytest.mark.parametrize(
    "value",
    [
        f"{EEN}\n\n{TWEE}",
        [EEN, TWEE],
        f"<p>{EEN}</p><p>{TWEE}</p>",
        f"<div>{EEN}</div><div>{TWEE}</div>",
        f"{EEN}<br/>{TWEE}",
        f"Eerste <em>alinea</em> over de brug.\n{TWEE}",
        f"<!-- wp:paragraph -->\n<p>{EEN}</p>\n<!-- /wp:paragraph -->\n\n<p>{TWEE}</p>",
        f'{EEN}\n\n<a href="https://x">Tweede</a> alinea over\nde pont.<ul></ul>',
        f"&lt;p&gt;{EEN}&lt;/p&gt;&lt;p&gt;{TWEE}&lt;/p&gt;",
        [f"<p>{EEN}</p>", f"<p>{TWEE}</p>"],
        {"rendered": f"<p>{EEN}</p><p>{TWEE}</p>", "protected": False},
        {"value": f"<p>{EEN}</p>\n<p>{TWEE}</p>", "format": "full_html"},
        PROSE_MIRROR,
        DRAFT_JS,
        json.dumps(DRAFT_JS),
        PORTABLE_TEXT,
        EDITOR_JS,
        SLATE,
        LEXICAL,
        QUILL,
        CONTENTFUL,
        TELEGRAM,
    ],
)
def test_two_paragraphs_in_many_forms(value: object) -> None:
    assert paragraphs_of(value) == (EEN, TWEE)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("caf&eacute; &lsquo;De Brug&rsquo; kost &euro;&nbsp;3", "café ‘De Brug’ kost € 3"),
        ("It&amp;#8217;s open", "It’s open"),
        ("a < b en b > c & d", "a < b en b > c & d"),
        ("gebruik de tag &lt;br&gt; niet", "gebruik de tag <br> niet"),
        ("<b>Kop</b> &amp; staart", "Kop & staart"),
        ('{"geen": "JSON', '{"geen": "JSON'),
        ('{"a": 1}', '{"a": 1}'),
    ],
)
def test_entities_and_what_looks_like_marks(written: str, text: str) -> None:
    assert " ".join(paragraphs_of(written)[0].split()) == text
    assert plain_value(written) == text


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (["Jo Smit", "An Bos"], "Jo Smit, An Bos"),
        ([{"name": "Jo Smit"}, {"family": "Bos", "given": "An"}], "Jo Smit, An Bos"),
        ({"firstName": "An", "lastName": "Bos"}, "An Bos"),
        ({"date-parts": [[2024, 3, 14]]}, "2024-03-14"),
        ({"date-parts": [["2024", "3"]]}, "2024-03"),
        ({"$date": {"$numberLong": "1710403953000"}}, "1710403953000"),
        ({"rendered": "Kop &#8216;zo&#8217;"}, "Kop ‘zo’"),
        ({"main": "Kop", "kicker": None}, "Kop"),
        (1710403953, "1710403953"),
        (True, ""),
        (None, ""),
        (float("nan"), ""),
        ({"x": 1}, ""),
    ],
)
def test_a_value_on_one_line(value: object, plain: str) -> None:
    assert plain_value(value) == plain


def test_a_path_of_names() -> None:
    values = {"a.b": 1, "title": {"rendered": "Kop"}, "by": [{"name": "Jo"}, {"name": "An"}, {}]}
    paths = ("a.b", "title.rendered", "by.name", "by.1.name", "by.9.name", "x.y")
    found = [value_at(values, name) for name in paths]
    assert found == [1, "Kop", ["Jo", "An"], "An", None, None]
