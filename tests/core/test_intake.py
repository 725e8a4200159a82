from tests.core.builders import NOW, Following, message, row
from tui.core.book import Book, Phase, opened
from tui.core.intake import take
from tui.core.novelty import Novelties, Novelty
from tui.core.record import Kind, MessageRecord


class Taking:
    """A book on its first connection that takes raw messages in."""

    def __init__(self) -> None:
        told = Following()
        told.connect()
        self.book: Book = told.book
        self.novelties = Novelties()

    def take(self, raw: bytes, *, is_text: bool = True, generation: int = 1) -> MessageRecord:
        self.book, record = take(
            self.book,
            raw,
            is_text=is_text,
            received=NOW + 7,
            seen=3.5,
            generation=generation,
            novelties=self.novelties,
        )
        return record


def test_the_first_message_is_recorded_as_the_snapshot_and_the_next_as_an_update() -> None:
    taking = Taking()
    raw = message(row("BTC"), row("ETH"))
    snapshot = taking.take(raw)
    assert taking.book.phase is Phase.COMPLETE
    assert (snapshot.kind, snapshot.raw, snapshot.received) == (Kind.SNAPSHOT, raw, NOW + 7)
    assert (snapshot.currencies, snapshot.changes) == (("BTC", "ETH"), ())
    assert (snapshot.timestamp, snapshot.datetime) == (NOW, "2026-09-21T22:13:20.000Z")
    update = taking.take(message(row("BTC", amount="2"), eventID="next"))
    assert (update.kind, update.event_id, update.novelty) == (Kind.UPDATE, "next", Novelty.NEW)
    assert [change.seen for change in update.changes] == [3.5]


def test_an_event_that_comes_again_is_marked_and_applied_all_the_same() -> None:
    taking = Taking()
    taking.take(message(row("BTC"), row("ETH")))
    assert taking.take(message(row("BTC"), row("ETH"))).novelty is Novelty.DUPLICATE
    conflict = taking.take(message(row("BTC", amount="5"), row("ETH")))
    assert conflict.novelty is Novelty.CONFLICT
    assert str(taking.book.entries["BTC"].balance.amount) == "5"


def test_a_rejected_message_changes_no_balance_and_leaves_the_book_behind() -> None:
    taking = Taking()
    taking.take(message(row("BTC"), row("ETH")))
    entries = taking.book.entries
    record = taking.take(message(row("ETH", amount="9"), row("BTC", amount="NaN")))
    assert record.kind is Kind.REJECTED
    assert "BTC amount" in record.reason
    assert taking.book.entries == entries
    assert taking.book.behind


def test_a_message_of_another_kind_leaves_the_book_as_it_is() -> None:
    taking = Taking()
    before = taking.book
    record = taking.take(b'{"event": "TICKER"}')
    assert (record.kind, record.reason) == (Kind.IGNORED, "event TICKER")
    assert taking.book is before


def test_a_binary_frame_is_ignored_whatever_it_holds() -> None:
    taking = Taking()
    before = taking.book
    record = taking.take(message(row("BTC"), row("ETH")), is_text=False)
    assert record.kind is Kind.IGNORED
    assert record.reason.startswith("binary frame of ")
    assert taking.book is before


def test_a_late_message_of_another_connection_is_recorded_and_dropped() -> None:
    taking = Taking()
    before = taking.book
    record = taking.take(message(row("BTC"), row("ETH")), generation=0)
    assert (record.generation, record.currencies) == (0, ("BTC", "ETH"))
    assert taking.book is before


def test_a_late_message_that_cannot_be_read_leaves_no_hole_in_the_present_connection() -> None:
    taking = Taking()
    taking.take(message(row("BTC"), row("ETH")))
    book, record = take(
        opened(taking.book, 2),
        b"{",
        is_text=True,
        received=NOW,
        seen=0.0,
        generation=1,
        novelties=taking.novelties,
    )
    assert record.kind is Kind.REJECTED
    assert not book.behind
