"""`--demo`: the local exchange inside this command, on a thread and loop of its own."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tui.settings import Keeping, Secret, Settings
from tui.tongue import marked, say

PLACE = marked("the demo exchange")


@contextlib.contextmanager
def demo_settings(
    *,
    timezone: ZoneInfo | None = None,
    keeping: Keeping | None = None,
    comparing: int | None = 10,
    currencies: int = 24,
    rate: float = 1.0,
    seed: int = 1,
) -> Iterator[Settings]:
    """The settings of an exchange that runs as long as the context; the first three as in `Settings`."""
    from tui.exchange.options import Options  # noqa: PLC0415 - only a demo needs a server
    from tui.exchange.server import LocalExchange  # noqa: PLC0415

    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    ready = threading.Event()
    found: list[Settings | BaseException] = []

    async def serve() -> None:
        options = Options(currencies=currencies, rate=rate, seed=seed)
        async with LocalExchange(options) as exchange:
            key = exchange.credentials
            found.append(
                Settings(
                    api_key=Secret(key.api_key),
                    api_secret=Secret(key.api_secret),
                    identity=key.identity,
                    stream_url=exchange.stream_url,
                    rest_url=exchange.rest_url,
                    timezone=timezone,
                    found_in=say(PLACE),
                    notices=(),
                    keeping=keeping or Keeping(),
                    comparing=comparing,
                    is_demo=True,
                )
            )
            ready.set()
            await stop.wait()

    def run() -> None:
        try:
            loop.run_until_complete(serve())
        except BaseException as error:  # noqa: BLE001 - told to the thread that waits for it
            found.append(error)
        finally:
            loop.close()
            ready.set()

    thread = threading.Thread(target=run, name="demo exchange", daemon=True)
    thread.start()
    ready.wait()
    first = found[0]
    if isinstance(first, BaseException):
        raise first
    try:
        yield first
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=1.0)
