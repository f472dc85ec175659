"""The page, and what happens on it."""
