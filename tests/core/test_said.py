"""Words, ages and widths in a language whose characters take two cells."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from tests.core.builders import NOW, balance
from tests.tongue.catalogues import speaking
from tui.core import words
from tui.core.cells import cell
from tui.core.columns import Measures, content_width
from tui.core.entry import Cause, Change, Entry, Note, NoteKind
from tui.core.link import Link, State
from tui.core.query import Column, Query, Tradable
from tui.core.span import Span
from tui.core.text import age, age_width, duration, milliseconds
from tui.core.width import cells
from tui.tongue import say

TEXTS = {
    "nonzero": "非零",
    "tradable": "可交易",
    "Amount": "總額",
    "Changed": "變動",
    "largest first": "大者在前",
    "by {column}, {direction}": "依{column}排序({direction})",
    "retry in {wait} ({attempt})": "{attempt},{wait}後重試",
    "third": "第 3 次",
    "{number}th": "第 {number} 次",
    "waiting for the snapshot and the pong": "等待快照與 pong",
    "{number} s": "{number} 秒",
    "{number} min": "{number} 分",
    "{number} h": "{number} 小時",
    "{number} d": "{number} 天",
    "24 h": "24 小時",
    "available": "可用",
    "yes": "是",
    "offline": "離線期間變動",
    "{number} currency": "{number} 種幣",
    ", ": "、",
    "not in the latest snapshot": "不在最新快照中",
    "{what}: {currencies}": "{what} → {currencies}",
}


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    with speaking(TEXTS):
        yield


def changed_at(seen: float, cause: Cause = Cause.UPDATE) -> Entry:
    held = balance()
    return Entry(held, NOW, 1, changes=(Change(balance("BTC", "9"), held, NOW, NOW, "", cause, seen),))


def test_filters_are_said_with_their_heading() -> None:
    query = Query(nonzero=True, tradable=Tradable.YES, sort=Column.AMOUNT, descending=True)
    assert words.filters(query) == "非零 · 可交易 · 依總額排序(大者在前)"


def test_a_state_keeps_its_name_and_what_it_waits_for_is_said() -> None:
    lost = Link(state=State.LOST, retry_at=7.0, attempt=3)
    assert words.state(lost, 0.0) == "LOST  第 3 次,7 秒後重試"
    assert words.state(replace(lost, attempt=12), 0.0) == "LOST  第 12 次,7 秒後重試"
    assert words.trouble(Link(state=State.SYNCING)) == "等待快照與 pong"


def test_notes_and_changes_are_said() -> None:
    assert words.note(Note(NoteKind.NOT_IN_SNAPSHOT, ("ADA", "XRP"))) == "不在最新快照中 → ADA、XRP"
    change = Change(balance("BTC", "2", "2"), balance("BTC", "2", "1"), NOW, NOW, "", Cause.UPDATE)
    assert words.change(change) == "可用 −1"


def test_ages_have_the_units_of_the_language() -> None:
    assert [age(each) for each in (3, 45, 300, 7200, 90_000)] == ["3 秒", "40 秒", "5 分", "2 小時", "1 天"]
    assert duration(37) == "37 秒"
    assert milliseconds(1.25) == "1.2 秒"
    assert Span.DAY.word == "24 小時"


@pytest.mark.parametrize("seconds", [0, 59, 3599, 86_399])
def test_the_widest_age_is_counted_in_cells(seconds: float) -> None:
    assert cells(age(seconds)) <= age_width() == len("23 ") + 4


@pytest.mark.parametrize("told", [changed_at(98.0), changed_at(98.0, Cause.OFFLINE), changed_at(-80_000.0)])
@pytest.mark.parametrize("column", [Column.CHANGED, Column.TRADABLE])
def test_every_cell_fits_its_column(told: Entry, column: Column) -> None:
    assert cells(cell(told, column, Measures(), 100.0)) <= content_width(column, Measures())


def test_a_heading_and_its_arrow_are_counted_in_cells() -> None:
    assert content_width(Column.AMOUNT, Measures()) == 4 + 2
    assert Column.AMOUNT.heading == "總額"
    assert Column.AMOUNT.value == "Amount"


def test_marks_stand_below_one_another() -> None:
    marked = cell(changed_at(98.0), Column.CHANGED, Measures(), 100.0)
    assert marked == "2 秒   ▼"
    assert cells(marked) == age_width() + 1


def test_what_a_program_reads_of_a_row_stays_as_it_is() -> None:
    odd = balance("BTC", "-1", "-1")
    with speaking({"negative amount and available": "總額與可用為負"}):
        assert odd.oddity == "negative amount and available"
        assert say(odd.oddity) == "總額與可用為負"
