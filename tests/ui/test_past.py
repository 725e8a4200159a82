"""The past: the whole screen at a recorded moment, unmistakable, and back to now."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.an_hour import an_hour, go_to, pass_by
from tests.ui.keeping import Kept
from tests.ui.stage import Stage, stage
from tests.ui.telling import ACCOUNT
from tui.core.record import LinkRecord, MessageRecord
from tui.ui.travelling import NO_JOURNAL

START = "22:13:20"
"""When the tests begin, in Taipei."""


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def journal(tmp_path: Path, clock: FakeClock) -> Iterator[Kept]:
    kept = Kept(tmp_path / "journal.db", clock)
    yield kept
    kept.close(1.0)


@pytest.fixture
async def on(journal: Kept, clock: FakeClock) -> AsyncIterator[Stage]:
    async with an_hour(journal, clock) as played:
        yield played


async def test_a_clock_time_shows_the_account_as_it_was(on: Stage) -> None:
    await on.press("j", "k")
    await go_to(on, "22:40")
    assert "PAST 2026-09-21 22:40:00 UTC+8 · now LIVE" in on.lines[0]
    assert on.cells("ADA")[1] == "7"
    assert "16 min" in on.cells("ADA")[-1]
    assert "Amount     7" in on.described
    assert on.app.query_one("StatusLine").has_class("-past")
    assert on.table.has_class("-past")
    assert not on.table.has_class("-not-live")


@pytest.mark.parametrize(
    ("words", "amount"),
    [("5 min ago", "8"), ("40 min ago", "7"), ("55 min ago", "4636.0"), ("00000002", "7")],
)
async def test_a_moment_can_be_said_in_many_ways(on: Stage, words: str, amount: str) -> None:
    await go_to(on, words)
    assert "PAST" in on.lines[0]
    assert on.cells("ADA")[1] == amount


async def test_esc_returns_to_now(on: Stage) -> None:
    await go_to(on, "22:40")
    await on.hear(row("ADA", amount="9", available="9"))
    assert on.cells("ADA")[1] == "7"
    await on.press("escape")
    assert "PAST" not in on.text
    assert on.cells("ADA")[1] == "9"
    assert on.cells("ADA")[-1] == "0 s   ▲"


async def test_what_happens_meanwhile_is_recorded_and_can_be_gone_to(on: Stage) -> None:
    await go_to(on, "22:40")
    await on.hear(row("ADA", amount="9", available="9"))
    await on.press(".", ".")
    assert on.cells("ADA")[1] == "9"
    await on.press(".")
    assert on.toasts == ["nothing later is recorded; esc returns to now"]
    assert on.cells("ADA")[1] == "9"


async def test_comma_and_full_stop_go_one_event_at_a_time(on: Stage) -> None:
    seen = []
    for key in (",", ",", ",", "."):
        await on.press(key)
        seen.append(on.cells("ADA")[1])
    # The second step back leads to before the link was judged LIVE, which changes no balance.
    assert seen == ["7", "4636.0", "4636.0", "4636.0"]
    await on.press(".")
    assert on.cells("ADA")[1] == "7"


async def test_keys_that_come_faster_than_moments_are_rebuilt_add_up(on: Stage) -> None:
    for _ in range(2):
        on.app.action_event_back()
    await on.settle()
    assert on.cells("ADA")[1] == "4636.0"
    for _ in range(50):
        on.app.action_event_back()
    await on.settle()
    assert "0 of 0" in on.status
    assert len(on.toasts) <= 1


async def test_a_later_wish_overtakes_an_earlier_one_and_esc_all_of_them(on: Stage) -> None:
    on.app.action_event_back()
    on.app.return_to_now()
    await on.settle()
    assert "PAST" not in on.text


async def test_less_and_greater_go_by_hours(on: Stage) -> None:
    await pass_by(on, 3_600)
    await on.press("<")
    assert "PAST 2026-09-21 23:13:" in on.lines[0]
    assert on.cells("ADA")[1] == "8"
    await on.press("<", "<")
    assert on.toasts == [f"nothing is recorded before 2026-09-21 {START} UTC+8"]
    assert "PAST 2026-09-21 22:13:" in on.lines[0]
    await on.press(">")
    assert "PAST 2026-09-21 23:13:" in on.lines[0]


async def test_the_future_is_not_there(on: Stage) -> None:
    await on.press(">")
    assert on.toasts == ["that would be after now; esc returns to now"]
    assert "PAST" not in on.text


async def test_a_lost_link_shows_in_the_past(on: Stage) -> None:
    await go_to(on, "22:40")
    await on.show(on.told.lost())
    assert "PAST 2026-09-21 22:40:00 UTC+8 · now LOST  retry in 1 s (first)" in on.status
    assert "now: reset by peer" in on.status
    assert not on.table.has_class("-not-live")


async def test_what_was_not_recorded_is_said_and_dimmed(on: Stage) -> None:
    await on.show(on.told.lost())
    await on.clock.advance(600)
    await on.show(on.told.connecting(), on.told.connected())
    await on.show(on.told.says(*ACCOUNT), on.told.pong())
    await go_to(on, "5 min ago")
    assert "not recorded at this moment; last known 23:13:20, LOST" in on.status
    assert on.table.has_class("-not-live")
    await go_to(on, "22:40")
    assert "not recorded" not in on.status


async def test_an_earlier_session_that_ended_says_until_when_it_knew(
    tmp_path: Path, clock: FakeClock
) -> None:
    first = Kept(tmp_path / "journal.db", clock)
    async with stage(journal=first, clock=clock):
        pass
    first.close(1.0)
    await clock.advance(100_000)
    second = Kept(tmp_path / "journal.db", clock)
    async with stage(journal=second, clock=clock, size=(120, 30)) as on:
        await go_to(on, "1 h ago")
        assert f"not recorded at this moment; last known 2026-09-21 {START} UTC+8, LIVE" in on.status
        assert on.cells("ADA")[1] == "4636.0"
    second.close(1.0)


async def test_filter_and_order_work_on_the_past(on: Stage) -> None:
    await go_to(on, "22:40")
    await on.press("2", "/", "a", "d", "enter")
    assert on.order == ["ADA"]
    await on.press("escape")
    assert "PAST" not in on.text
    assert on.order == ["ADA"]
    await on.press("escape")
    assert len(on.order) == len(ACCOUNT)


async def test_a_frozen_screen_is_frozen_again_when_one_returns(on: Stage) -> None:
    await on.press("space")
    await go_to(on, "22:40")
    await on.hear(row("ADA", amount="9", available="9"))
    await on.press("space")
    assert on.toasts == ["the past stands still; esc returns to now"]
    await on.press("escape")
    assert "FROZEN, 1 behind" in on.status
    assert on.cells("ADA")[1] == "8"
    await on.press("escape")
    assert on.cells("ADA")[1] == "9"


async def test_the_event_log_points_at_the_last_event_before_the_moment(on: Stage) -> None:
    await go_to(on, "22:40")
    record = on.log.current
    assert isinstance(record, MessageRecord)
    assert record.event_id.startswith("00000002")
    assert on.log.points
    await on.press(",")
    assert isinstance(on.log.current, LinkRecord)
    await on.press("escape")
    assert not on.log.points
    assert on.log.cursor is None


async def test_the_last_line_names_the_keys_of_the_past(on: Stage) -> None:
    assert "t tradable  T past  S reverse" in on.lines[-1]
    await go_to(on, "22:40")
    assert on.lines[-1].startswith(" esc now  , . event  < > hour")
    await on.press("escape")
    assert on.lines[-1].startswith(" / filter")


@pytest.mark.parametrize("key", ["T", ",", "<"])
async def test_without_a_journal_it_is_said_that_there_is_no_past(key: str) -> None:
    async with stage() as on:
        await on.press(key)
        assert on.toasts == [NO_JOURNAL]
        assert on.has_focus(on.table)


async def test_a_journal_that_cannot_be_read_is_said_in_words(
    on: Stage, journal: Kept, tmp_path: Path
) -> None:
    journal._reader = None
    journal.path = tmp_path / "elsewhere.db"
    await on.press(",")
    assert on.toasts == [f"there is no journal at {tmp_path / 'elsewhere.db'}"]
    assert "PAST" not in on.text


async def test_the_copied_amount_says_that_it_is_of_the_past(on: Stage) -> None:
    await go_to(on, "22:40")
    await on.press("y")
    assert on.toasts == ["sent to the terminal's clipboard: past ADA amount 7"]
