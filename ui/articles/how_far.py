"""Says how far a run of indexing is, in the reader's words and numbers."""

import math

from ui.articles.pace import HowFar
from ui.texts.article_texts import ArticleTexts
from ui.texts.wording import Texts

_MINUTE, _HOUR = 60, 3600


def how_far_text(far: HowFar, own: ArticleTexts, texts: Texts) -> str:
    """Return how far a run is, such as ``1,240 of 4,558 articles, 22 a second, 2 min 30 s left``.

    What is not known is left out, and so is all of it for a single article.
    """
    if not far.read and not far.total:
        return ""
    if far.total == 1 and not far.is_about:
        return ""
    form = own.how_far_read if not far.total else own.how_far_about if far.is_about else own.how_far
    said = [form.format(done=texts.count(far.read), total=texts.count(far.total))]
    if far.per_second is not None:
        said.append(_rate(far.per_second, own, texts))
    if far.seconds_left is not None:
        said.append(own.time_left.format(time=duration(far.seconds_left, hour=own.hour)))
    return ", ".join(said)


def duration(seconds: float, *, hour: str) -> str:
    """Return a time to wait, no more exact than such a thing is known, and rounded up.

    To 5 seconds below a minute, to 10 below 10 minutes, to a minute below an hour, else to 5 minutes.

    :param hour: the sign of an hour; those of minutes and seconds are the same in both languages.
    """
    for below, step in ((_MINUTE, 5), (10 * _MINUTE, 10), (_HOUR, _MINUTE), (math.inf, 5 * _MINUTE)):
        rounded = max(math.ceil(seconds / step), 1) * step
        if rounded < below:
            break
    hours, rest = divmod(rounded, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    parts = ((hours, hour), (minutes, "min"), (left, "s"))
    return " ".join(f"{count} {sign}" for count, sign in parts if count)


def _rate(per_second: float, own: ArticleTexts, texts: Texts) -> str:
    # Whole numbers say enough, if the time is long enough.
    if per_second >= 3:
        return own.a_second.format(count=texts.count(round(per_second)))
    return own.a_minute.format(count=texts.count(round(per_second * _MINUTE)))
