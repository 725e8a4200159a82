"""What is in each picture."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.clock import FakeClock
from tests.screenshots.afternoon import HOST, Afternoon, heard
from tests.screenshots.svg import self_contained
from tests.ui.keeping import Kept
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import Stage, new_app
from tests.ui.telling import Telling
from tui.preferences.sections import Look, Preferences
from tui.tongue import speak
from tui.ui.app import BitotuiApp

IDENTITY = "t···@example.test"


@dataclass(frozen=True)
class Scene:
    """One picture."""

    keys: str = ""
    """Pressed, one after the other, with blanks between them."""
    size: tuple[int, int] = (80, 24)
    is_lost: bool = False
    """Whether the exchange has gone away."""
    has_colour: bool = True
    language: str = "en"
    theme: str = ""


SCENES = {
    "dashboard-80x24": Scene(),
    "dashboard-120x40": Scene("2 n", size=(120, 40)),
    "lost": Scene(is_lost=True),
    "detail": Scene("j j j j enter"),
    "message": Scene("e j enter"),
    "past": Scene(", , , ,", is_lost=True),
    "no-colour": Scene("t", has_colour=False),
    "filter": Scene("/ i n o r d e r s > 0"),
    "presets": Scene("p"),
    "columns": Scene("c j"),
    "help": Scene("?"),
    "hidden": Scene("H"),
    "chinese": Scene("2", language="zh-TW"),
    "light": Scene("2 n", size=(120, 40), theme="bitotui-light"),
    "high-contrast": Scene("2", theme="bitotui-high-contrast"),
}


async def draw_all() -> dict[str, str]:
    """Every picture as SVG, by name."""
    afternoons = dict[str, Afternoon]()
    for language in dict.fromkeys(scene.language for scene in SCENES.values()):
        with _speaking(language):
            afternoons[language] = await heard()
    return {name: await _draw(scene, afternoons[scene.language]) for name, scene in SCENES.items()}


async def _draw(scene: Scene, afternoon: Afternoon) -> str:
    clock = FakeClock(afternoon.clock.now, afternoon.clock.wall_now)
    source = ScriptedSource(HOST)
    with TemporaryDirectory() as folder, contextlib.closing(Kept(Path(folder) / "journal.db", clock)) as kept:
        preferences = Preferences(look=Look(theme=scene.theme))
        with _colour(on=scene.has_colour):
            app = new_app(source, clock, identity=IDENTITY, journal=kept, preferences=preferences)
        with _speaking(scene.language):
            return await _played(scene, afternoon, app, source, clock)


async def _played(
    scene: Scene, afternoon: Afternoon, app: BitotuiApp, source: ScriptedSource, clock: FakeClock
) -> str:
    async with app.run_test(size=scene.size) as pilot:
        on = Stage(app, pilot, source, Telling(clock), clock)
        source.push(*afternoon.live, *(afternoon.lost if scene.is_lost else ()))
        await on.settle()
        await on.press(*scene.keys.split())
        return self_contained(app.export_screenshot(title="bitotui", simplify=True))


@contextlib.contextmanager
def _speaking(language: str) -> Iterator[None]:
    """What is said meanwhile is in that language: what the link says is kept in the one in which it happens."""
    speak(language)
    try:
        yield
    finally:
        speak("en")


@contextlib.contextmanager
def _colour(*, on: bool) -> Iterator[None]:
    """NO_COLOR set or not, whatever the environment says (https://no-color.org)."""
    before = os.environ.pop("NO_COLOR", None)
    if not on:
        os.environ["NO_COLOR"] = "1"
    try:
        yield
    finally:
        os.environ.pop("NO_COLOR", None)
        if before is not None:
            os.environ["NO_COLOR"] = before
