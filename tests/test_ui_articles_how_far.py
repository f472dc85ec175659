import pytest

from ui.articles.time_left import HowFar, duration, how_far_text
from ui.texts.article_texts import ARTICLE_TEXTS
from ui.texts.by_language import TEXTS

FAR = HowFar(1240, 4558, per_second=21.7, seconds_left=148.0)


def english(far: HowFar) -> str:
    return how_far_text(far, ARTICLE_TEXTS["en"], TEXTS["en"])


def dutch(far: HowFar) -> str:
    return how_far_text(far, ARTICLE_TEXTS["nl"], TEXTS["nl"])


def test_all_that_is_known_is_said_in_both_languages() -> None:
    assert english(FAR) == "1,240 of 4,558 articles, 22 a second, 2 min 30 s left"
    assert dutch(FAR) == "1.240 van 4.558 artikelen, 22 per seconde, nog 2 min 30 s"


@pytest.mark.parametrize(
    ("far", "in_english", "in_dutch"),
    [
        (HowFar(0), "", ""),
        (HowFar(0, 1), "", ""),
        (HowFar(1, 1, per_second=2.0), "", ""),
        (HowFar(0, 12), "0 of 12 articles", "0 van 12 artikelen"),
        (HowFar(2000), "2,000 articles", "2.000 artikelen"),
        (
            HowFar(2000, 5000, is_about=True),
            "2,000 of about 5,000 articles",
            "2.000 van ongeveer 5.000 artikelen",
        ),
        (
            HowFar(3, 12, per_second=1.5),
            "3 of 12 articles, 90 a minute",
            "3 van 12 artikelen, 90 per minuut",
        ),
        (
            HowFar(3, 9000, per_second=3.2, seconds_left=7000.0),
            "3 of 9,000 articles, 3 a second, 2 h left",
            "3 van 9.000 artikelen, 3 per seconde, nog 2 u",
        ),
    ],
)
def test_what_is_not_known_is_left_out(far: HowFar, in_english: str, in_dutch: str) -> None:
    assert (english(far), dutch(far)) == (in_english, in_dutch)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "5 s"),
        (41.0, "45 s"),
        (56.0, "1 min"),
        (121.0, "2 min 10 s"),
        (595.0, "10 min"),
        (1801.0, "31 min"),
        (3590.0, "1 h"),
        (3700.0, "1 h 5 min"),
        (100_000.0, "27 h 50 min"),
    ],
)
def test_a_time_to_wait_is_rounded_up(seconds: float, shown: str) -> None:
    assert duration(seconds, hour="h") == shown
