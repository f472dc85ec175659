"""What is loaded behind the page, with the real encoder, and a model on a server that keeps one waiting."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from scripted_model_server import SILENT, Reply, events, served

from index.encoding.prepared_files import silent
from index.errors import ModelError
from index.syncing.sync import SyncReport
from rag.answer import Answer, AnswerReady
from ui.articles.article_files import ArticleFiles
from ui.chat.translating import ModelStartingError
from ui.commands.compose_index import OpenIndex, open_index
from ui.commands.compose_loading import Loading
from ui.server.late_assistant import LateAssistant
from ui.settings import Settings

WAIT = 600.0
MISSILES = "How many ballistic missiles did Iran launch at Israel?"
CHAT = "POST /v1/chat/completions"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    with open_index(Settings(data_dir=folder), progress=silent, create=True) as index:
        index.sync(ArticleFiles(folder, SEEDS).to_read())
    return folder


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    opened = threading.Event()
    yield opened
    opened.set()


def keeps_waiting(gate: threading.Event) -> dict[str, Any]:
    """Return a model that answers nothing until the gate is opened."""

    def reply(body: Any) -> Reply:
        gate.wait(WAIT)
        said = SILENT[CHAT]
        assert not isinstance(said, Reply)
        return said(body)

    return {**SILENT, CHAT: reply}


def as_it_is(_: OpenIndex) -> None:
    """Leave the index as it is."""


def nothing_done(report: SyncReport) -> None:
    raise AssertionError(report)


def answer_of(assistant: LateAssistant) -> Answer:
    *_, ready = assistant.ask(MISSILES)
    assert isinstance(ready, AnswerReady)
    return ready.answer


def test_questions_are_answered_by_quotations_until_the_model_is_warm(
    data_dir: Path, gate: threading.Event
) -> None:
    with (
        served(keeps_waiting(gate)) as script,
        closing(Loading(Settings(data_dir=data_dir, model=script.address), creates=False)) as loading,
    ):
        soon, whole = LateAssistant(loading.whole, loading.quoting), LateAssistant(loading.whole)
        loaded = loading.start(as_it_is, nothing_done)
        early = answer_of(soon)

        assert (early.without_model, early.is_quotation) == (True, True)
        assert "180" in early.text
        assert (loading.whole.done(), loaded.done()) == (False, False)
        assert len(loading.examples.result(WAIT)) == 4
        with pytest.raises(ModelStartingError):
            loading.translate("Dat is zo.", "en", threading.Event())
        gate.set()
        later = answer_of(whole)
        loaded.result(WAIT)
        assert (later.without_model, later.is_quotation) == (False, True)
        assert answer_of(soon) == later


def test_what_cannot_be_loaded_is_told_to_whoever_waits_for_it(data_dir: Path, tmp_path: Path) -> None:
    model = tmp_path / "broken.gguf"
    model.write_bytes(b"GGUF and no more")
    with closing(Loading(Settings(data_dir=data_dir, model=str(model)), creates=False)) as loading:
        loaded = loading.start(as_it_is, nothing_done)

        error = loaded.exception(WAIT)
        assert isinstance(error, ModelError)
        assert str(error).startswith(f"the model {model}") or str(error).startswith(f"{model} (")
        with pytest.raises(ModelError):
            answer_of(LateAssistant(loading.whole))
        assert loading.index.result().store.passage_count() > 0


def test_what_ends_while_it_is_loaded_keeps_nobody_waiting(data_dir: Path, gate: threading.Event) -> None:
    with served({**SILENT, CHAT: events(gate)}) as script:
        loading = Loading(Settings(data_dir=data_dir, model=script.address), creates=False)
        loading.start(as_it_is, nothing_done)
        loading.quoting.result(WAIT)
        loading.let_go()

        with pytest.raises(ModelError, match="the server is ending"):
            answer_of(LateAssistant(loading.whole))
        gate.set()
        loading.close()


def test_an_index_without_articles_is_an_error(tmp_path: Path) -> None:
    with closing(Loading(Settings(data_dir=tmp_path), creates=True)) as loading:
        error = loading.start(as_it_is, nothing_done).exception(WAIT)

    assert str(error) == "the index holds no articles; put some in: tweespraak index FOLDER"
