"""Why a file is not read, in Dutch; ``index.unread`` says it in English."""

from babel.numbers import format_decimal

from index.article import Language
from index.unread import Unread, UnreadReason, Value
from ui.texts.language_files import texts_in

_DUTCH = texts_in("nl", "unread")
DUTCH_REASONS: dict[Unread, str] = {code: _DUTCH[code.name] for code in Unread}


def reason_in(language: Language, reason: UnreadReason) -> str:
    """Return why a file is not read, in one line; what libraries and systems say of it only in English."""
    if language == "en":
        return str(reason)
    return DUTCH_REASONS[reason.code].format(**{name: _dutch(each) for name, each in reason.values.items()})


def _dutch(value: Value) -> str:
    if isinstance(value, UnreadReason):
        return reason_in("nl", value)
    return value if isinstance(value, str) else format_decimal(value, locale="nl")
