from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.boilerplate import FURNITURE, FurnitureRule, body_spans

SEEDS = Path(__file__).parent.parent / "seeds"

LEFT_OUT = {
    "000_10440192c8925282.txt": [],
    "001_b23909d84b658e04.txt": [
        (
            "Knowing what’s happening outside means understanding what’s going to happen inside, so don’t"
            " miss anything."
        ),
        "KEEP READING",
        "Follow all the international information at Facebook and Xor in our weekly newsletter.",
        "Subscribe to continue reading",
        "Read without limits",
        "_",
        "#Putin #shows #closeness #Erdogan #regional #summit #Astana",
    ],
    "002_751534bd2bbd9e0e.txt": [
        "date 2023-03",
        (
            "Quote De Russische elites betwijfelen of Poetin in zijn eentje de toenemende Oekraïens-westerse"
            " druk kan weerstaan en ze hopen dat Xi hem daarbij kan helpen. Abbas Galljamov, Politicoloog"
        ),
        (
            "Quote Het kan niet zo zijn dat hij Poetin publiekelijk afwijst. Xi wil niet dat Poetin ten val"
            " komt. Galljamov"
        ),
    ],
    "003_f1ba9c45c6fe6858.txt": [],
    "004_a75c4f9da770a8f6.txt": ["date 2022-11", "Beeld AP"],
}


def _body(text: str) -> list[str]:
    return [span.of(text) for span in body_spans(text)]


def _left_out(text: str) -> list[str]:
    spans = body_spans(text)
    starts = [0, *(span.end for span in spans)]
    ends = [*(span.start for span in spans), len(text)]
    gaps = "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True))
    return [line.strip() for line in gaps.split("\n") if line.strip()]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_left_out_of_each_seed(name: str) -> None:
    assert _left_out((SEEDS / name).read_text(encoding="utf-8")) == LEFT_OUT[name]


def test_these_are_all_the_seeds() -> None:
    assert sorted(path.name for path in SEEDS.iterdir()) == sorted(LEFT_OUT)


def test_subheadings_and_the_caption_of_a_seed_stay() -> None:
    body = _body((SEEDS / "004_a75c4f9da770a8f6.txt").read_text(encoding="utf-8"))
    assert body[0] == (
        "Met zijn oorlog in Oekraïne heeft Rusland zijn positie als leidende kracht van voormalige "
        "Sovjet-deelstaten verzwakt."
    )
    assert body[3:5] == [
        (
            "Terwijl Poetin dinsdag in de Armeense hoofdstad Jerevan vergaderde met zijn bondgenoten van het"
            " militaire bondgenootschap CSTO, werd buiten gedemonstreerd tegen de oorlog in Oekraïne."
        ),
        "Amerikaanse wapens",
    ]


@pytest.mark.parametrize("rule", FURNITURE, ids=lambda rule: rule.name)
def test_every_rule_cuts_its_example_and_no_other_rule_does(rule: FurnitureRule) -> None:
    assert [each.name for each in FURNITURE if each.pattern.search(rule.example)] == [rule.name]


@pytest.mark.parametrize(
    "line",
    [
        "Lees verder",
        "Lees ook: Poetin ontmoet Xi in Astana",
        "LEES MEER »",
        "Read more: Why the summit in Kazan matters",
        "Continue reading...",
        "Advertentie",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "De tekst gaat verder onder de advertentie.",
        "Sign up for our newsletter",
        "Sign up for our free daily World newsletter to get the news in your inbox.",
        "Meld je aan voor onze wekelijkse nieuwsbrief.",
        "Share this article on Facebook",
        "Deel dit artikel",
        "Dit artikel is exclusief voor abonnees",
        "Log in om verder te lezen",
        "Volg ons op Instagram",
        "Wij gebruiken cookies om uw ervaring op deze website te verbeteren.",
        "Alle cookies accepteren",
        "© Reuters",
        "Copyright © 2024 The Associated Press. All rights reserved.",
        "(c) 2023 ANP",
        "Alle rechten voorbehouden",
        "Foto: Sergei Bobylev / TASS via AP",
        "Photo by Jane Smith/Getty Images",
        "5 min read",
        "* * *",
        "----",
        "#Iran",
        "date 2023-03",
        "Published on: 2024-10-11",
    ],
)
def test_furniture_is_left_out(line: str) -> None:
    text = f"Xi bezoekt Moskou.\n{line}\nPoetin is blij."
    assert _body(text) == ["Xi bezoekt Moskou.", "Poetin is blij."]


@pytest.mark.parametrize(
    "line",
    [
        "Keep reading the signs, the general told his officers.",
        "Lees ook eens een boek van hem, zei de minister.",
        "Read more books, the mayor of Kazan urged her citizens.",
        "Advertenties zijn voortaan verboden op de Russische televisie.",
        "Advertisement revenue fell by 12 percent.",
        "Subscribe to continue reading, the paper begged, but nobody did.",
        "Sign up for the army, the posters said.",
        "The White House newsletter was sent on Tuesday.",
        "This website uses cookies to track patients without their consent, researchers found.",
        "Cookies werden in 1994 bedacht door Lou Montulli.",
        "Copyright law protects authors for seventy years.",
        "© is the sign for copyright.",
        "Share this burden, Zelensky asked the allies.",
        "Deel dit niet met journalisten, stond in het bericht.",
        "#MeToo veranderde alles.",
        "Quote marks are used to show speech. They come in pairs",
        "Quote Investigator traced the phrase to 1887. Nobody had done so before.",
        "Quote of the day",
        "Beeld van Poetin wankelt na de inval",
        "Hij stond op. Beeld je eens in wat dat betekent",
        "Photo: a woman walks past a damaged building in Kyiv",
        "Foto Poetin met Xi verboden",
        "The date 2023-03 is printed on the box.",
        "date 2000 people remember",
        "date 2023-13 of het toeval is",
        "Published 2019-03-04 and reprinted since, the book sold well.",
        "Follow all the rules.",
        "Volgens ons is Facebook te machtig.",
        "Follow us, said the soldiers.",
        "Reading time is over, Lavrov said.",
        "In de coulissen",
        "Tirade",
        "Why?",
        "5",
        "Zowel Poetin als Pezeshkian benadrukken de goede banden tussen de landen:",
    ],
)
def test_article_text_is_kept(line: str) -> None:
    assert _body(f"Xi bezoekt Moskou.\n{line}\nPoetin is blij.") == [
        "Xi bezoekt Moskou.",
        line,
        "Poetin is blij.",
    ]


def test_paragraphs_are_stripped_lines() -> None:
    text = "  Een.\n\n\n\tTwee. \n \nDrie.\r\nVier.\u00a0"
    assert _body(text) == ["Een.", "Twee.", "Drie.", "Vier."]


def test_text_of_furniture_alone_has_no_body() -> None:
    assert body_spans("KEEP READING\n\n_\n#Putin") == ()
    assert body_spans("") == ()
    assert body_spans(" \n\t") == ()


WRAPPED = """\
Poetin ontmoet Xi

De Russische president Poetin heeft tijdens een bezoek aan de republiek
Turkmenistan kennisgemaakt met zijn nieuwe Iraanse ambtgenoot Masoud
Pezeshkian. Die werd afgelopen zomer verkozen nadat voorganger Raisi
bij een helikoptercrash om het leven was gekomen.
Advertentie
Het was een zichtbaar warme ontmoeting, zegt een adviseur van de Russische
president Poetin.
"""


def test_lines_wrapped_at_a_width_are_one_paragraph() -> None:
    lines = WRAPPED.split("\n")
    assert _body(WRAPPED) == [
        "Poetin ontmoet Xi",
        "\n".join(lines[2:6]),
        "\n".join(lines[7:9]),
    ]


def test_short_lines_that_are_sentences_are_paragraphs_of_their_own() -> None:
    lines = ["Poetin ontmoette Xi dinsdag in de Russische stad Kazan."] * 3 + ["Tirade"] * 3
    assert _body("\n".join(lines)) == lines


PIECES = st.sampled_from(
    [rule.example for rule in FURNITURE] + ["Poetin en Xi", "\n", "\n\n", " ", "\r\n", "."]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_are_ordered_within_the_text_and_stripped(text: str) -> None:
    end = 0
    for span in body_spans(text):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        end = span.end


@given(st.lists(st.text("ab .", min_size=1).filter(str.isalpha)))
def test_plain_lines_are_all_kept(lines: list[str]) -> None:
    assert _body("\n".join(lines)) == lines
