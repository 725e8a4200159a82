import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import DEFAULT_REST_URL, DEFAULT_STREAM_URL, Secret, Settings, SettingsError

SETTINGS = Settings(
    api_key=Secret("key-4f1d"),
    api_secret=Secret("canary-9c27"),
    identity="dana@example.com",
    stream_url=DEFAULT_STREAM_URL,
    rest_url=DEFAULT_REST_URL,
    timezone=None,
    found_in="./.env",
    notices=(),
)


@pytest.mark.parametrize(
    ("identity", "masked"),
    [
        ("dana@example.com", "d···@example.com"),
        ("d@example.com", "···@example.com"),
        ("@example.com", "···@example.com"),
        ("dana@", "d···"),
        ("dana", "d···"),
        ("d", "···"),
        ("@", "···"),
        ("", "···"),
        ("a@b@example.com", "a···@example.com"),
        ('"dana b"@example.com', "···@example.com"),
        ("王小明@example.com", "王···@example.com"),
    ],
)
def test_the_identity_is_masked(identity: str, masked: str) -> None:
    assert replace(SETTINGS, identity=identity).masked_identity == masked


@given(st.text())
def test_a_mask_keeps_at_most_one_character_of_the_local_part(identity: str) -> None:
    shown, dots, rest = replace(SETTINGS, identity=identity).masked_identity.partition("···")
    local = identity.rpartition("@")[0] if "@" in identity else identity
    assert dots
    assert len(shown) < max(len(local), 1)
    assert shown in {"", local[:1]}
    assert rest in {"", "@" + identity.rpartition("@")[2]}
    assert "@" in identity or not rest


def test_a_repr_shows_no_credential_and_a_masked_identity() -> None:
    shown = repr(SETTINGS)
    assert "Secret(···)" in shown
    assert "d···@example.com" in shown
    assert DEFAULT_STREAM_URL in shown
    assert not any(plain in shown for plain in ("canary-9c27", "key-4f1d", "dana"))


@pytest.mark.parametrize(
    ("stream", "rest", "host", "ours"),
    [
        (DEFAULT_STREAM_URL, DEFAULT_REST_URL, "stream.bitopro.com", True),
        ("wss://stream.bitopro.com:8443/ws", DEFAULT_REST_URL, "stream.bitopro.com:8443", True),
        ("ws://127.0.0.1:8765/ws", "http://127.0.0.1:8765/v3", "127.0.0.1:8765", False),
        (DEFAULT_STREAM_URL, "https://bitopro.com.example/v3", "stream.bitopro.com", False),
    ],
)
def test_the_host_is_named_and_known(stream: str, rest: str, host: str, ours: bool) -> None:
    settings = replace(SETTINGS, stream_url=stream, rest_url=rest)
    assert settings.stream_host == host
    assert settings.is_bitopro is ours


def test_settings_do_not_change_and_are_not_pickled() -> None:
    with pytest.raises(FrozenInstanceError):
        SETTINGS.identity = "eve@example.com"  # type: ignore[misc]
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(SETTINGS)


def test_an_error_ends_with_the_way_to_try_without_an_account() -> None:
    assert str(SettingsError("Something is missing.")).splitlines() == [
        "Something is missing.",
        "To look around without an account: bitotui --demo",
    ]
