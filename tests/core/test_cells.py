import pytest
from msgspec.structs import replace

from tests.core.builders import NOW, balance
from tui.core.balance import Balance
from tui.core.cells import cell, changed, direction, flag, is_fresh
from tui.core.columns import Measures, measured
from tui.core.entry import Cause, Change, Entry
from tui.core.query import Column


def entry(held: Balance | None = None, *, was: Balance | None = None, cause: Cause = Cause.UPDATE) -> Entry:
    """An entry that changed at second 100, from `was`."""
    now = held or balance()
    return Entry(now, NOW, 1, changes=(Change(was, now, NOW, NOW, "", cause, 100.0),))


STILL = Entry(balance(), NOW, 1)
ODD = Entry(balance("BTC", "1", "2"), NOW, 1)


@pytest.mark.parametrize(
    ("told", "mark"),
    [
        (STILL, ""),
        (ODD, "!"),
        (replace(STILL, doubt="a message was passed over"), "!"),
        (replace(STILL, listed=False), "?"),
        (replace(ODD, listed=False), "?"),
    ],
)
def test_a_row_that_needs_a_word_is_flagged(told: Entry, mark: str) -> None:
    assert flag(told) == mark


@pytest.mark.parametrize(
    ("was", "now", "arrow"),
    [
        (None, balance(), "▲"),
        (balance("BTC", "1"), balance("BTC", "2"), "▲"),
        (balance("BTC", "2"), balance("BTC", "1"), "▼"),
        (balance("BTC", "1", "1"), balance("BTC", "1", "0.5"), "▼"),
        (balance("BTC", "1", "0", "0"), balance("BTC", "1", "0", "1"), "▲"),
        (balance("BTC", "1", "0"), balance("BTC", "2", "1"), "▲"),
        (balance(), balance(tradable=False), "◆"),
    ],
)
def test_a_change_points_where_the_first_field_that_moved_went(
    was: Balance | None, now: Balance, arrow: str
) -> None:
    assert direction(Change(was, now, NOW, NOW, "", Cause.UPDATE)) == arrow


def test_a_change_is_marked_for_five_seconds() -> None:
    assert is_fresh(entry(), 100)
    assert is_fresh(entry(), 104.9)
    assert not is_fresh(entry(), 105)
    assert not is_fresh(STILL, 0)


def test_the_age_of_a_change_is_said_where_its_moment_is_known() -> None:
    assert changed(STILL, 500) == "–"
    assert changed(entry(), 160) == "1 min"
    assert changed(entry(cause=Cause.OFFLINE), 160) == "offline"
    assert changed(entry(cause=Cause.DRIFT), 160) == "drift"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column.CURRENCY, "BTC"),
        (Column.AMOUNT, "   2.50"),
        (Column.AVAILABLE, "1"),
        (Column.IN_ORDERS, "1"),
        (Column.STAKE, "0.5"),
        (Column.TRADABLE, "yes"),
        (Column.CHANGED, "1 min"),
    ],
)
def test_every_column_has_its_cell(column: Column, text: str) -> None:
    told = entry(balance("BTC", "2.50", "1", "0.5"))
    measures = measured([told])
    wide = measures.joined(measured([Entry(balance("ETH", "1000", "1", "0.5"), NOW, 1)]))
    assert cell(told, column, wide if column is Column.AMOUNT else measures, 160) == text


def test_a_fresh_change_is_marked_beside_its_age_or_beside_the_code() -> None:
    told = entry(ODD.balance)
    assert cell(told, Column.CHANGED, Measures(), 101) == "1 s   ▲"
    assert cell(told, Column.CURRENCY, Measures(), 101) == "BTC !"
    assert cell(told, Column.CURRENCY, Measures(), 101, marks_code=True) == "BTC ! ▲"
    assert cell(told, Column.CURRENCY, Measures(), 200, marks_code=True) == "BTC !"


def test_a_delisted_coin_is_not_tradable() -> None:
    assert cell(Entry(balance(tradable=False), NOW, 1), Column.TRADABLE, Measures(), 0) == "no"
