"""The parts of the chat window that draw themselves, and what each may ask of the archive and the index."""

from collections.abc import Callable

from index.article import Article
from ui.archive.archive import Archive
from ui.chat.kept_conversation import article_then
from ui.html.conversation_list import list_of_conversations, saved_conversation
from ui.html.html_part import HtmlPart, Sent, static_text
from ui.html.sources import whole_article


def page_part(article_of: Callable[[str], Article], archive: Archive | None) -> HtmlPart:
    """Return the head of the page, the questions and answers, and the sources beside them."""

    def read_article(sent: Sent) -> str:
        turn = sent.get("turn")
        if archive is None or not isinstance(turn, int):
            return whole_article(article_of, sent)
        return article_then(archive, article_of, turn, sent)

    return HtmlPart("page", static_text("chat.html"), static_text("chat.js"), (read_article,))


def drawer_part(article_of: Callable[[str], Article], archive: Archive | None) -> HtmlPart:
    """Return the list of conversations, which comes from the left."""

    def list_conversations(sent: Sent) -> dict[str, object]:
        return {} if archive is None else list_of_conversations(archive, sent)

    def save_conversation(sent: Sent) -> dict[str, str]:
        return {} if archive is None else saved_conversation(archive, article_of, sent)

    return HtmlPart(
        "drawer",
        static_text("conversations.html"),
        static_text("conversations.js"),
        (list_conversations, save_conversation),
    )
