"""An answer, a source or a list becomes HTML."""
