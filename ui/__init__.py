"""Settings, command line and chat: the only place that knows about people and screens."""

import index  # noqa: F401 - switches off what libraries report, before any of them is imported
