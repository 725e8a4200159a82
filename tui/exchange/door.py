"""Who comes in: each request is answered, refused, or let through to become a stream."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

from websockets.asyncio.server import ServerConnection
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from tui.exchange.answer import empty_answer, error_answer, json_answer, put_date, reason_of
from tui.exchange.faults.line import Line, Tap, line_of
from tui.exchange.printable import printable
from tui.exchange.signing import KEY_HEADER, PAYLOAD_HEADER, SIGNATURE_HEADER, Verifier
from tui.tongue import say

STREAM_BASE = "/ws"
REST_BASE = "/v3"
_STREAM = ("GET", f"{STREAM_BASE}/v1/pub/auth/account-balance")
_BALANCE = ("GET", f"{REST_BASE}/accounts/balance")
_SWITCHING_PROTOCOLS = 101
_LOWEST_ERROR = 400


class Door:
    """Routes requests and writes a log line for each that does not become a stream."""

    def __init__(
        self,
        verifier: Verifier,
        *,
        balance_text: Callable[[], str],
        now_ms: Callable[[], int],
        log: Callable[[str], None],
    ) -> None:
        self._verifier = verifier
        self._balance_text = balance_text
        self._now_ms = now_ms
        self._log = log
        self._silent: set[ServerConnection] = set()

    def route(self, connection: ServerConnection, request: Request) -> Response | None:
        """Answer a request, or let it become a stream by answering None."""
        self.heard(connection)
        call = _call(request)
        path = call[1]
        if call in (_STREAM, _BALANCE):
            if refused := self._verifier.refusal(*_signed_headers(request.headers)):
                return error_answer(refused.status, refused.reason)
            return None if call == _STREAM else json_answer(self._balance_text())
        if path.startswith(f"{REST_BASE}/"):
            return error_answer(404, "there is no such call")
        return empty_answer()

    def heard(self, connection: ServerConnection) -> None:
        """Note that someone has asked for something, so that closing waits for the answer."""
        self._silent.discard(connection)

    def is_for_stream(self, request: Request) -> bool:
        """Tell whether a request asks for the stream."""
        return _call(request) == _STREAM

    def is_for_balance(self, request: Request) -> bool:
        """Tell whether a request asks for the balances by REST."""
        return _call(request) == _BALANCE

    def answered(self, connection: ServerConnection, request: Request, response: Response) -> None:
        """Date every answer by the exchange's clock, and log the ones that open no stream."""
        put_date(response, self._now_ms())
        status = response.status_code
        if status == _SWITCHING_PROTOCOLS:
            return
        call = printable(f"{request.method} {request.path.partition('?')[0]}")
        if status >= _LOWEST_ERROR:
            self._log(
                say(
                    "{peer} refused, {status}: {reason} ({call})",
                    peer=peer(connection),
                    status=status,
                    reason=printable(reason_of(response)),
                    call=call,
                )
            )
        else:
            self._log(
                say(
                    "{peer} answered, {status}, {size} bytes ({call})",
                    peer=peer(connection),
                    status=status,
                    size=len(response.body),
                    call=call,
                )
            )

    def shut(self) -> None:
        """Hang up on those who stand there without having asked for anything, so that closing need not wait."""
        for connection in tuple(self._silent):
            connection.transport.abort()

    def doorstep(self, tap: Tap, before_tls: Callable[[], None] = lambda: None) -> type[ServerConnection]:
        """Make the class of connections, which log that they ended before any request was understood.

        What they write goes through `tap`, over a line that faults can be laid on; `before_tls` is called
        for each before its TLS handshake, if it has one, begins.
        """
        log, silent = self._log, self._silent

        class Doorstep(ServerConnection):
            def __init__(self, *arguments: Any, **options: Any) -> None:
                before_tls()
                super().__init__(*arguments, **options)

            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                super().connection_made(Line(self, cast("asyncio.Transport", transport), tap))
                silent.add(self)

            def data_received(self, data: bytes) -> None:
                if not line_of(self).deaf:
                    super().data_received(data)

            def connection_lost(self, exc: Exception | None) -> None:
                super().connection_lost(exc)
                silent.discard(self)
                line_of(self).forget()
                if self.request is None:
                    log(say("{peer} closed without a request that can be understood", peer=peer(self)))

        return Doorstep


def _call(request: Request) -> tuple[str, str]:
    return request.method, request.path.partition("?")[0]


def peer(connection: ServerConnection) -> str:
    """Name the other end for the log."""
    host, port = connection.remote_address[:2]
    return f"{host}:{port}"


def _signed_headers(headers: Headers) -> tuple[str | None, str | None, str | None]:
    """Give key, payload and signature; None for one that is missing or stands there twice."""

    def only(name: str) -> str | None:
        values = headers.get_all(name)
        return values[0] if len(values) == 1 else None

    return only(KEY_HEADER), only(PAYLOAD_HEADER), only(SIGNATURE_HEADER)
