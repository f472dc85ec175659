"""What is kept of the articles, and found again."""
