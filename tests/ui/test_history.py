"""The history of a currency's values in the detail pane."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.keeping import Kept
from tests.ui.stage import Stage, stage


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
    async with stage(journal=journal, clock=clock, size=(120, 40)) as played:
        await change(played, "7", "6.5")
        await change(played, "4636.25", "0")
        await played.press("h", "h")  # 7 d, all
        yield played


async def change(on: Stage, amount: str, available: str) -> None:
    """Half an hour later ADA changes."""
    await on.clock.advance(1_800)
    await on.hear(row("ADA", amount=amount, available=available))
    await on.show(on.told.pong())


def drawn(on: Stage) -> list[str]:
    """The lines of the history."""
    lines = on.described
    start = next(number for number, line in enumerate(lines) if line.startswith("history"))
    return lines[start : lines.index("", start) if "" in lines[start:] else None]


async def test_it_draws_amount_and_available_with_the_lowest_and_the_highest_in_digits(on: Stage) -> None:
    heading, high, above, below, low, *available = drawn(on)
    assert heading == "history  all, to 23:13:20 UTC+8"
    assert high == "Amount     highest 4636.25"
    assert low == "           lowest     7"
    assert above.startswith(("█", "▇"))
    assert set(below) == {"█", "▁"}
    assert len(below) == 40
    assert available[0] == "Available  highest 3532.632"
    assert available[-1] == "           lowest     0"


async def test_h_goes_round_the_spans(on: Stage) -> None:
    seen = []
    for _ in range(4):
        await on.press("h")
        seen.append(drawn(on)[0].split(",")[0])
    assert seen == ["history  1 h", "history  24 h", "history  7 d", "history  all"]


async def test_a_change_is_drawn_without_asking_the_journal_again(
    on: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await on.press("h", "h")  # 24 h: a column is more than half an hour
    asked = on.app.values
    await on.hear(row("ADA", amount="9999.5", available="0"))
    assert drawn(on)[1] == "Amount     highest 9999.5"
    assert on.app.values is asked


async def test_another_currency_is_asked_for_and_nothing_else_asks(on: Stage) -> None:
    before = on.app.values
    await on.hear(row("BTC", amount="2"))
    assert on.app.values is before
    await on.press("j")
    assert on.app.values is not before
    assert drawn(on)[1:] == ["Amount     unchanged 0", "Available  the same"]


async def test_time_in_which_nothing_was_heard_is_a_gap(on: Stage) -> None:
    await on.show(on.told.lost())
    await on.clock.advance(7_200)
    await on.show(on.told.connecting(), on.told.connected())
    await on.show(on.told.says(row("ADA", amount="5", available="5"), row("BTC")), on.told.pong())
    await on.press("j", "k")
    below = drawn(on)[3]
    assert "  " in below.strip()
    assert below[-1] != " "


async def test_in_the_past_it_ends_at_that_moment(on: Stage) -> None:
    await on.press("T", *"22:50", "enter")
    assert drawn(on)[0] == "history  all, to 22:50:00 UTC+8"
    assert drawn(on)[1] == "Amount     highest 4636.0"
    await on.hear(row("ADA", amount="99999", available="0"))
    assert drawn(on)[1] == "Amount     highest 4636.0"


async def test_at_80x24_it_is_in_the_unfolded_detail(journal: Kept, clock: FakeClock) -> None:
    async with stage(journal=journal, clock=clock) as on:
        assert on.app.values.currency == ""
        await change(on, "7", "6")
        await on.press("enter")
        assert drawn(on)[1] == "Amount     highest 4636.0"
        assert len(drawn(on)[3]) == 76


async def test_at_80x24_the_latest_changes_and_a_chart_are_both_in_view(
    journal: Kept, clock: FakeClock
) -> None:
    async with stage(journal=journal, clock=clock) as on:
        for number in range(8):
            await change(on, str(number + 7), "6")
        await on.press("enter")
        in_view = [line.strip(" ▁▂▃▄▅▆▇█") for line in on.lines[2:-1]]
        assert in_view[0] == "ADA"
        assert "Amount     highest 4636.0" in in_view
        assert in_view.index("latest changes") < len(in_view) - 2
        charts = [
            line for line in on.described if line.startswith(("history", "latest", "Available  highest"))
        ]
        assert [line.split()[0] for line in charts] == ["history", "latest", "history", "Available"]


async def test_in_a_narrow_window_with_room_for_all_the_charts_stand_together(
    journal: Kept, clock: FakeClock
) -> None:
    async with stage(journal=journal, clock=clock, size=(80, 45)) as on:
        await change(on, "7", "6")
        await on.press("enter")
        assert drawn(on)[5].startswith("Available  highest")
        assert sum(line.startswith("history") for line in on.described) == 1


async def test_where_the_height_has_no_room_it_is_left_out(journal: Kept, clock: FakeClock) -> None:
    async with stage(journal=journal, clock=clock, size=(120, 24)) as on:
        assert not any(line.startswith("history") for line in on.described)
        assert on.app.values.currency == ""


async def test_without_a_journal_it_is_said_in_words() -> None:
    async with stage(size=(120, 40)) as on:
        assert "history  none kept: there is no journal" in on.described


async def test_a_journal_that_cannot_be_read_is_said_in_words(
    on: Stage, journal: Kept, tmp_path: Path
) -> None:
    journal._reader = None
    journal.path = tmp_path / "elsewhere.db"
    await on.press("j")
    assert any(line.startswith("history  there is no journal at") for line in on.described)


async def test_while_amounts_are_hidden_nothing_is_drawn_and_nothing_asked(on: Stage) -> None:
    await on.press("H")
    assert drawn(on) == ["history  hidden"]
    asked = on.app._history_asked
    await on.press("h")
    assert on.app._history_asked is asked
    assert not any(block in on.text for block in "▁▂▃▄▅▆▇█")
    await on.press("H")
    assert drawn(on)[0].startswith("history  1 h")
