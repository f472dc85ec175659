"""HTTP: who may call, the API, MCP, and one answer at a time."""
