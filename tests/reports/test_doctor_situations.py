"""The situations a doctor is called for, against a real exchange and raw servers."""

import asyncio
import json
import re
import socket
import ssl
from pathlib import Path

import pytest
import trustme

from tests.feed.peers import PING, TEXT, Peer, close_frame, frame, listening
from tests.reports.doctor_desk import (
    CANARIES,
    IDENTITY,
    IMPATIENT,
    SECRET,
    examine,
    exchange,
    failures,
    given,
    put_env,
)
from tui.exchange.options import wall_clock_ms


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


def serving(*names: str, authority: trustme.CA | None = None) -> ssl.SSLContext:
    """A server's context, by an authority that nobody knows unless told."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    (authority or trustme.CA()).issue_cert(*names).configure_cert(context)
    return context


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


async def test_with_a_good_exchange_everything_is_ok(tmp_path: Path) -> None:
    async with exchange() as server:
        put_env(tmp_path, server.stream_url)
        seen = await examine(given(tmp_path))
    assert failures(seen.checks) == []
    assert seen.code == 0
    assert seen.line("settings").startswith(
        "ok: found in ./.env; account c···@example.com; stream 127.0.0.1:"
    )
    assert "the environment has no BITOPRO_API_KEY" in seen.line("settings")
    assert "/config/.env does not exist" in seen.line("settings")
    assert seen.line("permissions") == "ok: ./.env is closed to other users, and they cannot replace it"
    assert seen.line("clock") == "ok: within a second or two of the exchange's"
    assert seen.line("tls") == "ok: plain, as it may be within this machine"
    assert seen.line("upgrade").startswith("ok: accepted after ")
    assert seen.line("first message").startswith("ok: balances of 24 currencies, ")
    assert seen.line("first message").endswith("; datetime is 8 h ahead of timestamp, which counts")
    assert seen.line("ping").startswith("ok: round trip ")
    assert seen.text.endswith("\nAll that is needed works.\n")


async def test_a_wrong_secret_is_refused_with_the_advice_of_the_dashboard(tmp_path: Path) -> None:
    async with exchange() as server:
        put_env(tmp_path, server.stream_url, secret="another secret altogether")
        seen = await examine(given(tmp_path), records_answer=True)
    assert failures(seen.checks) == ["upgrade"]
    assert seen.line("upgrade") == (
        "failed: refused, 401: the signature does not match"
        " -> check the API key, its secret and the identity; a read-only key is enough"
    )
    assert seen.line("clock").startswith("ok: ")
    assert seen.line("first message") == "skipped: the stream did not open"
    assert seen.code == 3
    answer = json.loads(seen.report)["answer"]
    assert answer["status"] == 401
    assert ["content-type", "application/json"] in answer["headers"]


async def test_a_clock_behind_fails_and_the_rest_is_signed_by_the_exchanges(tmp_path: Path) -> None:
    async with exchange(now_ms=lambda: wall_clock_ms() + 60_000, max_skew_ms=30_000) as server:
        put_env(tmp_path, server.stream_url)
        seen = await examine(given(tmp_path))
    assert failures(seen.checks) == ["clock"]
    assert seen.line("clock").split(" -> ")[0] in {f"failed: clock {each} s behind" for each in (59, 60, 61)}
    assert "timedatectl" in seen.line("clock")
    assert seen.line("upgrade").startswith(
        "ok: first refused, 409: the nonce is too far from the exchange's time;"
        " signed again for the exchange's clock: accepted after "
    )
    assert seen.line("first message").startswith("ok: ")
    assert seen.code == 3


async def test_a_clock_ahead_fails_though_the_exchange_lets_it_in_once_it_is_signed_by_its_own(
    tmp_path: Path,
) -> None:
    async with exchange(now_ms=lambda: wall_clock_ms() - 90_000) as server:
        put_env(tmp_path, server.stream_url)
        seen = await examine(given(tmp_path))
    assert failures(seen.checks) == ["clock"]
    assert seen.line("clock").split(" -> ")[0] in {f"failed: clock {each} s ahead" for each in (89, 90, 91)}
    assert "signed again for the exchange's clock: accepted after " in seen.line("upgrade")
    assert seen.code == 3


async def test_a_clock_a_little_off_fails_alone_where_the_exchange_lets_it_pass(tmp_path: Path) -> None:
    async with exchange(now_ms=lambda: wall_clock_ms() + 37_000) as server:
        put_env(tmp_path, server.stream_url)
        seen = await examine(given(tmp_path))
    assert failures(seen.checks) == ["clock"]
    assert "37 s behind" in seen.line("clock") or "36 s behind" in seen.line("clock")
    assert seen.code == 1


async def test_a_closed_port_fails_as_tcp_and_what_needs_it_is_skipped(tmp_path: Path) -> None:
    put_env(tmp_path, f"ws://127.0.0.1:{free_port()}/ws")
    seen = await examine(given(tmp_path))
    assert failures(seen.checks) == ["tcp"]
    assert "connection refused -> check the port in the stream URL" in seen.line("tcp")
    assert seen.line("dns") == "ok: 127.0.0.1 is an address, no name to look up"
    for name in ("clock", "upgrade", "first message", "ping", "exchange's pings"):
        assert seen.line(name) == "skipped: there is no connection"
    assert seen.line("time zone").startswith("ok: ")
    assert seen.code == 4


async def silent(peer: Peer) -> None:
    await peer.reader.read()


async def test_an_unknown_authority_fails_as_tls_and_nothing_is_signed(tmp_path: Path) -> None:
    async with listening(silent, tls=serving("localhost")) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path))
    assert failures(seen.checks) == ["tls"]
    assert seen.line("tls").startswith(
        "failed: localhost: its certificate is not signed by an authority this machine knows -> check"
    )
    assert seen.line("upgrade") == "skipped: TLS did not come about"
    assert seen.code == 4


async def test_a_certificate_for_another_name_fails_as_tls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    async with listening(silent, tls=serving("other.example", authority=authority)) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path))
    assert "its certificate is for another host name" in seen.line("tls")
    assert seen.code == 4


async def test_a_world_readable_env_fails_and_keeps_the_key_from_the_network(tmp_path: Path) -> None:
    async with exchange() as server:
        put_env(tmp_path, server.stream_url, mode=0o644)
        seen = await examine(given(tmp_path), records_answer=True)
        assert server.opened == 0
    assert failures(seen.checks) == ["permissions"]
    assert seen.line("permissions") == (
        "failed: ./.env is open to other users (mode 0644)"
        " -> chmod 600 ./.env (or, to use it as it is: --allow-insecure-env)"
    )
    assert seen.line("tcp").startswith("ok: ")
    assert seen.line("upgrade") == "skipped: the API key is not used before its file is safe"
    assert seen.code == 2


async def test_a_world_readable_env_is_used_when_told_so(tmp_path: Path) -> None:
    async with exchange() as server:
        put_env(tmp_path, server.stream_url, mode=0o644)
        seen = await examine(given(tmp_path, allow_insecure_env=True))
    assert seen.line("permissions").startswith("note: ./.env is open to other users")
    assert seen.code == 0


async def test_a_server_that_never_answers_is_given_up_after_its_deadline(tmp_path: Path) -> None:
    async with listening(silent) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path), IMPATIENT)
    assert failures(seen.checks) == ["upgrade"]
    assert seen.line("upgrade").startswith(
        "failed: no answer within 0.3 s (waiting for 127.0.0.1) -> try again"
    )
    assert seen.line("clock").startswith("note: the exchange sent no Date")
    assert seen.code == 4


async def test_a_tls_server_that_never_shakes_hands_fails_as_tls(tmp_path: Path) -> None:
    async with listening(silent) as url:
        put_env(tmp_path, url.replace("ws://127.0.0.1", "wss://localhost"))
        seen = await examine(given(tmp_path), IMPATIENT)
    assert seen.line("tls").startswith("failed: localhost: no answer within 0.3 s")


async def test_an_open_stream_without_a_message_or_a_pong_fails_as_both(tmp_path: Path) -> None:
    async def mute(peer: Peer) -> None:
        await peer.accept()
        await silent(peer)

    async with listening(mute) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path), IMPATIENT)
    assert failures(seen.checks)[-2:] == ["first message", "ping"]
    assert re.match(r"failed: none answered within \d+ s, and none came from the exchange", seen.line("ping"))


async def test_pings_from_the_exchange_are_counted_and_stand_in_for_pongs(tmp_path: Path) -> None:
    async def pinging(peer: Peer) -> None:
        await peer.accept()
        for _ in range(3):
            await peer.send(frame(PING))
            await asyncio.sleep(0.03)
        await silent(peer)

    async with listening(pinging) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path), IMPATIENT)
    assert seen.line("ping").startswith("note: none of ours was answered")
    assert seen.line("exchange's pings").startswith("ok: 3 in 0 s, 0.0 s apart")


async def test_a_stream_that_is_closed_at_once_says_with_which_code(tmp_path: Path) -> None:
    async def closing(peer: Peer) -> None:
        await peer.accept(glued=frame(TEXT, b"{}") + close_frame(4001, b"no such account"))
        await peer.close_code()

    async with listening(closing) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path))
    assert "closed by the server with code 4001: no such account" in seen.line("ping")
    ended = json.loads(seen.report)["stream"]["ended_by_the_exchange"]
    assert (ended["close_code"], ended["outcome"]) == (4001, "an open connection ended")


async def test_an_exchange_that_echoes_credentials_is_not_quoted(tmp_path: Path) -> None:
    async def echoing(peer: Peer) -> None:
        await peer.request()
        signed = "; ".join(value for name, value in peer.headers.items() if name.startswith("x-bitopro"))
        body = f"you sent {signed}, {SECRET}, {IDENTITY.upper()}".encode()
        head = (
            "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nSet-Cookie: session=abcdef\r\n"
            f"X-Echo: {signed}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        await peer.send(head.encode() + body)

    async with listening(echoing) as url:
        put_env(tmp_path, url)
        seen = await examine(given(tmp_path), records_answer=True)
    assert "FAILED   upgrade           refused, 403: you sent ···; ···; ···" in seen.text
    everything = seen.everything
    for canary in (*CANARIES, "abcdef", "eyJ"):
        assert canary.lower() not in everything.lower(), canary
    headers = dict(json.loads(seen.report)["answer"]["headers"])
    assert headers["set-cookie"] == "left out"


@pytest.mark.parametrize("mode", [0o600, 0o644])
async def test_no_credential_is_anywhere_whatever_happened(tmp_path: Path, mode: int) -> None:
    async with exchange() as server:
        put_env(tmp_path, server.stream_url, mode=mode)
        seen = await examine(given(tmp_path), records_answer=True)
    everything = seen.everything + repr(seen.found) + repr(seen.facts)
    for canary in CANARIES:
        assert canary not in everything
