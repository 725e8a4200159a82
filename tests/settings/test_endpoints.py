import pytest

from tests.settings.desk import WHOLE, Desk
from tui.settings import DEFAULT_REST_URL, DEFAULT_STREAM_URL

LOCAL_STREAM, LOCAL_REST = "ws://127.0.0.1:8765/ws", "http://127.0.0.1:8765/v3"


def urls(desk: Desk, stream: str | None = None, rest: str | None = None) -> tuple[str, str]:
    settings = desk.load(stream_url=stream, rest_url=rest)
    return settings.stream_url, settings.rest_url


def test_without_a_word_both_are_bitopros(desk: Desk) -> None:
    desk.environ = WHOLE
    assert urls(desk) == (DEFAULT_STREAM_URL, DEFAULT_REST_URL)
    assert desk.load().is_bitopro


def test_both_are_taken_from_the_place_of_the_key(desk: Desk) -> None:
    desk.environ = WHOLE | {"BITOPRO_STREAM_URL": LOCAL_STREAM + "/", "BITOPRO_REST_URL": LOCAL_REST}
    assert urls(desk) == (LOCAL_STREAM, LOCAL_REST)
    assert desk.load().stream_host == "127.0.0.1:8765"


def test_the_command_line_stands_above_it(desk: Desk) -> None:
    desk.environ = WHOLE | {
        "BITOPRO_STREAM_URL": "wss://a.example/ws",
        "BITOPRO_REST_URL": "https://a.example",
    }
    assert urls(desk, LOCAL_STREAM) == (LOCAL_STREAM, "https://a.example")
    assert urls(desk, LOCAL_STREAM, LOCAL_REST) == (LOCAL_STREAM, LOCAL_REST)


def test_one_of_bitopros_hosts_may_replace_another(desk: Desk) -> None:
    desk.environ = WHOLE
    assert urls(desk, "wss://stream2.bitopro.com/ws") == ("wss://stream2.bitopro.com/ws", DEFAULT_REST_URL)


@pytest.mark.parametrize(
    ("stream", "rest", "first"),
    [
        (LOCAL_STREAM, None, "--stream-url (127.0.0.1:8765, from the command line) and BITOPRO_REST_URL"),
        (None, LOCAL_REST, "BITOPRO_STREAM_URL (stream.bitopro.com, the default) and --rest-url"),
    ],
)
def test_one_changed_alone_would_sign_to_two_parties(
    desk: Desk, stream: str | None, rest: str | None, first: str
) -> None:
    desk.environ = WHOLE
    flags = {"stream_url": stream} if stream else {"rest_url": rest or ""}
    said = desk.refusal(**flags)
    assert said.startswith(first)
    assert "two parties" in said
    assert "Set both BITOPRO_STREAM_URL and BITOPRO_REST_URL in the environment" in said


@pytest.mark.parametrize(
    ("name", "url", "why"),
    [
        ("BITOPRO_STREAM_URL", "ws://example.com/ws", "without encryption; use wss://"),
        ("BITOPRO_STREAM_URL", "https://api.bitopro.com/v3", "write it as wss://host/path"),
        ("BITOPRO_REST_URL", "http://example.com/v3", "without encryption; use https://"),
        ("BITOPRO_REST_URL", "https://dana:hunter2@example.com", "without a user or password"),
    ],
)
def test_a_url_that_cannot_be_used_is_named_with_where_it_stands(
    desk: Desk, name: str, url: str, why: str
) -> None:
    desk.environ = WHOLE | {name: url}
    said = desk.refusal()
    assert said.startswith(f"{name} (from the environment) ")
    assert why in said
    assert "hunter2" not in said


def test_an_empty_flag_is_a_mistake_not_a_wish(desk: Desk) -> None:
    desk.environ = WHOLE
    assert desk.refusal(stream_url="").startswith("--stream-url (from the command line) is not a usable URL")
