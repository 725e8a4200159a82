"""Names to addresses without holding anybody up, and the first address that answers."""

import asyncio
import concurrent.futures
import contextlib
import ipaddress
import socket
import threading
from collections.abc import Awaitable, Callable
from itertools import chain, zip_longest
from typing import Final, TypeVar

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
        answer = _under_way[key] = concurrent.futures.Future()
        # Marked as running, it is not cancelled with the first of those who wait for it.
        answer.set_running_or_notify_cancel()
        threading.Thread(target=_look_up, args=(key, answer), name="look-up", daemon=True).start()
    return await asyncio.wrap_future(answer)


def _look_up(key: tuple[str, int], answer: "concurrent.futures.Future[list[str]]") -> None:
    host, port = key
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        _under_way.pop(key, None)
        answer.set_exception(error)
        return
    by_family: dict[int, list[str]] = {socket.AF_INET6: [], socket.AF_INET: []}
    for family, _, _, _, address in found:
        text = str(address[0])
        if text not in by_family.setdefault(family, []):
            by_family[family].append(text)
    mixed = chain.from_iterable(zip_longest(*by_family.values()))
    _under_way.pop(key, None)
    answer.set_result([address for address in mixed if address is not None])


async def first_to_answer(
    found: list[str],
    connect: Callable[[str], Awaitable[_Stream]],
    discard: Callable[[_Stream], Awaitable[None]],
) -> _Stream:
    """Connect to the addresses in turn, each with a head start, and keep the first that answers.

    The others are cancelled, and one that came second is discarded. Raises what the first address raised.
    """
    attempts: list[asyncio.Task[_Stream]] = []
    winner: asyncio.Task[_Stream] | None = None
    ahead = list(found)
    try:
        while winner is None:
            if ahead:
                attempts.append(asyncio.ensure_future(_awaited(connect, ahead.pop(0))))
            pending = [attempt for attempt in attempts if not attempt.done()]
            if pending:
                await asyncio.wait(
                    pending, timeout=HEAD_START if ahead else None, return_when=asyncio.FIRST_COMPLETED
                )
            winner = next((task for task in attempts if task.done() and task.exception() is None), None)
            if winner is None and not ahead and all(task.done() for task in attempts):
                break
    finally:
        for attempt in attempts:
            attempt.cancel()
        for outcome in await asyncio.gather(
            *(a for a in attempts if a is not winner), return_exceptions=True
        ):
            if not isinstance(outcome, BaseException):
                await discard(outcome)
    if winner is None:
        if not attempts:
            raise OSError("the name has no address")
        return attempts[0].result()
    return winner.result()


async def _awaited(connect: Callable[[str], Awaitable[_Stream]], address: str) -> _Stream:
    return await connect(address)
