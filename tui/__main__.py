"""`python -m tui` and the `bitotui` script."""

import atexit
import os
import sys

from tui.cli import flush, main


def run() -> None:
    """Run the command line and leave with its exit code."""
    codes: list[int] = []

    def leave() -> None:
        # Taking every module apart, as Python would now, takes a quarter as long as loading them, for nothing.
        if codes:
            flush()
            os._exit(codes[0])

    atexit.register(leave)  # the first to register is the last to be called
    codes.append(main())
    sys.exit(codes[0])


if __name__ == "__main__":
    run()
