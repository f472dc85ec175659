"""Programs are answered by the server of the chat itself."""

import httpx
import openai
from api_server import ANSWERS, CITATION, OPEN, WAIT, Scripted, call_tool
from chat_scripts import seed_articles
from conftest import free_port

from ui.chat.page import build_chat
from ui.chat.serving import running_chat
from ui.server.answer_queue import AnswerQueue
from ui.server.api import api_router
from ui.server.mcp_tool import mcp_route


def test_the_chats_server_answers_readers_programs_and_agents() -> None:
    shared = AnswerQueue(Scripted(ANSWERS))
    chat = build_chat(shared, seed_articles().__getitem__, examples=())
    routes = [*api_router(shared).routes, mcp_route(shared)]
    with running_chat(chat, port=free_port(), routes=routes) as address:
        page = httpx.get(address, timeout=WAIT)
        with openai.OpenAI(base_url=f"{address.rstrip('/')}/v1", api_key="none", max_retries=0) as client:
            models = [model.id for model in client.models.list()]
            completion = client.chat.completions.create(
                model="tweespraak", messages=[{"role": "user", "content": OPEN}]
            )
        failed, _, told = call_tool(address.rstrip("/"), {"question": OPEN})
        elsewhere = httpx.get(
            f"{address.rstrip('/')}/v1/models", headers={"Host": "example.org"}, timeout=WAIT
        )
    shared.close()

    assert (page.status_code, models) == (200, ["tweespraak"])
    assert completion.choices[0].message.content == "De brug ging open in 1932 [1]."
    assert (failed, told) == (
        False,
        {
            "answer": "De brug ging open in 1932 [1].",
            "language": "nl",
            "abstained": False,
            "reason": None,
            "kind": "fact",
            "lines": [{"text": "De brug ging open in 1932 [1].", "citations": [1], "when": None}],
            "citations": [CITATION],
        },
    )
    assert elsewhere.status_code == 403
