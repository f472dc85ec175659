"""Question sets, their answers and their scores."""
