from pathlib import Path
from typing import cast

import pytest
from answer_weights_files import untrained_tensors
from small_encoder import SmallEncoder

from index.answer_reader import AnswerReader, Excerpt
from index.encoder import Encoder
from index.encoding import answer_weights
from index.encoding.cross_encoder_reader import CrossEncoderReader
from index.encoding.e5_weights import builtin_encoder
from index.encoding.int8_answer_reader import Int8AnswerReader
from index.encoding.prepared_files import default_cache_dir, silent
from index.errors import ModelError, WeightsError
from index.storage.store import IndexStore
from ui.commands.compose_index import OpenIndex
from ui.commands.compose_reader import load_answer_reader
from ui.settings import Settings
