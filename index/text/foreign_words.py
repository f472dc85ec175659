"""Function words of the languages that stand in Dutch and English articles most, other than these two."""

from collections.abc import Sequence

from index.text.keywords import word_set

_FUNCTION_WORDS = {
    "Danish or Norwegian": word_set(
        "og at det er en et på til af som den de der ikke med har var fra jeg vi han hun skal kan vil"
        " blev om av"
    ),
    "French": word_set(
        "le la les des et est une un dans pour que qui sur pas du au aux il elle ils ne se ce cette par"
        " plus avec sont ont été son sa ses leur nous vous mais ou où de en l d qu"
    ),
    "German": word_set(
        "der die das und ist nicht ein eine einen einer auf mit für den dem des von zu im zum zur sich auch"
        " nach wird werden wurde hat haben sind dass bei aus er sie es wie als aber an"
    ),
    "Indonesian": word_set(
        "yang dan di ke dari untuk dengan tidak ini itu pada akan dalam adalah oleh juga sudah mereka kami"
        " saya"
    ),
    "Italian": word_set(
        "il la le lo gli i di che e è un una per con non del della dei delle sono ha al nel da si più"
        " anche come l"
    ),
    "Polish": word_set(
        "nie się na do że jest w z i o jak to po od przez dla są ale był była jego który która"
    ),
    "Portuguese": word_set(
        "o os a as e que em um uma não para com do da dos das se no na por mais foi como ao são é seu sua"
    ),
    "Spanish": word_set(
        "el la los las y que en un una por con para se del de no es su al lo como más pero fue ha sus este"
        " esta"
    ),
    "Swedish": word_set(
        "och att det är en ett på till av som den de inte med har var från jag vi han hon ska kan om"
    ),
    "Turkish": word_set("ve bir bu için ile da de ne olarak daha çok olan gibi kadar sonra ama o en var yok"),
}


def foreign_count(words: Sequence[str]) -> int:
    """Return how many words are function words of one other language: of the one that has most of them.

    :param words: as they stand in the text; those in capitals do not count.
    """
    return max(sum(map(listed.__contains__, words)) for listed in _FUNCTION_WORDS.values())
