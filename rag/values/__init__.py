"""Numbers, dates and names as typed values, and whether a source has those of a claim. No model."""
