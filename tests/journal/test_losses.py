"""What earlier sessions lost today, as the journal tells it: each for itself, and no more than was recorded."""

import sqlite3
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import NOW, SECOND, seldom
from tests.journal.telling import Desk
from tui.core.activity import Losses
from tui.core.book import Book
from tui.core.link import State
from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.journal import losses as asking
from tui.journal.gap import gap
from tui.journal.losses import losses
from tui.journal.store import Journal, JournalError

END = 1 << 40
HOUR = 3_600


def step(at: int, state: State) -> LinkRecord:
    """A step of the link, so many seconds after `NOW`."""
    return LinkRecord(NOW + at * SECOND, 1, state, "")


def heard(at: int, event_id: str = "") -> MessageRecord:
    return MessageRecord(NOW + at * SECOND, 1, Kind.UPDATE if event_id else Kind.IGNORED, b"{}", event_id)


def live(at: int) -> LinkRecord:
    return step(at, State.LIVE)


def lost(at: int) -> LinkRecord:
    return step(at, State.LOST)


def recorded(path: Path, *records: Record) -> Path:
    """Let a session record these."""
    desk = Desk(path, NOW).put([(record, Book()) for record in records])
    desk.write().close()
    return path


def worst(path: Path, since: int = 0, until: int = 24 * HOUR, end: int = END) -> int:
    """The longest loss from so many seconds after `NOW` to so many, in seconds."""
    journal = Journal(path)
    try:
        began = NOW + since * SECOND
        return losses(journal, end, began, NOW + until * SECOND).worst(began) // SECOND
    finally:
        journal.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_the_longest_of_all_sessions_counts(path: Path) -> None:
    recorded(path, live(0), lost(10), step(20, State.SYNCING), live(40), lost(50), live(55))
    recorded(path, live(100), lost(110), live(200), lost(300), live(310))
    assert worst(path) == 90


def test_what_was_never_live_lost_nothing_and_neither_did_time_without_a_program(path: Path) -> None:
    recorded(path, step(0, State.SYNCING), lost(10), lost(500))
    recorded(path, step(1_000, State.SYNCING), live(1_010))
    recorded(path, step(9_000, State.SYNCING), live(9_020), heard(9_030))
    assert worst(path) == 0


def test_a_loss_that_the_end_of_its_session_cut_off_counts_up_to_its_last_record(path: Path) -> None:
    recorded(path, live(0), lost(10), step(20, State.SYNCING), heard(70))
    recorded(path, step(1_000, State.SYNCING), live(1_010))
    assert worst(path) == 60
    assert worst(path, until=50) == 40


def test_the_last_record_may_be_one_that_another_session_had_first(path: Path) -> None:
    first = Desk(path, NOW).put([(live(0), Book()), (heard(90, "0000-1"), Book())]).write()
    recorded(path, live(0), lost(10), heard(90, "0000-1"))
    first.close()
    assert worst(path) == 80


def test_sessions_that_write_at_once_are_each_taken_for_themselves(path: Path) -> None:
    desks = [Desk(path, NOW + number) for number in range(2)]
    for number, record in enumerate(
        [live(0), live(1), lost(10), live(11), live(12), lost(13), lost(50), live(63)]
    ):
        desks[number % 2].put([(record, Book())]).write()
    for desk in desks:
        desk.close()
    assert worst(path) == 50


def test_a_loss_over_midnight_counts_from_midnight_on(path: Path) -> None:
    recorded(path, live(-900), *(lost(-at) for at in range(800, 0, -1)), live(70))
    recorded(path, live(-900), lost(-800), live(-700), heard(30), lost(100), live(110))
    assert worst(path) == 70


def test_so_does_one_of_which_no_step_is_of_today(path: Path) -> None:
    recorded(path, live(-900), step(-800, State.SYNCING), heard(30))
    assert worst(path) == 30
    assert worst(path, since=31) == 0


def test_records_from_a_number_on_are_not_looked_at(path: Path) -> None:
    recorded(path, live(0), lost(10), live(15))
    end = 4
    recorded(path, live(20), lost(30), live(90))
    assert worst(path) == 60
    assert worst(path, end=end) == 5


def test_what_the_clock_says_is_yet_to_come_is_no_loss_of_today(path: Path) -> None:
    recorded(path, live(0), lost(10), live(20), lost(50 * HOUR), live(60 * HOUR), heard(30))
    assert worst(path) == 10


def test_a_clock_that_was_set_back_loses_what_came_before_no_more(path: Path) -> None:
    recorded(path, live(7_000), lost(7_010), live(7_050), lost(3_000), live(3_020))
    assert worst(path) == 40


@pytest.mark.parametrize("begun", [0, -50])
def test_records_that_could_not_be_kept_cut_a_loss_off_and_begin_none(path: Path, begun: int) -> None:
    missing = gap(5, heard(begun + 40), State.LOST)
    recorded(
        path, live(-90), lost(begun), heard(begun + 25), missing, heard(begun + 40), lost(600), live(607)
    )
    assert worst(path) == (25 if begun == 0 else 7)


def test_only_the_latest_steps_are_looked_at_and_what_they_prove_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(path, live(0), lost(10), live(200), lost(300), lost(310), lost(320), live(340))
    monkeypatch.setattr(asking, "MOST", 2)
    monkeypatch.setattr(asking, "_PAGE", 2)
    assert worst(path) == 30


session = st.lists(st.tuples(st.integers(1, 99), st.sampled_from(list(State))), min_size=1, max_size=25)


@seldom
@given(st.lists(st.tuples(st.integers(0, 500), session), min_size=1, max_size=3), st.integers(0, 1_500))
def test_since_any_moment_it_is_what_whoever_saw_it_all_would_say(
    sessions: list[tuple[int, list[tuple[int, State]]]], since: int
) -> None:
    whole = Losses()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.db"
        for begun, taken in sessions:
            own, at, records = Losses(), begun, list[Record]()
            for wait, state in taken:
                at += wait
                records.append(step(at, state))
                own.step(records[-1].received, is_live=state is State.LIVE)
            own.stop(records[-1].received)
            whole.join(own)
            recorded(path, *records)
        assert worst(path, since) * SECOND == whole.worst(NOW + since * SECOND)


def test_a_damaged_step_is_passed_over_and_a_damaged_journal_is_said(path: Path) -> None:
    recorded(path, live(0), lost(10), lost(20), live(30))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE record SET detail = x'ff' WHERE seq = 2")
    db.close()
    assert worst(path) == 10
    journal = Journal(path)
    journal.close()
    with pytest.raises(JournalError, match="cannot be read"):
        losses(journal, END, 0, NOW)


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        (asking._STEPS, (9, 9)),
        (asking._STEPS_BEFORE, {"session": 1, "before": 9, "most": 9}),
        (asking._LAST, {"session": 1, "ordinal": 9, "end": 9}),
        (asking._ORDINAL, (1,)),
    ],
)
def test_every_question_is_answered_by_an_index(path: Path, query: str, parameters: object) -> None:
    recorded(path, live(0))
    with sqlite3.connect(path) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {query}", parameters)]  # type: ignore[arg-type]
    db.close()
    assert [each for each in plan if "record" in each and each.startswith("SEARCH")]
    assert not [each for each in plan if each.startswith("SCAN") and "subquery" not in each]
