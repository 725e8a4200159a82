"""The app under a theme and on a terminal, in the states that people must tell apart."""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from rich.segment import Segment
from textual.color import Color
from textual.containers import VerticalScroll

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.keeping import Kept
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI, Stage
from tests.ui.telling import ACCOUNT, Telling
from tui.feed.recorded import Recorded
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Look, Preferences
from tui.ui.app import BitotuiApp
from tui.ui.look.contrast import ratio
from tui.ui.look.terminal import Colours, Terminal
from tui.ui.look.theming import Asked

Play = Callable[[Stage], Awaitable[None]]


async def live(on: Stage) -> None:
    await on.show(*on.told.live_with(*ACCOUNT))
    await on.hear(row("BTC", amount="1.25000000", available="0.75000000"), row("ADA", amount="4600.5"))


async def connecting(on: Stage) -> None:
    await on.show(on.told.connecting())


async def lost(on: Stage) -> None:
    await live(on)
    await on.show(on.told.lost())


async def refused(on: Stage) -> None:
    await live(on)
    await on.show(on.told.lost(), on.told.connecting(), on.told.refused(401, "the signature is wrong"))


async def frozen(on: Stage) -> None:
    await live(on)
    await on.press("space")
    await on.hear(row("ADA"))


async def past(on: Stage) -> None:
    await live(on)
    await on.press(",")


async def in_the_log(on: Stage) -> None:
    await live(on)
    await on.press("e", "j")


async def in_the_detail(on: Stage) -> None:
    await lost(on)
    await on.press("enter")


async def filtering(on: Stage) -> None:
    await live(on)
    await on.press("/")


async def filtered(on: Stage) -> None:
    await live(on)
    await on.press("/", "b")


async def help_open(on: Stage) -> None:
    await live(on)
    await on.press("?")


async def told(on: Stage) -> None:
    """Notices are shown, for as long as somebody looks."""
    await live(on)
    on.app.notify("sent to the terminal's clipboard: ADA amount 4600.5", timeout=600)
    on.app.notify("preferences not kept", timeout=600, severity="warning")
    await on.settle()


STATES: tuple[Play, ...] = (
    live, connecting, lost, refused, frozen, past, in_the_log, in_the_detail, filtering, filtered, help_open, told,
)  # fmt: skip


@contextlib.asynccontextmanager
async def looking(
    folder: Path,
    *,
    theme: str = "",
    remembered: str = "",
    colours: Colours = Colours.MANY,
    can_be_asked: bool = False,
    size: tuple[int, int] = (100, 30),
) -> AsyncIterator[Stage]:
    """The app on a terminal of so many colours; its preferences are kept in `folder`."""
    clock, source = FakeClock(), ScriptedSource()
    journal = Kept(folder / "journal.db", clock)
    app = BitotuiApp(
        Recorded(source, journal),
        identity=IDENTITY,
        zone=TAIPEI,
        clock=clock,
        journal=journal,
        preferences=Preferences(look=Look(theme=remembered)),
        memory=PreferencesFile(folder / "default.toml", stamp=lambda: "now"),
        look=Asked(theme=theme, terminal=Terminal(colours, can_be_asked=can_be_asked)),
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        yield Stage(app, pilot, source, Telling(clock, source.host), clock)


def segments(on: Stage) -> list[Segment]:
    """What stands on the screen, with its styles; of a dialog, not what shines through around it."""
    strips = on.app.screen._compositor.render_strips()
    if len(on.app.screen_stack) > 1:
        box = on.app.screen.query_one(VerticalScroll).region
        strips = [strips[y].crop(box.x, box.right) for y in box.line_range]
    return [segment for strip in strips for segment in strip if segment.text.strip()]


def contrast(segment: Segment) -> float:
    """How well a piece of text is read where colours are given by their components."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert not style.dim, "what is dim is mixed already"
    return ratio(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
