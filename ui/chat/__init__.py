"""The page, and what happens on it."""

import ui.chat.gradio_stubs  # noqa: F401 - before Gradio is imported
