"""Which sentences of a gold paragraph answer, also where its Dutch has the answer in other words."""

from found_sentences import answering_sentences

TEXT = "In 2013 kwam de bouw. Het kostte 13 miljoen. De activisten kiezen voor solidariteitstactieken."


def test_the_sentence_that_holds_the_words_answers_and_otherwise_the_one_with_most_of_them() -> None:
    def held(*answers: str) -> list[str]:
        return [span.of(TEXT) for span in answering_sentences(TEXT, "nl", answers)]

    assert [held("13"), held("solidariteit"), held("iets anders"), held("de bouw", "13")] == [
        ["Het kostte 13 miljoen."],
        ["De activisten kiezen voor solidariteitstactieken."],
        [],
        ["In 2013 kwam de bouw.", "Het kostte 13 miljoen."],
    ]
