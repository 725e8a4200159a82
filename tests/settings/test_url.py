import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings.url import (
    DEFAULT_REST_URL,
    DEFAULT_STREAM_URL,
    REST_SCHEMES,
    STREAM_SCHEMES,
    is_bitopro,
    normal_url,
    shown_host,
    url_fault,
)


@pytest.mark.parametrize(
    "url",
    [
        DEFAULT_STREAM_URL,
        "wss://example.com",
        "WSS://Example.com:9443/ws/",
        "wss://[2001:db8::1]/ws",
        "wss://192.0.2.1:1/ws",
        "ws://localhost:8765/ws",
        "ws://127.0.0.1/ws",
        "ws://127.9.8.7:65535/ws",
        "ws://[::1]:8765/ws",
    ],
)
def test_a_stream_url_with_tls_or_to_this_machine_is_taken(url: str) -> None:
    assert url_fault(url, STREAM_SCHEMES) is None


def test_the_default_rest_url_is_taken() -> None:
    assert url_fault(DEFAULT_REST_URL, REST_SCHEMES) is None


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "not a usable URL"),
        ("stream.bitopro.com/ws", "not a usable URL"),
        ("https://stream.bitopro.com/ws", "not a usable URL"),
        ("wss:///ws", "not a usable URL"),
        ("wss://a..b/ws", "not a usable URL"),
        ("wss://example.com./ws", "not a usable URL"),
        ("wss://evil.example\\.bitopro.com/ws", "not a usable URL"),
        ("wss://%62itopro.com/ws", "not a usable URL"),
        ("wss://[1::2::3]/ws", "not a usable URL"),
        ("wss://[::1/ws", "not a usable URL"),
        ("wss://host:port/ws", "not a usable URL"),
        ("wss://host:0/ws", "a port that is not between"),
        ("wss://host:65536/ws", "a port that is not between"),
        ("wss://user:pass@stream.bitopro.com/ws", "without a user or password"),
        ("wss://stream.bitopro.com@evil.example/ws", "without a user or password"),
        ("wss://host/ws?", "a query or a fragment"),
        ("wss://host/ws?a=b", "a query or a fragment"),
        ("wss://host/ws#", "a query or a fragment"),
        ("wss://ho st/ws", "white space"),
        ("wss://host/ws\n", "white space"),
        ("wss://host\t/ws", "white space"),
        ("wss://host/\x1b[2J", "a control character"),
        ("wss://b\u0131topro.com/ws", "beyond ASCII"),
        ("wss://stream.bitopro.com/ws/v1/pub/auth/account-balance", "only the base"),
        ("wss://stream.bitopro.com/ws/v1/pub/auth/account-balance/", "only the base"),
        ("ws://stream.bitopro.com/ws", "without encryption"),
        ("ws://127.0.0.1.example.com/ws", "without encryption"),
        ("ws://127.0.0.01/ws", "without encryption"),
        ("ws://0.0.0.0/ws", "without encryption"),
        ("ws://[::2]/ws", "without encryption"),
        ("ws://localhost.example/ws", "without encryption"),
    ],
)
def test_a_url_that_is_unsafe_or_unclear_is_refused_in_words(url: str, why: str) -> None:
    assert why in (url_fault(url, STREAM_SCHEMES) or "taken")


def test_a_refusal_repeats_no_password() -> None:
    assert "hunter2" not in (url_fault("wss://dana:hunter2@host/ws", STREAM_SCHEMES) or "")


@given(st.text())
def test_whatever_is_typed_is_judged_and_what_passes_can_be_used(text: str) -> None:
    for url in (text, f"wss://{text}", f"wss://host{text}"):
        if url_fault(url, STREAM_SCHEMES) is None:
            assert url_fault(normal_url(url), STREAM_SCHEMES) is None
            assert normal_url(normal_url(url)) == normal_url(url)


@given(
    st.from_regex(r"(wss?|WSS)://[A-Za-z0-9.:\[\]@\\_-]{1,12}(:[0-9]{1,6})?(/[a-z%./]{0,5})?", fullmatch=True)
)
def test_the_client_that_dials_sees_the_host_that_was_judged(url: str) -> None:
    if url_fault(url, STREAM_SCHEMES) is None:
        dialled = httpx.URL(normal_url(url))
        host, _, port = shown_host(url).removeprefix("[").replace("]", "").partition(":")
        assert (dialled.host, str(dialled.port or "")) == (host, port)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        (DEFAULT_STREAM_URL, DEFAULT_STREAM_URL),
        ("WSS://Stream.BitoPro.com/ws/", "wss://stream.bitopro.com/ws"),
        ("wss://host/ws//", "wss://host/ws"),
        ("wss://host:/", "wss://host"),
        ("wss://host:00443/WS", "wss://host:443/WS"),
    ],
)
def test_a_url_is_written_in_one_way(url: str, normal: str) -> None:
    assert normal_url(url) == normal


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("wss://host:443/ws", "host"),
        ("wss://host:80/ws", "host:80"),
        ("ws://host:80/ws", "host"),
        ("https://host/v3", "host"),
        ("http://[::1]:8080/v3", "[::1]:8080"),
    ],
)
def test_a_host_is_shown_with_its_port_unless_that_is_the_schemes_own(url: str, host: str) -> None:
    assert shown_host(url) == host


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        (DEFAULT_STREAM_URL, True),
        (DEFAULT_REST_URL, True),
        ("https://bitopro.com", True),
        ("https://API.BITOPRO.COM/v3", True),
        ("http://api.bitopro.com/v3", False),
        ("ws://stream.bitopro.com/ws", False),
        ("https://notbitopro.com", False),
        ("https://bitopro.com.example", False),
        ("https://bitopro.example/bitopro.com", False),
    ],
)
def test_bitopros_own_hosts_are_known_by_name_and_tls(url: str, ours: bool) -> None:
    assert is_bitopro(url) is ours


def test_taking_apart_what_was_never_judged_is_misuse() -> None:
    with pytest.raises(ValueError, match="must pass url_fault"):
        normal_url("nonsense")
