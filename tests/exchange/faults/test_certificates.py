from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.exchange.conftest import Trader
    from tests.exchange.faults.conftest import Dial, Raw, Trade

    Trusting = Callable[[Trader], ssl.SSLContext]
    Secure = Callable[..., Awaitable[tuple[Trader, Raw]]]

VERSIONS = {"1.2": "TLSv1.2", "1.3": "TLSv1.3"}


@pytest.fixture
def secure(trade: Trade, dial: Dial, trusting: Trusting) -> Secure:
    async def start(*faults: str) -> tuple[Trader, Raw]:
        trader = await trade(tls=True, close_timeout=0.2, faults=faults)
        raw = await dial(trader, ssl=trusting(trader), server_hostname="127.0.0.1")
        await raw.message()
        return trader, raw

    return start


async def test_whoever_trusts_the_authority_is_served_over_tls(secure: Secure) -> None:
    trader, raw = await secure()
    assert trader.exchange.stream_url == f"wss://127.0.0.1:{trader.exchange.port}/ws"
    assert trader.exchange.rest_url == f"https://127.0.0.1:{trader.exchange.port}/v3"
    await trader.exchange.step()
    assert (await raw.content())["event"] == "ACCOUNT_BALANCE"


async def test_whoever_does_not_is_not(trade: Trade, dial: Dial) -> None:
    trader = await trade(tls=True)
    with pytest.raises(ssl.SSLCertVerificationError, match="unable to get local issuer certificate"):
        await dial(trader, ssl=ssl.create_default_context(), server_hostname="127.0.0.1")
    await dial(trader, ssl=ssl._create_unverified_context())


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("wrong-host", "IP address mismatch"),
        ("expired", "certificate has expired"),
        ("unknown", "unable to get local issuer certificate"),
    ],
)
async def test_the_certificate_can_be_wrong_from_one_connection_to_the_next(
    secure: Secure, dial: Dial, trusting: Trusting, kind: str, why: str
) -> None:
    trader, _ = await secure()
    trader.exchange.faults.set("certificate", kind)
    with pytest.raises(ssl.SSLCertVerificationError, match=why):
        await dial(trader, ssl=trusting(trader), server_hostname="127.0.0.1")
    trader.exchange.faults.clear()
    await dial(trader, ssl=trusting(trader), server_hostname="127.0.0.1")


@pytest.mark.parametrize("version", VERSIONS)
async def test_one_version_alone_can_be_spoken(secure: Secure, version: str) -> None:
    _, raw = await secure(f"tls={version}")
    assert raw.writer.get_extra_info("ssl_object").version() == VERSIONS[version]


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_stream_can_end_in_the_middle_of_tls(secure: Secure, version: str) -> None:
    trader, raw = await secure(f"tls={version}")
    trader.exchange.faults.now("cut")
    assert await raw.reader.read() == b""
    await trader.logged("the connection was lost")


@pytest.mark.parametrize(("name", "notified"), [("cut", False), ("fin", True)])
@pytest.mark.parametrize("version", VERSIONS)
async def test_close_notify_comes_or_does_not(
    trade: Trade, trusting: Trusting, dial: Dial, version: str, name: str, notified: bool
) -> None:
    """Reads the records by hand, since asyncio keeps quiet about how TLS ended."""
    trader = await trade(tls=True, close_timeout=0.2, faults=(f"tls={version}",))
    raw = await dial(trader, asks=False)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = trusting(trader).wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
    writer = raw.writer

    async def until_done(step: Callable[[], object]) -> object:
        while True:
            try:
                done = step()
            except ssl.SSLWantReadError:
                done = None
            writer.write(outgoing.read())
            if done is not None:
                return done
            if received := await raw.reader.read(1 << 16):
                incoming.write(received)
            else:
                incoming.write_eof()

    def shaken() -> bool:
        tls.do_handshake()
        return True

    await until_done(shaken)
    fields = trader.signed() | {
        "Host": "127.0.0.1",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    lines = "".join(f"{key}: {value}\r\n" for key, value in fields.items())
    tls.write(f"GET /ws/v1/pub/auth/account-balance HTTP/1.1\r\n{lines}\r\n".encode())
    read = b""
    while b'"event"' not in read:
        read += await until_done(lambda: tls.read(1 << 16))  # type: ignore[operator]
    trader.exchange.faults.now(name)

    async def ended() -> bool:
        """Tell whether the end was announced."""
        try:
            while await until_done(lambda: tls.read(1 << 16)):
                pass
        except ssl.SSLZeroReturnError:
            return True
        except ssl.SSLEOFError:
            return False
        return True

    assert await ended() is notified


@pytest.mark.parametrize("version", VERSIONS)
async def test_a_record_can_be_corrupt(secure: Secure, version: str) -> None:
    trader, raw = await secure(f"tls={version}")
    trader.exchange.faults.now("record")
    with pytest.raises(ssl.SSLError, match=r"(?i)decryption failed|bad record mac"):
        await raw.reader.read()
    await trader.logged("closed after")


async def test_a_reset_reaches_through_tls(secure: Secure) -> None:
    trader, raw = await secure()
    trader.exchange.faults.now("reset")
    with pytest.raises(ConnectionResetError):
        await raw.reader.read()
