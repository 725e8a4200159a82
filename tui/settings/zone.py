"""The time zone that clock times are shown in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.settings.model import SettingsError
from tui.settings.place import printable
from tui.settings.values import TIMEZONE
from tui.tongue import say

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

LONGEST_SHOWN = 60
"""Characters of a wrong name that an error repeats."""


def find_zone(name: str) -> ZoneInfo | None:
    """Find a time zone by its IANA name; None, the system's, for "local" or nothing.

    Raises SettingsError for any other name, whatever it would make the file system do.
    """
    if name.lower() in {"", "local"}:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415  (only for those who ask for a zone)

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown; outside the database; a folder or too long a name
        shown = printable(name[:LONGEST_SHOWN])
    raise SettingsError(
        say(
            '{name} is "{value}", which is no time zone known here.'
            '\nUse an IANA name such as Asia/Taipei, or "local" for the system\'s.',
            name=TIMEZONE,
            value=shown,
        )
    )
