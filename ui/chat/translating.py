"""Translates sources for the pages, in the queue of questions."""

import threading
from collections import deque
from collections.abc import Callable

from index.article import Language
from index.errors import ModelError, TweespraakError
from rag.asking.translation import Translation
from ui.html.html_part import HtmlPart, Sent, static_text
from ui.html.render import escape
from ui.server.answer_queue import AnswerQueue, QueueFullError, Stop
from ui.texts.by_language import TEXTS
from ui.texts.translation_texts import TRANSLATION_TEXTS

Translate = Callable[[str, Language, threading.Event], Translation | None]
"""Returns a sentence of the other language in this one, or None where that fails or is stopped.

Raises ``ModelStartingError`` while the model is being loaded."""
_REMEMBERED = 100
"""How many of the last stops are remembered: one can come in before what it stops."""


class ModelStartingError(TweespraakError):
    """The language model is still being loaded."""


class Translations:
    """Translates for the pages, each sentence in its turn among the questions."""

    def __init__(self, line: AnswerQueue, translate: Translate) -> None:
        self._line = line
        self._translate = translate
        self._stops: dict[str, Stop] = {}
        self._stopped: deque[str] = deque(maxlen=_REMEMBERED)

    @property
    def part(self) -> HtmlPart:
        """The part of the page that fills the places of translations."""

        def translate_sentence(sent: Sent) -> dict[str, str]:
            return self.translate_sentence(sent)

        def stop_translation(sent: Sent) -> None:
            self.stop_translation(sent)

        script = static_text("translation.js")
        return HtmlPart("translation", "", script, (translate_sentence, stop_translation))

    def translate_sentence(self, sent: Sent) -> dict[str, str]:
        """Translate a sentence, and return as HTML its ``text`` and what is ``unknown`` in it.

        Where it was not translated, ``why`` says what may be the reason, and what would help.

        :param sent: ``sentence``, ``to``, and ``job``, by which ``stop_translation`` stops it.
        """
        to: Language = "nl" if sent.get("to") == "nl" else "en"
        job = str(sent.get("job"))
        stop = self._stops.setdefault(job, Stop())
        if job in self._stopped:
            stop.set()
        try:
            return _drawn(self._in_turn(str(sent.get("sentence") or ""), to, stop), to)
        except (ModelError, ModelStartingError, QueueFullError) as error:
            return {"text": f"<em>{escape(_why_not(error, to))}</em>", "unknown": "", "why": ""}
        finally:
            self._stops.pop(job, None)

    def stop_translation(self, sent: Sent) -> None:
        """Stop a translation that waits, is being made or is yet to come in."""
        job = str(sent.get("job"))
        self._stopped.append(job)
        stop = self._stops.get(job)
        if stop is not None:
            stop.set()

    def _in_turn(self, sentence: str, to: Language, stop: Stop) -> Translation | None:
        with self._line.place(stop):
            for _ in self._line.ahead_of(stop):
                pass
            return None if stop.is_set() else self._translate(sentence, to, stop)


def _why_not(error: TweespraakError, to: Language) -> str:
    texts = TRANSLATION_TEXTS[to]
    if isinstance(error, ModelStartingError):
        return texts.starting
    said = TEXTS[to].queue_full if isinstance(error, QueueFullError) else error
    return texts.failed.format(reason=said)


def _drawn(translation: Translation | None, to: Language) -> dict[str, str]:
    texts = TRANSLATION_TEXTS[to]
    if translation is None:
        return {"text": f"<em>{escape(texts.impossible)}</em>", "unknown": "", "why": escape(texts.why)}
    facts = ", ".join(TEXTS[to].quote_marks.format(text=fact) for fact in translation.unknown)
    unknown = escape(texts.unknown.format(facts=facts)) if facts else ""
    return {"text": escape(translation.text), "unknown": unknown, "why": ""}
