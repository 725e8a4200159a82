"""Says what erasing paints on the terminal that TERM names; terminfo is read once a process."""

from __future__ import annotations

import sys

from tui.ui.paint.display import erasing_fills

if __name__ == "__main__":
    sys.stdout.write(f"{erasing_fills()}\n")
