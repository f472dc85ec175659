"""How far a run of indexing is, how fast it goes and when it ends; reckoned, and said in words."""

import math
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.reading.folder import FileSize
from ui.texts.article_texts import ArticleTexts
from ui.texts.wording import Texts

if TYPE_CHECKING:  # it brings the encoder's libraries along, and they take seconds
    from index.syncing.sync import SyncStep

_BATCHES = 30
_RECENT_SECONDS = 10.0
_SHORTEST_SECONDS = 1.0
_ENOUGH_SECONDS = 2.0
_PRIOR_FILES = 10


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
class Batch:
    """Articles that came into the index, the bytes of files of those that were embedded, and seconds."""

    articles: int
    embedded: float
    seconds: float


def seconds_left(to_embed: float, batches: Iterable[Batch]) -> float | None:
    """Return how long embedding takes at the rate of these batches; None if they took less than 2 seconds.

    :param to_embed: bytes of files, as in ``Batch``. Batches in which nothing was embedded tell nothing.
    """
    telling = [batch for batch in batches if batch.embedded]
    seconds = sum(batch.seconds for batch in telling)
    if seconds < _ENOUGH_SECONDS:
        return None
    return to_embed * seconds / sum(batch.embedded for batch in telling)


def articles_per_second(batches: Sequence[Batch]) -> float | None:
    """Return the rate of the last batches, those of 10 seconds; None if all took less than 1 second."""
    articles, seconds = 0, 0.0
    for batch in reversed(batches):
        articles += batch.articles
        seconds += batch.seconds
        if seconds >= _RECENT_SECONDS:
            break
    return articles / seconds if seconds >= _SHORTEST_SECONDS else None


class _Bytes:
    """Bytes of files of one kind: those still to come, those seen, and those of them that were embedded."""

    def __init__(self, left: int, *, expected: float) -> None:
        self.left = float(left)
        self._expected = expected
        self._seen = 0.0
        self._embedded = 0.0

    def take(self, count: float, *, is_embedded: bool) -> None:
        """Count bytes that were read."""
        self._seen += count
        self._embedded += count if is_embedded else 0

    def to_embed(self, prior: float) -> float:
        """Return how much of what is left will be embedded: the share seen, ``prior`` bytes as expected."""
        certain = self._seen + prior
        return self.left * (self._embedded + self._expected * prior) / certain if certain else 0.0


class Pace:
    """Follows a run of indexing.

    What takes time is embedding, and unchanged articles go by hundreds of times as fast. So the time left is
    that of the text still to embed, measured in bytes of files: of files that the index does not hold all is
    expected to be embedded, of the others nothing, and both expectations give way to what the run itself has
    seen of each kind. It goes at the rate of the last 30 batches in which something was embedded. The time of
    reading what turns out unchanged is not reckoned with.

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
        self._is_held = [file.path in held for file in files]
        held_bytes = sum(file.bytes for file, is_held in zip(files, self._is_held, strict=True) if is_held)
        all_bytes = sum(file.bytes for file in files)
        self._new = _Bytes(all_bytes - held_bytes, expected=1.0)
        self._known = _Bytes(held_bytes, expected=0.0)
        self._prior = _PRIOR_FILES * all_bytes / max(len(files), 1)
        self._last_estimate = max((p for p, file in enumerate(files) if file.is_estimate), default=-1)
        self._articles_left = sum(file.articles for file in files)
        self._place = 0
        self._taken = 0
        self._clock = clock
        self._batches = deque[Batch](maxlen=_BATCHES)
        self._began = clock()
        self._done = 0
        self._waiting = deque[float]()

    def start(self) -> HowFar:
        """Return how far a run is that begins."""
        return self._how_far(0)

    def step(self, step: "SyncStep") -> HowFar:
        """Return how far the run is after a step."""
        share = self._take(step)
        if step.is_embedded:
            self._waiting.append(share)
        embedded = sum(self._waiting.popleft() for _ in range(len(self._waiting) - step.waiting))
        seconds = self._clock() - self._began
        if embedded or (not self._waiting and seconds >= _SHORTEST_SECONDS):
            done = step.read - len(self._waiting)
            self._batches.append(Batch(done - self._done, embedded, seconds))
            self._began += seconds
            self._done = done
        return self._how_far(step.read)

    def _take(self, step: "SyncStep") -> float:
        """Take an article off what is left, and return its share of its file's bytes."""
        place = self._places.get(step.path)
        if place is None or place < self._place:  # it was not there when the files were counted
            return 0.0
        while self._place < place:
            self._pass_file()
        file, kind = self._files[place], self._kind(place)
        share = file.bytes / file.articles
        kind.take(share, is_embedded=step.is_embedded)
        if self._taken < file.articles:
            kind.left -= share
            self._articles_left -= 1
        self._taken += 1
        return share

    def _pass_file(self) -> None:
        """Go to the next file; what is left of this one gave no articles."""
        file = self._files[self._place]
        not_taken = max(file.articles - self._taken, 0)
        self._kind(self._place).left -= file.bytes * not_taken / file.articles
        self._articles_left -= not_taken
        self._place += 1
        self._taken = 0

    def _kind(self, place: int) -> _Bytes:
        return self._known if self._is_held[place] else self._new

    def _how_far(self, read: int) -> HowFar:
        to_embed = sum(self._waiting) + self._new.to_embed(self._prior) + self._known.to_embed(self._prior)
        return HowFar(
            read,
            total=read + self._articles_left if self._files else 0,
            is_about=self._place <= self._last_estimate,
            per_second=articles_per_second(self._batches),
            seconds_left=seconds_left(to_embed, self._batches) if self._articles_left else None,
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
