"""Turns a folder of articles into searchable passages. Imports nothing of ``rag`` or ``ui``."""
