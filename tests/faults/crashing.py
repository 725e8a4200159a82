"""`bitotui` with a fault in it that cannot be foreseen: `python -m tests.faults.crashing PLACE [OPTIONS]`.

Whatever breaks holds everything secret in its variables and in the words of its error.
"""

import asyncio
import atexit
import sys
import threading
from collections.abc import Callable
from typing import Final

from tui.cli import main
from tui.core import auth
from tui.feed.ledger import Ledger
from tui.feed.live import Live
from tui.journal.access import JournalAccess
from tui.preferences.file import PreferencesFile
from tui.settings import Settings
from tui.ui import start
from tui.ui.app import BitotuiApp


class UnforeseenError(Exception):
    """What no code expects."""


NONCE: Final = 1_790_000_000_000
"""Always the same one, so that its signature can be looked for."""

_known: list[Settings] = []
"""What the program was started with, from when on nothing of it may be shown."""


def remember_settings() -> None:
    run = start.run

    def remembering(
        settings: Settings,
        *,
        mouse: bool,
        journal: JournalAccess | None = None,
        memory: PreferencesFile | None = None,
        theme: str = "",
        is_ascii: bool = False,
    ) -> int:
        _known.append(settings)
        return run(settings, mouse=mouse, journal=journal, memory=memory, theme=theme, is_ascii=is_ascii)

    start.run = remembering


def everything() -> str:
    """All that must never be shown."""
    settings = _known[-1]
    words = [settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity]
    key, secret, identity = words
    headers = auth.headers(key, secret, identity, NONCE)
    return " ".join([*words, repr(words), *headers.values()])


def break_down(_app: BitotuiApp) -> None:
    secret = everything()
    headers = {"secret": secret}
    raise UnforeseenError(f"it broke with {secret} and {headers}")


async def breaking_down(app: BitotuiApp) -> None:
    break_down(app)


def break_at(place: str) -> None:
    """Make the program break down at `place`."""

    def after(original: Callable[[BitotuiApp], None], then: Callable[[BitotuiApp], object]) -> None:
        def on_mount(self: BitotuiApp) -> None:
            original(self)
            then(self)

        BitotuiApp.on_mount = on_mount  # type: ignore[method-assign] # that is the point

    mounted = BitotuiApp.on_mount
    match place:
        case "worker":

            async def supervise(self: Live) -> None:
                secret = everything()
                await asyncio.sleep(0.2)
                raise UnforeseenError(f"it broke with {secret}")

            Live._supervise = supervise  # type: ignore[method-assign]
        case "rules":

            def judge(self: Ledger, record: object = None) -> None:
                if self.link.complete_at is not None:
                    raise UnforeseenError("the rules broke")

            Ledger.judge = judge  # type: ignore[method-assign]
        case "mount":
            after(mounted, break_down)
        case "handler":
            setattr(BitotuiApp, "on_balance_table_counted", lambda self, _: break_down(self))  # noqa: B010 - mypy knows better
        case "timer":
            after(mounted, lambda app: app.set_timer(0.2, lambda: break_down(app)))
        case "key":
            setattr(BitotuiApp, "action_nonzero", break_down)  # noqa: B010 - mypy knows better
        case "painting":
            after(mounted, lambda app: setattr(app._event_log, "render_line", lambda _: break_down(app)))
        case "aside":
            nonzero = BitotuiApp.action_nonzero

            def action_nonzero(self: BitotuiApp) -> None:
                loop = asyncio.get_running_loop()
                loop.call_soon(break_down, self)
                self.dropped = loop.create_task(breaking_down(self))  # type: ignore[attr-defined] # until the end
                thread = threading.Thread(target=break_down, args=(self,))
                atexit.register(thread.join)
                atexit.register(thread.start)
                nonzero(self)

            setattr(BitotuiApp, "action_nonzero", action_nonzero)  # noqa: B010 - mypy knows better
        case _:
            raise SystemExit(f"no place {place}")


if __name__ == "__main__":
    remember_settings()
    break_at(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
