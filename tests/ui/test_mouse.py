"""The mouse: headings, rows and the log."""

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tui.ui.screens.message import MessageScreen


def column_of(on: Stage, heading: str) -> int:
    """Where on the table's first line a heading stands."""
    return on.lines[on.table.region.y].index(heading) - on.table.region.x


async def test_a_click_on_a_heading_sorts_by_it_and_again_reverses() -> None:
    async with stage(size=(160, 24)) as on:
        for heading in ("Amount", "In orders", "Changed"):
            await on.click(on.table, column_of(on, heading), 0)
            assert f"{heading} ▾" in on.headings
            await on.click(on.table, column_of(on, heading), 0)
            assert f"{heading} ▴" in on.headings
        await on.click(on.table, column_of(on, "Currency"), 0)
        assert on.order[0] == "ADA"
        assert not on.has_focus(on.detail)


async def test_a_click_on_a_row_puts_the_cursor_there_and_a_second_opens_it() -> None:
    async with stage(size=(80, 24)) as on:
        await on.click(on.table, 3, 4)
        assert on.cursor == on.app.selected == "BITO"
        assert not on.detail.display
        await on.click(on.table, 3, 4)
        assert on.detail.display
        assert on.described[0] == "BITO"


async def test_a_click_below_the_last_row_does_nothing() -> None:
    async with stage(row("AAA"), row("BBB"), size=(80, 24)) as on:
        await on.click(on.table, 3, 8)
        assert on.cursor == "AAA"
        assert not on.detail.display


async def test_a_click_into_the_log_puts_its_cursor_there_and_a_double_click_shows_the_message() -> None:
    async with stage() as on:
        for amount in ("1", "2", "3"):
            await on.hear(row("ADA", amount=amount, available="0"))
        await on.click(on.log, 5, 1)
        assert on.has_focus(on.log)
        await on.press("y")
        assert on.app.clipboard.startswith("00000003")
        await on.click(on.log, 5, 2, times=2)
        assert isinstance(on.app.screen, MessageScreen)
        assert "00000002" in on.text


async def test_a_click_on_an_empty_line_of_the_log_chooses_nothing() -> None:
    async with stage() as on:
        await on.click(on.log, 5, 7, times=2)
        assert not isinstance(on.app.screen, MessageScreen)
