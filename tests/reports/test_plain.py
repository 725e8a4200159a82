from tests.core.builders import balance, book_of, is_harmless
from tui.core.book import Book
from tui.core.query import Column, Query
from tui.reports.plain import table

HEADINGS = "Currency Amount Available In orders Stake Tradable Changed"


def test_every_column_has_its_heading_though_there_is_nothing_below() -> None:
    (heading,) = table(Book(), Query(), 0)

    assert " ".join(heading.split()) == HEADINGS


def test_every_digit_stands_there_as_it_was_sent() -> None:
    book = book_of(
        balance("BTC", "999999999999.99999999", "0.00000001", "0.10"),
        balance("SHIB", "123456789012345678901234567890.123456789012345678901234567890"),
        balance("TWD", "0.0", "0.000", "0"),
    )
    lines = [line.split() for line in table(book, Query(), 0)][1:]

    assert lines == [
        ["BTC", "999999999999.99999999", "0.00000001", "999999999999.89999998", "0.10", "yes", "–"],
        [
            "SHIB",
            *["123456789012345678901234567890.123456789012345678901234567890"] * 2,
            "0",
            "0",
            "yes",
            "–",
        ],
        ["TWD", "0.0", "0.000", "0", "0", "yes", "–"],
    ]


def test_points_stand_in_one_column() -> None:
    book = book_of(balance("BTC", "1.5"), balance("ETH", "1234.25"), balance("TWD", "0.125"))
    lines = list(table(book, Query(), 0))[1:]

    assert len({line.index(".") for line in lines}) == 1


def test_rows_are_those_of_the_query_in_its_order() -> None:
    book = book_of(balance("BTC", "1"), balance("ETH", "3"), balance("TWD", "0"))
    lines = list(table(book, Query(nonzero=True, sort=Column.AMOUNT, descending=True), 0))

    assert [line.split()[0] for line in lines[1:]] == ["ETH", "BTC"]


def test_a_row_that_breaks_the_invariant_is_flagged_beside_its_currency() -> None:
    book = book_of(balance("BTC", "1", "2"), balance("ETH"))
    flagged, sound = list(table(book, Query(), 0))[1:]

    assert flagged.split()[:2] == ["BTC", "!"]
    assert "!" not in sound


def test_no_line_holds_a_control_character_or_ends_in_blanks() -> None:
    lines = list(table(book_of(balance("BTC"), balance("ETH", "12.50")), Query(), 0))

    assert all(is_harmless(line) and line == line.rstrip() for line in lines)
