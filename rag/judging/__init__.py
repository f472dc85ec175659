"""Whether a source says what a sentence claims."""
