"""ACCEPTANCE.md, Connecting: refusals, bad peers, deadlines and names that lead nowhere."""

import asyncio
import socket
import subprocess
import sys
import time
from typing import Any

import pytest

from tests.feed.peers import DATE, TEXT, Peer, Script, dialled, failure, frame, listening
from tui.feed.session import BadPeer, Refused, Unreachable


def refusing(status: str, body: bytes = b"", **headers: str) -> Script:
    async def refuse(peer: Peer) -> None:
        await peer.refuse(status, body, {name.replace("_", "-"): value for name, value in headers.items()})

    return refuse


async def refusal(script: Script, **limits: float) -> Refused:
    async with listening(script) as url:
        error = await failure(url, None, **limits)
    assert isinstance(error, Refused)
    return error


@pytest.mark.parametrize(
    "status", [400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503, 200, 204, 302, 599]
)
async def test_any_answer_but_101_is_a_refusal_with_its_status(status: int) -> None:
    assert (await refusal(refusing(f"{status} Words"))).status == status


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b'{"error": "invalid signature"}', "invalid signature"),
        (b'{"message": "nonce too old"}', "nonce too old"),
        (b'{"error": "", "message": "second"}', "second"),
        (b'{"error": 7}', "Unauthorized"),
        (b'["error"]', "Unauthorized"),
        (b"<html>sorry</html>", "Unauthorized"),
        (b"", "Unauthorized"),
        (b"[" * 10_000, "Unauthorized"),
        (b'{"error": "\xff"}', "\N{REPLACEMENT CHARACTER}"),
        (b'{"error": "\\u001b[31mred\\u202e"}', r"\u{1b}[31mred\u{202e}"),
        (b'{"error": "' + b"x" * 5000 + b'"}', "x" * 199 + "…"),
    ],
)
async def test_401_gives_the_servers_reason_harmless_and_at_most_200_characters(
    body: bytes, reason: str
) -> None:
    assert (await refusal(refusing("401 Unauthorized", body))).reason == reason


async def test_a_plain_text_body_is_the_reason() -> None:
    assert (
        await refusal(refusing("403 No", b"key disabled\n", Content_Type="text/plain"))
    ).reason == "key disabled"


@pytest.mark.parametrize("after", ["7", "999999", "-1", "abc", DATE])
async def test_429_passes_date_and_retry_after_on_as_sent(after: str) -> None:
    error = await refusal(refusing("429 Too Many", Retry_After=after))
    assert (error.date, error.retry_after) == (DATE, after)


async def test_a_redirect_is_never_followed_and_no_signature_reaches_another_host() -> None:
    elsewhere: list[str] = []

    async def other(peer: Peer) -> None:
        await peer.request()
        elsewhere.append(peer.request_line)

    async with listening(other) as target:
        error = await refusal(refusing("302 Found", Location=target.replace("ws://", "http://")))
    assert error.status == 302
    assert "not followed" in error.reason
    assert elsewhere == []


async def test_a_stalled_or_endless_body_does_not_hide_the_status() -> None:
    async def stall(peer: Peer) -> None:
        await peer.request()
        await peer.send(b"HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n{")
        await asyncio.sleep(60)

    async def pour(peer: Peer) -> None:
        await peer.request()
        await peer.send(b"HTTP/1.1 403 Never\r\n\r\n")
        while True:
            await peer.send(b"x" * 65536)

    started = time.monotonic()
    assert (await refusal(stall)).reason == "No"
    assert (await refusal(pour)).reason == "Never"
    assert (await refusal(stall, connect_seconds=0.2, refusal_seconds=9)).status == 401
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"Sec-WebSocket-Accept": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="}, "wrong Sec-WebSocket-Accept"),
        ({"Sec-WebSocket-Accept": None}, "no Sec-WebSocket-Accept"),
        ({"Upgrade": None}, "does not switch"),
        ({"Upgrade": "h2c"}, "does not switch"),
        ({"Connection": "close"}, "does not switch"),
        ({"Sec-WebSocket-Extensions": "permessage-deflate"}, "permessage-deflate"),
        ({"Sec-WebSocket-Protocol": "chat"}, "chat"),
    ],
)
async def test_a_101_with_a_wrong_or_missing_accept_is_a_protocol_error(
    changed: dict[str, str | None], word: str
) -> None:
    async def accept(peer: Peer) -> None:
        await peer.accept(headers=changed)

    async with listening(accept) as url:
        error = await failure(url)
    assert isinstance(error, BadPeer)
    assert word in error.reason


@pytest.mark.parametrize("head", [b"SSH-2.0-OpenSSH_9.9\r\n\r\n", b"HTTP/1.1 101 \x1b[2J\r\n\r\n", b"\0" * 9])
async def test_an_answer_that_is_no_http_is_a_protocol_error(head: bytes) -> None:
    async def babble(peer: Peer) -> None:
        await peer.request()
        await peer.send(head)
        await asyncio.sleep(60)

    async with listening(babble) as url:
        error = await failure(url, connect_seconds=0.3)
    assert isinstance(error, BadPeer), error
    assert error.reason.isprintable()


async def test_200_kb_of_headers_are_a_protocol_error() -> None:
    async def pour(peer: Peer) -> None:
        await peer.request()
        await peer.send(b"HTTP/1.1 101 Switching Protocols\r\n" + b"X-Filler: " + b"x" * 200_000)
        await asyncio.sleep(60)

    async with listening(pour) as url:
        error = await failure(url)
    assert isinstance(error, BadPeer)
    assert "headers of more than 65536 bytes" in error.reason


async def silent(peer: Peer) -> None:
    await peer.reader.read()


async def dripping(peer: Peer) -> None:
    await peer.request()
    for byte in b"HTTP/1.1 101 Switching Protocols\r\n" + b"X: y\r\n" * 1000:
        await peer.send(bytes([byte]))
        await asyncio.sleep(0.03)


async def refusing_for_ever(peer: Peer) -> None:
    await peer.request()
    while True:
        await peer.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("script", [silent, dripping, refusing_for_ever])
async def test_tcp_accepted_and_silence_or_a_drip_ends_at_one_deadline(script: Script) -> None:
    async with listening(script) as url:
        started = time.monotonic()
        error = await failure(url, connect_seconds=0.3)
    assert isinstance(error, Unreachable)
    assert error.reason.startswith("no answer within 0.3 s")
    assert 0.25 < time.monotonic() - started < 2


async def resetting(peer: Peer) -> None:
    await peer.request()
    peer.reset()


async def hanging_up(peer: Peer) -> None:
    await peer.request()


async def hanging_up_midway(peer: Peer) -> None:
    await peer.request()
    await peer.send(b"HTTP/1.1 101 Switching")


@pytest.mark.parametrize("script", [resetting, hanging_up, hanging_up_midway])
async def test_a_peer_that_goes_before_it_answers_is_unreachable(script: Script) -> None:
    async with listening(script) as url:
        error = await failure(url)
    assert isinstance(error, Unreachable), error


async def test_connection_refused_and_unknown_hosts_are_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert str(await failure(f"ws://127.0.0.1:{port}/")) == "connecting to 127.0.0.1: connection refused"
    error = await failure("ws://host.invalid/")
    assert isinstance(error, Unreachable)
    assert error.reason.startswith("looking up host.invalid: ")


async def test_the_second_address_is_tried_when_the_first_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def accept(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"here"))

    async with listening(accept) as url:
        port = int(url.rpartition(":")[2].partition("/")[0])
        found: list[Any] = [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
        async with dialled(f"ws://two.example:{port}/") as session:
            assert (await session.receive()).data == b"here"


_HANGING_LOOK_UP = """
import asyncio, socket, time
from tui.feed import transport
from tui.feed.session import Limits, Unreachable, dial
socket.getaddrinfo = lambda *a, **k: time.sleep(60)
async def main():
    for _ in range(3):
        try:
            limits = Limits(connect_seconds=0.2)
            async with dial("ws://hang.example/", {}, limits=limits, clock=time.monotonic):
                pass
        except Unreachable as error:
            print(error, flush=True)
asyncio.run(main())
"""


def test_a_look_up_that_hangs_ends_at_the_deadline_and_does_not_hold_up_the_exit() -> None:
    started = time.monotonic()
    command = [sys.executable, "-c", _HANGING_LOOK_UP]
    run = subprocess.run(command, check=True, capture_output=True, text=True, timeout=10)
    assert run.stdout.splitlines() == ["no answer within 0.2 s (looking up hang.example)"] * 3, run.stderr
    assert time.monotonic() - started < 4  # start-up of the interpreter included
