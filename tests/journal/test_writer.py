"""The writer's thread: everything is kept, whatever is in the way, and what is not kept is said."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.telling import NS, Desk, Teller, Told, Writing, kept, plain, story, until, written
from tui.core.record import LinkRecord
from tui.journal import file, opening
from tui.journal.place import identity_of
from tui.journal.schema import APPLICATION, VERSION
from tui.journal.store import Journal
from tui.journal.verify import verify
from tui.journal.waiting import Queue

FULL = 12
"""Updates of a short story."""


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Where a journal is to lie; in the end all that lies there as one is sound."""
    place = tmp_path / "state" / "journal" / "account.db"
    yield place
    if place.is_file() and place.read_bytes()[:6] == b"SQLite":
        journal = Journal(place)
        assert verify(journal).findings == []
        journal.close()


def test_what_is_put_is_there_within_a_second_without_closing(path: Path) -> None:
    told = story(FULL).told
    writing = Writing(path).put(told)

    assert until(lambda: path.exists() and not len(writing.writer._queue), 1.0)
    assert kept(path) == plain(told)
    assert writing.close()
    assert writing.said == []


def test_the_file_is_its_owners_alone(path: Path) -> None:
    writing = Writing(path).put(story(1).told)
    assert writing.all_written()

    for each in path.parent.iterdir():
        assert each.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    writing.close()


def test_a_folder_in_the_journals_place_is_said_and_left_alone(path: Path) -> None:
    path.mkdir(parents=True)
    writing = Writing(path).put(story(1).told)

    assert until(lambda: writing.said == ["the journal's place is taken by a folder"])
    assert not writing.writer.close(5.0)
    assert list(path.iterdir()) == []


def test_recording_resumes_by_itself_and_nothing_was_lost(path: Path) -> None:
    path.mkdir(parents=True)
    teller = story(FULL)
    writing = Writing(path).put(teller.told)
    assert until(lambda: bool(writing.said))
    path.rmdir()

    assert until(lambda: writing.said[-1] == "")
    assert writing.close()
    assert kept(path) == plain(teller.told)


def test_a_journal_of_a_later_version_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as later:
        later.execute(f"PRAGMA application_id = {APPLICATION}")
        later.execute(f"PRAGMA user_version = {VERSION + 1}")
        later.execute("CREATE TABLE later (column)")
    later.close()
    before = path.read_bytes()
    writing = Writing(path).put(story(1).told)

    assert until(lambda: writing.said == ["a later version of bitotui wrote the journal"])
    writing.close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    path.unlink()


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE theirs (column)")
    foreign.close()
    before = path.read_bytes()
    writing = Writing(path).put(story(1).told)

    assert until(lambda: writing.said == ["the journal's place is taken by another program's file"])
    writing.close()
    assert path.read_bytes() == before
    path.unlink()


def test_a_journal_that_turns_read_only_is_said_and_taken_up_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller = story(FULL)
    writing = Writing(path).put(teller.told)
    assert writing.all_written()
    assert writing.writer._file is not None
    writing.writer._file.connection.execute("PRAGMA query_only = ON")

    def read_only(place: Path) -> sqlite3.Connection:
        db = opening.opened(place)
        db.execute("PRAGMA query_only = ON")
        return db

    monkeypatch.setattr(file, "opened", read_only)
    before = len(teller.told)
    writing.put(teller.updates(100, 110).told[before:])
    assert until(lambda: writing.said == ["the journal cannot be written to"])
    monkeypatch.setattr(file, "opened", opening.opened)

    assert until(lambda: writing.said[-1] == "")
    assert writing.close()
    assert kept(path) == plain(teller.told)


def test_a_journal_that_somebody_holds_for_long_is_said_and_taken_up_again(path: Path) -> None:
    teller = story(FULL)
    writing = Writing(path).put(teller.told)
    assert writing.all_written()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    before = len(teller.told)
    writing.put(teller.updates(100, 110).told[before:])

    assert until(lambda: writing.said == ["another program holds the journal"])
    other.execute("ROLLBACK")
    other.close()
    assert until(lambda: writing.said[-1] == "")
    assert writing.close()
    assert kept(path) == plain(teller.told)


@pytest.mark.parametrize("leaves_beside", [False, True])
def test_a_journal_deleted_under_us_is_begun_anew_and_can_be_rebuilt(path: Path, leaves_beside: bool) -> None:
    teller = story(FULL)
    writing = Writing(path).put(teller.told)
    assert writing.all_written()
    for each in list(path.parent.iterdir()):
        if each == path or not leaves_beside:
            each.unlink()
    before = len(teller.told)
    writing.put(teller.updates(100, 110).told[before:])

    assert until(path.exists)
    assert writing.close()
    assert writing.said == ["the journal was moved or deleted: a new one is begun"]
    assert kept(path) == plain(teller.told)[before:]


def test_two_that_both_make_the_file_at_once_lose_nothing_and_say_nothing(path: Path) -> None:
    stories: list[list[Told]] = [
        Teller().connect().updates(at, at + 300).told for at in (1_000, 2_000, 3_000)
    ]
    writings = [Writing(path).put(told) for told in stories]

    assert all(writing.close() for writing in writings)
    assert [writing.said for writing in writings] == [[], [], []]
    assert sorted(map(repr, kept(path))) == sorted(repr(each) for told in stories for each in plain(told))


def test_what_two_sessions_heard_alike_is_kept_once(path: Path) -> None:
    told = story(FULL).told
    written(path, told, started=1)
    written(path, told, started=2)

    journal = Journal(path)
    events = [each for each in plain(told) if not isinstance(each, LinkRecord)]
    assert [
        each.record for each in journal.records(*journal.span()) if not isinstance(each.record, LinkRecord)
    ] == events
    assert [record for _, record in journal.of_session(2, 0, 1 << 40)] == plain(told)
    journal.close()


def test_records_that_found_no_room_are_said_in_their_place_and_what_follows_can_be_rebuilt(
    path: Path,
) -> None:
    teller = story(1_200)
    identity = None if not path.exists() else identity_of(path)
    desk = Desk(path, most_bytes=1_200_000).put(teller.told)
    desk.write()
    desk.close()

    assert identity is None
    first, *rest = kept(path)
    assert isinstance(first, LinkRecord)
    assert (
        first.words
        == f"{len(teller.told) - len(rest)} records were not kept: the journal could not be written"
    )
    assert rest == plain(teller.told)[-len(rest) :]


def test_a_listener_that_fails_does_not_stop_the_recording(path: Path) -> None:
    path.mkdir(parents=True)
    told = story(FULL).told
    writing = Writing(path)
    heard: list[str] = []

    def fails(words: str) -> None:
        heard.append(words)
        raise RuntimeError("the loop is closed")

    writing.writer.told = fails
    writing.put(told)
    assert until(lambda: bool(heard))
    path.rmdir()

    assert writing.close()
    assert kept(path) == plain(told)


def test_a_clock_that_steps_changes_neither_order_nor_what_can_be_rebuilt(path: Path) -> None:
    teller = story(3)
    for step in (-86_400_000, 3 * 86_400_000, -1):
        teller.clock.wall_now += step
        teller.hear(b"null").updates(step % 1_000 + 10, step % 1_000 + 13)
    desk = Desk(path, started=teller.clock.wall_now * NS).put(teller.told)
    desk.write(seen=teller.clock.wall_now * NS).close()

    assert kept(path) == plain(teller.told)
    journal = Journal(path)
    for record, _ in teller.told:
        moment = journal.at(record.received * NS)
        assert moment is not None
        assert moment.received <= record.received * NS
    journal.close()


def test_the_queue_is_bounded_whatever_its_books_weigh() -> None:
    queue = Queue(most_bytes=500_000)
    for record, book in story(3_000).told:
        queue.put(record, book)

    assert 0 < len(queue) < 600
