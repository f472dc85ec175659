from pathlib import Path

from kept_conversations import ARTICLES, DUG, OPENED, archive_in, ask

from ui.html.conversation_list import list_of_conversations, saved_conversation
from ui.texts.by_language import DUTCH


def test_the_list_shows_a_page_and_more_where_there_is_more(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        for number in range(3):
            archive.create("nl", title=f"Gesprek <{number}>")
        page = str(list_of_conversations(archive, {"language": "nl", "limit": 2})["html"])
        whole = str(list_of_conversations(archive, {"language": "nl", "limit": 3})["html"])
    assert (page.count("<li "), whole.count("<li ")) == (2, 3)
    assert ('class="more"' in page, 'class="more"' in whole) == (True, False)
    assert "Gesprek &lt;2&gt;" in page
    assert "1 maart 2026, 0 vragen" in page


def test_what_is_done_is_said(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        number = archive.create("nl", title="Brug")

        def said(act: str, **more: object) -> tuple[object, object]:
            done = list_of_conversations(archive, {"language": "nl", "act": act, "number": number, **more})
            return done["said"], done["undo"]

        assert said("rename", title="De <brug>") == ("Het gesprek heet nu “De <brug>”.", None)
        assert said("delete") == ("“De <brug>” is verwijderd.", number)
        assert said("delete") == said("rename", title="x") == (DUTCH.conversation_gone, None)
        assert said("restore") == ("“De <brug>” is terug.", None)
        assert said("restore") == (DUTCH.conversation_not_restored, None)
        assert said("") == ("", None)


def test_a_search_shows_where_the_words_stand(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        ask(archive, archive.create("en"), "Since when?", DUG)
        found = str(list_of_conversations(archive, {"language": "en", "search": "1874"})["html"])
        none = list_of_conversations(archive, {"language": "en", "search": "nowhere"})["html"]
    assert "<b>1874</b>" in found
    assert none == '<p class="none">No conversation has these words.</p>'


def test_a_file_is_named_after_the_conversation_on_every_system(tmp_path: Path) -> None:
    with archive_in(tmp_path) as archive:
        number = archive.create("nl", title="../../x: een/\\vraag?")
        ask(archive, number, "Wanneer?", OPENED)

        def saved(form: str, number: int = number) -> dict[str, str]:
            return saved_conversation(
                archive, ARTICLES.__getitem__, {"number": number, "form": form, "language": "nl"}
            )

        assert (saved("markdown")["name"], saved("html")["name"]) == ("x-een-vraag.md", "x-een-vraag.html")
        assert saved("html")["text"].startswith("<!doctype html>")
        assert saved("markdown", number + 1) == {"said": DUTCH.conversation_gone}
        archive.rename(number, "🇳🇱?")
        assert saved("markdown")["name"] == f"Gesprek-{number}.md"
