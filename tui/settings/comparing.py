"""How often the balances are compared with the exchange by REST."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.settings.model import SettingsError
from tui.settings.place import printable
from tui.settings.values import AGREEMENT
from tui.settings.zone import LONGEST_SHOWN
from tui.tongue import say

if TYPE_CHECKING:
    from collections.abc import Mapping

MINUTES: Final = 10
"""Unless said otherwise."""

MOST: Final = 1_440
"""A day."""

_OFF: Final = frozenset({"off", "no", "false", "0"})


def comparing_from(values: Mapping[str, str]) -> int | None:
    """Minutes from one comparison to the next; None for never. Raises SettingsError for a value that is neither."""
    text = values.get(AGREEMENT, "").strip()
    if not text:
        return MINUTES
    if text.lower() in _OFF:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 5 and 1 <= int(text) <= MOST):  # noqa: PLR2004 - `MOST`
        raise SettingsError(
            say(
                '{name} is "{value}"; write a whole number of minutes from 1 to {most}, or off.',
                name=AGREEMENT,
                value=printable(text[:LONGEST_SHOWN]),
                most=MOST,
            )
        )
    return int(text)
