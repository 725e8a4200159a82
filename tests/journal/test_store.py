"""What can be asked of a journal, and that nothing in it can crash who asks."""

import sqlite3
from pathlib import Path

import pytest

from tests.journal.telling import NS, Desk, Teller, Told, plain, story, written
from tui.core.record import Kind, LinkRecord
from tui.journal.codec import timed_by_receipt
from tui.journal.search import Wanted, search
from tui.journal.store import DAMAGED_RECORD, Journal, JournalError, NoJournalError
from tui.journal.verify import verify


def change(path: Path, statement: str, *values: object) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    db.execute(statement, values)
    db.close()


def live(teller: Teller) -> Teller:
    """A complete book, and a pong to go with it."""
    teller.ledger.judge()
    teller._gather()
    return teller


def test_a_moment_is_vouched_for_as_long_as_the_session_heard_the_exchange(tmp_path: Path) -> None:
    teller = live(story(3))
    last = teller.clock.wall_now * NS
    written(tmp_path / "j.db", teller.told, started=1, seen=last + 5_000 * NS)
    journal = Journal(tmp_path / "j.db")

    heard, later = journal.at(last + 5_000 * NS), journal.at(last + 5_001 * NS)
    assert heard is not None
    assert later is not None
    assert (heard.is_vouched, later.is_vouched) == (True, False)
    assert heard.book == timed_by_receipt(teller.told[-1][1])
    assert journal.at(0) is None
    assert journal.at(1 << 80) is not None
    journal.close()


def test_where_the_first_session_ended_the_one_that_only_heard_the_same_knows_best(tmp_path: Path) -> None:
    teller = live(story(30))
    first, last = teller.told[0][0].received * NS, teller.clock.wall_now * NS
    link_steps = [each for each in teller.told if isinstance(each[0], LinkRecord)]
    assert len(link_steps) == 2
    written(tmp_path / "j.db", teller.told, started=first - 1, seen=last)
    written(tmp_path / "j.db", teller.told, started=first, seen=last + 60_000 * NS)
    journal = Journal(tmp_path / "j.db")

    moment = journal.at(last + 30_000 * NS)
    assert moment is not None
    assert moment.is_vouched
    assert moment.book == timed_by_receipt(teller.told[-1][1])
    journal.close()


def test_a_damaged_record_is_shown_as_one_and_those_beside_it_as_they_are(tmp_path: Path) -> None:
    path, told = tmp_path / "j.db", story(10).told
    written(path, told)
    change(path, "UPDATE record SET detail = x'c1' WHERE seq = 5")
    change(path, "UPDATE record SET kind = 99 WHERE seq = 6")
    journal = Journal(path)

    records = [kept.record for kept in journal.records(*journal.span())]
    expected = plain(told)
    assert records[:4] + records[6:] == expected[:4] + expected[6:]
    assert [(it.kind, it.reason) for it in records[4:6] if not isinstance(it, LinkRecord)] == [
        (Kind.IGNORED, DAMAGED_RECORD)
    ] * 2
    with pytest.raises(JournalError, match="damaged"):
        journal.book_at(8)
    assert {finding.partition(": ")[2] for finding in verify(journal).findings} == {
        "damaged: a record's detail",
        "damaged: a record's columns",
    }
    journal.close()


def damaged_pages(path: Path) -> None:
    with path.open("r+b") as opened:
        size = opened.seek(0, 2)
        opened.seek(4096)
        opened.write(b"\xa5" * (size - 4096))


def test_damaged_pages_are_said_in_words_by_every_question(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    written(path, story(50).told)
    damaged_pages(path)
    journal = Journal(path)

    for ask in (
        journal.span,
        journal.currencies,
        lambda: journal.records(1, 9),
        lambda: journal.numbered([1, 2]),
        lambda: journal.between(0, 1),
        lambda: journal.of_session(1, 0, 9),
        lambda: journal.at(1 << 62),
        lambda: journal.behind(1),
        lambda: journal.book_at(1),
        lambda: journal.history("BTC", 0, 1 << 62),
        lambda: journal.next_of("BTC", 1, newer=True),
        lambda: list(search(journal, Wanted())),
    ):
        with pytest.raises(JournalError, match="damaged"):
            ask()  # type: ignore[operator]
    assert verify(journal).count > 0
    journal.close()


@pytest.mark.parametrize("what", ["nothing", "empty", "folder", "text", "foreign"])
def test_what_is_no_journal_is_said_in_words(what: str, tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    match what:
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "text":
            path.write_text("no database at all\n" * 100)
        case "foreign":
            change(path, "CREATE TABLE theirs (x)")
        case _:
            assert not path.exists()
    words = {"text": "damaged", "foreign": "another program's", "folder": "is no regular file"}

    with pytest.raises(JournalError, match=words.get(what, "there is no journal")) as raised:
        Journal(path)
    assert isinstance(raised.value, NoJournalError) is (what in ("nothing", "empty"))


def test_verify_finds_what_is_wrong_and_says_where(tmp_path: Path) -> None:
    path, teller = tmp_path / "j.db", story(1_200)
    written(path, teller.told)
    (book,) = _checkpoint(path, 500)
    change(path, "UPDATE checkpoint SET book = ? WHERE ordinal = 1000", book)
    change(path, "DELETE FROM record WHERE seq = 700")
    change(path, "INSERT INTO checkpoint VALUES (1, 5000, 5000, ?)", book)
    change(path, "INSERT INTO checkpoint VALUES (9, 1, 1, ?)", book)
    journal = Journal(path)

    assert verify(journal).findings == [
        "records 700 to 700 are missing",
        "session 9 is in the table checkpoint, and is not known",
        "session 1, record 699: and up to 699 missing",
        "session 1, record 700: there is no checkpoint to go on from",
        "session 1, record 5000: a checkpoint of a record that is not there",
    ]
    journal.close()


def test_verify_holds_every_checkpoint_against_the_replay(tmp_path: Path) -> None:
    path = tmp_path / "j.db"
    written(path, story(1_200).told)
    (book,) = _checkpoint(path, 500)
    change(path, "UPDATE checkpoint SET book = ? WHERE ordinal = 1000", book)
    journal = Journal(path)

    assert verify(journal).findings == [
        "session 1, record 1000: the checkpoint is not what the records before it make"
    ]
    journal.close()


def _checkpoint(path: Path, ordinal: int) -> tuple[bytes]:
    db = sqlite3.connect(path)
    found: tuple[bytes] = db.execute("SELECT book FROM checkpoint WHERE ordinal = ?", (ordinal,)).fetchone()
    db.close()
    return found


def told_with(desk_told: list[Told], path: Path) -> Journal:
    Desk(path).put(desk_told).write().close()
    return Journal(path)


def test_an_event_is_found_by_the_beginning_of_its_id_in_capitals_or_not(tmp_path: Path) -> None:
    journal = told_with(story(300).told, tmp_path / "j.db")

    for prefix in ("000000ab-2222", "000000AB-2222", "000000aB"):
        (found,) = search(journal, Wanted(event_id=prefix))
        assert not isinstance(found.record, LinkRecord)
        assert found.record.event_id == "000000ab-2222-3333-4444-555555555555"
    assert list(search(journal, Wanted(event_id="%"))) == []
    journal.close()


def test_search_reads_on_over_its_pages_from_either_end(tmp_path: Path) -> None:
    journal = told_with(story(900).told, tmp_path / "j.db")
    first, end = journal.span()

    assert [kept.seq for kept in search(journal, Wanted())] == list(range(end - 1, first - 1, -1))
    assert [kept.seq for kept in search(journal, Wanted(), newest_first=False)] == list(range(first, end))
    assert [kept.seq for kept in search(journal, Wanted(currency="ETH"))] == [2]
    assert [kept.seq for kept in search(journal, Wanted(kinds=("link", "snapshot")))] == [3, 2, 1]
    journal.close()
