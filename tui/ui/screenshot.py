"""A picture of the screen that can be shown around: the account masked, the file its owner's alone.

It takes the place of Textual's own, which writes balances into a file that others can read: `BitotuiApp` has it
behind every way to a screenshot that Textual knows (ACCEPTANCE.md, Secrets).
"""

import contextlib
import os
import re
from pathlib import Path
from typing import Final

from tui.core.text import moment
from tui.tongue import say
from tui.ui.pointing import Pointing
from tui.ui.welcoming import Welcoming
from tui.ui.widgets.status_line import StatusLine

NAME: Final = "bitotui-{:%Y%m%d-%H%M%S-%f}.svg"


class Screenshots(Welcoming, Pointing):
    """What the dashboard does when it is asked for a screenshot."""

    def picture(self) -> str:
        """The screen as an SVG that says nothing of the account's owner and loads nothing from anywhere."""
        with self.default_screen.query_one(StatusLine).anonymous():
            self.screen.refresh()  # a dialog keeps a picture of what is behind it
            svg = self.export_screenshot()
        self.screen.refresh()
        return stripped(svg)

    # The names of the arguments are Textual's; what the file is called is not for others to say.

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Write a picture into the folder `path`, by default the working one. Raises OSError."""
        del filename, time_format
        at = moment(self._clock.wall(), None)
        assert at is not None  # noqa: S101 - the machine's own clock is within the calendar
        file = Path(path or ".") / NAME.format(at)
        write_private(file, self.picture())
        return str(file)

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> None:
        """The same as the action."""
        del time_format
        self.action_screenshot(filename, path)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture of the screen and say where it is, or why there is none."""
        try:
            file = self.save_screenshot(filename, path)
        except OSError as error:
            folder = Path(path or ".").absolute()
            said = say(
                "no screenshot: {folder} cannot be written to: {why}", folder=folder, why=error.strerror
            )
            self.notify(said, markup=False, timeout=10, severity="warning")
        else:
            self.notify(say("screenshot saved to {file}", file=file), markup=False, timeout=5)


def stripped(svg: str) -> str:
    """An SVG without fonts from elsewhere and without comments."""
    without_fonts = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    return re.sub(r"<!--.*?-->\s*", "", without_fonts, flags=re.DOTALL)


def write_private(path: Path, text: str) -> None:
    """Write a new file that only its owner can read. Raises OSError, and leaves no part of a file."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
