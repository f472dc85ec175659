import inspect

import gradio.component_meta

import ui.chat.page  # noqa: F401 - as the chat imports it
from ui.chat.gradio_stubs import write_no_stub


def test_gradio_writes_no_stubs_when_the_chat_has_imported_it() -> None:
    assert gradio.component_meta.create_or_modify_pyi is write_no_stub
    # By the name that Gradio's own function has, and in its order.
    source = inspect.getsource(gradio.component_meta)
    assert "def create_or_modify_pyi(\n    component_class: type, class_name: str, events:" in source
    assert "create_or_modify_pyi(component_class, name, events)" in source
