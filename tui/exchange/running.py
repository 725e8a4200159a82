"""The local exchange as a process: starts, says its settings, logs, and ends on a signal."""

import argparse
import asyncio
import contextlib
import errno
import os
import signal
import sys
from pathlib import Path
from typing import Final

from tui.exchange.options import Options
from tui.exchange.private_file import write_private
from tui.exchange.server import HOST, LocalExchange
from tui.tongue import say

_CANNOT_START = 2
_EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 0}


def run(arguments: argparse.Namespace) -> int:
    """Serve as the command line asks, and give back the exit code."""
    try:
        options = _options(arguments)
    except ValueError as error:
        return _cannot_start(str(error))
    return asyncio.run(_serve(options, None if arguments.env_out is None else Path(arguments.env_out)))


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        port=arguments.port,
        currencies=arguments.currencies,
        rate=arguments.rate,
        events=arguments.events,
        seed=arguments.seed,
        ping_interval=arguments.ping_interval,
        tls=arguments.tls,
        faults=tuple(arguments.faults),
        log=_write,
    )


MARK: Final = "# written by bitotui exchange, and written over by it\n"
"""The first line of an --env-out file: without it, a file may hold somebody's real secret."""


async def _serve(options: Options, env_out: Path | None) -> int:
    ended = _ended_by_signal()
    async with contextlib.AsyncExitStack() as stack:
        try:
            exchange = await stack.enter_async_context(LocalExchange(options))
        except OSError as error:
            return _cannot_start(
                say(
                    "cannot listen on {host}, port {port}: {why}",
                    host=HOST,
                    port=options.port,
                    why=_why(error),
                )
            )
        except ImportError as error:
            return _cannot_start(str(error))
        settings = "".join(f"{line}\n" for line in exchange.env_lines())
        try:
            if env_out is not None:
                write_private(env_out, settings, mark=MARK)
        except OSError as error:
            place = repr(str(env_out))
            return _cannot_start(
                say("cannot write the settings to {place}: {why}", place=place, why=_why(error))
            )
        if exchange.authority_file is not None:
            settings += f"# SSL_CERT_FILE={exchange.authority_file}\n"
        print(settings, end="", flush=True)
        return await ended


def _ended_by_signal() -> asyncio.Future[int]:
    """Give a future that a signal fills with the exit code it stands for."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()

    def end(code: int) -> None:
        if not ended.done():
            ended.set_result(code)

    for number, code in _EXIT_CODES.items():
        loop.add_signal_handler(number, end, code)
    return ended


def _why(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return say("it is in use already; choose another --port, or leave it out for a free one")
    return os.strerror(error.errno).lower() if error.errno else str(error)


def _cannot_start(sentence: str) -> int:
    _write(f"bitotui exchange: {sentence}")
    return _CANNOT_START


def _write(line: str) -> None:
    """Write a line to standard error; when nobody takes it, the exchange still goes on."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr, flush=True)
