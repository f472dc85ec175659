"""Turns a question and passages into an answer with citations. Imports ``index``, never ``ui``."""

import index  # noqa: F401 - switches off what libraries report, before any of them is imported
