"""Whether and for how long the journal keeps what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.settings.model import Keeping, SettingsError
from tui.settings.place import printable
from tui.settings.values import JOURNAL, JOURNAL_DAYS, JOURNAL_MB
from tui.settings.zone import LONGEST_SHOWN
from tui.tongue import say

if TYPE_CHECKING:
    from collections.abc import Mapping

_ON: Final = frozenset({"", "on", "yes", "true", "1"})
_OFF: Final = frozenset({"off", "no", "false", "0"})

MOST: Final = 1_000_000
"""Days or megabytes that can be asked for."""


def keeping_from(values: Mapping[str, str]) -> Keeping:
    """What the three settings of the journal say; the defaults for those that are not set.

    Raises SettingsError for a value that means nothing.
    """
    said = values.get(JOURNAL, "").lower()
    if said not in _ON | _OFF:
        raise SettingsError(say('{name} is "{value}"; write on or off.', name=JOURNAL, value=_shown(said)))
    return Keeping(said not in _OFF, _number(values, JOURNAL_DAYS, 90), _number(values, JOURNAL_MB, 1024))


def _number(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 8 and 1 <= int(text) <= MOST):  # noqa: PLR2004 - `MOST`
        raise SettingsError(
            say(
                '{name} is "{value}"; write a whole number from 1 to {most}.',
                name=name,
                value=_shown(text),
                most=MOST,
            )
        )
    return int(text)


def _shown(text: str) -> str:
    return printable(text[:LONGEST_SHOWN])
