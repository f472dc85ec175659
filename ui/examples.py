"""Questions to start with, about the articles that come with the project."""

from collections.abc import Container

EXAMPLES = (
    ("000_10440192c8925282.txt", "Waar ontmoette Poetin Pezeshkian voor het eerst?"),
    ("004_a75c4f9da770a8f6.txt", "Why did Pashinyan refuse to sign the declaration?"),
    ("003_f1ba9c45c6fe6858.txt", "Hoeveel drones kocht Rusland van Iran en voor hoeveel geld?"),
    ("003_f1ba9c45c6fe6858.txt", "How many ballistic missiles did Iran launch at Israel on October 1?"),
)
"""The id of an article and a question that it answers, two of them from the other language."""


def examples_for(article_ids: Container[str]) -> tuple[str, ...]:
    """Return the questions whose article is among these."""
    return tuple(question for article_id, question in EXAMPLES if article_id in article_ids)
