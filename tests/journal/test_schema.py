"""Journals of every earlier version become one of this; what is none of ours stays as it is."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journal.telling import Desk, plain, story
from tui.journal import schema
from tui.journal.schema import APPLICATION, MIGRATIONS, VERSION, ForeignError, TooNewError, migrate
from tui.journal.store import Journal


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(tmp_path / "j.db", isolation_level=None)
    yield connection
    connection.close()


def shape(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def bring_to(db: sqlite3.Connection, version: int) -> None:
    for script in MIGRATIONS[:version]:
        db.executescript(script)
    if version:
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {version}")


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_a_journal_of_an_earlier_version_becomes_one_of_this_and_takes_records(
    version: int, db: sqlite3.Connection, tmp_path: Path
) -> None:
    bring_to(db, version)
    migrate(db)
    migrate(db)
    whole = sqlite3.connect(":memory:", isolation_level=None)
    bring_to(whole, VERSION)

    assert shape(db) == shape(whole)
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)
    whole.close()
    told = story(5).told
    Desk(tmp_path / "j.db").put(told).write().close()
    journal = Journal(tmp_path / "j.db")
    assert [kept.record for kept in journal.records(*journal.span())] == plain(told)
    journal.close()


def test_a_step_that_fails_leaves_the_version_before_it_whole(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(db)
    before = shape(db)
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE more (x); CREATE TABLE record (x);")
    )
    monkeypatch.setattr(schema, "VERSION", VERSION + 1)

    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        migrate(db)
    assert shape(db) == before
    assert db.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_later_step_keeps_what_was_recorded(
    db: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = story(5).told
    Desk(tmp_path / "j.db").put(told).write().close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*MIGRATIONS, "CREATE TABLE more (x);"))
    monkeypatch.setattr(schema, "VERSION", VERSION + 1)
    migrate(db)

    journal = Journal(tmp_path / "j.db")
    assert journal.version == VERSION + 1
    assert [kept.record for kept in journal.records(*journal.span())] == plain(told)
    journal.close()


def test_a_later_version_is_refused(db: sqlite3.Connection) -> None:
    bring_to(db, VERSION)
    db.execute(f"PRAGMA user_version = {VERSION + 1}")

    with pytest.raises(TooNewError):
        migrate(db)


@pytest.mark.parametrize(
    "made", ["CREATE TABLE theirs (x)", "PRAGMA user_version = 3", "PRAGMA application_id = 7"]
)
def test_another_programs_database_is_refused_and_untouched(made: str, db: sqlite3.Connection) -> None:
    db.execute(made)
    before = shape(db)

    with pytest.raises(ForeignError):
        migrate(db)
    assert shape(db) == before
