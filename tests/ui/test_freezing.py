"""Freeze: the screen stands still, says so, and nothing else stops (DESIGN.md, rule 10)."""

from tests.core.builders import row
from tests.ui.stage import stage


async def test_space_holds_the_table_the_log_and_the_ages_and_counts_what_it_holds_back() -> None:
    async with stage(size=(120, 30)) as on:
        await on.hear(row("ADA", amount="7", available="7"))
        await on.press("space")
        assert "FROZEN, 0 behind" in on.status
        held = (on.cells("ADA"), on.logged, on.described)
        for number in range(14):
            await on.hear(row("ADA", amount=str(100 + number), available="0"))
        await on.pass_time(8)
        assert "FROZEN, 14 behind" in on.status
        assert (on.cells("ADA"), on.logged, on.described) == held


async def test_space_again_shows_all_that_happened_meanwhile() -> None:
    async with stage(size=(160, 30)) as on:
        await on.press("space")
        await on.hear(row("ADA", amount="100", available="0"))
        await on.hear(row("NEW", amount="1"))
        await on.press("space")
        assert "FROZEN" not in on.status
        assert on.cells("ADA")[1] == "100"
        assert "NEW" in on.order
        assert "NEW" in on.logged[0]
        await on.press("space")
        assert "FROZEN, 0 behind" in on.status


async def test_pings_and_steps_of_the_link_are_not_counted() -> None:
    async with stage() as on:
        await on.press("space")
        await on.show(on.told.pong(), on.told.lost(), on.told.connecting(), on.told.connected())
        assert "FROZEN, 0 behind" in on.status


async def test_a_lost_link_shows_though_the_screen_is_frozen() -> None:
    async with stage() as on:
        await on.press("space")
        await on.show(on.told.lost())
        assert "LOST" in on.status
        assert "reset by peer" in on.status
        assert "FROZEN" in on.status
        assert "balances as of 22:13:20 UTC+8" in on.status
        assert on.table.has_class("-not-live")


async def test_a_countdown_goes_on_though_the_screen_is_frozen() -> None:
    async with stage() as on:
        await on.show(on.told.lost())
        await on.show(on.told.with_link(retry_at=on.clock.elapsed() + 29.9))
        await on.press("space")
        assert "retry in 30 s" in on.status
        await on.pass_time(10)
        assert "retry in 20 s" in on.status


async def test_the_frozen_table_can_be_sorted_filtered_and_walked() -> None:
    async with stage() as on:
        await on.press("space")
        await on.hear(row("ADA", amount="9999999999999999", available="0"))
        await on.press("2", "n", "j")
        assert on.order[:2] == ["SHIB", "TWD"]
        assert on.cursor == on.app.selected
        assert "10 of 12" in on.status


async def test_a_message_that_came_while_frozen_can_be_read_after() -> None:
    async with stage() as on:
        await on.press("space")
        await on.hear(row("ADA", amount="4242"))
        await on.press("e", "g", "space", "g", "enter")
        assert "4242" in on.text
