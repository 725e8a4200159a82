"""The detail pane: what it says, where it stands, and how one comes to it and back."""

import pytest

from tests.core.builders import row
from tests.ui.stage import stage


async def test_below_100_columns_it_is_folded_away_until_enter() -> None:
    async with stage(size=(99, 24)) as on:
        assert not on.detail.display
        await on.press("j", "enter")
        assert on.detail.display
        assert not on.table.display
        assert on.described[0] == "APE"
        assert any(line.strip() == "APE" for line in on.lines)
        await on.press("escape")
        assert not on.detail.display
        assert on.table.display
        assert on.has_focus(on.table)
        assert on.cursor == "APE"


async def test_from_100_columns_it_stands_beside_the_table() -> None:
    async with stage(size=(100, 24)) as on:
        assert on.detail.display
        assert on.table.display
        assert on.described[0] == "ADA"
        await on.press("j")
        assert on.described[0] == "APE"
        await on.press("enter")
        assert on.has_focus(on.detail)
        assert on.table.display
        await on.press("escape")
        assert on.has_focus(on.table)


async def test_it_says_every_field_with_the_points_under_one_another() -> None:
    async with stage(size=(120, 30)) as on:
        await on.press(*"jjjjjj")
        assert on.described[:8] == [
            "ETH",
            "Amount     29.87750000",
            "Available  13.88945220",
            "In orders   5.9880478   20.0 %",
            "Stake      10",
            "Not free   53.5 %",
            "Tradable   yes",
            "Changed    not since start",
        ]


async def test_it_says_when_and_by_which_event_a_currency_changed() -> None:
    async with stage(size=(120, 30)) as on:
        await on.hear(row("ADA", amount="4636.5", available="3532.632", stake="1103.368"))
        await on.hear(row("ADA", amount="4636.5", available="3032", stake="1103.368", tradable=False))
        await on.pass_time(61)
        assert on.described[7:] == [
            "Changed    22:13:20.200 UTC+8 (1 min ago)",
            "00000003-1111-4222-8333-444444444444",
            "",
            "history  none kept: there is no journal",
            "",
            "latest changes",
            "22:13:20  available −500.632",
            "          not tradable",
            "22:13:20  amount +0.5",
        ]


async def test_it_follows_updates_of_the_currency_it_shows() -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("enter")
        await on.hear(row("ADA", amount="7", available="7"))
        assert "Amount     7" in on.described


async def test_it_says_what_is_wrong_with_a_row() -> None:
    async with stage(size=(120, 30)) as on:
        await on.hear(row("ADA", amount="1", available="2"), row("APE", amount="-3.5", available="0"))
        await on.pass_time(5)
        assert "! available + stake is more than amount" in on.described
        assert "Amount     1" in on.described
        assert on.cells("ADA")[0] == "ADA !"
        await on.press("j")
        assert "! negative amount" in on.described
        assert "Amount     -3.5" in on.described


async def test_it_says_that_the_latest_snapshot_lacks_a_currency() -> None:
    async with stage(row("AAA"), row("BBB"), row("CCC"), size=(200, 30)) as on:
        await on.show(on.told.lost(), on.told.connecting(), on.told.connected())
        await on.show(on.told.says(row("BBB"), row("CCC", amount="3", available="3")), on.told.pong())
        assert on.cells("AAA")[0] == "AAA ?"
        assert on.described[0] == "AAA"
        assert "! not in the latest snapshot" in on.described
        assert on.cells("CCC")[-1] == "offline▲"
        assert "not in the latest snapshot: AAA" in "\n".join(on.logged)
        assert "1 changed while offline: CCC amount +2" in "\n".join(on.logged)


@pytest.mark.parametrize("key", ["e", "/"])
async def test_a_key_that_leads_elsewhere_folds_it_away(key: str) -> None:
    async with stage(size=(80, 24)) as on:
        await on.press("enter", key)
        assert not on.detail.display
        assert on.table.display
        assert on.app.focused is not None
        assert on.app.focused.display
        await on.press("escape", "escape")
        assert on.has_focus(on.table) or key == "e"


async def test_growing_and_shrinking_the_window_keeps_the_keys_on_something_that_is_seen() -> None:
    async with stage(size=(120, 30)) as on:
        await on.press("enter")
        await on.press("tab", "tab")
        for width in (80, 120, 80):
            await on.resize(width, 24)
            assert on.app.focused is not None
            assert on.app.focused.display
            assert on.app.focused.region


async def test_the_detail_of_many_changes_scrolls_at_once() -> None:
    """An animation would send frames that nobody asked for down a slow line."""
    async with stage(size=(80, 14)) as on:
        for number in range(10):
            await on.hear(row("ADA", amount=str(number), available="0"))
        await on.press("enter")
        assert len(on.described) > on.detail.size.height
        seen: list[float] = []
        on.app.watch(on.detail, "scroll_y", lambda y: seen.append(y), init=False)  # noqa: PLW0108 - Textual asks for a function
        await on.press("end")
        assert seen == [on.detail.max_scroll_y]


async def test_another_currency_is_shown_from_its_name_on() -> None:
    async with stage(size=(120, 14)) as on:
        for currency in ("ADA", "APE"):
            for number in range(10):
                await on.hear(row(currency, amount=str(number + 1), available="0"))
        on.table.go_to("ADA")
        await on.press("enter", "end")
        assert on.detail.scroll_y == on.detail.max_scroll_y > 0
        await on.hear(row("ADA", amount="99", available="0"))
        assert on.detail.scroll_y > 0
        on.table.go_to("APE")
        await on.settle()
        assert on.described[0] == "APE"
        assert on.detail.scroll_y == 0
