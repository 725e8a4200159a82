"""The other end of the soak's exchange: orders to it, and what it says of its snapshots."""

import asyncio
import contextlib
import json
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator
from typing import Any

from tui.settings import Secret, Settings

_REMEMBERED = 1_000
"""Snapshots, of which only the latest can still come in."""

_PATIENCE = 60.0
"""Seconds for any one order."""


class Partner:
    """An exchange in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._noted = asyncio.Event()
        self.snapshots: OrderedDict[str, int] = OrderedDict()
        """How many updates there had been, by the snapshot's eventID."""
        self.updates = 0
        """How many updates the account's story has had so far."""
        self.opened = 0
        """How many streams it has opened."""

    async def listen(self) -> None:
        """Take in what the exchange says, until it ends."""
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            said = json.loads(line)
            if "snapshot" not in said:
                self._answers.put_nowait(said)
                continue
            self.snapshots[said["snapshot"]] = said["updates"]
            if len(self.snapshots) > _REMEMBERED:
                self.snapshots.popitem(last=False)
            self._noted.set()

    async def answer(self) -> dict[str, Any]:
        """The next line that is no note of a snapshot."""
        async with asyncio.timeout(_PATIENCE):
            return await self._answers.get()

    async def snapshot_at(self, event_id: str) -> int | None:
        """After how many updates a snapshot was taken; None if the exchange never says so."""
        try:
            async with asyncio.timeout(1):
                while event_id not in self.snapshots:
                    self._noted.clear()
                    await self._noted.wait()
        except TimeoutError:
            return None
        return self.snapshots[event_id]

    async def step(self, count: int) -> None:
        """Let the story go on."""
        await self._tell(do="step", count=count)

    async def set(self, name: str, value: str | None = None, *, times: int | None = None) -> None:
        """Switch a fault on."""
        await self._tell(do="set", name=name, value=value, times=times)

    async def now(self, name: str, value: str | None = None) -> None:
        """Let a fault happen once to every open stream."""
        await self._tell(do="now", name=name, value=value)

    async def clear(self) -> None:
        """Switch every fault off."""
        await self._tell(do="clear")

    async def _tell(self, **order: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        await self._process.stdin.drain()
        answer = await self.answer()
        self.updates, self.opened = answer["updates"], answer["opened"]


@contextlib.asynccontextmanager
async def exchanging(seed: int) -> AsyncIterator[tuple[Partner, Settings, str]]:
    """Run an exchange; yields it, how to reach it, and the file of the authority to trust."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.soak.exchange",
        str(seed),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    partner = Partner(process)
    listening = asyncio.create_task(partner.listen())
    try:
        told = await partner.answer()
        settings = Settings(
            api_key=Secret(told["api_key"]),
            api_secret=Secret(told["api_secret"]),
            identity=told["identity"],
            stream_url=told["stream_url"],
            rest_url=told["rest_url"],
            timezone=None,
            found_in="the soak",
            notices=(),
        )
        yield partner, settings, told["authority"]
    finally:
        assert process.stdin is not None
        process.stdin.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(5):
                await process.wait()
        if process.returncode is None:
            process.kill()
            await process.wait()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
