"""The faults of one exchange, switched while it runs."""

import asyncio
import contextlib
from collections.abc import Iterable, Iterator

from websockets.exceptions import ConnectionClosed

from tui.exchange.faults.fault import Act
from tui.exchange.faults.setting import AFTER, Setting, fault_named, setting, setting_from
from tui.exchange.faults.stream import Stream
from tui.tongue import say

_Key = tuple[str, str]


class Faults:
    """Which faults are set, and what happens to the streams that are open.

    Every method raises ValueError, with a sentence for people, for a fault or a value that does not exist.
    """

    def __init__(self, given: Iterable[str] = (), *, has_tls: bool = False) -> None:
        self._has_tls = has_tls
        self._settings: dict[_Key, Setting] = {}
        self._left: dict[_Key, int] = {}
        self._tasks: dict[Stream, dict[_Key, asyncio.Task[None]]] = {}
        self._once: set[asyncio.Task[None]] = set()
        for text in given:
            self._put(setting_from(text))

    def set(self, name: str, value: object = None, *, times: int | None = None, after: float = AFTER) -> None:
        """Set a fault from now on; an act also happens to the streams that are open, `after` seconds from now."""
        self._put(setting(name, value, times=times, after=after))

    def clear(self, name: str | None = None) -> None:
        """Let a fault, or every one, be over; what it did to an open stream is not undone."""
        if name is not None:
            fault_named(name)
        for key in [key for key in self._settings if name in (None, key[0])]:
            self._over(key)

    def now(self, name: str, value: object = None) -> int:
        """Do something once to every open stream, and tell to how many."""
        once = setting(name, value)
        self._check(once)
        if (act := once.fault.act) is None:
            raise ValueError(
                say("{name} stands for as long as it is set, and happens at no moment", name=name)
            )
        for stream in self._tasks:
            task = asyncio.create_task(_done(act, once.value, stream))
            self._once.add(task)
            task.add_done_callback(self._once.discard)
        return len(self._tasks)

    def value(self, name: str) -> str | None:
        """Give a standing fault's value, or None while it is not set."""
        found = self._settings.get((name, ""))
        return None if found is None else found.value

    def take(self, name: str) -> str | None:
        """Give a standing fault's value as `value` does, and count it as having happened."""
        found = self._settings.get((name, ""))
        if found is None:
            return None
        self._count(found)
        return found.value

    @contextlib.contextmanager
    def attending(self, stream: Stream) -> Iterator[None]:
        """Let the faults that are set happen to an open stream, until it is over."""
        self._tasks[stream] = {}
        try:
            for found in list(self._settings.values()):
                self._schedule(found, stream)
            yield
        finally:
            for task in self._tasks.pop(stream).values():
                task.cancel()

    def stop(self) -> None:
        """End everything that is still happening; what is set stays set, for streams to come."""
        for tasks in (self._once, *(tasks.values() for tasks in self._tasks.values())):
            for task in tuple(tasks):
                task.cancel()

    def _put(self, asked: Setting) -> None:
        self._check(asked)
        self._over(asked.key)
        self._settings[asked.key] = asked
        if asked.times is not None:
            self._left[asked.key] = asked.times
        for stream in self._tasks:
            self._schedule(asked, stream)

    def _check(self, asked: Setting) -> None:
        if asked.fault.needs_tls and not self._has_tls:
            raise ValueError(say("{name} needs an exchange that serves TLS", name=asked.fault.name))

    def _schedule(self, asked: Setting, stream: Stream) -> None:
        if (act := asked.fault.act) is not None:
            self._tasks[stream][asked.key] = asyncio.create_task(self._repeated(asked, act, stream))

    async def _repeated(self, asked: Setting, act: Act, stream: Stream) -> None:
        while True:
            await asyncio.sleep(asked.after)
            if self._settings.get(asked.key) is not asked:
                return
            self._count(asked)
            await _done(act, asked.value, stream)

    def _count(self, asked: Setting) -> None:
        if asked.key in self._left:
            self._left[asked.key] -= 1
            if not self._left[asked.key]:
                del self._settings[asked.key], self._left[asked.key]

    def _over(self, key: _Key) -> None:
        self._settings.pop(key, None)
        self._left.pop(key, None)
        for tasks in self._tasks.values():
            if task := tasks.pop(key, None):
                task.cancel()


async def _done(act: Act, value: str, stream: Stream) -> None:
    """Do it; the stream may be gone before it is over, and then there is nothing to say."""
    with contextlib.suppress(ConnectionError, ConnectionClosed):
        await act(stream, value)
