"""What counts as one word where names and numbers are looked for."""

import re

DESIGNATION = re.compile(
    r"(?<![\w-])(?!(?:EUR|USD|GBP|US)[0-9])"
    r"(?:[A-Z][^\W\d_]{0,9}-?[0-9]+[^\W_]*(?![.,][0-9])|[0-9]+(?![KMBCF])[A-Z]{1,3}(?!\w))"
)
"""Letters and digits that name a thing, and so count nothing: ``SU-35``, ``MH17``, ``COVID-19``, ``5G``."""

WORD = re.compile(
    DESIGNATION.pattern + r"|(?<!\w)(?:[^\W\d_]\.){2,}"
    r"|(?<!\w)(?:[A-Z]\.)+[A-Z](?!\w)"
    r"|[^\W_]+(?:['’](?!s\b)[^\W_]+)*"
)
"""A designation, letters with stops (``U.S.``), or a word; a genitive's ``'s`` is a word of its own."""
