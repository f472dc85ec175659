from rag.answer import QuestionKind
from ui.server.api_format import ChatMessage, asked_question_of


def test_what_goes_on_with_a_question_is_of_its_kind() -> None:
    """Or ``more`` for the second time would be for more of something else."""
    said = ["Welke artikelen noemen Iran?", "…", "Meer", "…", "Wie opende de brug?", "…", "Meer", "…", "Meer"]
    roles = ["user", "assistant"] * len(said)
    messages = [
        ChatMessage.model_validate({"role": role, "content": text})
        for role, text in zip(roles, said, strict=False)
    ]
    asked = asked_question_of(messages)
    assert asked is not None
    assert [turn.answer.kind for turn in asked.history] == [
        QuestionKind.COLLECTION,
        QuestionKind.COLLECTION,
        QuestionKind.FACT,
        QuestionKind.OVERVIEW,
    ]
