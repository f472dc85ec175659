"""Settings, command line and chat: the only place that knows about people and screens."""
