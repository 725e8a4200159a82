"""httpx-ws alone: takes messages and prints the seconds that took: `python -m tests.bench.alone URL MESSAGES`."""

from __future__ import annotations

import asyncio
import sys
import time

import httpx
from httpx_ws import aconnect_ws


async def main(url: str, count: int) -> None:
    async with (
        httpx.AsyncClient() as client,
        aconnect_ws(url, client, keepalive_ping_interval_seconds=None) as session,  # type: ignore[var-annotated]
    ):
        await session.receive_text()
        print("ready", flush=True)
        await session.receive_text()
        start = time.monotonic()
        for _ in range(count - 1):
            await session.receive_text()
        print(time.monotonic() - start, flush=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
