"""The sentences that the reader is shown while it is trained, and what it is told of them."""

import json
import random
from pathlib import Path

import torch
from groups import Group, Sentence, read_groups
from read_stsb import read_stsb
from reader_batches import batch_of
from reader_lists import CANDIDATES, ListMaker, Shown, ShownList
from reader_lookalikes import Candidate, lookalikes
from tokenizers import Tokenizer, models, pre_tokenizers

from index.span import Span


def _group(title: str, question: str, *sentences: Sentence) -> Group:
    return Group(question, "qed", "en", question, title, sentences)


BRIDGE = _group(
    "Bridges",
    "Who built the bridge?",
    Sentence("It is long.", answers=False),
    Sentence("The city of Anna built the bridge.", answers=True, spans=(Span(12, 16),)),
    Sentence("Anna is known for it.", answers=False, doubtful=True),
)
TOWER = _group(
    "Towers",
    "When was the tower built?",
    Sentence("Bert built the bridge too.", answers=False),
    Sentence("The bridge tower was built in 1920.", answers=True, spans=(Span(30, 34),)),
    Sentence("He paid Anna to have built it.", answers=False),
)
WORDS = {"city": ("hoofdstad",), "bridge": ("brug",), "built": ("bouwde",)}


def test_groups_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "groups.jsonl"
    rows = [BRIDGE.row("train"), TOWER.row("dev")]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert read_groups(file, "train") == [BRIDGE]


def test_a_sentence_asks_for_itself_in_the_other_language(tmp_path: Path) -> None:
    for part in ("train", "dev"):
        english = 'One.,Two.,1.0\n"A, b.",A.,4.0\n' if part == "train" else ""
        dutch = 'Een.,Twee.,1.0\n"Een, b.",Een A.,4.0\n' if part == "train" else ""
        (tmp_path / f"stsb-en-{part}.csv").write_text(english, encoding="utf-8")
        (tmp_path / f"stsb-nl-{part}.csv").write_text(dutch, encoding="utf-8")
    found = [(each.question, each.sentences) for each in read_stsb(tmp_path)]
    assert found == [
        ("Een.", (Sentence("One.", answers=True), Sentence("Two.", answers=False))),
        ("A, b.", (Sentence("Een, b.", answers=True),)),
    ]


def test_what_looks_like_an_answer_is_of_another_article_and_holds_none() -> None:
    same = _group("Bridges", "How long?", Sentence("The same bridge was built.", answers=False))
    assert lookalikes([BRIDGE, TOWER, same])[0] == [Candidate(TOWER, 0), Candidate(TOWER, 1)]


def test_words_answer_only_the_question_that_they_were_marked_for() -> None:
    maker = ListMaker([BRIDGE, TOWER], WORDS)
    draw = random.Random(2)
    own = maker.shown(BRIDGE, "Who?", Candidate(BRIDGE, 1), dutch=False, draw=draw)
    other = maker.shown(BRIDGE, "Who?", Candidate(TOWER, 1), dutch=False, draw=draw)
    in_dutch = {maker.shown(BRIDGE, "Who?", Candidate(BRIDGE, 1), dutch=True, draw=draw) for _ in range(20)}
    assert own.words == Span(12, 16)
    assert (other.text, other.words) == ("The bridge tower was built in 1920.", None)
    assert "The hoofdstad of Anna bouwde the brug." in {each.text for each in in_dutch}
    assert {each.words.of(each.text) for each in in_dutch if each.words} == {"Anna"}
    assert all(each.words for each in in_dutch)


def test_the_last_of_a_list_answers_or_none_does() -> None:
    many = [
        _group(f"Other {at}", f"Why {at}?", Sentence(f"Because of {at}.", answers=True)) for at in range(6)
    ]
    maker = ListMaker([BRIDGE, *many], {})
    lists = [each for each in maker.lists(300, random.Random(1)) if each.rows[0].question == BRIDGE.question]
    answer, doubtful = BRIDGE.sentences[1].text, BRIDGE.sentences[2].text
    assert {len(each.rows) for each in lists} == {CANDIDATES}
    assert {each.rows[-1].text for each in lists if each.answered} == {answer}
    wrong = {row.text for each in lists for row in each.rows[:-1]}
    assert BRIDGE.sentences[0].text in wrong
    assert not wrong & {answer, doubtful}
    assert {each.answered for each in lists} == {True, False}


def test_a_batch_is_filled_up_and_knows_where_the_words_are() -> None:
    vocabulary = {word: at for at, word in enumerate(("<s>", "<pad>", "</s>", "?", "query", ":", "passage"))}
    vocabulary |= {"who": 7, "Anna": 8, "built": 9, "it": 10}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="?"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = (
        Shown("who", "", "", "it", Span(0, 9)),
        Shown("who", "it", "", "Anna built it", Span(5, 13)),
    )
    batch = batch_of([ShownList(rows, answered=True)], tokenizer)
    assert batch.ids.tolist() == [
        [0, 4, 5, 7, 2, 2, 6, 5, 2, 2, 10, 2, 1, 1, 1],
        [0, 4, 5, 7, 2, 2, 6, 5, 10, 2, 2, 8, 9, 10, 2],
    ]
    assert batch.mask.sum(1).tolist() == [12, 15]
    assert torch.equal(batch.mask, batch.ids != 1)
    assert batch.texts.tolist() == [[10, 11], [11, 14]]
    assert batch.words.tolist() == [[-1, -1], [12, 13]]
    assert batch.answered.tolist() == [True]
