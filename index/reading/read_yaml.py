"""YAML: front matter and sidecar files."""

import yaml

from index.errors import ArticleError

_MAX_BRACKETS = 300


def yaml_mapping(text: str, what: str) -> dict[str, object]:
    """Return the mapping that YAML text holds; its scalars stay text as they are written.

    An empty text is an empty mapping.

    :param what: what is read, for a message, such as ``its front matter``.
    :raises ArticleError: it is not YAML, or not a mapping.
    """
    if text.count("[") + text.count("{") > _MAX_BRACKETS:
        # Thousands within each other take the parser minutes.
        raise ArticleError(f"{what} has more than {_MAX_BRACKETS} brackets")
    try:
        # The base loader makes no types: a date stays as written, and nothing is ever constructed.
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ArticleError(f"{what} is not YAML: {' '.join(str(error).split())[:150]}") from error
    if not found:
        return {}
    if not isinstance(found, dict):
        raise ArticleError(f"{what} has no names with values, such as 'title: …'")
    return {str(name): value for name, value in found.items()}
