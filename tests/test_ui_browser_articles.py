"""The Articles tab in a real browser: listed, searched, added to, removed from, indexed again."""

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import pytest
from chat_scripts import MEETING, scripts, seed_articles
from conftest import SEEDS, OpenPage, chat_port
from listed_index import WAIT, ListedIndex, desk_of
from playwright.sync_api import Locator, Page, Route, expect
from scripted_assistant import ScriptedAssistant
from test_ui_articles_article_files import DUTCH, ENGLISH
from test_ui_browser import AXE, answered, serious, set_width

from index.article import Article
from ui.articles.article_changes import ArticleChanges
from ui.articles.article_file import file_router
from ui.articles.article_part import articles_part
from ui.articles.article_upload import upload_router
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.server.answer_queue import AnswerQueue


@dataclass(frozen=True, slots=True)
class Served:
    """A chat with an Articles tab, and what lies behind it."""

    address: str
    index: ListedIndex
    changes: ArticleChanges

    @property
    def tab(self) -> str:
        return f"{self.address}?articles"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the five articles of seeds/ and a dated one."""
    folder = tmp_path / "krant"
    folder.mkdir()
    for path in SEEDS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "brug.md").write_text(f"---\ndate: 2023-03-14\n---\n# De brug\n\n{DUTCH}\n", "utf-8")
    return folder


class Serve(Protocol):
    """Serves a chat with a tab over an index, until the test ends."""

    def __call__(self, index: ListedIndex, folder: Path | None = None) -> Served: ...


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    with ExitStack() as running:

        def start(index: ListedIndex, folder: Path | None = None) -> Served:
            articles = seed_articles()
            assistant = ScriptedAssistant(articles, scripts(articles))
            changes = desk_of(index, tmp_path / "data", folder=folder)
            running.enter_context(closing(changes.work))
            shared = running.enter_context(closing(AnswerQueue(assistant)))
            chat = build_chat(
                shared,
                assistant.article,
                examples=(),
                parts=(articles_part(changes),),
            )
            routes = [*upload_router(changes.files, changes.take).routes, *file_router(changes).routes]
            return Served(
                running.enter_context(running_chat(chat, port=chat_port(), routes=routes)), index, changes
            )

        yield start


@pytest.fixture
def served(serve: Serve, folder: Path) -> Served:
    return serve(ListedIndex(), folder)


def titles(page: Page) -> Locator:
    return page.locator(".articles-tab tbody th.title")


def row(page: Page, title: str) -> Locator:
    return page.locator(".articles-tab tbody tr", has_text=title)


def drop(page: Page, *files: tuple[str, bytes]) -> None:
    """Drop files as a hand does, with the events that it makes."""
    page.locator(".articles-tab .drop").evaluate(
        """(field, files) => {
          const transfer = new DataTransfer();
          for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
          const told = { dataTransfer: transfer, bubbles: true, cancelable: true };
          for (const kind of ["dragenter", "dragover", "drop"]) {
            field.dispatchEvent(new DragEvent(kind, told));
          }
        }""",
        [[name, list(content)] for name, content in files],
    )


def line(page: Page, name: str) -> Locator:
    return page.locator(".uploads li", has_text=name)


def test_the_tab_lists_what_is_in_the_index(served: Served, open_page: OpenPage, folder: Path) -> None:
    visit = open_page(served.address)
    page = visit.page
    page.get_by_role("link", name="Artikelen").click()
    expect(page).to_have_url(served.tab)
    expect(page.get_by_role("heading", name="Artikelen", exact=True)).to_be_visible()
    expect(page.get_by_role("textbox", name="Uw vraag")).to_be_hidden()
    expect(page.locator(".articles-tab .lead")).to_contain_text(str(folder))
    expect(page.locator(".counts")).to_contain_text("6 artikelen")
    expect(page.locator(".counts")).to_contain_text("3 zonder datum")
    expect(titles(page)).to_have_count(6)
    expect(row(page, "De brug").locator(".passages")).to_have_text("1")
    first = row(page, "De brug")
    expect(first.locator(".badge")).to_have_text("NL")
    expect(first.locator(".date")).to_have_text("14 maart 2023")
    expect(first.locator(".file")).to_have_text("brug.md")
    # It stays over a reload and a change of language, and the way back leads to the chat.
    page.reload()
    page.get_by_role("searchbox", name="Zoek op titel").fill("brug maart 2023")
    expect(titles(page)).to_have_count(1)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Articles", exact=True)).to_be_visible()
    expect(titles(page)).to_have_count(1)
    expect(row(page, "De brug").locator(".date")).to_have_text("14 March 2023")
    page.get_by_role("link", name="Conversation").click()
    expect(page.get_by_role("textbox", name="Your question")).to_be_focused()
    expect(page.get_by_role("heading", name="Articles", exact=True)).to_be_hidden()
    page.go_back()
    expect(page.get_by_role("heading", name="Articles", exact=True)).to_be_visible()


def test_articles_are_searched_filtered_and_put_in_order(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.tab).page
    expect(titles(page)).to_have_count(6)
    page.get_by_role("searchbox", name="Zoek op titel").fill("POETIN turkmenistan")
    expect(titles(page)).to_have_count(0)
    expect(page.locator(".nothing")).to_contain_text("Geen artikel past hierbij.")
    page.get_by_role("button", name="Toon alle artikelen").click()
    expect(titles(page)).to_have_count(6)
    page.get_by_role("combobox", name="Taal").last.select_option("Engels")
    expect(page.locator(".articles-tab tbody .badge").first).to_have_text("EN")
    english = titles(page).count()
    assert 0 < english < 6
    page.get_by_role("combobox", name="Toon").select_option("verwijderd")
    expect(page.locator(".nothing")).to_be_visible()


def test_dropped_files_become_searchable_one_by_one(served: Served, open_page: OpenPage) -> None:
    gate = served.index.gate = threading.Event()
    page = open_page(served.tab).page
    expect(titles(page)).to_have_count(6)
    drop(page, ("dam.txt", DUTCH.encode()), ("haven.txt", ENGLISH.encode()))
    expect(line(page, "dam.txt").locator(".how")).to_have_text(
        "1 artikel gelezen, wordt doorzoekbaar gemaakt…"
    )
    expect(line(page, "haven.txt").locator(".how")).to_have_text(
        "1 artikel gelezen, wordt doorzoekbaar gemaakt…"
    )
    expect(page.locator(".work .doing")).to_contain_text("Wordt doorzoekbaar gemaakt")
    gate.set()
    expect(line(page, "dam.txt").locator(".how")).to_have_text("doorzoekbaar")
    expect(line(page, "haven.txt").locator(".how")).to_have_text("doorzoekbaar")
    expect(page.locator(".work")).to_be_hidden()
    expect(page.locator(".counts")).to_contain_text("8 artikelen")
    page.get_by_role("combobox", name="Toon").select_option("hier toegevoegd")
    expect(titles(page)).to_have_text(["De brug over de rivier", "The harbour of the town"])
    assert sorted(path.name for path in served.changes.files.added.iterdir()) == ["dam.txt", "haven.txt"]


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 30_000_000)
    return packed.getvalue()


def test_files_that_cannot_be_are_each_refused_in_words(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.tab).page
    expect(titles(page)).to_have_count(6)
    drop(
        page,
        ("../../x.txt", DUTCH.encode()),
        ("x.txt", DUTCH.encode()),
        ("leeg.txt", b""),
        ("spel.exe", b"MZ"),
        ("bom.docx", bomb()),
        ("<img src=x onerror=alert(1)>.txt", b"\x00\x01\x02"),
    )
    # 500 MB without filling the memory: a sparse file, chosen by hand.
    huge = served.changes.files.uploads.parent / "groot.txt"
    with huge.open("wb") as file:
        file.truncate(500_000_000)
    page.locator(".articles-tab .files").set_input_files(huge)
    expected = (
        ("spel.exe", "Dit soort bestand wordt niet gelezen (.exe)."),
        ("leeg.txt", "Niet gelezen: leeg; kopieer het opnieuw."),
        ("bom.docx", "Niet gelezen: pakt uit tot veel meer dan een artikel: beschadigd, of een zipbom;"),
        ("<img src=x", "Niet gelezen: geen tekstbestand; bewaar het als platte tekst in UTF-8."),
        ("groot.txt", "Te groot: 500 MB; er past 10 MB."),
    )
    for name, said in expected:
        expect(line(page, name).locator(".how")).to_contain_text(said)
    lines = page.locator(".uploads li")
    expect(lines.nth(0).locator(".how")).to_have_text("doorzoekbaar")
    expect(lines.nth(1).locator(".how")).to_have_text("Dit bestand is er al.")
    assert [path.name for path in served.changes.files.added.iterdir()] == ["x.txt"]
    assert [each for each in served.index.articles if each.startswith("added/")] == ["added/x.txt"]


def test_an_article_is_removed_and_comes_back(served: Served, open_page: OpenPage, folder: Path) -> None:
    page = open_page(served.tab).page
    expect(titles(page)).to_have_count(6)
    page.get_by_role("button", name="Verwijder “De brug”").click()
    expect(titles(page)).to_have_count(5)
    said = page.locator(".articles-tab .said")
    expect(said).to_have_text("“De brug” doet niet meer mee. Het bestand in uw map blijft staan.")
    expect(page.get_by_role("button", name="Maak ongedaan")).to_be_focused()
    assert served.changes.work.wait(WAIT)
    assert "brug.md" not in served.index.articles
    assert (folder / "brug.md").is_file()
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(6)
    expect(said).to_have_text("“De brug” is terug.")
    # Later, it is found under what was removed.
    page.get_by_role("button", name="Verwijder “De brug”").click()
    expect(titles(page)).to_have_count(5)
    page.reload()
    page.get_by_role("combobox", name="Toon").select_option("verwijderd")
    expect(titles(page)).to_have_text(["De brug"])
    page.get_by_role("button", name="Zet “De brug” terug").click()
    expect(page.locator(".nothing")).to_contain_text("Niets verwijderd.")
    assert served.changes.work.wait(WAIT)
    assert "brug.md" in served.index.articles


def come_back(page: Page) -> None:
    """Do as a reader who looks at the window again: the list is asked for anew."""
    with page.expect_response("**/component_server**"):
        page.evaluate("window.dispatchEvent(new Event('focus'))")


def test_an_article_of_the_list_is_read_whole(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.tab).page
    title = page.get_by_role("button", name="De brug", exact=True)
    title.click()
    whole = page.get_by_role("dialog", name="De brug")
    expect(whole.locator(".title")).to_have_text("De brug")
    expect(whole.locator(".meta")).to_contain_text("14 maart 2023")
    expect(whole.locator(".text")).to_contain_text("gisteren geopend door de burgemeester")
    whole.get_by_role("button", name="Terug naar de lijst").click()
    expect(whole).to_be_hidden()
    expect(title).to_be_focused()
    # By keyboard, too; and the list may change meanwhile.
    page.keyboard.press("Enter")
    expect(whole.locator(".text")).to_contain_text("gisteren geopend door de burgemeester")
    del served.index.articles["000_10440192c8925282.txt"]
    come_back(page)
    expect(titles(page)).to_have_count(5)
    page.keyboard.press("Escape")
    expect(whole).to_be_hidden()
    expect(title).to_be_focused()
    # One that is gone by now is said to be.
    del served.index.articles["brug.md"]
    page.keyboard.press("Enter")
    expect(whole.locator(".article")).to_have_text("Dit artikel staat niet meer in de index.")
    page.keyboard.press("Escape")
    expect(title).to_be_focused()


def test_who_comes_back_finds_the_list_as_it_was_left(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.tab).page
    remove = page.get_by_role("button", name="Verwijder “De brug”")
    remove.focus()
    come_back(page)
    expect(remove).to_be_focused()
    del served.index.articles["000_10440192c8925282.txt"]
    come_back(page)
    expect(titles(page)).to_have_count(5)
    expect(remove).to_be_focused()


def test_two_windows_remove_the_same_article(served: Served, open_page: OpenPage) -> None:
    first, second = open_page(served.tab).page, open_page(served.tab).page
    for page in (first, second):
        expect(titles(page)).to_have_count(6)
    first.get_by_role("button", name="Verwijder “De brug”").click()
    expect(titles(first)).to_have_count(5)
    assert served.changes.work.wait(WAIT)
    second.get_by_role("button", name="Verwijder “De brug”").click()
    expect(second.locator(".articles-tab .said")).to_have_text(
        "Dit artikel was al weg, misschien uit een ander venster verwijderd."
    )
    expect(titles(second)).to_have_count(5)


def test_indexing_again_follows_the_folder_while_questions_are_answered(
    served: Served, open_page: OpenPage, folder: Path
) -> None:
    visit = open_page(served.tab)
    page = visit.page
    expect(titles(page)).to_have_count(6)
    (folder / "brug.md").unlink()
    (folder / "haven.txt").write_text(ENGLISH, "utf-8")
    (folder / "foto.png").write_bytes(b"\x89PNG")
    gate = served.index.gate = threading.Event()
    page.get_by_role("button", name="Indexeer opnieuw").click()
    expect(page.locator(".work .doing")).to_contain_text("Wordt geïndexeerd")
    page.get_by_role("link", name="Gesprek").click()
    answered(visit, MEETING)
    page.get_by_role("link", name="Artikelen").click()
    gate.set()
    expect(page.locator(".articles-tab .said")).to_have_text(
        "Opnieuw geïndexeerd: 1 erbij, 0 gewijzigd, 1 weg."
    )
    expect(row(page, "The harbour of the town")).to_be_visible()
    expect(row(page, "De brug")).to_have_count(0)
    page.locator(".skipped summary").click()
    expect(page.locator(".skipped li")).to_have_text(
        "foto.png: een plaatje; laat een OCR-programma er een PDF met tekst van maken"
    )


def test_what_is_in_the_way_of_the_work_is_said(served: Served, open_page: OpenPage) -> None:
    served.index.problem = "another process is writing the index; wait for it to end and try again"
    page = open_page(served.tab).page
    expect(titles(page)).to_have_count(6)
    drop(page, ("dam.txt", DUTCH.encode()))
    expect(line(page, "dam.txt").locator(".how")).to_have_text(
        "bewaard, maar nog niet doorzoekbaar: indexeer opnieuw"
    )
    expect(page.locator(".articles-tab .said")).to_have_text(served.index.problem)
    served.index.problem = ""
    page.get_by_role("button", name="Indexeer opnieuw").click()
    expect(page.locator(".counts")).to_contain_text("7 artikelen")


def test_an_empty_index_says_what_to_do(serve: Serve, open_page: OpenPage) -> None:
    served = serve(ListedIndex())
    page = open_page(served.tab, locale="en-GB").page
    expect(page.locator(".nothing")).to_contain_text("No articles yet. Drop a few files")
    drop(page, ("dam.txt", DUTCH.encode()))
    expect(titles(page)).to_have_text(["De brug over de rivier"])


def test_titles_and_names_are_shown_as_they_are(served: Served, open_page: OpenPage) -> None:
    article = next(iter(served.index.articles.values()))
    bad = "<img src=x onerror=alert(1)> ${alert(2)} {{alert(3)}}"
    served.index.articles["evil"] = replace(article, id="evil", path=bad, title=bad)
    visit = open_page(served.tab)
    expect(row(visit.page, "onerror").locator(".title")).to_have_text(bad)
    expect(row(visit.page, "onerror").locator(".file")).to_have_text(bad)
    visit.page.get_by_role("button", name=f"Verwijder “{bad}”").click()
    expect(visit.page.locator(".articles-tab .said")).to_contain_text(bad)


def many(count: int, article: Article) -> dict[str, Article]:
    return {
        f"{number:05}.txt": replace(
            article,
            id=f"{number:05}.txt",
            path=f"{number:05}.txt",
            title=f"Artikel {number}",
            published=f"{2000 + number % 24}-{number % 12 + 1:02}",
        )
        for number in range(count)
    }


def test_five_thousand_are_shown_a_hundred_at_a_time(served: Served, open_page: OpenPage) -> None:
    served.index.articles = many(5000, next(iter(served.index.articles.values())))
    page = open_page(served.tab).page
    expect(page.locator(".counts")).to_contain_text("5.000 artikelen")
    expect(page.locator(".articles-tab .shown")).to_have_text("100 van 5.000 getoond")
    expect(page.get_by_role("img", name="Artikelen in de tijd, van 2000 tot 2023")).to_be_visible()
    page.get_by_role("button", name="Toon er meer").click()
    expect(titles(page)).to_have_count(200)
    expect(page.locator(".articles-tab tbody tr").nth(100).locator(".remove")).to_be_focused()
    page.get_by_role("searchbox", name="Zoek op titel").fill("artikel 4321")
    expect(titles(page)).to_have_text(["Artikel 4321"])


def test_axe_finds_nothing_serious_in_the_tab(served: Served, open_page: OpenPage) -> None:
    visit = open_page(served.tab)
    page = visit.page
    expect(titles(page)).to_have_count(6)
    drop(page, ("dam.txt", DUTCH.encode()), ("leeg.txt", b""))
    expect(line(page, "dam.txt").locator(".how")).to_have_text("doorzoekbaar")
    page.evaluate(AXE.read_text("utf-8"))
    for width in (1440, 390):
        set_width(visit, width)
        assert serious(visit) == []


def test_the_tab_is_used_by_keyboard_alone(served: Served, open_page: OpenPage) -> None:
    visit = open_page(served.address)
    page = visit.page
    # Playwright does not wait until it catches choosers; asked for this early, it does when one opens.
    page.on("filechooser", lambda _: None)
    page.get_by_role("link", name="Artikelen").focus()
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(6)
    page.get_by_role("button", name="kies bestanden").focus()
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files({"name": "dam.txt", "mimeType": "text/plain", "buffer": DUTCH.encode()})
    expect(line(page, "dam.txt").locator(".how")).to_have_text("doorzoekbaar")
    remove = page.get_by_role("button", name="Verwijder “De brug over de rivier”")
    remove.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Maak ongedaan")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".articles-tab .said")).to_have_text("“De brug over de rivier” is terug.")
    expect(page.get_by_role("searchbox", name="Zoek op titel")).to_be_focused()


def test_the_tab_is_drawn_once_however_often_it_is_asked_for(served: Served, open_page: OpenPage) -> None:
    page = open_page(served.address).page
    frames: list[Route] = []

    def hold(route: Route) -> None:
        if '"frame"' in (route.request.post_data or ""):
            frames.append(route)
        else:
            route.continue_()

    page.route("**/component_server**", hold)
    to_articles = page.get_by_role("link", name="Artikelen")
    for link in (to_articles, page.get_by_role("link", name="Gesprek"), to_articles):
        link.click()
    with page.expect_response("**/component_server**"):
        while not frames:
            page.wait_for_timeout(20)
        frames[0].continue_()
    expect(titles(page)).to_have_count(6)
    assert len(frames) == 1
