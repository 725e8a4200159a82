"""A damaged journal is set aside, never overwritten, by whoever is the first to find it; a new one is begun."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.telling import Teller, Writing, kept, plain, story, until, written
from tui.journal.retention import Retention
from tui.journal.store import Journal
from tui.journal.verify import verify


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Where a journal is to lie; in the end all that lies there as one is sound."""
    place = tmp_path / "state" / "journal" / "account.db"
    yield place
    if place.is_file() and place.read_bytes()[:6] == b"SQLite":
        journal = Journal(place)
        assert verify(journal).findings == []
        journal.close()


def garble(path: Path) -> None:
    """Damage every page but the first."""
    with path.open("r+b") as opened:
        size = opened.seek(0, 2)
        opened.seek(4096)
        opened.write(b"\xa5" * (size - 4096))


def aside(path: Path) -> list[Path]:
    return sorted(each for each in path.parent.iterdir() if ".corrupt-" in each.name and each.suffix[-4:] != "-wal"
                  and not each.name.endswith(("-wal", "-shm")))  # fmt: skip


def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(path: Path) -> None:
    written(path, story(600).told)
    garble(path)
    before = path.read_bytes()
    told = story(12).told
    writing = Writing(path).put(told)

    assert writing.all_written()
    assert writing.close()
    (old,) = aside(path)
    assert old.read_bytes() == before
    assert writing.said == [
        f"the journal was damaged: it was set aside as {old.name}, and a new one is begun"
    ]
    assert kept(path) == plain(told)


def test_what_is_no_database_at_all_is_set_aside_too(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database " * 1_000)
    told = story(12).told
    writing = Writing(path).put(told)

    assert writing.all_written()
    assert writing.close()
    assert [each.read_bytes()[:12] for each in aside(path)] == [b"no database "]
    assert kept(path) == plain(told)


def test_damage_found_by_two_sessions_is_set_aside_once_and_both_go_on_in_the_new_one(path: Path) -> None:
    written(path, story(600).told)
    tellers = Teller().connect(), Teller().connect()
    writings = Writing(path), Writing(path)
    for writing, teller in zip(writings, tellers, strict=True):
        assert writing.put(teller.told).all_written()
    garble(path)
    for number in range(6):
        for writing, teller, offset in zip(writings, tellers, (1_000, 5_000), strict=True):
            before = len(teller.told)
            writing.put(teller.updates(offset + number * 20, offset + number * 20 + 20).told[before:])
            assert writing.all_written()
    assert writings[1].close()
    before = len(tellers[0].told)
    writings[0].put(tellers[0].updates(9_000, 9_010).told[before:])
    assert writings[0].close()

    said = [each for writing in writings for each in writing.said if "damaged" in each]
    assert len(said) == len(aside(path)) == 1
    now = kept(path)
    assert now[-10:] == plain(tellers[0].told)[-10:]
    assert set(map(repr, plain(tellers[1].told)[-10:])) <= set(map(repr, now))


def test_damage_found_while_letting_go_is_set_aside_as_well(path: Path) -> None:
    told = story(3_000).told
    written(path, told)
    with sqlite3.connect(path) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'record_by_time'").fetchone()
    db.close()
    with path.open("r+b") as opened:
        opened.seek((root - 1) * 4096)
        opened.write(b"\xa5" * 4096)
    writing = Writing(path, retention=Retention(days=1, megabytes=1))

    writing.put(story(1).told)
    assert until(lambda: len(aside(path)) == 1)
    assert writing.close()
