import pytest

from index.reading.folder import FileSize
from index.syncing.sync import SyncStep
from ui.articles.time_left import HowFar, IndexingProgress


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def files(count: int, *, size: int = 1000) -> list[FileSize]:
    return [FileSize(f"{number:03}.txt", size) for number in range(count)]


def test_the_rate_is_that_of_the_last_half_minute() -> None:
    clock = Clock()
    run = IndexingProgress(files(200), (), clock=clock)
    for number in range(100):
        clock.now += 1.0 if number < 50 else 2.0
        far = run.step(SyncStep(number + 1, f"{number:03}.txt", is_embedded=True, waiting=0))
    assert far == HowFar(100, 200, per_second=0.5, seconds_left=200.0)


def test_nothing_is_said_of_a_rate_before_it_can_be_told() -> None:
    clock = Clock()
    run = IndexingProgress(files(9), (), clock=clock)
    told = []
    for number in range(3):
        clock.now += 0.75
        told.append(run.step(SyncStep(number + 1, f"{number:03}.txt", is_embedded=True, waiting=0)))
    assert told == [
        HowFar(1, 9),
        HowFar(2, 9, per_second=4 / 3),
        HowFar(3, 9, per_second=4 / 3, seconds_left=4.5),
    ]


def test_a_first_run_has_a_total_at_once_and_a_time_left_after_its_first_batch() -> None:
    clock = Clock()
    run = IndexingProgress(files(100), (), clock=clock)
    assert run.start() == HowFar(0, 100)
    told = []
    for number in range(12):
        # Each four articles a batch is written, which takes 2 seconds.
        clock.now += 2.0 if number % 4 == 3 else 0.0
        waiting = (number + 1) % 4
        told.append(run.step(SyncStep(number + 1, f"{number:03}.txt", is_embedded=True, waiting=waiting)))
    assert told[:3] == [HowFar(1, 100), HowFar(2, 100), HowFar(3, 100)]
    assert told[3] == HowFar(4, 100, per_second=2.0, seconds_left=48.0)
    assert told[5] == HowFar(6, 100, per_second=2.0, seconds_left=48.0)  # two of them wait
    assert told[11] == HowFar(12, 100, per_second=2.0, seconds_left=44.0)


def test_while_a_batch_is_embedded_the_next_is_read() -> None:
    clock = Clock()
    run = IndexingProgress(files(10), (), clock=clock)
    for number, waiting in enumerate((1, 2, 3, 4)):
        clock.now += 1.0
        run.step(SyncStep(number + 1, f"{number:03}.txt", is_embedded=True, waiting=waiting))
    # The first two are written, in 5 seconds; the next two are at the encoder.
    clock.now += 1.0
    far = run.step(SyncStep(5, "004.txt", is_embedded=True, waiting=3))
    assert far == HowFar(5, 10, per_second=0.4, seconds_left=20.0)


def test_a_run_that_goes_on_reckons_with_the_files_that_the_index_lacks() -> None:
    clock = Clock()
    listed = files(1000)
    run = IndexingProgress(listed, [file.path for file in listed[:900]], clock=clock)
    for number in range(900):
        clock.now += 0.001
        far = run.step(SyncStep(number + 1, f"{number:03}.txt"))
    assert (far.read, far.total, far.seconds_left) == (900, 1000, None)  # nothing was embedded yet
    for number in range(900, 904):
        clock.now += 1.0
        far = run.step(SyncStep(number + 1, f"{number:03}.txt", is_embedded=True, waiting=0))
    assert far.seconds_left == pytest.approx(96 * 4.9 / 4)  # the first batch has .9 s of reading in it


def test_a_renamed_folder_is_soon_seen_not_to_be_embedded() -> None:
    clock = Clock()
    run = IndexingProgress(files(100), (), clock=clock)
    clock.now += 3.0
    run.step(SyncStep(1, "000.txt", is_embedded=True, waiting=0))
    for number in range(1, 90):
        far = run.step(SyncStep(number + 1, f"{number:03}.txt"))
    assert far.seconds_left == pytest.approx(3.0 * 10)


def test_a_file_of_many_articles_counts_as_so_many_and_gives_way_to_what_is_found() -> None:
    def of(mailbox: FileSize) -> IndexingProgress:
        return IndexingProgress([mailbox, FileSize("b.txt", 1000)], (), clock=Clock())

    run = of(FileSize("a.mbox", 4000, 4, is_estimate=True))
    assert run.start() == HowFar(0, 5, is_about=True)
    steps = [run.step(SyncStep(number, "a.mbox")) for number in (1, 2)]
    assert steps == [HowFar(1, 5, is_about=True), HowFar(2, 5, is_about=True)]
    assert run.step(SyncStep(3, "b.txt")) == HowFar(3, 3)  # the mailbox had but two

    more = of(FileSize("a.mbox", 4000, 2, is_estimate=True))
    assert [more.step(SyncStep(number, "a.mbox")).total for number in (1, 2, 3, 4)] == [3, 3, 4, 5]


def test_files_without_an_article_are_taken_off_the_total() -> None:
    run = IndexingProgress(files(10), (), clock=Clock())
    assert run.step(SyncStep(1, "004.txt")) == HowFar(1, 6)


def test_a_file_that_came_later_adds_to_what_was_read() -> None:
    run = IndexingProgress(files(2), (), clock=Clock())
    assert run.step(SyncStep(1, "000.txt")) == HowFar(1, 2)
    assert run.step(SyncStep(2, "000a.txt")) == HowFar(2, 3)


def test_where_nothing_is_known_beforehand_there_is_no_total() -> None:
    assert IndexingProgress((), (), clock=Clock()).step(SyncStep(7, "a.txt")) == HowFar(7)
