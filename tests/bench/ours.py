"""Our screen, watched: `python -m tests.bench.ours (--env-file FILE | --inject EVENTS)`."""

from __future__ import annotations

from tests.bench.sources import chosen
from tui.feed.clock import SystemClock
from tui.ui.app import BitotuiApp

if __name__ == "__main__":
    source = chosen()
    BitotuiApp(source, identity="b…t", zone=None, clock=SystemClock()).run()
    source.note()
