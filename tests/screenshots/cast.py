"""Records the main job in a real terminal, as `screenshots/bitotui.cast`; to be played by `asciinema play`.

python -m tests.screenshots.cast
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from tests.command import clean_environment, command
from tests.screenshots.__main__ import FOLDER
from tests.screenshots.asciicast import Piece, asciicast
from tests.terminal import Terminal, in_use, running

WIDTH, HEIGHT = 80, 24

PRESS_SECONDS: Final = 0.12
"""Between two keys: as somebody types who knows what they want."""


class Step(NamedTuple):
    """Keys, what must come to stand on the screen by them, and how long it is then looked at."""

    keys: str
    shows: Callable[[str], bool]
    seconds: float


STEPS: Final = (
    Step("", lambda screen: "LIVE" in screen and "24 of 24" in screen, 3),
    Step("/inorders>0\r", lambda screen: "inorders>0 ·" in screen, 3),
    Step("33", lambda screen: "by Available, smallest first" in screen, 2),
    Step("jj\r", lambda screen: "Not free" in screen or "In orders" in screen, 3),
    Step("\x1b\x1b", lambda screen: "24 of 24" in screen, 2),
    Step("e", lambda screen: "search" in screen or "events" in screen, 1),
    Step("y", lambda screen: "clipboard" in screen, 3),
    Step("e?", lambda screen: "esc" in screen, 3),
    Step("\x1b", lambda screen: "24 of 24" in screen, 1),
)


class Recorded(Terminal):
    """A terminal that knows when it was written what."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(width, height)
        self.pieces: list[Piece] = []
        self._began = time.monotonic()

    def show(self, data: bytes) -> None:
        self.pieces.append(Piece(time.monotonic() - self._began, data))
        super().show(data)

    def look(self, seconds: float) -> None:
        """Take what is written in so many seconds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.take_some(left)


def main() -> None:
    """Play the job and write what was seen."""
    with tempfile.TemporaryDirectory() as home, in_use(Recorded(WIDTH, HEIGHT)) as it:
        environ = clean_environment(Path(home), COLORTERM="truecolor")
        with running(command("--demo"), it, environ=environ, folder=Path(home)) as process:
            for step in STEPS:
                for key in step.keys:
                    it.press(key)
                    it.look(PRESS_SECONDS)
                it.until(step.shows)
                it.look(step.seconds)
            it.press("q")
            it.drain(process)
    path = FOLDER / "bitotui.cast"
    path.write_text(
        asciicast(it.pieces, width=WIDTH, height=HEIGHT, title="bitotui --demo"), encoding="utf-8"
    )
    print(path.relative_to(FOLDER.parent))


if __name__ == "__main__":
    main()
