"""A history that goes on with the book, without asking for it again."""

from decimal import Decimal

from msgspec.structs import replace

from tests.core.builders import NOW, balance, following
from tui.core.chart import Point
from tui.core.entry import Entry
from tui.core.span import Span
from tui.core.values import Values, is_outdated, with_changes

NS = 1_000_000
HOUR = 3_600_000 * NS
ASKED = Values(
    "BTC", Span.HOUR, 60, None, NOW * NS - HOUR, NOW * NS, NOW * NS,
    (Point(NOW * NS, Decimal(1)),), (Point(NOW * NS, Decimal(1)),),
)  # fmt: skip


def changed(*seconds: int) -> Entry:
    """BTC after changes so many seconds from now on, each to that many coins."""
    told = following(balance("BTC"), balance("ETH"))
    for each in seconds:
        at = NOW + each * 1_000
        told.hear(balance("BTC", str(each), "0"), at=at, received=at)
    return told.book.entries["BTC"]


def test_changes_that_came_since_are_appended_and_the_span_moves_on() -> None:
    values = with_changes(ASKED, changed(5, 9))
    assert [point.value for point in values.amount] == [Decimal(1), Decimal(5), Decimal(9)]
    assert [point.value for point in values.available] == [Decimal(1), Decimal(0), Decimal(0)]
    assert values.until - ASKED.until == values.since - ASKED.since == 9_000 * NS


def test_what_the_journal_had_not_been_told_yet_comes_behind_its_answer() -> None:
    late = replace(ASKED, until=NOW * NS + 20_000 * NS)
    values = with_changes(late, changed(5))
    assert values.amount[-1] == Point(late.until, Decimal(5))
    assert values.until == late.until


def test_without_news_it_stays_the_same_object() -> None:
    assert with_changes(ASKED, changed()) is ASKED


def test_in_the_past_nothing_is_appended() -> None:
    past = replace(ASKED, ends_at=NOW * NS)
    assert with_changes(past, changed(5)) is past
    assert not is_outdated(past, changed(4_000))


def test_it_is_outdated_once_a_column_has_passed_or_more_changed_than_the_book_remembers() -> None:
    assert not is_outdated(ASKED, changed(5))
    assert not is_outdated(ASKED, changed())
    assert is_outdated(ASKED, changed(60))
    assert is_outdated(ASKED, changed(*range(1, 10)))


def test_a_currency_of_which_nothing_was_kept_is_asked_for_again_when_it_changes() -> None:
    none = replace(ASKED, amount=(), available=(), latest=0, words="none kept")
    assert is_outdated(none, changed(5))
    assert with_changes(none, changed(5)) is none


def test_spans_go_round() -> None:
    assert [span.next for span in Span] == [Span.DAY, Span.WEEK, Span.ALL, Span.HOUR]
