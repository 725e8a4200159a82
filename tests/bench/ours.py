"""Our screen with its source told by arguments, watched: `python -m tests.bench.ours (--env-file FILE | --inject EVENTS)`."""

from __future__ import annotations

from tests.bench.sources import chosen, watched
from tui.feed.clock import SystemClock
from tui.ui.app import BitotuiApp

if __name__ == "__main__":
    source = chosen()
    with watched(source):
        BitotuiApp(source, identity="b…t", zone=None, clock=SystemClock()).run()
