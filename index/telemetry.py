"""Switches off what libraries report of their use, before any of them is imported.

They read these variables from the environment, most of them once, when they are imported. So ``index``
imports this module, and ``rag`` and ``ui`` import ``index``, before anything else: whichever of our modules a
command, a test or a worker on another machine begins with, it comes first. What the user's environment says
is overridden: nothing reports to anyone.
"""

import os

SWITCHES = {
    # ONNX Runtime sends events to its maker from its import on, and keeps a device id and a queue of them in
    # the home folder. Its own disable_telemetry_events() is after the import, and so too late.
    "ORT_DISABLE_TELEMETRY": "1",
    # Gradio reports each start of a server, and asks whether there is a newer version.
    "GRADIO_ANALYTICS_ENABLED": "False",
    # Chroma, whose user id would lie in the home folder.
    "ANONYMIZED_TELEMETRY": "False",
    # FastAPI, Chroma and MCP send traces of requests to a collector, where the environment names one.
    "OTEL_SDK_DISABLED": "true",
    # huggingface_hub says in each request which libraries are here and which program drives them; to know the
    # latter it fetches a list from the Hub and keeps it in the home folder.
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Ray reports the size and the use of each cluster that it starts.
    "RAY_USAGE_STATS_ENABLED": "0",
    # What the Hub's libraries and others read in common (https://donottrack.sh).
    "DO_NOT_TRACK": "1",
}
"""Environment variables, with the value that stops the reporting."""

os.environ.update(SWITCHES)
