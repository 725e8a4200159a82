"""One connection in a task of its own, so that it can be dialled, handed over and closed by others."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from tui.feed.limits import Limits
from tui.feed.session import Session


class Dial(Protocol):
    """How a connection is opened: `session.dial`, or what a test puts in its place."""

    def __call__(
        self,
        url: str,
        headers: Callable[[], Mapping[str, str]],
        *,
        limits: Limits,
        clock: Callable[[], float],
    ) -> AbstractAsyncContextManager[Session]:
        """Open one connection; enter and leave in one task."""
        ...


class Connection:
    """Dials when made; `session()` waits for it to be open, `close()` ends it in every state."""

    def __init__(self, dialled: AbstractAsyncContextManager[Session]) -> None:
        self._opened: asyncio.Future[Session] = asyncio.get_running_loop().create_future()
        self._done = asyncio.Event()
        self._task = asyncio.create_task(self._run(dialled))

    async def session(self) -> Session:
        """The open session. Raises what `dial` raised."""
        return await asyncio.shield(self._opened)

    async def close(self) -> None:
        """Say goodbye, or stop dialling; bounded by the session's own limits."""
        self._done.set()
        if not self._opened.done():
            self._task.cancel()
        # Unlike awaiting the task, this hands a cancellation of the caller on to nobody, and keeps it.
        await asyncio.wait((self._task,))
        if not self._task.cancelled():
            self._task.result()
        if self._opened.done() and not self._opened.cancelled():
            self._opened.exception()  # it was told to whoever asked for the session

    async def _run(self, dialled: AbstractAsyncContextManager[Session]) -> None:
        try:
            async with dialled as session:
                self._opened.set_result(session)
                await self._done.wait()
        except asyncio.CancelledError:
            self._opened.cancel()
            raise
        except Exception as error:
            if self._opened.done():
                raise
            self._opened.set_exception(error)
