"""The local exchange: BitoPro's private stream and balance call, over real TCP on 127.0.0.1."""

import asyncio
import contextlib
import logging
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from websockets.asyncio.server import Server, ServerConnection, serve

from tui.exchange.account import Account, AccountEvent
from tui.exchange.client import Client
from tui.exchange.door import REST_BASE, STREAM_BASE, Door, peer
from tui.exchange.ending import ending
from tui.exchange.faults.certificates import Certificates
from tui.exchange.faults.gate import Gate
from tui.exchange.faults.rest import Rest
from tui.exchange.faults.sending import sender
from tui.exchange.faults.stream import Stream
from tui.exchange.faults.switch import Faults
from tui.exchange.faults.telling import Telling
from tui.exchange.options import Options
from tui.exchange.pace import Pace
from tui.exchange.settings_lines import settings_lines
from tui.exchange.signing import Verifier, credentials_of
from tui.tongue import marked, say

HOST = "127.0.0.1"

_OPEN_TIMEOUT = 60.0
"""Seconds until a connection that has not become a stream is given up: longer than any client would wait."""

# The library's own log would repeat ours, with the signed headers in it at its debug level.
_SILENT_LOGGER = logging.getLogger("tui.exchange.websockets")
_SILENT_LOGGER.disabled = True


class LocalExchange:
    """One account and everyone connected to it, on the running loop: `async with LocalExchange(Options())`.

    Left and entered again it comes back on its port, with its account and its faults as they are then.
    Entering raises OSError when the port cannot be had, and ImportError when TLS needs a package that is missing.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.credentials = options.credentials or credentials_of(options.seed)
        """Who is let in."""
        self.account = Account(seed=options.seed, currencies=options.currencies)
        """The account as it is now."""
        self.port = options.port
        """The TCP port; once entered, the one really taken."""
        self.opened = 0
        """How many streams were opened so far."""
        self._clients: set[Client] = set()
        self.faults = Faults(options.faults, has_tls=options.tls)
        """What goes wrong; to be switched at any time."""
        self.authority_file: Path | None = None
        """With TLS, once entered: whom a client has to trust, a PEM file for SSL_CERT_FILE."""
        self._telling = Telling(self.account, self.faults, options.now_ms)
        self._rest = Rest(self.account, self.faults, now_ms=self._clock_ms, happen=self._happen)
        verifier = Verifier(self.credentials, now_ms=self._clock_ms, max_skew_ms=options.max_skew_ms)
        self._door = Door(
            verifier,
            balance_text=self._rest.text,
            now_ms=self._clock_ms,
            log=options.log,
        )
        self._gate = Gate(
            self._door,
            verifier,
            self.faults,
            now_ms=self._clock_ms,
            elsewhere=lambda: f"http{self._s}://localhost:{self.port}/elsewhere",
            balance_refusal=self._rest.refusal,
        )
        self._certificates: Certificates | None = None
        self._leaving = contextlib.AsyncExitStack()

    @property
    def stream_url(self) -> str:
        """The stream's base, to which a client appends `/v1/pub/auth/account-balance`."""
        return f"ws{self._s}://{HOST}:{self.port}{STREAM_BASE}"

    @property
    def rest_url(self) -> str:
        """The base of REST calls."""
        return f"http{self._s}://{HOST}:{self.port}{REST_BASE}"

    def env_lines(self) -> list[str]:
        """Give the five settings a client needs, as lines of an .env file; the secret is among them."""
        return settings_lines(self.credentials, stream_url=self.stream_url, rest_url=self.rest_url)

    async def __aenter__(self) -> Self:
        async with self._leaving:
            await self._enter()
            self._leaving = self._leaving.pop_all()
        return self

    async def _enter(self) -> None:
        if self.options.tls:
            self._certificates = Certificates(HOST, self.faults.value)
            self._leaving.callback(self._certificates.close)
            self.authority_file = self._certificates.authority_file
        server = await self._leaving.enter_async_context(self._listen())
        self._leaving.push_async_callback(self._hang_up, server)
        (listening,) = server.sockets
        self.port = listening.getsockname()[1]
        if self.options.rate:
            self._leaving.push_async_callback(_stopped, asyncio.create_task(self._tick()))

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._leaving.__aexit__(kind, error, trace)

    async def step(self, count: int = 1) -> list[AccountEvent]:
        """Advance the story by hand, send the updates to everyone connected, and give them back.

        They are fewer than `count` when the limit of `Options.events` is reached.
        """
        told = []
        for _ in range(min(count, self._left())):
            told.append(self._advance())
            await asyncio.sleep(0)  # a long story in one go would overrun clients that are not slow at all
        return told

    @property
    def _s(self) -> str:
        return "s" if self.options.tls else ""

    def _clock_ms(self) -> int:
        """Tell the time by which the exchange dates its answers and judges nonces."""
        return self.options.now_ms() + round(float(self.faults.value("clock") or 0) * 1_000)

    def _listen(self) -> Server:
        certificates = self._certificates
        return serve(
            self._stream,
            HOST,
            self.port,
            create_connection=self._door.doorstep(
                self._gate.tap, certificates.prepare if certificates else _nothing
            ),
            process_request=self._gate.route,
            process_response=self._gate.answered,
            ssl=certificates.context if certificates else None,
            server_header=None,
            logger=_SILENT_LOGGER,
            open_timeout=_OPEN_TIMEOUT,
            ping_interval=self.options.ping_interval,
            ping_timeout=self.options.pong_timeout,
            close_timeout=self.options.close_timeout,
        )

    async def _hang_up(self, server: Server) -> None:
        """Say goodbye to everyone, and wait no longer than it takes those who listen."""
        self.faults.stop()
        self._rest.stop()
        self._door.shut()
        server.close()
        try:
            async with asyncio.timeout(self.options.close_timeout):
                await server.wait_closed()
        except TimeoutError:
            for client in self._clients:
                client.drop(marked("it took no goodbye"))

    async def _stream(self, connection: ServerConnection) -> None:
        """Serve one open stream: everything first, then what changes.

        From the snapshot to the subscription nothing is awaited, so no update can fall between them.
        """
        self.opened += 1
        name = {"peer": peer(connection), "number": self.opened}
        self.options.log(say("{peer} stream {number} opened", **name))
        if await self._gate.flapped(connection, self._telling.first):
            self.options.log(say("{peer} stream {number} closed at once, on purpose", **name))
            return
        client = Client(
            connection,
            backlog=self.options.backlog,
            send_timeout=self.options.ping_interval + self.options.pong_timeout,
            send=sender(connection, self.faults),
        )
        for text in self._telling.first():
            client.post(text)
        self._clients.add(client)
        try:
            with (
                self._telling.completing(client.post),
                self.faults.attending(Stream(connection, client.post, self._telling.truth)),
            ):
                await client.serve()
        finally:
            self._clients.discard(client)
            self.options.log(
                say(
                    "{peer} stream {number} closed after {sent} messages: {ending}",
                    **name,
                    sent=client.sent,
                    ending=ending(client.dropped, connection.protocol),
                )
            )

    def _left(self) -> int:
        limit = self.options.events
        return sys.maxsize if limit is None else limit - self.account.updates

    def _advance(self) -> AccountEvent:
        self._rest.moves()
        event = self.account.advance(self.options.now_ms())
        texts, clients = self._telling.update(event), tuple(self._clients)

        def tell() -> None:
            for text in texts:
                for client in clients:
                    client.post(text)

        self._rest.tell(tell)
        return event

    def _happen(self) -> None:
        if self._left():
            self._advance()

    async def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        pace = Pace(self.options.rate, loop.time())
        while self._left():
            await asyncio.sleep(pace.wait(loop.time()))
            for _ in range(min(pace.take(loop.time()), self._left())):
                self._advance()


def _nothing() -> None:
    """Prepare for no TLS."""


async def _stopped(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
