"""A chat that is served to a real browser, with scripted answers, and what there may be besides."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from chat_scripts import scripts, seed_articles
from conftest import chat_port
from scripted_assistant import ScriptedAssistant

from ui.archive.archive import Archive
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.chat.translating import Translate, Translations
from ui.server.answer_queue import AnswerQueue


def seed_scripts() -> ScriptedAssistant:
    """Return an assistant with the scripted answers about seeds/."""
    articles = seed_articles()
    return ScriptedAssistant(articles, scripts(articles))


@contextmanager
def kept_chat(
    assistant: ScriptedAssistant, folder: Path, *, shared: AnswerQueue | None = None, port: int | None = None
) -> Iterator[str]:
    """Serve a chat that keeps its conversations in ``folder``, and yield its address.

    :param shared: the line before the assistant, where others wait in it too.
    """
    with closing(Archive.open(folder)) as archive:
        chat = build_chat(
            AnswerQueue(assistant) if shared is None else shared,
            assistant.article,
            examples=(),
            archive=archive,
        )
        with running_chat(chat, port=chat_port() if port is None else port) as address:
            yield address


@contextmanager
def translating_chat(assistant: ScriptedAssistant, translate: Translate) -> Iterator[str]:
    """Serve a chat whose sources can be translated, and yield its address."""
    with closing(AnswerQueue(assistant)) as shared:
        chat = build_chat(
            shared,
            assistant.article,
            examples=(),
            parts=[Translations(shared, translate).part],
        )
        with running_chat(chat, port=chat_port()) as address:
            yield address
