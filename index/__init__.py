"""Turns a folder of articles into searchable passages. Imports nothing of ``rag`` or ``ui``."""

import index.telemetry  # noqa: F401 - before any library that reports what it is used for
