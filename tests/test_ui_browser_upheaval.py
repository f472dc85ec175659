"""What goes on while someone asks, in a real browser: the index is replaced, the server stops."""

import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from chat_scripts import CSTO, MEETING, MISSILES, scripts, seed_articles
from conftest import OpenPage, free_port
from playwright.sync_api import expect
from scripted_assistant import ScriptedAssistant
from test_ui_browser import answered, gated, in_phase
from test_ui_commands_cli import TWEESPRAAK

from index.article import Article
from index.encoder import Encoder
from index.encoding.prepared_files import silent
from index.reading.reader import read_folder
from index.storage.store import IndexStore
from index.syncing.sync import index_fingerprint, sync
from rag.assistant import Assistant
from rag.engines.engine import Message
from rag.finding.retrieval import Retriever
from ui.archive.archive import Archive
from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.commands.compose_index import open_index
from ui.server.answer_queue import AnswerQueue, Answers
from ui.settings import load_settings

SEEDS = Path(__file__).parent.parent / "seeds"
OTHER = Article(
    "bridge.txt",
    "bridge.txt",
    "A bridge opens",
    "The bridge across the Lomen was opened on Monday. Mayor Ilse Brandt cut the ribbon.",
    "en",
)
WHO_CUT = "Who cut the ribbon of the bridge across the Lomen?"


class Quoting:
    """An engine that repeats the first source, once it may."""

    name = "scripted"
    trained = None

    def __init__(self) -> None:
        self.may_write = threading.Event()

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        stop: threading.Event,
    ) -> Iterator[str]:
        assert max_tokens > 0
        while not (self.may_write.wait(0.02) or stop.is_set()):
            pass
        asked = next(each.content for each in reversed(messages) if "[1] " in each.content)
        found = re.search(r"\[1\] (.*)", asked)
        assert found
        yield f"{found[1]} [1]."

    def choice_probabilities(
        self, messages: Sequence[Message], choices: Sequence[str], *, stop: threading.Event
    ) -> tuple[float, ...]:
        del messages, stop
        return tuple(0.98 if choice == "A" else 0.0 for choice in choices)

    def close(self) -> None:
        self.may_write.set()


@contextmanager
def serving(
    assistant: Answers, article_of: Callable[[str], Article], archive: Archive, port: int
) -> Iterator[str]:
    chat = build_chat(
        AnswerQueue(assistant),
        article_of,
        examples=(),
        archive=archive,
    )
    with running_chat(chat, port=port) as address:
        yield address


def test_the_index_is_replaced_while_someone_asks(
    encoder: Encoder, tmp_path: Path, open_page: OpenPage
) -> None:
    engine = Quoting()
    with (
        closing(
            IndexStore.open(tmp_path / "index", fingerprint=index_fingerprint(encoder), create=True)
        ) as store,
        closing(Archive.open(tmp_path)) as archive,
    ):
        sync(store, encoder, read_folder(SEEDS))
        assistant = Assistant(Retriever(store, encoder), engine)
        with serving(assistant, store.article, archive, free_port()) as address:
            visit = open_page(address, locale="en-GB")
            visit.ask(MISSILES)
            expect(in_phase(visit, 1, "writing").locator(".card").first).to_be_visible()
            sync(store, encoder, [OTHER])
            engine.may_write.set()
            # The answer rests on what was found for it, and still shows that.
            first = in_phase(visit, 1, "answered")
            expect(first.locator(".card.cited mark").first).to_contain_text("180 ballistic missiles")
            first.locator(".card.cited .open-article").first.click()
            expect(visit.page.locator(".reader .article")).to_have_text(
                "This article is no longer in the index."
            )
            # The next question is answered from what the index holds now.
            visit.ask(WHO_CUT)
            second = in_phase(visit, 2, "answered")
            expect(second.locator(".card.cited mark").first).to_contain_text("The bridge across the Lomen")


def indexing(folder: Path, data_dir: Path, *options: str) -> "subprocess.Popen[str]":
    """Run the command in a process of its own."""
    command = [*TWEESPRAAK, "index", str(folder), "--data-dir", str(data_dir), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@contextmanager
def chat_over(data_dir: Path, port: int) -> Iterator[str]:
    """Serve a chat over the index of the user's articles, opened as the command does; the model quotes."""
    engine = Quoting()
    engine.may_write.set()
    settings = load_settings(data_dir=data_dir)
    with (
        open_index(settings, progress=silent) as index,
        closing(Archive.open(data_dir)) as archive,
    ):
        assistant = Assistant(Retriever(index.store, index.encoder), engine)
        with serving(assistant, index.store.article, archive, port) as address:
            yield address


def test_the_index_is_made_anew_by_another_process_while_someone_asks(
    tmp_path: Path, open_page: OpenPage
) -> None:
    folder, data_dir, port = tmp_path / "news", tmp_path / "data", free_port()
    shutil.copytree(SEEDS, folder)
    with indexing(folder, data_dir) as first:
        assert first.wait() == 0
    with chat_over(data_dir, port) as address:
        visit = open_page(address, locale="en-GB")
        before = answered(visit, MISSILES).locator(".card.cited mark").first.inner_text()
        assert "180 ballistic missiles" in before
        (folder / OTHER.path).write_text(f"{OTHER.title}\n\n{OTHER.text}\n", "utf-8")
        (folder / CSTO).unlink()
        count = 1
        with indexing(folder, data_dir, "--rebuild") as again:
            while again.poll() is None:
                count += 1
                answered(visit, MISSILES, number=count)
            assert again.returncode == 0, again.communicate()
        assert count > 1
        # The next question is answered from the new index.
        told = answered(visit, WHO_CUT, number=count + 1)
        expect(told.locator(".card.cited mark").first).to_contain_text("The bridge across the Lomen")
        again_asked = answered(visit, MISSILES, number=count + 2)
        expect(again_asked.locator(".card.cited mark").first).to_have_text(before)
    # Who starts the chat anew finds in the conversation what it rested on.
    with chat_over(data_dir, port):
        visit.page.reload()
        expect(in_phase(visit, 1, "answered").locator(".since")).to_have_count(0)
        in_phase(visit, 1, "answered").locator(".show-sources").click()
        expect(in_phase(visit, 1, "answered").locator(".card.cited mark").first).to_have_text(before)
        answered(visit, MISSILES, number=count + 3)


def test_a_server_that_stops_in_mid_answer_loses_nothing(tmp_path: Path, open_page: OpenPage) -> None:
    articles = seed_articles()
    assistant = ScriptedAssistant(articles, scripts(articles))
    after_sources, _ = gated(assistant, MEETING)
    after_sources.set()
    port = free_port()
    with (
        closing(Archive.open(tmp_path)) as archive,
        serving(assistant, assistant.article, archive, port) as address,
    ):
        visit = open_page(address)
        visit.ask(MEETING)
        expect(in_phase(visit, 1, "writing").locator(".answer")).to_contain_text("Poetin ontmoette")
    with (
        closing(Archive.open(tmp_path)) as archive,
        serving(assistant, assistant.article, archive, port),
    ):
        visit.page.reload()
        first = in_phase(visit, 1, "stopped")
        expect(first.locator("h2")).to_have_text(MEETING)
        expect(first.locator(".answer")).to_contain_text("Poetin ontmoette")
        # What had been found stands there too, and the question can be asked again.
        expect(first.locator(".panel .card")).to_have_count(5)
        script = assistant.scripts[MEETING]
        assert script.in_draft is not None
        script.in_draft.set()
        first.get_by_role("button", name="Vraag opnieuw").click()
        expect(in_phase(visit, 1, "answered").locator(".card.cited")).to_have_count(3)
