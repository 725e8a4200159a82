"""The rules of the book, one by one; DESIGN.md numbers them."""

import pytest

from tests.core.builders import NOW, Following, balance, causes, event, following, noted
from tui.core.book import CHANGES_KEPT, Book, Phase, Step, apply, opened, settled
from tui.core.entry import Cause, NoteKind

BTC, ETH, ADA, XRP, SOL = (balance(currency) for currency in ("BTC", "ETH", "ADA", "XRP", "SOL"))


# Rule 1: an update upserts what it names


def test_an_update_sets_what_it_names_and_nothing_else() -> None:
    told = following(BTC, ETH, ADA)
    step = told.hear(balance("ETH", "2.50"), XRP)
    assert told.amounts == {"BTC": "1", "ETH": "2.50", "ADA": "1", "XRP": "1"}
    assert causes(step) == {"ETH": Cause.UPDATE, "XRP": Cause.UPDATE}
    assert not step.is_snapshot


def test_a_change_says_from_what_to_what_when_and_by_which_event() -> None:
    told = following(BTC, ETH)
    new = balance("BTC", "3")
    told.take(event(new, at=NOW + 5, event_id="abc"), received=NOW + 9, seen=12.5)
    change = told.book.entries["BTC"].changes[0]
    assert (change.before, change.after) == (BTC, new)
    assert (change.timestamp, change.received, change.seen) == (NOW + 5, NOW + 9, 12.5)
    assert change.event_id == "abc"


def test_an_equal_value_is_no_change_but_the_digits_sent_last_are_shown() -> None:
    told = following(BTC, ETH)
    assert told.hear(balance("BTC", "1.00")).changes == ()
    assert told.amounts["BTC"] == "1.00"


def test_nothing_has_changed_when_the_first_snapshot_is_read() -> None:
    assert following(BTC, ETH).changed == set()


def test_the_latest_changes_are_kept_newest_first() -> None:
    told = following(BTC, ETH)
    for number in range(20):
        told.hear(balance("BTC", str(number + 2)), at=NOW + number)
    kept = [str(change.after.amount) for change in told.book.entries["BTC"].changes]
    assert kept == [str(number) for number in range(21, 21 - CHANGES_KEPT, -1)]


# Rule 2: the first message is the snapshot


def test_what_a_snapshot_lacks_is_kept_and_marked_until_it_is_named_again() -> None:
    told = following(BTC, ETH, ADA)
    told.connect()
    step = told.hear(BTC, ETH)
    assert step.is_snapshot
    assert noted(step) == {NoteKind.NOT_IN_SNAPSHOT: ("ADA",)}
    assert told.phase() is Phase.COMPLETE
    assert told.unlisted == {"ADA"}
    assert told.amounts["ADA"] == "1"
    told.hear(ADA)
    assert told.unlisted == set()


@pytest.mark.parametrize(
    ("named", "phase"),
    [
        ((), Phase.PARTIAL),
        ((BTC,), Phase.PARTIAL),
        ((BTC, ETH), Phase.PARTIAL),
        ((BTC, balance("NEW1"), balance("NEW2"), balance("NEW3")), Phase.PARTIAL),
        ((BTC, ETH, ADA), Phase.COMPLETE),
        ((BTC, ETH, ADA, XRP, SOL), Phase.COMPLETE),
    ],
)
def test_a_first_message_with_few_of_those_known_is_partial(named: tuple[object, ...], phase: Phase) -> None:
    told = following(BTC, ETH, ADA, XRP, SOL)
    told.connect()
    step = told.take(event(*named))  # type: ignore[arg-type]  # all of them are balances
    assert told.phase() is phase
    assert (NoteKind.PARTIAL_SNAPSHOT in noted(step)) is (phase is Phase.PARTIAL)
    assert told.unlisted == ({"XRP", "SOL"} if phase is Phase.COMPLETE and len(named) == 3 else set())


def test_a_partial_snapshot_is_complete_once_all_known_are_named() -> None:
    told = following(BTC, ETH, ADA)
    told.connect()
    told.hear(BTC)
    told.hear(ETH)
    assert told.phase() is Phase.PARTIAL
    told.hear(ADA)
    assert told.phase() is Phase.COMPLETE
    assert told.unlisted == set()


def test_a_partial_snapshot_that_stays_so_marks_the_rest_in_the_end() -> None:
    told = following(BTC, ETH, ADA)
    told.connect()
    told.hear(BTC)
    step = told.settle()
    assert told.phase() is Phase.COMPLETE
    assert told.unlisted == {"ETH", "ADA"}
    assert set(noted(step)[NoteKind.NOT_IN_SNAPSHOT]) == {"ETH", "ADA"}


def test_an_account_of_one_currency_is_complete_when_its_time_is_up() -> None:
    told = following(BTC)
    assert told.phase() is Phase.PARTIAL
    told.hear(BTC)
    assert told.phase() is Phase.PARTIAL
    assert told.settle().notes == ()
    assert told.phase() is Phase.COMPLETE


def test_a_complete_or_waiting_book_needs_no_settling() -> None:
    told = following(BTC, ETH)
    assert settled(told.book) == Step(told.book)
    assert settled(Book()) == Step(Book())


def test_currencies_that_complete_the_first_snapshot_have_not_changed() -> None:
    told = Following()
    told.connect()
    told.connect()
    told.hear(BTC)
    told.hear(ETH)
    told.connect()
    told.hear(BTC, ETH, ADA)
    assert told.changed == set()


def test_a_currency_first_met_after_the_first_whole_snapshot_is_news() -> None:
    told = following(BTC)
    told.settle()
    assert causes(told.hear(ETH)) == {"ETH": Cause.UPDATE}


# Rule 4: a hole is healed by a snapshot only


def test_a_rejected_message_leaves_the_book_behind_until_the_next_snapshot() -> None:
    told = following(BTC, ETH)
    told.reject()
    told.hear(balance("BTC", "2"))
    assert told.book.behind
    told.connect()
    assert told.book.behind
    told.hear(BTC, ETH)
    assert not told.book.behind


# Rule 6: the one invariant


def test_a_row_that_breaks_the_invariant_is_kept_digit_for_digit_and_noted() -> None:
    told = following(BTC, ETH)
    step = told.hear(balance("BTC", "1.00", "1.50"), balance("ETH", "-0.10"))
    assert noted(step) == {NoteKind.ODD: ("BTC", "ETH")}
    assert told.amounts == {"BTC": "1.00", "ETH": "-0.10"}


# Rule 7: what changed while offline


def test_what_differs_after_a_loss_changed_while_offline() -> None:
    told = following(BTC, ETH)
    told.connect()
    step = told.hear(balance("BTC", "2"), ETH, XRP)
    assert causes(step) == {"BTC": Cause.OFFLINE, "XRP": Cause.OFFLINE}
    assert causes(told.hear(balance("BTC", "3"))) == {"BTC": Cause.UPDATE}


def test_what_a_partial_snapshot_names_late_changed_while_offline_too() -> None:
    told = following(BTC, ETH, ADA)
    told.connect()
    told.hear(BTC)
    assert causes(told.hear(balance("ETH", "2"), balance("BTC", "2"))) == {
        "ETH": Cause.OFFLINE,
        "BTC": Cause.UPDATE,
    }


def test_what_differs_after_a_planned_redial_is_drift() -> None:
    told = following(BTC, ETH)
    told.connect(planned=True)
    assert causes(told.hear(balance("BTC", "2"), ETH)) == {"BTC": Cause.DRIFT}
    told.connect()
    assert not told.book.planned


def test_a_planned_snapshot_older_than_what_was_heard_since_takes_nothing_back() -> None:
    told = following(BTC, ETH)
    told.hear(balance("BTC", "2"), at=NOW + 5)
    told.connect(planned=True)
    assert told.hear(BTC, balance("ETH", "3"), at=NOW + 4).changes[0].cause is Cause.DRIFT
    assert told.amounts == {"BTC": "2", "ETH": "3"}
    told.hear(balance("BTC", "4"), at=NOW + 4)
    assert told.amounts["BTC"] == "2"


def test_a_planned_snapshot_lists_what_it_names_however_old_it_is() -> None:
    told = following(BTC, ETH, ADA)
    told.connect()
    told.hear(BTC, ETH)
    assert told.unlisted == {"ADA"}
    told.connect(planned=True)
    told.hear(BTC, ETH, ADA, at=NOW - 1)
    assert told.unlisted == set()


def test_a_planned_snapshot_whose_time_cannot_be_true_is_believed_like_any_other() -> None:
    told = following(BTC, ETH)
    told.connect(planned=True)
    assert causes(told.hear(balance("BTC", "2"), ETH, at=0)) == {"BTC": Cause.DRIFT}
    assert told.amounts["BTC"] == "2"


# Rule 8: generations


def test_a_late_message_of_an_old_connection_is_dropped() -> None:
    book = opened(following(BTC, ETH).book, 2)
    step = apply(book, event(balance("BTC", "9"), at=NOW + 1), NOW, 1)
    assert step.book is book
    assert noted(step) == {NoteKind.LATE: ("BTC",)}
    assert step.changes == ()
    assert not step.is_snapshot
