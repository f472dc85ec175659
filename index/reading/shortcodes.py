"""Calls that site generators have within Markdown: Hugo, Jekyll, Eleventy, MDX."""

import re

# None within another: looking for the end of each would take long where none is closed.
_CALL = re.compile(
    r"\{\{[<%](?:(?!\{\{).){0,2000}?[%>]\}\}|\{%(?:(?!\{%).){0,2000}?%\}|\{\{(?:(?!\{\{).){0,500}?\}\}",
    re.DOTALL,
)
_CAPTION = re.compile(r"\bcaption\s*=\s*(?:\"(?P<double>[^\"]{1,1000})\"|'(?P<single>[^']{1,1000})')")
_CLASSES = re.compile(r"\{:[^{}\n]{0,300}\}[ \t]*$", re.MULTILINE)
_MODULE = re.compile(
    r"^(?:import\s[^\n]{0,300}?(?:from\s)?['\"][^'\"\n]{1,300}['\"];?|export\s(?:const|default)\s[^\n]{0,1000})$",
    re.MULTILINE,
)


def without_shortcodes(markdown: str) -> str:
    """Return Markdown without the calls; a picture's caption stays, and what stands between two calls."""
    return _MODULE.sub("", _CLASSES.sub("", _CALL.sub(_caption, markdown)))


def _caption(found: re.Match[str]) -> str:
    caption = _CAPTION.search(found.group())
    return f"\n\n{caption['double'] or caption['single']}\n\n" if caption else ""
