"""The part of the composition root that is about several data folders, which are searched as one.

Imports inside its functions, for the reason that ``ui.commands.compose`` gives.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

from index.errors import IndexStoreError
from index.storage.index_names import names_of
from ui.commands.compose_index import OpenIndex, chroma_server, index_folder
from ui.settings import Settings


@contextmanager
def with_further(settings: Settings, index: OpenIndex) -> Iterator[OpenIndex]:
    """Give an index that is searched together with those of the further data folders.

    :raises IndexStoreError: one of them is not there, was made with another encoder, or cannot be used.
    """
    if not settings.further_data_dirs:
        yield index
        return
    from index.storage.generations import open_generation
    from index.storage.joined_index import JoinedIndex

    stores = {"": index.store}
    with ExitStack() as opened:
        for name, alone in settings_of_each(settings).items():
            if not name:
                continue
            try:
                further = open_generation(
                    index_folder(alone), fingerprint=index.fingerprint, server=chroma_server(alone)
                )
            except IndexStoreError as error:
                raise IndexStoreError(f"{error} (with --data-dir {alone.data_dir})") from error
            stores[name] = opened.enter_context(closing(further))
        yield replace(index, joined=JoinedIndex(stores))


def further_folders(settings: Settings) -> dict[str, Path]:
    """Return the data folders that are only searched, by the names of their indexes."""
    return {name: alone.data_dir for name, alone in settings_of_each(settings).items() if name}


def settings_of_each(settings: Settings) -> dict[str, Settings]:
    """Return the settings of each data folder alone, by the name of its index; the first has an empty one."""
    further = settings.further_data_dirs
    folders = zip(("", *names_of(further)), (settings.data_dir, *further), strict=True)
    return {
        name: settings.model_copy(update={"data_dir": folder, "further_data_dirs": ()})
        for name, folder in folders
    }
