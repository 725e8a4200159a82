"""A currency's values over a span: few lookups however many there are, and gaps where nothing is known."""

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from tests.journal.telling import SNAPSHOT, Teller, written
from tui.core.span import Span
from tui.core.values import Values
from tui.journal import course as courses
from tui.journal.course import course
from tui.journal.store import Journal, JournalError

COLUMNS = 10


def asked(journal: Journal, teller: Teller, currency: str = "BTC", span: Span = Span.ALL) -> Values:
    return course(journal, Values(currency, span, COLUMNS), now=teller.clock.wall_ns())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_few_values_are_all_there(path: Path) -> None:
    teller = Teller().connect().hear(SNAPSHOT).updates(2, 100)
    written(path, teller.told)
    values = asked(Journal(path), teller)
    assert {point.value for point in values.amount} >= {Decimal(number) for number in range(2, 100)}
    assert [point.at for point in values.amount] == sorted(point.at for point in values.amount)
    assert values.amount[-1].value == Decimal(99)


def test_of_many_only_the_last_of_each_column_is(path: Path) -> None:
    teller = Teller().connect().hear(SNAPSHOT).updates(2, courses.EXACT + 100)
    written(path, teller.told)
    values = asked(Journal(path), teller)
    assert len(values.amount) == COLUMNS
    assert values.amount[-1].value == Decimal(courses.EXACT + 99)


def test_a_currency_that_was_never_named_has_no_history(path: Path) -> None:
    teller = Teller().connect().hear(SNAPSHOT)
    written(path, teller.told)
    values = asked(Journal(path), teller, "NEVER")
    assert (values.words, values.amount) == ("none kept", ())


def test_long_after_the_end_nothing_is_known_of_the_span(path: Path) -> None:
    teller = Teller().connect().hear(SNAPSHOT).updates(2, 9)
    written(path, teller.told)
    teller.clock.wall_now += 8 * 86_400_000
    assert asked(Journal(path), teller, span=Span.WEEK).words == "none kept of this time"
    assert asked(Journal(path), teller).amount[-1].value is None


def test_a_damaged_value_is_unknown_and_a_damaged_journal_is_said(path: Path) -> None:
    teller = Teller().connect().hear(SNAPSHOT).updates(2, 9)
    written(path, teller.told)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE balance SET amount = 'NaN'")
    db.close()
    journal = Journal(path)
    assert {point.value for point in asked(journal, teller).amount} == {None}
    journal.close()
    with pytest.raises(JournalError, match="cannot be read"):
        asked(journal, teller)
