"""Languages, sentences, chunks and words of a text."""
