"""How the window is shared: how wide the detail is beside the table, and how tall the event log below, in cells."""

from typing import Final

WIDE: Final = 100
"""From this width on, the detail stands beside the table."""

TALL: Final = 45
"""From this height on, the event log has more lines."""

SHORT: Final = 14
"""Below this height there is no event log."""

USUAL_DETAIL: Final = 44
LEAST_DETAIL: Final = 30
"""A label, and an amount of usual length."""
LEAST_TABLE: Final = 40
"""A currency and an amount stay beside the detail."""

USUAL_LOG: Final = 8
USUAL_TALL_LOG: Final = 12
LOG_SHARE: Final = 3
"""The usual log takes no more than one line in so many: in a small window the balances come first."""
LEAST_LOG: Final = 2
BESIDE_LOG: Final = 9
"""Lines that always stay for all else: the status, four of the table, the log's title, the keys, and one to spare."""


def detail_width(wish: int, width: int) -> int | None:
    """Cells of the detail in a window of that width, as many of the wish (0: the usual) as there is room for.

    None where the detail does not stand beside the table.
    """
    if width < WIDE:
        return None
    return min(max(wish, LEAST_DETAIL) if wish else USUAL_DETAIL, width - LEAST_TABLE)


def log_height(wish: int, height: int) -> int | None:
    """Lines of the event log in a window of that height, likewise; None where there is none."""
    if height < SHORT:
        return None
    usual = min(USUAL_TALL_LOG if height >= TALL else USUAL_LOG, height // LOG_SHARE)
    most = max(LEAST_LOG, height - BESIDE_LOG)
    return min(max(wish, LEAST_LOG), most) if wish else usual
