"""How far a run of indexing is, how fast it goes and when it ends; reckoned, and said in words."""

import math
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reading.folder import FileSize
from ui.texts.article_texts import ArticleTexts
from ui.texts.wording import Texts

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.syncing.sync import SyncStep

_RECENT_SECONDS = 30.0
_BETWEEN_SAMPLES = 0.5
_SHORTEST_SECONDS = 1.0
_ENOUGH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class HowFar:
    """How far a run is: articles read, of how many, how many a second, and the seconds left.

    ``total`` is 0 where nothing is known beforehand. With ``is_about`` it is an estimate, as files that may
    hold any number of articles are still to be read. The last two are None as long as there is nothing to
    base them on.
    """

    read: int
    total: int = 0
    is_about: bool = False
    per_second: float | None = None
    seconds_left: float | None = None


NOTHING_READ = HowFar(0)


@dataclass(frozen=True, slots=True)
class _Sample:
    """How far a run was at a moment, in seconds: articles in the index, and bytes that were embedded."""

    at: float
    articles: int
    embedded: float


class IndexingProgress:
    """Follows a run of indexing.

    What takes time is embedding, and unchanged articles go by hundreds of times as fast. So the time left is
    that of the text still to embed, measured in bytes of files: all of the files of which the index holds
    nothing, and nothing of the others. It goes at the rate of the last 30 seconds.

    :param files: what is to be read, in order; may be empty.
    :param held: the paths of files of which the index holds articles.
    :param clock: gives seconds.
    """

    def __init__(
        self,
        files: Sequence[FileSize],
        held: Collection[str],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._files = files
        self._places = {file.path: place for place, file in reversed(list(enumerate(files)))}
        self._is_new = [file.path not in held for file in files]
        self._to_embed = float(
            sum(file.bytes for file, is_new in zip(files, self._is_new, strict=True) if is_new)
        )
        self._last_estimate = max((p for p, file in enumerate(files) if file.is_estimate), default=-1)
        self._articles_left = sum(file.articles for file in files)
        self._place = 0
        self._taken = 0
        self._clock = clock
        self._waiting = deque[float]()
        self._samples = deque([_Sample(clock(), 0, 0.0)])

    def start(self) -> HowFar:
        """Return how far a run is that begins."""
        return self._how_far(0)

    def step(self, step: "SyncStep") -> HowFar:
        """Return how far the run is after a step."""
        share = self._take(step.path)
        if step.is_embedded:
            self._waiting.append(share)
        embedded = sum(self._waiting.popleft() for _ in range(len(self._waiting) - step.waiting))
        self._sample(step.read - len(self._waiting), self._samples[-1].embedded + embedded)
        return self._how_far(step.read)

    def _sample(self, articles: int, embedded: float) -> None:
        samples, now = self._samples, self._clock()
        if len(samples) > 1 and now - samples[-2].at < _BETWEEN_SAMPLES:
            samples.pop()
        samples.append(_Sample(now, articles, embedded))
        while now - samples[1].at > _RECENT_SECONDS:
            samples.popleft()

    def _take(self, path: str) -> float:
        """Take an article off what is left, and return its share of its file's bytes."""
        place = self._places.get(path)
        if place is None or place < self._place:  # it was not there when the files were counted
            return 0.0
        while self._place < place:
            # What is left of this one gave no articles.
            self._less(max(self._files[self._place].articles - self._taken, 0))
            self._place += 1
            self._taken = 0
        file = self._files[place]
        self._less(1 if self._taken < file.articles else 0)
        self._taken += 1
        return file.bytes / file.articles

    def _less(self, articles: int) -> None:
        """Take articles of the present file off what is left."""
        file = self._files[self._place]
        self._articles_left -= articles
        if self._is_new[self._place]:
            self._to_embed -= articles * file.bytes / file.articles

    def _how_far(self, read: int) -> HowFar:
        first, last = self._samples[0], self._samples[-1]
        seconds, embedded = last.at - first.at, last.embedded - first.embedded
        is_telling = self._articles_left and embedded and seconds >= _ENOUGH_SECONDS
        return HowFar(
            read,
            total=read + self._articles_left if self._files else 0,
            is_about=self._place <= self._last_estimate,
            per_second=(last.articles - first.articles) / seconds if seconds >= _SHORTEST_SECONDS else None,
            seconds_left=(self._to_embed + sum(self._waiting)) * seconds / embedded if is_telling else None,
        )


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
