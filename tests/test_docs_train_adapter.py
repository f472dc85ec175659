"""What the judge is trained on, and how a source is read once with all its claims."""

import random
from pathlib import Path

import torch
from adapter_groups import Asked, Group, JudgedClaim, Record, groups_of, read_public
from adapter_model import Behind, packed, write_adapter
from gguf import GGUFReader
from transformers import Qwen2Config, Qwen2ForCausalLM

from rag.asking.source_prompt import SourceText

RECORD = Record(
    id="r",
    kind="number",
    contrast="denies",
    title={"nl": "Brug", "en": "Bridge"},
    before={"nl": "", "en": ""},
    question={"nl": "Hoe lang?", "en": "How long?"},
    sources=[{"nl": f"bron {n}", "en": f"source {n}"} for n in range(3)],
    claims=[{"nl": f"zin {n}", "en": f"claim {n}"} for n in range(3)],
)


def test_each_claim_stands_beside_a_source_that_says_it_and_beside_others() -> None:
    assert [[RECORD.letter(source, claim) for claim in range(3)] for source in range(3)] == [
        ["A", "B", "C"],
        ["B", "A", "C"],
        ["C", "C", "A"],
    ]
    groups = [group for seed in range(200) for group in groups_of(RECORD, random.Random(seed))]
    seen = {
        (group.source.text[-8:], claim.text[-1], claim.letter, bool(claim.question))
        for group in groups
        for claim in group.claims
    }
    assert {(*rest,) for *rest, asked in seen if not asked and rest[0] in {"bron 0", "source 1"}} == {
        ("bron 0", "0", "A"),
        ("bron 0", "1", "B"),
        ("bron 0", "2", "C"),
        ("source 1", "0", "B"),
        ("source 1", "1", "A"),
        ("source 1", "2", "C"),
    }
    # Said, but no answer to the question.
    assert {rest[2] for *rest, asked in seen if asked and rest[:2] == ["bron 2", "2"]} == {"C"}
    assert {group.source.before for group in groups} == {"", "bron 2", "source 2"}


def test_the_first_two_sources_answer_the_question_and_the_third_does_not() -> None:
    groups = [group for seed in range(200) for group in groups_of(RECORD, random.Random(seed))]
    assert {
        (group.source.text[-1], each)
        for group in groups
        for each in group.asked
        if group.source.text[-1] in "02"
    } == {
        ("0", Asked("Hoe lang?", "zin 0")),
        ("0", Asked("How long?", "claim 0")),
        ("2", Asked("Hoe lang?", "De artikelen geven hier geen antwoord op.")),
        ("2", Asked("How long?", "The articles do not answer this.")),
    }


def test_public_pairs_are_put_together_by_their_source(tmp_path: Path) -> None:
    for folder in ("cad_nli", "fever_symmetric", "fm2", "snli_devtest"):
        (tmp_path / folder).mkdir()
    for part in ("train", "dev", "test"):
        (tmp_path / "cad_nli" / f"revised_combined-{part}.tsv").write_text(
            "sentence1\tsentence2\tgold_label\n"
            "A dog ran .\tA cat ran .\tcontradiction\n"
            "A dog ran .\tIt ran .\tentailment\n"
            "Alone .\tOne .\tneutral\n"
        )
    (tmp_path / "fever_symmetric" / "a.jsonl").write_text(
        """{"label": "REFUTES", "claim": "It is `` old '' .", """
        """"evidence_sentence": "New -LRB- 2020 -RRB- ."}\n"""
    )
    for part in ("dev", "test"):
        (tmp_path / "fm2" / f"{part}.jsonl").write_text(
            '{"label": "SUPPORTS", "text": "He won.", "gold_evidence": [{"text": "He did win."}], '
            '"retrieved_evidence": []}\n'
        )
        for name, line in (("s1", "Two men ."), ("s2", "Men ."), ("labels", "entailment")):
            (tmp_path / "snli_devtest" / f"{name}.{part}").write_text(f"{line}\n")

    assert read_public(tmp_path, random.Random(1)) == {
        "fever_symmetric": [Group(SourceText("New ( 2020)."), (JudgedClaim('It is " old ".', "B"),))],
        "fm2": [Group(SourceText("He did win."), (JudgedClaim("He won.", "A"),))],
        "cad_nli": [
            Group(SourceText("A dog ran."), (JudgedClaim("A cat ran.", "B"), JudgedClaim("It ran.", "A")))
        ],
        "snli": [Group(SourceText("Two men."), (JudgedClaim("Men.", "A"),))],
    }


def test_claims_behind_one_source_are_read_as_if_each_stood_there_alone() -> None:
    torch.manual_seed(1)
    model = Qwen2ForCausalLM(  # it has no dropout, so that it need not be told that it is not trained
        Qwen2Config(
            vocab_size=50, hidden_size=16, intermediate_size=16, num_hidden_layers=2,
            num_attention_heads=2, num_key_value_heads=1,
        )
    )  # fmt: skip
    groups = [
        (
            [5, 6, 7],
            [
                Behind([8, 9], [(1, 30)], is_answer=False),
                Behind([10, 11, 12], [(1, 12), (2, 31)], is_answer=True),
            ],
        ),
        ([20], [Behind([21], [(0, 32)], is_answer=False)]),
    ]

    batch = packed(groups)
    states = model.model(
        input_ids=batch.tokens, position_ids=batch.places, attention_mask=batch.mask.float()
    ).last_hidden_state[batch.rows, batch.at]

    alone = [
        model.model(input_ids=torch.tensor([source + each.tokens])).last_hidden_state[0, len(source) + place]
        for source, behind in groups
        for each in behind
        for place, _ in each.targets
    ]
    assert torch.allclose(states, torch.stack(alone), atol=1e-5)
    assert batch.targets.tolist() == [30, 12, 31, 32]
    assert batch.is_answer.tolist() == [False, True, True, False]


def test_an_adapter_is_written_as_llama_cpp_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "adapter.gguf"
    write_adapter({"blk.12.attn_q.weight.lora_a": torch.ones(2, 3)}, path)

    reader = GGUFReader(path)
    fields = {
        name: reader.fields[name].contents()
        for name in ("general.type", "adapter.type", "adapter.lora.alpha")
    }
    assert fields == {"general.type": "adapter", "adapter.type": "lora", "adapter.lora.alpha": 32.0}
    assert [(each.name, each.data.tolist()) for each in reader.tensors] == [
        ("blk.12.attn_q.weight.lora_a", [[1.0, 1.0, 1.0], [1.0, 1.0, 1.0]])
    ]
