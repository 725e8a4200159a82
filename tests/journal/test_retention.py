"""Letting go of what is old: what stays can be rebuilt as before, whoever else writes meanwhile."""

import sqlite3
from pathlib import Path

import pytest

from tests.clock import WALL
from tests.journal.telling import NS, Desk, Teller, Told, Writing, plain, story, until, written
from tui.core.record import LinkRecord
from tui.journal.codec import timed_by_receipt
from tui.journal.opening import opened
from tui.journal.pruning import pruned
from tui.journal.retention import Retention, first_kept, prune, prune_some
from tui.journal.store import Journal, JournalError
from tui.journal.verify import verify

DAY = 86_400 * 1_000 * NS
NOW = WALL * NS


def sound(path: Path, *stories: list[Told]) -> Journal:
    """The journal, once all of it was replayed and every moment kept was held against the live book."""
    journal = Journal(path)
    assert verify(journal).findings == []
    books = {
        (number, ordinal): timed_by_receipt(book)
        for number, told in enumerate(stories, 1)
        for ordinal, (_, book) in enumerate(told)
    }
    for seq, session, ordinal in journal.asked("SELECT seq, session, ordinal FROM record"):
        assert journal.book_at(seq) == books[session, ordinal]
    return journal


@pytest.mark.parametrize("cut", [2, 500, 501, 777, 1_400])
def test_what_stays_is_rebuilt_as_before(cut: int, tmp_path: Path) -> None:
    path, told = tmp_path / "j.db", story(1_400).told
    written(path, told)
    db = opened(path)
    while prune_some(db, cut):
        pass
    db.close()

    journal = sound(path, told)
    assert journal.span() == (cut, len(told) + 1)
    journal.close()


def test_sessions_that_heard_the_same_can_both_be_rebuilt_once_the_first_ones_records_went(
    tmp_path: Path,
) -> None:
    path, told = tmp_path / "j.db", story(300).told
    written(path, told, started=1)
    second = Teller(Teller().clock).connect().updates(5_000, 5_020)
    desk = Desk(path, started=2).put(second.told)
    desk.write()
    # It hears again what the first one recorded long ago.
    desk.put([each for each in told if not isinstance(each[0], LinkRecord)]).write()
    db = opened(path)
    while prune_some(db, len(told)):
        pass

    assert db.execute("SELECT count(*) > 250 FROM doubled").fetchone() == (1,)
    db.close()
    journal = Journal(path)
    assert verify(journal).findings == []
    heard = [record for _, record in journal.of_session(2, 0, 1 << 40)]
    assert heard[-300:] == plain(told)[-300:]
    journal.close()
    desk.close()


def test_a_session_that_was_silent_meanwhile_goes_on_and_can_be_rebuilt(tmp_path: Path) -> None:
    path, silent, busy = tmp_path / "j.db", story(40), Teller().connect().updates(10_000, 13_000)
    quiet = Desk(path, started=1).put(silent.told).write(seen=2 * NOW)
    written(path, busy.told, started=2)
    db = opened(path)
    while prune_some(db, 2_900):
        pass
    before = len(silent.told)
    quiet.put(silent.updates(100, 140).told[before:]).write().close()
    db.close()

    sound(path, silent.told, busy.told).close()


def test_a_session_that_was_let_go_of_altogether_begins_anew(tmp_path: Path) -> None:
    path, silent, busy = tmp_path / "j.db", story(3), Teller().connect().updates(10_000, 10_020)
    quiet = Desk(path, started=1).put(silent.told).write(seen=0)
    written(path, busy.told, started=2)
    db = opened(path)
    while prune_some(db, 20):
        pass
    assert db.execute("SELECT id FROM session").fetchall() == [(2,)]
    db.close()
    before = len(silent.told)
    quiet.put(silent.updates(100, 110).told[before:]).write().close()

    journal = Journal(path)
    assert verify(journal).findings == []
    assert journal.book_at(journal.span()[1] - 1) == timed_by_receipt(silent.told[-1][1])
    journal.close()


def test_what_is_older_than_so_many_days_goes_and_what_is_younger_stays(tmp_path: Path) -> None:
    path, teller = tmp_path / "j.db", story(50)
    old = len(teller.told)
    teller.pass_time(100 * 86_400).hear(_at(teller, 1)).updates(200, 250)
    written(path, teller.told)

    assert pruned(path, Retention(days=90), teller.clock.wall_now * NS) == old
    journal = sound(path, teller.told)
    assert journal.span() == (old + 1, len(teller.told) + 1)
    journal.close()


def _at(teller: Teller, number: int) -> bytes:
    from tests.core.builders import message, row  # noqa: PLC0415 - only here a message tells the time

    return message(row(amount=str(number)), timestamp=teller.clock.wall_now, eventID=f"at-{number}")


def test_a_clock_that_jumps_years_ahead_empties_nothing(tmp_path: Path) -> None:
    path, told = tmp_path / "j.db", story(50).told
    written(path, told)

    assert pruned(path, Retention(days=90), NOW + 3_650 * DAY) == 0


def test_a_clock_that_was_ahead_once_does_not_keep_things_for_ever(tmp_path: Path) -> None:
    path, teller = tmp_path / "j.db", Teller()
    teller.clock.wall_now += 3_650 * 86_400_000
    teller.connect().updates(1, 5)
    teller.clock.wall_now -= 3_650 * 86_400_000
    teller.updates(10, 20)
    old = len(teller.told)
    teller.pass_time(100 * 86_400).hear(_at(teller, 1)).updates(200, 250)
    written(path, teller.told)

    assert pruned(path, Retention(days=90), teller.clock.wall_now * NS) == old


def test_a_journal_that_is_too_large_is_cut_and_gives_its_room_back(tmp_path: Path) -> None:
    path, told = tmp_path / "j.db", story(3_000).told
    written(path, told)
    before = path.stat().st_size

    assert pruned(path, Retention(megabytes=1), NOW) > 500
    assert path.stat().st_size < before
    assert path.stat().st_size <= 1 << 20
    sound(path, told).close()


def test_the_newest_record_stays_whatever_is_asked_for_so_that_no_number_comes_twice(tmp_path: Path) -> None:
    path, told = tmp_path / "j.db", story(30).told
    written(path, told)
    db = opened(path)

    assert first_kept(db, Retention(days=0, megabytes=0), NOW + DAY) == len(told)
    prune(db, Retention(days=0, megabytes=0), NOW + DAY)
    assert db.execute("SELECT min(seq), max(seq) FROM record").fetchone() == (len(told), len(told))
    db.close()


def test_a_writer_lets_go_of_a_little_at_a_time_while_it_records(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    written(path, story(4_000).told)
    teller = Teller().connect()
    writing = Writing(path, retention=Retention(megabytes=2), wall_ns=lambda: NOW).put(teller.told)
    for number in range(20):
        before = len(teller.told)
        writing.put(teller.updates(20_000 + number * 20, 20_020 + number * 20).told[before:])

    assert until(lambda: path.stat().st_size <= 2 << 20, 20.0)
    assert writing.close()
    assert writing.said == []
    journal = Journal(path)
    assert verify(journal).findings == []
    assert [kept.record for kept in journal.records(*journal.span())][-400:] == plain(teller.told)[-400:]
    journal.close()


def test_where_there_is_no_journal_nothing_is_made_by_pruning_it(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="there is no journal"):
        pruned(tmp_path / "j.db", Retention(), NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_that_somebody_holds_is_said_not_to_be_pruned(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    written(path, story(30).told)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(JournalError, match="another program holds the journal"):
        pruned(path, Retention(days=0, megabytes=0), NOW + DAY)
    other.close()
