"""The event log: what its lines say, that it keeps its place, and the whole message behind a line."""

import pytest

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tui.core.history import History
from tui.core.message import readable
from tui.core.record import MessageRecord
from tui.ui.model import FLOOD_SECONDS
from tui.ui.screens.message import MessageScreen
from tui.ui.widgets.event_log import EventLog

FIRST_ID = "00000001-1111-4222-8333-444444444444"


async def hear_many(on: Stage, count: int) -> None:
    """So many updates at once, of BTC's amount from 1 on, and the moment after which the log has turned."""
    readings = [on.told.says(row("BTC", amount=str(number + 1), available="0")) for number in range(count)]
    await on.show(*readings)
    await on.pass_time(FLOOD_SECONDS)


async def test_a_line_says_when_which_event_what_kind_and_what_changed() -> None:
    async with stage(size=(120, 24)) as on:
        await on.hear(
            row("BTC", amount="1.50000000", available="0.75"), row("APE", amount="0", available="0")
        )
        assert on.logged[:4] == [
            " 22:13:20.100 00000002-1111-4222-8333-444444444444 update   BTC amount +0.25, available −0.25",
            " 22:13:20.000 live",
            f" 22:13:20.000 {FIRST_ID} snapshot 12 currencies; datetime is not the time, timestamp is",
            " 22:13:20.000 connected to 127.0.0.1:9000",
        ]


async def test_the_zone_of_its_times_is_named() -> None:
    async with stage() as on:
        assert "── events (UTC+8) ─" in on.text


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "ignored  empty message"),
        (b'{"event":"TICKER"}', "ignored  event TICKER"),
        (b'{"event":"ACCOUNT_BALANCE","data":{}}', "rejected "),
    ],
)
async def test_messages_that_are_no_balances_are_told(raw: bytes, said: str) -> None:
    async with stage(size=(120, 24)) as on:
        await on.show(on.told.message(raw))
        assert f"(no eventID)                         {said}" in on.logged[0]


async def test_the_same_event_twice_and_another_of_that_name_are_told() -> None:
    async with stage(size=(120, 24)) as on:
        same = {"eventID": "11111111-2222-3333-4444-555555555555", "timestamp": on.clock.wall()}
        for amount in ("5", "5", "6"):
            await on.hear(row("ADA", amount=amount, available="0"), **same)
        assert "DUPLICATE" in on.logged[1]
        assert "CONFLICT" in on.logged[0]


async def test_the_cursor_at_the_top_follows_what_comes() -> None:
    async with stage() as on:
        await on.press("e")
        await on.hear(row("ADA"))
        assert "00000002" in on.logged[0]
        await on.press("y")
        assert on.app.clipboard.startswith("00000002")


async def test_elsewhere_the_log_keeps_its_place_while_newer_records_come() -> None:
    async with stage() as on:
        await hear_many(on, 30)
        await on.press("e", *"jjjjjjjjjj")
        before, chosen = on.logged, on.log.current
        await hear_many(on, 50)
        assert on.logged == before
        assert on.log.current is chosen
        await on.press("g")
        assert on.logged[0] != before[0]
        await hear_many(on, 1)
        assert "00000052" in on.logged[0]


async def test_a_cursor_below_the_top_keeps_its_record_though_the_log_is_not_full() -> None:
    async with stage() as on:
        await on.press("e", "j")
        chosen = on.log.current
        await on.hear(row("ADA"))
        assert on.log.current is chosen


async def test_the_wheel_moves_the_view_and_newer_records_do_not() -> None:
    async with stage() as on:
        await hear_many(on, 30)
        on.log.scroll_to(y=5, animate=False, immediate=True)
        before = on.logged
        await hear_many(on, 3)
        assert on.logged == before


@pytest.mark.parametrize(
    ("keys", "event"),
    [("G", None), ("Gk", "00000001"), ("gG", None), ("Gg", "0000001f"), ("jjkj", "0000001d")],
)
async def test_keys_move_the_logs_cursor(keys: str, event: str | None) -> None:
    async with stage() as on:
        await hear_many(on, 30)
        await on.press("e", *keys, "y")
        assert on.app.clipboard[:8] == (event or "")


async def test_the_log_survives_that_its_oldest_records_leave() -> None:
    async with stage() as on:
        on.app._history = on.log._history = History(records_kept=40)
        await hear_many(on, 40)
        await on.press("e", "G")
        oldest = on.log.current
        assert "00000002" in on.logged[-1]
        await hear_many(on, 10)
        assert on.log.current is not oldest
        await on.press("y")
        assert on.app.clipboard.startswith("0000000c")
        await on.press("j", "k", "pagedown", "pageup", "enter")
        assert isinstance(on.app.screen, MessageScreen)


async def test_a_record_that_left_before_it_could_be_shown_is_no_crash() -> None:
    async with stage() as on:
        on.app._history = on.log._history = History(records_kept=5)
        await hear_many(on, 5)
        await on.press("e", "G")
        on.log.action_choose()
        on.source.push(*(on.told.says(row("ADA")) for _ in range(10)))
        await on.settle()
        assert on.app.is_running


async def test_enter_shows_the_whole_message_and_jumps_to_its_currency() -> None:
    async with stage(size=(120, 40)) as on:
        await on.hear(row("LTC", amount="0.00000005"), row("BTC"))
        await on.press("e", "enter")
        assert isinstance(on.app.screen, MessageScreen)
        shown = on.text
        assert "update  00000002-1111-4222-8333-444444444444" in shown
        assert "LTC amount +0.00000001" in shown
        assert "2026-09-21 22:13:20.100 UTC+8" in shown
        assert '"amount": "0.00000005",' in shown
        assert '"datetime": "2026-09-21T22:13:20.000Z",' in shown
        assert on.cursor == on.app.selected == "LTC"


async def test_it_jumps_to_the_first_currency_that_the_filter_shows() -> None:
    async with stage(size=(120, 40)) as on:
        await on.hear(row("LTC", amount="1"), row("BTC"))
        await on.press(
            "/", "t", "c", "enter", "/", "b", "enter", "escape", "/", *"btc", "enter", "e", "enter"
        )
        assert on.cursor == "BTC"


async def test_a_long_message_scrolls_and_its_every_line_is_whole() -> None:
    async with stage() as on:
        await on.press("e", "j", "enter")
        seen = set()
        for _ in range(6):
            seen |= {line.strip("▁▂▃▄▅▆▇█ ") for line in on.lines}
            await on.press("pagedown")
        sent = on.app.query_one(EventLog).current
        assert isinstance(sent, MessageRecord)
        assert {line.strip() for line in readable(sent.raw)} <= seen
        await on.press("G")
        assert on.lines[-2].strip("▁▂▃▄▅▆▇█ ") == "}"
        await on.press("g")
        assert "snapshot  00000001-1111-4222-8333-444444444444" in on.text


async def test_a_step_of_the_link_has_no_message_to_show() -> None:
    async with stage() as on:
        await on.press("e", "enter")
        assert not isinstance(on.app.screen, MessageScreen)
