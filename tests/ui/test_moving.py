"""The cursor: where keys take it, and that it stays on its currency whatever moves."""

import pytest

from tests.core.builders import row
from tests.ui.stage import stage
from tests.ui.telling import many


@pytest.mark.parametrize(
    ("keys", "currency"),
    [
        (("down",), "APE"),
        (("j", "j"), "BCH"),
        (("down", "down", "up"), "APE"),
        (("j", "j", "k"), "APE"),
        (("k",), "ADA"),
        (("G",), "XRP"),
        (("G", "j"), "XRP"),
        (("G", "g"), "ADA"),
    ],
)
async def test_keys_move_the_cursor(keys: tuple[str, ...], currency: str) -> None:
    async with stage() as on:
        await on.press(*keys)
        assert on.cursor == currency == on.app.selected


async def test_the_last_row_is_seen_when_the_cursor_goes_there() -> None:
    async with stage(*many(100)) as on:
        await on.press("G")
        assert any(line.startswith(" C099") for line in on.lines)
        await on.press("g")
        assert any(line.startswith(" C000") for line in on.lines)


@pytest.mark.parametrize("keys", ["s", "S", "22", "7", "n", "t", "2nS"])
async def test_the_cursor_stays_on_its_currency_through_sorts_and_filters(keys: str) -> None:
    async with stage() as on:
        await on.press(*"jjjjj")
        assert on.cursor == "BTC"
        await on.press(*keys)
        assert on.cursor == on.app.selected == "BTC"


@pytest.mark.parametrize("keys", ["s", "S", "33", "7", "sS"])
async def test_at_the_top_the_cursor_stays_there_through_sorts(keys: str) -> None:
    async with stage(*many(60)) as on:
        await on.press(*keys)
        assert on.table.cursor_row == 0
        assert on.table.scroll_offset.y == 0
        assert on.cursor == on.app.selected == on.order[0]


async def test_a_currency_whose_detail_is_all_that_is_seen_stays_through_sorts() -> None:
    async with stage() as on:
        await on.press("enter", "s", "S")
        assert not on.table.display
        assert on.app.selected == "ADA" == on.described[0]


async def test_the_cursor_stays_on_its_currency_while_updates_move_the_rows() -> None:
    async with stage() as on:
        await on.press("j", "j", "j", "j", "2")
        before = on.order.index("BNB")
        await on.hear(row("BNB", amount="777777777", available="5"), row("ADA", amount="0", available="0"))
        assert on.order.index("BNB") != before
        assert on.cursor == on.app.selected == "BNB"


async def test_a_currency_that_is_new_moves_no_cursor() -> None:
    async with stage() as on:
        await on.press("j", "j")
        await on.hear(row("AAA"))
        assert on.order[0] == "AAA"
        assert on.cursor == on.app.selected == "BCH"


async def test_a_filter_that_hides_the_currency_leaves_the_cursor_on_one_that_is_shown() -> None:
    async with stage() as on:
        await on.press("j", "n")
        assert "APE" not in on.order
        assert on.cursor == on.app.selected
        assert on.cursor in on.order


async def test_nothing_is_selected_where_nothing_is_shown() -> None:
    async with stage(size=(120, 30)) as on:
        await on.press("/", "z", "enter")
        assert on.order == []
        assert on.app.selected == ""
        assert on.described == ["no currency selected"]
        await on.press("escape")
        assert on.cursor == on.app.selected == "ADA"
        assert on.described[0] == "ADA"


async def test_the_table_shows_a_currency_digit_for_digit() -> None:
    async with stage(row("LUNA", amount="100000000000000000000.00", available="1"), size=(160, 24)) as on:
        assert on.cells("LUNA") == [
            *("LUNA", "100000000000000000000.00", "1", "99999999999999999999", "0", "yes", "–")
        ]
