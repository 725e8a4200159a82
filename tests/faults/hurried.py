"""`bitotui` with every span of a connection's a tenth as long: `python -m tests.faults.hurried [OPTIONS]`."""

import sys

from tui.cli import main
from tui.core import link
from tui.feed import live
from tui.feed.limits import Limits

if __name__ == "__main__":
    setattr(link, "PONG_VALID", link.PONG_VALID / 10)  # noqa: B010 - final for everyone else
    setattr(live, "Limits", lambda: Limits(ping_every=1.0, pong_within=0.5))  # noqa: B010 - as it runs by default
    sys.exit(main())
