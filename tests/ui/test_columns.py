"""Columns leave by priority, and no digit of a number that is shown is ever cut."""

import re

import pytest

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT
from tui.core.amount import digits
from tui.core.query import Column

LEAVES = ("Stake", "Changed", "Tradable", "In orders", "Available")

WIDTHS = [*range(40, 202, 18), 99, 100, 101]


def names(on: Stage) -> list[str]:
    return [re.sub(" [▴▾]", "", heading) for heading in on.headings]


@pytest.mark.parametrize("digits_of", [ACCOUNT, (row("A"), row("B"))], ids=["long", "short"])
async def test_columns_leave_in_their_order(digits_of: tuple[dict[str, object], ...]) -> None:
    async with stage(*digits_of, size=(250, 24)) as on:
        assert names(on) == [column.value for column in Column]
        left: tuple[str, ...] = ()
        for width in range(250, 9, -12):
            await on.resize(width, 24)
            gone = tuple(name for name in LEAVES if name not in names(on))
            assert gone == LEAVES[: len(gone)]
            if width not in range(95, 106):  # where the detail pane folds away there is room again
                left = gone
        assert left == LEAVES
        assert names(on) == ["Currency", "Amount"]


@pytest.mark.parametrize("width", WIDTHS)
async def test_every_digit_of_every_shown_number_stands_on_the_screen(width: int) -> None:
    async with stage(size=(width, 40)) as on:
        shown = names(on)
        for currency, entry in on.app.book.entries.items():
            line = next(line for line in on.lines if line.split()[:1] == [currency])
            tokens = line[: on.table.region.width].split()
            for name, value in (
                ("Amount", entry.balance.amount),
                ("Available", entry.balance.available),
                ("In orders", entry.balance.in_orders),
                ("Stake", entry.balance.stake),
            ):
                if name in shown:
                    assert digits(value) in tokens


async def test_points_stand_under_one_another() -> None:
    async with stage(size=(80, 30)) as on:
        points = {
            line.index(".")
            for line in on.lines[3:15]
            if line.split()[0] in {"ADA", "BCH", "BITO", "BTC", "ETH", "SHIB"}
        }
        assert len(points) == 1


async def test_a_longer_number_makes_room_for_itself_and_the_columns_stay_when_it_leaves() -> None:
    async with stage(row("A"), row("B"), size=(80, 24)) as on:
        before = on.headings
        await on.hear(row("A", amount="12345678901234567890.123456789", available="1"))
        assert "12345678901234567890.123456789" in on.text
        assert len(on.headings) < len(before)
        during = on.headings
        await on.hear(row("A"))
        assert on.headings == during


@pytest.mark.parametrize("width", [16, 20, 25, 30, 35])
async def test_a_number_for_which_there_is_no_room_is_not_shown_as_another(width: int) -> None:
    async with stage(size=(width, 40)) as on:
        for currency, entry in on.app.book.entries.items():
            line = next((line for line in on.lines if line.split()[:1] == [currency]), "")
            said = line.rstrip("▁▂▃▄▅▆▇").split()[1:]
            room = width - 12 - 2
            assert said == [
                digits(entry.balance.amount) if len(digits(entry.balance.amount)) <= room else "…"
            ]


async def test_a_change_is_marked_for_a_few_seconds_without_colour() -> None:
    async with stage(row("A", amount="5"), row("B"), size=(160, 24)) as on:
        await on.hear(row("A", amount="6"), row("B", amount="0.5"), row("C"))
        assert [on.cells(each)[-1] for each in "ABC"] == ["0 s   ▲", "0 s   ▼", "0 s   ▲"]
        await on.pass_time(5.1)
        assert [on.cells(each)[-1] for each in "ABC"] == ["5 s", "5 s", "5 s"]


async def test_where_changed_has_no_room_the_mark_stands_beside_the_code() -> None:
    async with stage(size=(50, 24)) as on:
        assert "Changed" not in on.headings
        await on.hear(row("ADA", amount="9999"), row("APE", tradable=False, amount="0", available="0"))
        assert on.cells("ADA")[0] == "ADA ▲"
        assert on.cells("APE")[0] == "APE ◆"
        await on.pass_time(5.1)
        assert on.cells("ADA")[0] == "ADA"
