"""From a recording to the same screen, which is recorded nowhere again."""

import gc
from datetime import tzinfo
from typing import Final

from msgspec.structs import replace

from tui.feed.clock import Clock, SystemClock
from tui.feed.recording_file import RecordingFile
from tui.feed.replay import Replay
from tui.feed.replay_clock import ReplayClock
from tui.preferences.file import PreferencesFile, Remembered
from tui.preferences.sections import View
from tui.reports.exits import USAGE
from tui.ui.app import BitotuiApp
from tui.ui.look.theming import Asked
from tui.ui.start import asked, can_show, shown

NOTHING: Final = Remembered()


def run_replay(
    file: RecordingFile,
    speed: float | None,
    since: int | None,
    zone: tzinfo | None,
    mouse: bool,
    *,
    memory: PreferencesFile | None = None,
    theme: str = "",
    is_ascii: bool = False,
) -> int:
    """Show a recording until the user leaves; the exit code. What is given is as in `Replay` and `start.run`.

    Amounts are hidden, and keys are mapped, as `memory` has it; what is changed here is kept nowhere.
    """
    remembered = memory.load() if memory is not None else NOTHING
    machine = SystemClock()
    clock = ReplayClock(machine, speed)
    app = replay_app(
        Replay(file, clock, since),
        clock,
        machine,
        zone=zone,
        look=asked(theme, is_ascii=is_ascii),
        remembered=remembered,
    )
    gc.freeze()  # all that is loaded stays
    gc.enable()
    return shown(app, mouse=mouse) if can_show(app, theme) else USAGE


def replay_app(
    source: Replay,
    clock: Clock,
    pacer: Clock,
    *,
    zone: tzinfo | None,
    look: Asked | None = None,
    remembered: Remembered = NOTHING,
) -> BitotuiApp:
    """The app that shows a replay, from the first frame on as one, of every row: the filter is the account's."""
    app = BitotuiApp(
        source,
        identity=source.what,
        zone=zone,
        clock=clock,
        notices=remembered.notices,
        pacer=pacer,
        preferences=replace(remembered.preferences, view=View()),
        look=look,
    )
    app.set_reactive(BitotuiApp.link, source.link)
    return app
