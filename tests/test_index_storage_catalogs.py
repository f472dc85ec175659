from pathlib import Path

import pytest
from small_index import make_article, open_small, write

from index.errors import IndexStoreError
from index.storage.catalogs import CATALOG_FILE, all_places, check_filled


def test_an_index_with_articles_passes(tmp_path: Path) -> None:
    open_small(tmp_path / "empty").close()
    store = open_small(tmp_path / "full")
    write(store, [make_article("a", "De kat zat op de mat.")])
    store.close()

    check_filled(tmp_path)
    assert all_places(tmp_path) == {"a": "a.txt"}


def test_without_an_index_or_without_articles_what_to_do_is_said(tmp_path: Path) -> None:
    with pytest.raises(IndexStoreError) as none:
        check_filled(tmp_path)
    open_small(tmp_path / "empty").close()
    with pytest.raises(IndexStoreError) as empty:
        check_filled(tmp_path)

    assert (str(none.value), str(empty.value)) == (
        f"there is no index in {tmp_path}; make one: tweespraak index FOLDER",
        "the index holds no articles; put some in: tweespraak index FOLDER",
    )


def test_one_that_cannot_be_looked_into_is_left_to_whoever_opens_it(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / CATALOG_FILE).write_bytes(b"damaged" * 1000)

    check_filled(tmp_path)
