"""The form of an answer as a grammar, for engines that decode under one."""

from rag.asking.prompt_wordings import REFUSAL

_MOST_CHARACTERS = 400


def citing_grammar(sources: int) -> str:
    """Return the grammar of one or two sentences that each end in a mark, or of the refusal, as GBNF.

    What stands before a mark may hold full stops (``dr.``, ``1.7``), so that a model which forgets the mark
    of its first sentence gives one to both: which sentence a mark supports is for verification to find out.

    :param sources: the highest number that a mark may have, at least 1.
    """
    refusals = " | ".join(f'"{refusal}"' for refusal in REFUSAL.values())
    numbers = " | ".join(f'"{number}"' for number in range(1, sources + 1))
    return "\n".join(
        [
            'root ::= refusal | sentence (" " sentence)?',
            f"refusal ::= {refusals}",
            'sentence ::= text (" "? "[" number "]")+ "."?',
            f"text ::= [^\\[\\]\\n ] [^\\[\\]\\n]{{1,{_MOST_CHARACTERS}}}",
            f"number ::= {numbers}",
        ]
    )
