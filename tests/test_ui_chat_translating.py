import json
import re
import threading
from html import unescape

from chat_scripts import seed_articles
from scripted_assistant import ScriptedAssistant

from index.article import Language
from index.chunk import Chunk
from index.span import Span
from rag.asking.translation import Translation
from ui.chat.translating import ModelStartingError, Translations
from ui.html.translation_place import translation_button, translation_place
from ui.server.answer_queue import AnswerQueue, Stop

SENTENCES = ('It "began".', "It <b>rained</b>.", "It ended.", "All went home.")

NOT_TRANSLATED = {
    "text": "<em>(deze zin niet)</em>",
    "unknown": "",
    "why": "Van een zin die hier ontbreekt, week de vertaling te ver af van het origineel, of hij was te "
    "lang. Een groter taalmodel vertaalt beter: start met tweespraak chat --model MODEL.",
}


def chunk() -> Chunk:
    text = " ".join(SENTENCES)
    spans = tuple(Span(at, at + len(each)) for each in SENTENCES for at in [text.index(each)])
    return Chunk("a", 100, 100 + len(text), text, tuple(Span(s.start + 100, s.end + 100) for s in spans))


def translations(translated: dict[str, Translation | None], line: AnswerQueue | None = None) -> Translations:
    def translate(sentence: str, to: Language, stop: threading.Event) -> Translation | None:
        assert (to, stop.is_set()) == ("nl", False)
        return translated[sentence]

    return Translations(line or AnswerQueue(ScriptedAssistant(seed_articles(), {})), translate)


def test_the_sentences_that_the_card_shows_have_a_place_each() -> None:
    passage = chunk()
    drawn = translation_place(passage, [passage.sentences[1]], "nl")
    places = re.findall(r'<span class="(\w+)" data-sentence="(.*?)"></span>', drawn)
    assert [(kind, unescape(text)) for kind, text in places] == [
        ("beside", SENTENCES[0]),
        ("lit", SENTENCES[1]),
        ("beside", SENTENCES[2]),
    ]
    assert drawn.startswith('<div class="translation" lang="nl" hidden>')


def test_the_button_brings_its_labels() -> None:
    found = re.search(r'data-labels="(.*?)"', translation_button("en"))
    assert found
    assert json.loads(unescape(found[1]))["busy"] == "Being translated…"


def test_what_comes_back_is_escaped() -> None:
    done = translations({"x": Translation("<b>Ja</b>, 7", ("7", "<i>"))})
    assert done.translate_sentence({"sentence": "x", "to": "nl", "job": "1"}) == {
        "text": "&lt;b&gt;Ja&lt;/b&gt;, 7",
        "unknown": "Staat niet zo in het origineel: ‘7’, ‘&lt;i&gt;’.",
        "why": "",
    }


def test_what_the_model_cannot_do_is_said() -> None:
    done = translations({"x": None}).translate_sentence({"sentence": "x", "to": "nl", "job": "1"})
    assert done == NOT_TRANSLATED


def test_after_the_end_of_the_server_nothing_is_translated() -> None:
    line = AnswerQueue(ScriptedAssistant(seed_articles(), {}))
    line.close()
    done = translations({}, line).translate_sentence({"sentence": "x", "to": "nl", "job": "1"})
    assert done["text"].startswith("<em>Vertalen lukte niet: the server is ending")


def test_a_full_line_is_said_in_the_readers_language() -> None:
    line = AnswerQueue(ScriptedAssistant(seed_articles(), {}), queue_limit=0)
    with line.place(Stop()):
        done = translations({}, line).translate_sentence({"sentence": "x", "to": "nl", "job": "1"})
    assert done["text"] == (
        "<em>Vertalen lukte niet: Er wachten te veel vragen op antwoord. Stel deze straks opnieuw.</em>"
    )


def test_while_the_model_is_loaded_that_is_said_in_the_readers_language() -> None:
    def translate(sentence: str, to: Language, stop: threading.Event) -> Translation | None:  # noqa: ARG001
        raise ModelStartingError

    line = AnswerQueue(ScriptedAssistant(seed_articles(), {}))
    done = Translations(line, translate).translate_sentence({"sentence": "x", "to": "nl", "job": "1"})
    assert done == {
        "text": "<em>Het taalmodel wordt nog geladen. Probeer het straks opnieuw.</em>",
        "unknown": "",
        "why": "",
    }


def test_a_stop_that_comes_first_is_not_lost() -> None:
    done = translations({})
    done.stop_translation({"job": "7"})
    assert done.translate_sentence({"sentence": "x", "to": "nl", "job": "7"}) == NOT_TRANSLATED


def test_a_translation_that_waits_is_stopped() -> None:
    line = AnswerQueue(ScriptedAssistant(seed_articles(), {}))
    waiting = translations({}, line)
    answers: list[dict[str, str]] = []
    with line.place(Stop()):
        thread = threading.Thread(
            target=lambda: answers.append(
                waiting.translate_sentence({"sentence": "x", "to": "nl", "job": "7"})
            )
        )
        thread.start()
        while line.asking < 2:
            thread.join(0.01)
        waiting.stop_translation({"job": "another"})
        waiting.stop_translation({"job": "7"})
        thread.join()
    assert answers == [NOT_TRANSLATED]
