import pytest

from rag.asking.draft import DraftSentence, parse_draft, visible_draft, with_marks


@pytest.mark.parametrize(
    ("draft", "sentences"),
    [
        ("Iran vuurde 180 raketten af [1].", (DraftSentence("Iran vuurde 180 raketten af.", (1,)),)),
        ("Iran vuurde 180 raketten af. [1]", (DraftSentence("Iran vuurde 180 raketten af.", (1,)),)),
        (
            "Zij is tien. [1] Hij is elf [2][3].",
            (DraftSentence("Zij is tien.", (1,)), DraftSentence("Hij is elf.", (2, 3))),
        ),
        ("Zo is het [1, 2].", (DraftSentence("Zo is het.", (1, 2)),)),
        ("Zo is het [1][1].", (DraftSentence("Zo is het.", (1,)),)),
        ("Zo [2] is het [1].", (DraftSentence("Zo is het.", (2, 1)),)),
        ("Het kost 1,7 miljard.", (DraftSentence("Het kost 1,7 miljard.", ()),)),
        ("Zo is het 【1】.", (DraftSentence("Zo is het.", (1,)),)),
        ("Zo is het [a].", (DraftSentence("Zo is het.", ()),)),
        ("Zo is het [1", (DraftSentence("Zo is het", ()),)),
        ("", ()),
        ("[1]", ()),
        ("Zo is het [1].\n**", (DraftSentence("Zo is het.", (1,)),)),
        (
            "- **Zij** is tien [1].\n- Hij is elf [2].",
            (DraftSentence("Zij is tien.", (1,)), DraftSentence("Hij is elf.", (2,))),
        ),
        (
            "1. Zij is tien [1].\n2. Hij is elf [2].",
            (DraftSentence("Zij is tien.", (1,)), DraftSentence("Hij is elf.", (2,))),
        ),
        ("28.5°E", (DraftSentence("28.5°E", ()),)),
        (
            "Zij is tien [1]. Hij is na twee",
            (DraftSentence("Zij is tien.", (1,)), DraftSentence("Hij is na twee", (), is_finished=False)),
        ),
        (
            "Hij " + "loopt " * 30 + "na",
            (DraftSentence("Hij " + "loopt " * 30 + "na", (), is_finished=False),),
        ),
    ],
)
def test_marks_go_to_the_sentence_that_they_close(draft: str, sentences: tuple[DraftSentence, ...]) -> None:
    assert parse_draft(draft, "nl") == sentences


@pytest.mark.parametrize(
    ("draft", "shown"),
    [
        ("Poetin was er [4]. Xi ook [2][4].", "Poetin was er [1]. Xi ook [2] [1]."),
        ("Poetin was er [9].", "Poetin was er."),
        ("Poetin was er [0].", "Poetin was er."),
        ("Poetin was er [", "Poetin was er"),
        ("Poetin was er [1", "Poetin was er"),
        ("Poetin was er [1, 7].", "Poetin was er [1]."),
    ],
)
def test_a_growing_draft_shows_only_marks_that_exist(draft: str, shown: str) -> None:
    assert visible_draft(draft, range(1, 7)) == shown


@pytest.mark.parametrize(
    ("sentence", "numbers", "marked"),
    [
        ("Zo is het.", [1], "Zo is het [1]."),
        ("Zo is het", [1, 2], "Zo is het [1][2]"),
        ("Is dat zo?!", [3], "Is dat zo [3]?!"),
        ("Hij zei: “Nee.”", [1], "Hij zei: “Nee.” [1]"),
    ],
)
def test_marks_stand_before_the_final_stop(sentence: str, numbers: list[int], marked: str) -> None:
    assert with_marks(sentence, numbers) == marked
