from io import StringIO

import pytest
from dotenv import dotenv_values

from tui.exchange.settings_lines import settings_lines
from tui.exchange.signing import Credentials, credentials_of


def read_back(credentials: Credentials) -> dict[str, str | None]:
    lines = settings_lines(credentials, stream_url="ws://127.0.0.1:1/ws", rest_url="http://127.0.0.1:1/v3")
    return dotenv_values(stream=StringIO("\n".join(lines)), interpolate=False)


def test_the_five_settings_are_what_a_reader_of_env_files_gets() -> None:
    credentials = credentials_of(1)
    assert read_back(credentials) == {
        "BITOPRO_API_KEY": credentials.api_key,
        "BITOPRO_API_SECRET": credentials.api_secret,
        "BITOPRO_IDENTITY": credentials.identity,
        "BITOPRO_STREAM_URL": "ws://127.0.0.1:1/ws",
        "BITOPRO_REST_URL": "http://127.0.0.1:1/v3",
    }


@pytest.mark.parametrize(
    "secret", ["a b", "a #b", "${HOME}", "it's", 'a"b', "a\\", "\\'", " x ", "$2a$10$x", "é"]
)
def test_a_secret_survives_whatever_is_in_it(secret: str) -> None:
    assert read_back(Credentials("key", secret, "trader@example.test"))["BITOPRO_API_SECRET"] == secret
