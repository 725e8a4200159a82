"""From a recording to the same screen, which is recorded nowhere again."""

import gc
from datetime import tzinfo

from tui.feed.clock import Clock, SystemClock
from tui.feed.recording_file import RecordingFile
from tui.feed.replay import Replay
from tui.feed.replay_clock import ReplayClock
from tui.reports.exits import USAGE
from tui.ui.app import BitotuiApp
from tui.ui.look.theming import Asked
from tui.ui.start import asked, can_show, shown


def run_replay(
    file: RecordingFile,
    speed: float | None,
    since: int | None,
    zone: tzinfo | None,
    mouse: bool,
    *,
    theme: str = "",
    is_ascii: bool = False,
) -> int:
    """Show a recording until the user leaves; the exit code. What is given is as in `Replay` and `start.run`."""
    machine = SystemClock()
    clock = ReplayClock(machine, speed)
    app = replay_app(
        Replay(file, clock, since), clock, machine, zone=zone, look=asked(theme, is_ascii=is_ascii)
    )
    gc.freeze()  # all that is loaded stays
    gc.enable()
    return shown(app, mouse=mouse) if can_show(app, theme) else USAGE


def replay_app(
    source: Replay, clock: Clock, pacer: Clock, *, zone: tzinfo | None, look: Asked | None = None
) -> BitotuiApp:
    """The app that shows a replay, from the first frame on as one."""
    app = BitotuiApp(source, identity=source.what, zone=zone, clock=clock, pacer=pacer, look=look)
    app.set_reactive(BitotuiApp.link, source.link)
    return app
