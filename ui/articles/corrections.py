"""What readers say of articles in place of what the files say: titles and dates, in ``corrections.json``.

They are kept beside the index and laid over what is read, so that making the index again, or anew, keeps
them. The files themselves are never touched.
"""

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import cast

from index.article import Article
from index.errors import FolderError, SettingError
from index.filters import Filters
from index.reading.dates import iso_date
from index.reading.draft import one_line
from index.reading.stamps import SomeItem

_LONGEST_TITLE = 1000


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader says of an article; ``title`` and ``published`` as the index is to have them.

    ``folder`` is the one that the article is read from. ``file_title`` and ``file_published`` are what its
    file said when it was corrected, and ``text_digest`` is of what was read: by these the article is known
    again where its file has another name.
    """

    id: str
    path: str
    folder: str
    title: str
    published: str | None
    file_title: str
    file_published: str | None
    text_digest: str

    def onto(self, article: Article) -> Article:
        """Return the article as the reader says; what the reader left alone is as the file has it now."""
        return replace(
            article,
            title=article.title if self.title == self.file_title else self.title,
            published=article.published if self.published == self.file_published else self.published,
        )

    def off(self, article: Article) -> Article:
        """Return the article as its file had it."""
        return replace(article, title=self.file_title, published=self.file_published)

    @property
    def of_file(self) -> dict[str, str | None]:
        """What the file says of the fields that are corrected."""
        said = {"title": self.file_title, "published": self.file_published}
        now = {"title": self.title, "published": self.published}
        return {field: value for field, value in said.items() if value != now[field]}


class Corrections:
    """The corrections of all folders, in one file. Threads may share it; other processes may write it, too.

    :param data_dir: the file is kept below it; nothing need exist.
    """

    def __init__(self, data_dir: Path) -> None:
        self._file = data_dir / "corrections.json"
        self._lock = threading.Lock()

    def of_folder(self, folder: str) -> dict[str, Correction]:
        """Return what was corrected of the articles of a folder, by their ids.

        :raises SettingError: the file cannot be read.
        """
        return {each.id: each for each in self._read() if each.folder == folder}

    def laid_over(self, items: Iterable[SomeItem], folder: str) -> Iterator[SomeItem]:
        """Yield what was read of a folder, corrected.

        :raises SettingError: as ``of_folder``.
        """
        known = self.of_folder(folder)
        for item in items:
            found = _found(item, known, folder) if known and isinstance(item, Article) else None
            yield cast("SomeItem", found.onto(item)) if found and isinstance(item, Article) else item

    def correct(self, article: Article, folder: str, title: str, published: str | None) -> Article:
        """Keep a title and a date of an article of the index, and return it with them.

        What the file says is no correction, and takes back what there was.

        :raises SettingError: as ``of_folder``.
        :raises FolderError: it cannot be written down.
        """
        with self._lock:
            known = self._read()
            before = next((each for each in known if (each.id, each.folder) == (article.id, folder)), None)
            of_file = article if before is None else before.off(article)
            now = replace(of_file, title=title, published=published)
            others = [each for each in known if each is not before]
            if now != of_file:
                others.append(
                    Correction(
                        article.id,
                        article.path,
                        folder,
                        title,
                        published,
                        of_file.title,
                        of_file.published,
                        _digest(article),
                    )
                )
            if now != of_file or before is not None:
                self._write(others)
        return now

    def _read(self) -> list[Correction]:
        try:
            return [Correction(**each) for each in json.loads(self._file.read_text("utf-8"))["corrections"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise SettingError(
                f"{self._file}, which says what was corrected, cannot be read ({error}); mend it or move it "
                "away"
            ) from error

    def _write(self, corrections: Sequence[Correction]) -> None:
        told = {"corrections": [asdict(each) for each in corrections]}
        beside = self._file.with_name(f"{self._file.name}.part")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
            beside.replace(self._file)
        except OSError as error:
            raise FolderError(
                f"{self._file} cannot be written ({error.strerror}); see to its rights"
            ) from error


def checked_title(written: str) -> str:
    """Return a title on one line.

    :raises SettingError: it is empty, or too long for one.
    """
    title = one_line(written)
    if not title:
        raise SettingError("the title is empty: write one")
    if len(title) > _LONGEST_TITLE:
        raise SettingError(f"the title has {len(title)} characters; {_LONGEST_TITLE} fit")
    return title


def checked_date(written: str) -> str | None:
    """Return a date as ISO 8601, of any precision, from that or as newspapers write it; None of nothing.

    :raises SettingError: it is no date, or ambiguous.
    """
    if not written.strip():
        return None
    found = iso_date(written)
    if found is None:
        raise SettingError(f"{written[:40]!r} is not a date: write 2023, 2023-03 or 2023-03-14")
    return Filters(published_from=found).published_from


def _found(article: Article, known: dict[str, Correction], folder: str) -> Correction | None:
    """Return the correction of an article that was read, also where its file had another name."""
    if article.id in known:
        return known[article.id]
    lost = [each for each in known.values() if (each.file_title, each.file_published) == _said(article)]
    digest = _digest(article) if lost else ""
    return next(
        (each for each in lost if each.text_digest == digest and not (Path(folder) / each.path).is_file()),
        None,
    )


def _said(article: Article) -> tuple[str, str | None]:
    return article.title, article.published


def _digest(article: Article) -> str:
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
