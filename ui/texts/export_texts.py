"""The texts that only an exported conversation has, in Dutch and in English."""

from dataclasses import dataclass

from ui.texts.language_files import in_each_language


@dataclass(frozen=True, slots=True)
class ExportTexts:
    """The texts of one language; ``about`` is filled with a date."""

    about: str
    no_answer: str
    stopped: str
    failed: str
    unfinished: str
    without_model: str
    changed: str
    gone: str
    untitled: str


EXPORT_TEXTS = in_each_language(ExportTexts, "export")
