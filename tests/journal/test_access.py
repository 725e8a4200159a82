"""The journal of a running session: begun late, written, read, and left."""

from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.past_stage import record_past
from tests.ui.telling import Telling
from tui.journal.access import JournalAccess
from tui.journal.pages import Pages
from tui.journal.store import Journal, JournalError


def new_access(path: Path, throw_away: Path | None = None) -> JournalAccess:
    return JournalAccess(path, host="127.0.0.1:9000", days=90, megabytes=100, throw_away=throw_away)


def put_session(access: JournalAccess) -> None:
    told = Telling(FakeClock())
    for reading in told.live_with(row("BTC"), row("ETH")):
        if reading.record is not None:
            access.put(reading.record, reading.book)


def test_until_it_begins_there_is_no_file(tmp_path: Path) -> None:
    access = new_access(tmp_path / "journal" / "account.db")
    assert access.close(1)
    assert not list(tmp_path.iterdir())


def test_what_was_put_is_in_the_file_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "account.db"
    access = new_access(path)
    access.begin()
    put_session(access)
    assert access.close(10)
    assert access.session == 1
    journal = Journal(path)
    assert journal.span() == (1, 4)
    journal.close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_whoever_waits_is_told_what_was_there_before(tmp_path: Path) -> None:
    path = tmp_path / "account.db"
    record_past(path, 10)
    opened: list[Pages] = []
    access = new_access(path)
    access.opened = opened.append
    access.begin()
    put_session(access)
    assert opened[0].first == -13
    assert access.close(10)
    assert opened[0].first == -13


def test_a_reader_is_refused_in_words_while_there_is_no_journal(tmp_path: Path) -> None:
    access = new_access(tmp_path / "account.db")
    with pytest.raises(JournalError, match="no journal"):
        access.reader()
    record_past(tmp_path / "account.db", 1)
    assert access.reader().span() == (1, 5)
    assert access.reader() is access.reader()
    assert access.close(1)


def test_a_demo_leaves_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    access = new_access(folder / "journal" / "account.db", throw_away=folder)
    access.begin()
    put_session(access)
    assert access.close(10)
    assert not list(tmp_path.iterdir())


def test_a_place_that_is_none_is_said_and_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("in the way")
    said: list[str] = []
    access = new_access(tmp_path / "journal" / "account.db")
    access.told = said.append
    access.begin()
    put_session(access)
    assert not access.close(10)
    assert access.trouble
    assert access.trouble in said
