import pytest
from tokenizers import Tokenizer

from index.answer_reader import Excerpt
from index.encoder import Encoder
from index.encoding.answer_form import AnswerForm, answer_form
from index.encoding.int8_encoder import Int8Encoder


@pytest.fixture(scope="module")
def tokenizer(encoder: Encoder) -> Tokenizer:
    assert isinstance(encoder, Int8Encoder)
    return encoder.tables.tokenizer


def pieces(form: AnswerForm, tokenizer: Tokenizer) -> str:
    return " ".join(str(tokenizer.id_to_token(each)) for each in form.ids)


def test_the_form_that_the_reader_was_trained_on(tokenizer: Tokenizer) -> None:
    excerpt = Excerpt("Drones", "It was dark.", "Russia fired 479 drones.")

    form = answer_form(tokenizer, "Hoeveel drones?", excerpt)

    assert pieces(form, tokenizer) == (
        "<s> ▁que ry : ▁Hoeveel ▁drone s ? </s> </s> ▁passage : ▁Dr ones </s> ▁It ▁was ▁dark . </s> "
        "▁Russia ▁fire d ▁ 479 ▁drone s . </s>"
    )
    assert " ".join(map(str, form.ids)) == (
        "0 41 1294 12 226378 143027 7 32 2 2 46692 12 1773 25749 2 1650 509 43334 5 2 "
        "49002 11476 71 6 165131 143027 7 5 2"
    )
    assert form.text_at == 20
    parts = [excerpt.text[start:end] for start, end in form.offsets]
    assert parts == ["Russia", " fire", "d", " ", "479", " drone", "s", "."]


def test_where_there_is_no_title_and_nothing_before_their_ends_stay(tokenizer: Tokenizer) -> None:
    form = answer_form(tokenizer, "Hoeveel?", Excerpt("", "", "Geen."))

    assert pieces(form, tokenizer) == ("<s> ▁que ry : ▁Hoeveel ? </s> </s> ▁passage : </s> </s> ▁Geen . </s>")


def test_each_part_is_cut_and_of_what_comes_before_its_begin(tokenizer: Tokenizer) -> None:
    def counted(word: str) -> str:
        return " ".join([word] * 200)

    excerpt = Excerpt(counted("kat"), f"{counted('hond')} rente", counted("de"))

    form = answer_form(tokenizer, counted("wat"), excerpt)

    begin = " ".join(("<s> ▁que ry :", *["▁wat"] * 45, "</s> </s> ▁passage :", *["▁kat"] * 22))
    end = " ".join(("</s>", *["▁hond"] * 47, "▁rente </s>", *["▁de"] * 160, "</s>"))
    assert pieces(form, tokenizer) == f"{begin} {end}"
    assert (len(form.ids), form.text_at, len(form.offsets)) == (286, 125, 160)
    assert form.offsets[-1] == (476, 479)
