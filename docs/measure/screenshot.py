"""Takes pictures of the chat: an answer with its sources, the Articles tab and an article that is read there.

Each at three widths, light and dark, in both languages.

make screenshots                                             # all of them, of the tests' scripted answers
PYTHONPATH=tests .venv/bin/python docs/measure/screenshot.py --address ADDRESS [--question QUESTION] \\
    [--only 1440-light-nl]                                   # of a chat that runs, so of what a model says
"""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import corpus_articles
from chat_scripts import MEETING, MISSILES, scripts, seed_articles
from listed_index import ListedIndex, desk_of
from playwright.sync_api import Browser, Page, sync_playwright
from scripted_assistant import ScriptedAssistant

from index.article import Article
from ui.archive.archive import Archive
from ui.articles.article_part import articles_part
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.chat.translating import Translations
from ui.server.answer_queue import AnswerQueue

ROOT = Path(__file__).parents[2]
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
PORT = 7861
HEIGHTS = {1440: 900, 768: 1024, 390: 844}
SLOW_MILLISECONDS = 180_000


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the width of the window in CSS pixels, the colours, and the interface's language."""

    width: int
    scheme: str
    language: str

    @property
    def name(self) -> str:
        """The name of its file, without its ending."""
        return f"{self.width}-{self.scheme}-{self.language}"


PICTURES = tuple(
    Picture(width, scheme, language)
    for width in HEIGHTS
    for scheme in ("light", "dark")
    for language in LOCALES
)


def main() -> None:
    """Shoot every picture asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--address", help="a chat that runs; without it the tests' scripted answers are shown"
    )
    parser.add_argument("--question", help="what to ask; without it a question in the interface's language")
    parser.add_argument("--only", choices=[picture.name for picture in PICTURES])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images" / "all")
    parser.add_argument("--program", default="/usr/bin/chromium")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    chat = nullcontext(args.address) if args.address else scripted_chat()
    with chat as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=args.program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for picture in PICTURES:
            if args.only in {None, picture.name}:
                for path in shoot(browser, address, picture, args.question, args.out):
                    print(path)
        browser.close()


@contextmanager
def scripted_chat() -> Iterator[str]:
    """Serve a chat over seeds/ whose answers are those of the browser tests, and give its address.

    The Articles tab also lists the articles of the test corpus, which have dates.
    """
    articles = seed_articles()
    assistant = ScriptedAssistant(articles, scripts(articles))
    shared = AnswerQueue(assistant)
    with ExitStack() as opened:
        folder = Path(opened.enter_context(TemporaryDirectory()))
        archive = opened.enter_context(closing(Archive.open(folder)))
        changes = desk_of(ListedIndex(articles | dated_articles()), folder)
        opened.enter_context(closing(changes.work))
        chat = build_chat(
            shared,
            assistant.article,
            examples=(MEETING, MISSILES),
            archive=archive,
            parts=[
                Translations(shared, lambda _sentence, _to, _stop: None).part,
                articles_part(changes),
            ],
        )
        yield opened.enter_context(running_chat(chat, port=PORT))


def dated_articles() -> dict[str, Article]:
    """Return the articles of the test corpus by id."""
    return {
        f"krant/{number}.html": Article(
            f"krant/{number}.html",
            f"krant/{number}.html",
            each.title,
            "\n\n".join(each.paragraphs),
            each.language,
            each.published,
            each.url,
            author=each.author,
        )
        for number, each in enumerate(corpus_articles.ARTICLES, 1)
    }


def shoot(
    browser: Browser, address: str, picture: Picture, question: str | None, out: Path
) -> Iterator[Path]:
    """Ask, wait for the answer, click its first mark, and shoot; then shoot the Articles tab.

    Yields the files that were written. A chat that runs may be without the tab.
    """
    context = browser.new_context(
        viewport={"width": picture.width, "height": HEIGHTS[picture.width]},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        locale=LOCALES[picture.language],
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".head h1").wait_for(timeout=SLOW_MILLISECONDS)
    ask(page, question or page.locator(f".example span[lang={picture.language}]").first.inner_text())
    if picture.width > 900 and page.locator("button.reference").count():
        page.locator("button.reference").first.click()
    yield shot(page, out / f"{picture.name}.png")
    if page.locator(".to-articles").is_visible():
        page.locator(".to-articles").click()
        page.locator(".articles-tab tbody .open").first.wait_for(timeout=SLOW_MILLISECONDS)
        yield shot(page, out / f"articles-{picture.name}.png")
        page.locator(".articles-tab tbody .open").first.click()
        page.locator(".whole .text").wait_for(timeout=SLOW_MILLISECONDS)
        yield shot(page, out / f"article-{picture.name}.png")
    context.close()


def shot(page: Page, path: Path) -> Path:
    """Shoot what the window shows."""
    page.screenshot(path=path)
    return path


def ask(page: Page, question: str) -> None:
    """Ask, and wait until the answer stands."""
    page.get_by_role("textbox").fill(question)
    page.get_by_role("textbox").press("Enter")
    page.locator(".turn:is([data-phase=answered], [data-phase=refused])").wait_for(timeout=SLOW_MILLISECONDS)


if __name__ == "__main__":
    main()
