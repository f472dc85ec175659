"""Turns a question and passages into an answer with citations. Imports ``index``, never ``ui``."""
