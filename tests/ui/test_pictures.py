"""What the screen looks like: pictures kept beside this file, compared whole.

`pytest tests/ui/test_pictures.py --snapshot-update` keeps new ones; look at them before.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.clock import FakeClock
from tests.core.builders import balance, row
from tests.ui.keeping import Kept
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import Stage, new_app
from tests.ui.telling import ACCOUNT, Telling
from tui.core.agreement import Agreement, Difference
from tui.feed.source import Reading

Compare = Callable[..., bool]
Play = Callable[[Stage], Awaitable[None]]


async def nothing(on: Stage) -> None:
    """Only the beginning."""


async def live(on: Stage) -> None:
    """LIVE, with changes of several ages."""
    await on.show(*on.told.live_with(*ACCOUNT))
    await on.hear(row("TWD", amount="850250.5", available="849250.5"))
    await on.pass_time(9_000)
    await on.hear(row("USDC", amount="12.5", available="12.5", tradable=False))
    await on.pass_time(61)
    await on.hear(row("BTC", amount="1.25000000", available="0.75000000"), row("ADA", amount="4600.5"))
    await on.pass_time(2)
    await on.show(on.told.pong())


async def syncing(on: Stage) -> None:
    await live(on)
    await on.show(on.told.lost(), on.told.connecting(), on.told.connected())


async def lost(on: Stage) -> None:
    await live(on)
    await on.show(on.told.lost("nothing heard for 15 s, and no pong within 5 s"))


async def refused(on: Stage) -> None:
    await on.show(on.told.connecting(), on.told.refused(401, "the signature is wrong"))


async def frozen(on: Stage) -> None:
    await live(on)
    await on.press("space")
    for _ in range(14):
        await on.hear(row("ADA"))


async def detail(on: Stage) -> None:
    await live(on)
    await on.press(*"jjjjj", "enter")


async def message(on: Stage) -> None:
    await live(on)
    await on.press("e", "j", "enter")


async def help_open(on: Stage) -> None:
    await live(on)
    await on.press("?")


async def filtering(on: Stage) -> None:
    await live(on)
    await on.press("n", "2", "/", "b")


async def past(on: Stage) -> None:
    await live(on)
    await on.show(on.told.lost())
    await on.press(",", ",", ",")


async def differs(on: Stage) -> None:
    """BTC is another one by REST."""
    await live(on)
    await on.press(*"jjjjj")
    ours = on.told.book.entries["BTC"].balance
    found = Difference(ours, balance("BTC", "1.50000000", "1.25000000"), on.clock.wall())
    agreement = Agreement(as_of=on.clock.wall(), differing={"BTC": found})
    await on.show(Reading(on.told.book, on.told.link, None, agreement))


@pytest.fixture
def looks_the_same(snap_compare: Compare, tmp_path: Path) -> Callable[[Play, tuple[int, int]], bool]:
    """Whether the screen, after `play` in a window of a size, looks as in the picture that is kept."""

    def compare(play: Play, size: tuple[int, int]) -> bool:
        clock = FakeClock()
        source = ScriptedSource()
        journal = Kept(tmp_path / "journal.db", clock) if play is past else None
        app = new_app(source, clock, journal=journal)

        async def run_before(pilot: Pilot[int]) -> None:
            await play(Stage(app, pilot, source, Telling(clock), clock))

        return snap_compare(app, terminal_size=size, run_before=run_before)

    return compare


@pytest.mark.parametrize(
    ("play", "size"),
    [
        pytest.param(live, (80, 24), id="80x24"),
        pytest.param(live, (120, 40), id="120x40"),
        pytest.param(live, (200, 50), id="200x50"),
        pytest.param(nothing, (80, 24), id="connecting"),
        pytest.param(syncing, (80, 24), id="syncing"),
        pytest.param(lost, (80, 24), id="lost"),
        pytest.param(refused, (80, 24), id="refused"),
        pytest.param(frozen, (80, 24), id="frozen"),
        pytest.param(detail, (80, 24), id="detail"),
        pytest.param(message, (80, 24), id="message"),
        pytest.param(help_open, (80, 24), id="help"),
        pytest.param(filtering, (80, 24), id="filter"),
        pytest.param(past, (80, 24), id="past"),
        pytest.param(past, (120, 40), id="past-120x40"),
        pytest.param(differs, (80, 24), id="differs"),
        pytest.param(differs, (120, 40), id="differs-120x40"),
    ],
)
def test_the_screen_looks_as_it_did(
    looks_the_same: Callable[[Play, tuple[int, int]], bool], play: Play, size: tuple[int, int]
) -> None:
    assert looks_the_same(play, size)


def test_without_colour_it_looks_as_it_did(
    looks_the_same: Callable[[Play, tuple[int, int]], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert looks_the_same(lost, (80, 24))
