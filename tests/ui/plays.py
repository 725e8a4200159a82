"""What is played on a stage before somebody looks at the screen."""

from collections.abc import Awaitable, Callable

from tests.core.builders import balance, row
from tests.ui.stage import Stage
from tests.ui.telling import ACCOUNT
from tui.core.agreement import Agreement, Difference
from tui.feed.source import Reading

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
