"""Names to addresses without holding anybody up, and the first address that answers."""

import asyncio
import concurrent.futures
import contextlib
import errno
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable, Iterable
from itertools import chain, zip_longest
from typing import Any, Final, TypeVar

from tui.tongue import say

_Stream = TypeVar("_Stream")

HEAD_START: Final = 0.25
"""Seconds for an address before the next one is tried beside it (RFC 8305)."""

_under_way: dict[tuple[str, int], "concurrent.futures.Future[list[str]]"] = {}


async def addresses(host: str, port: int) -> list[str]:
    """Look up a host; IPv6 and IPv4 addresses take turns. Raises `OSError`.

    The look-up runs on a daemon thread, since asyncio's own pool is waited for when the process exits, and a
    look-up that hangs cannot be ended. Attempts that come while one hangs join it: one thread a host.
    """
    with contextlib.suppress(ValueError):
        return [ipaddress.ip_address(host).compressed]
    key = host, port
    answer = _under_way.get(key)
    if answer is None:
        answer = concurrent.futures.Future()
        # Marked as running, it is not cancelled with the first of those who wait for it.
        answer.set_running_or_notify_cancel()
        look_up = threading.Thread(target=_look_up, args=(key, answer), name="look-up", daemon=True)
        _under_way[key] = answer
        try:
            look_up.start()
        except RuntimeError as error:
            _under_way.pop(key, None)
            raise OSError(errno.EAGAIN, "no thread can be started") from error
    return await asyncio.wrap_future(answer)


def _look_up(key: tuple[str, int], answer: "concurrent.futures.Future[list[str]]") -> None:
    host, port = key
    try:
        found = _in_turns(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except Exception as error:  # noqa: BLE001 - it belongs to those who wait
        _under_way.pop(key, None)
        answer.set_exception(error)
    else:
        _under_way.pop(key, None)
        answer.set_result(found)


def _in_turns(found: Iterable[tuple[Any, ...]]) -> list[str]:
    by_family: dict[int, list[str]] = {socket.AF_INET6: [], socket.AF_INET: []}
    for family, *_, address in found:
        same = by_family.setdefault(family, [])
        if (text := str(address[0])) not in same:
            same.append(text)
    mixed = chain.from_iterable(zip_longest(*by_family.values()))
    return [address for address in mixed if address is not None]


async def first_to_answer(
    found: list[str],
    connect: Callable[[str], Awaitable[_Stream]],
    discard: Callable[[_Stream], Awaitable[None]],
) -> _Stream:
    """Connect to the addresses in turn, each with a head start, and keep the first that answers.

    The others are cancelled, and one that came second is discarded. Raises what the first address raised.
    """
    if not found:
        raise OSError(errno.EADDRNOTAVAIL, say("the name has no address"))
    attempts: list[asyncio.Task[_Stream]] = []
    winner: asyncio.Task[_Stream] | None = None
    ahead = list(found)
    try:
        while winner is None and (ahead or not all(attempt.done() for attempt in attempts)):
            if ahead:
                attempts.append(asyncio.create_task(_awaited(connect, ahead.pop(0))))
            pending = [attempt for attempt in attempts if not attempt.done()]
            await asyncio.wait(
                pending, timeout=HEAD_START if ahead else None, return_when=asyncio.FIRST_COMPLETED
            )
            winner = next((task for task in attempts if task.done() and task.exception() is None), None)
    finally:
        for attempt in attempts:
            attempt.cancel()
        losers = [attempt for attempt in attempts if attempt is not winner]
        if losers:
            for outcome in await asyncio.gather(*losers, return_exceptions=True):
                if not isinstance(outcome, BaseException):
                    await discard(outcome)
    return (winner or attempts[0]).result()


async def _awaited(connect: Callable[[str], Awaitable[_Stream]], address: str) -> _Stream:
    return await connect(address)
