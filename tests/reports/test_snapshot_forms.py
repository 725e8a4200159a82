"""The balances as JSON and CSV: every digit, in the order and choice that were asked for."""

import csv
import json

import fastjsonschema
import pytest
from msgspec.structs import replace

from tests.core.builders import NOW, balance, book_of
from tests.core.expressions import parsed
from tests.reports import schemas
from tui.core.query import Column, Query
from tui.core.record import Kind, MessageRecord
from tui.reports.plain import table
from tui.reports.snapshot_forms import Found, as_csv, as_json, lines

EVENT = MessageRecord(NOW + 20, 1, Kind.SNAPSHOT, b"", "an-event", NOW)
BOOK = book_of(
    balance("BTC", "999999999999.99999999", "0.10", "0.000"),
    balance("ETH", "1", "2"),
    balance("OLD", "-0.0", "0", tradable=False),
)
FOUND = Found(BOOK, "exchange.test", EVENT, 0.0)


def test_json_is_as_the_schema_says_and_holds_every_digit() -> None:
    said = schemas.snapshot(json.loads(as_json(FOUND, Query())))

    assert (said["eventID"], said["timestamp"], said["received"]) == ("an-event", NOW, NOW + 20)
    assert said["balances"][0] == {
        "currency": "BTC",
        "amount": "999999999999.99999999",
        "available": "0.10",
        "in_orders": "999999999999.89999999",
        "stake": "0.000",
        "tradable": True,
        "listed": True,
        "flags": [],
    }
    assert said["balances"][1]["flags"] == ["available + stake is more than amount"]
    assert said["balances"][2]["amount"] == "-0.0"


def test_a_row_that_the_snapshot_lacks_says_so() -> None:
    entries = {"BTC": replace(BOOK.entries["BTC"], listed=False, doubt="passed over")}
    said = json.loads(as_json(Found(replace(BOOK, entries=entries, hole=1), "h", EVENT, 0.0), Query()))

    assert said["may_be_behind"] is True
    assert said["balances"][0]["listed"] is False
    assert said["balances"][0]["flags"] == ["not in the latest snapshot", "passed over"]


def test_the_schema_takes_no_number_for_an_amount() -> None:
    said = json.loads(as_json(FOUND, Query()))
    said["balances"][0]["amount"] = 1.5

    with pytest.raises(fastjsonschema.JsonSchemaException):
        schemas.snapshot(said)


def test_csv_has_a_heading_and_a_field_for_each_name() -> None:
    btc, eth, old = csv.DictReader(as_csv(FOUND, Query()).splitlines())

    assert btc["amount"] == "999999999999.99999999"
    assert eth["flags"] == "available + stake is more than amount"
    assert old["tradable"] == "false"


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_every_form_shows_the_rows_of_the_query_in_its_order(form: str) -> None:
    view = Query(sort=Column.AMOUNT, descending=True, where=parsed("nonzero"))
    text = "\n".join(lines(FOUND, view, form))  # type: ignore[arg-type]  # one of them

    assert text.index("BTC") < text.index("ETH")
    assert "OLD" not in text


def test_the_table_is_that_of_the_pipe() -> None:
    assert list(lines(FOUND, Query(), "table")) == list(table(BOOK, Query(), 0.0))
