"""The reader's part of the composition root: what tells which sentence answers, as the settings name it.

Imports inside its functions, for the reason that ``ui.commands.compose`` gives.
"""

from typing import TYPE_CHECKING

from index.encoding.prepared_files import Progress
from ui.commands.compose_index import BUILTIN
from ui.settings import Settings

if TYPE_CHECKING:
    from index.answer_reader import AnswerReader
    from index.encoder import Encoder
    from index.encoding.token_tables import TokenTables

NO_READER = "off"


def load_answer_reader(settings: Settings, encoder: "Encoder", progress: Progress) -> "AnswerReader | None":
    """Load what the setting names; None where it is off.

    :param encoder: the one in use.
    :raises TweespraakError: it cannot be had, or is damaged.
    """
    if settings.reader == NO_READER:
        return None
    if settings.reader == BUILTIN:
        from index.encoding.answer_weights import read_answer_weights
        from index.encoding.int8_answer_reader import Int8AnswerReader

        return Int8AnswerReader(_token_tables(settings, encoder, progress), read_answer_weights())
    from index.encoding.cross_encoder_reader import CrossEncoderReader

    return CrossEncoderReader(settings.reader)


def _token_tables(settings: Settings, encoder: "Encoder", progress: Progress) -> "TokenTables":
    """Return those of the encoder in use, where it is the built-in one: they take a while to read."""
    from index.encoding.int8_encoder import Int8Encoder
    from index.encoding.int8_weights import int8_encoder_folder
    from index.encoding.token_tables import TokenTables

    if isinstance(encoder, Int8Encoder):
        return encoder.tables
    return TokenTables(int8_encoder_folder(settings.cache_dir, progress=progress))
