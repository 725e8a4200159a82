"""The terminal's own cursor belongs in the row that is selected, of whatever has the keys."""

import random

from tests.ui.stage import Stage, stage


def line_at(on: Stage) -> str:
    """The text of the line in which the cursor is to stand."""
    place = on.app.terminal_cursor(on.app.screen)
    assert place is not None
    return on.lines[place[0]]


async def test_it_stands_in_the_selected_row_after_any_commands() -> None:
    chance = random.Random(3)
    async with stage(size=(80, 16)) as on:
        for _ in range(60):
            await on.press(chance.choice("jjjkkgGsS12"))
            assert line_at(on).split()[0] == on.cursor


async def test_it_follows_into_the_log() -> None:
    async with stage() as on:
        for number in range(30):
            await on.hear(
                {"currency": "BTC", "amount": str(number), "available": "0", "stake": "0", "tradable": True}
            )
        await on.press("e", *"jjjjjjjjjjj")
        record = on.log.current
        assert record is not None
        assert record.event_id in line_at(on)  # type: ignore[union-attr]


async def test_a_box_has_it_where_one_types() -> None:
    async with stage() as on:
        await on.press("/", "b", "t")
        assert "bt" in line_at(on)
        place = on.app.terminal_cursor(on.app.screen)
        assert place == (on.filter.cursor_screen_offset.y, on.filter.cursor_screen_offset.x)
        await on.press("enter")
        assert line_at(on).split()[0] == on.cursor


async def test_a_dialog_has_it_in_its_first_visible_line() -> None:
    async with stage() as on:
        await on.press("?")
        assert "In the table" in line_at(on)
        await on.press("j")
        assert "Show only the rows you ask for" in line_at(on)


async def test_it_stays_away_where_there_is_no_row() -> None:
    async with stage(live=False) as on:
        assert on.app.terminal_cursor(on.app.screen) is None
