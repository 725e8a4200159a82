"""An hour of an account that was recorded, on a stage."""

import contextlib
from collections.abc import AsyncIterator

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.keeping import Kept
from tests.ui.stage import Stage, stage


@contextlib.asynccontextmanager
async def an_hour(journal: Kept, clock: FakeClock) -> AsyncIterator[Stage]:
    """LIVE, an hour of it: ADA is 4636.0 at first, 7 after ten minutes, 8 after another half an hour."""
    async with stage(journal=journal, clock=clock, size=(180, 40)) as played:
        await pass_by(played, 600)
        await played.hear(row("ADA", amount="7", available="7"))
        await pass_by(played, 1_800)
        await played.hear(row("ADA", amount="8", available="6"))
        await pass_by(played, 1_200)
        yield played


async def pass_by(on: Stage, seconds: float) -> None:
    """Let time go by on a link that answers."""
    await on.clock.advance(seconds)
    await on.show(on.told.pong())


async def go_to(on: Stage, words: str) -> None:
    """Ask for a moment."""
    await on.press("T", *("space" if letter == " " else letter for letter in words), "enter")
