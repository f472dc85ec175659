"""A question and its history become sentences that may answer it."""
