"""Sorting: by any column, both ways, on exact values, and told in the heading."""

import pytest

from tests.core.builders import row
from tests.ui.stage import stage

WIDE = (160, 24)

THREE = (
    row("AAA", amount="10", available="1", stake="9", tradable=True),
    row("BBB", amount="9.5", available="9", stake="0", tradable=False),
    row("CCC", amount="9.50000000000000000001", available="0", stake="1", tradable=True),
)


@pytest.mark.parametrize(
    ("digit", "order", "heading", "told"),
    [
        ("1", "CCC BBB AAA", "Currency ▾", "by Currency, Z first"),
        ("2", "AAA CCC BBB", "Amount ▾", "by Amount, largest first"),
        ("3", "BBB AAA CCC", "Available ▾", "by Available, largest first"),
        ("4", "CCC BBB AAA", "In orders ▾", "by In orders, largest first"),
        ("5", "AAA CCC BBB", "Stake ▾", "by Stake, largest first"),
        ("6", "AAA CCC BBB", "Tradable ▾", "by Tradable, yes first"),
        ("7", "AAA BBB CCC", "Changed ▾", "by Changed, latest first"),
    ],
)
async def test_a_digit_sorts_by_its_column_and_again_reverses(
    digit: str, order: str, heading: str, told: str
) -> None:
    async with stage(*THREE, size=WIDE) as on:
        await on.press(digit)
        assert " ".join(on.order) == order
        assert heading in on.headings
        assert told in on.status
        await on.press(digit)
        assert heading.replace("▾", "▴") in on.headings
        assert told not in on.status
        assert sum("▴" in each or "▾" in each for each in on.headings) == 1


async def test_s_goes_through_all_columns_and_round() -> None:
    async with stage(*THREE, size=WIDE) as on:
        sorted_by = []
        for _ in range(7):
            await on.press("s")
            sorted_by.append(on.app.view.sort.value)
        assert sorted_by == [
            *("Amount", "Available", "In orders", "Stake", "Tradable", "Changed", "Currency")
        ]


async def test_capital_s_reverses_and_the_tie_break_stays_a_to_z() -> None:
    async with stage(*THREE, size=WIDE) as on:
        await on.press("6", "S")
        assert on.order == ["BBB", "AAA", "CCC"]
        assert "Tradable ▴" in on.headings
        await on.press("S")
        assert on.order == ["AAA", "CCC", "BBB"]


async def test_the_latest_change_comes_first_as_it_happens() -> None:
    async with stage(*THREE, size=WIDE) as on:
        await on.press("7")
        await on.hear(row("BBB", amount="1", available="1"))
        assert on.order[0] == "BBB"
        await on.hear(row("CCC", amount="1", available="1"))
        assert on.order == ["CCC", "BBB", "AAA"]


async def test_an_update_moves_a_row_to_its_new_place() -> None:
    async with stage(*THREE, size=WIDE) as on:
        await on.press("2")
        await on.hear(row("BBB", amount="10.000000000000000000000000000001"))
        assert on.order == ["BBB", "AAA", "CCC"]


async def test_the_words_name_the_order_of_a_column_that_has_no_room() -> None:
    async with stage(size=(44, 24)) as on:
        await on.press("5")
        assert not any("Stake" in heading for heading in on.headings)
        assert "by Stake" in on.status
