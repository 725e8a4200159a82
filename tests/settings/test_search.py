import os
from pathlib import Path

import pytest

from tests.settings.desk import IDENTITY, KEY, LINES, SECRET, WHOLE, Desk, put
from tui.settings import DEFAULT_STREAM_URL, default_config_dir

OTHER = LINES.replace(KEY, "other-key")


def test_the_environment_comes_first_and_no_file_is_opened(desk: Desk) -> None:
    desk.write("BITOPRO_API_KEY='broken", mode=0o666)
    desk.environ = WHOLE
    settings = desk.load()
    assert (settings.api_key.reveal(), settings.api_secret.reveal(), settings.identity) == (
        KEY,
        SECRET,
        IDENTITY,
    )
    assert settings.found_in == "the environment"
    assert settings.notices == ()


def test_then_the_file_in_the_working_folder(desk: Desk) -> None:
    desk.write(LINES)
    put(desk.config / ".env", OTHER)
    assert desk.load().api_key.reveal() == KEY
    assert desk.load().found_in == "./.env"


def test_then_the_file_in_the_configuration_folder(desk: Desk) -> None:
    put(desk.config / ".env", OTHER)
    assert desk.load().api_key.reveal() == "other-key"
    assert desk.load().found_in == str(desk.config / ".env")


def test_no_file_in_a_folder_above_is_looked_at(desk: Desk) -> None:
    put(desk.here.parent / ".env", LINES)
    assert "BITOPRO_API_KEY is not set" in desk.refusal()


def test_an_explicit_file_is_the_only_place(desk: Desk) -> None:
    put(desk.here / "demo.env", OTHER)
    desk.write("BITOPRO_API_KEY='broken")
    desk.environ = WHOLE
    settings = desk.load("demo.env")
    assert settings.api_key.reveal() == "other-key"
    assert settings.found_in == "demo.env"
    (notice,) = settings.notices
    assert notice.startswith(
        "BITOPRO_API_KEY, BITOPRO_API_SECRET and BITOPRO_IDENTITY in the environment not used"
    )
    assert notice.endswith(": all settings come from demo.env")


def test_an_explicit_file_may_lie_anywhere(desk: Desk, tmp_path: Path) -> None:
    path = put(tmp_path / "elsewhere.env", LINES)
    assert desk.load(str(path)).found_in == str(path)


@pytest.mark.parametrize(
    ("content", "lack"),
    [
        (None, "does not exist"),
        ("", "has no BITOPRO_API_KEY"),
        ("BITOPRO_API_KEY=' '\n", "has an empty BITOPRO_API_KEY"),
        (
            LINES.replace("BITOPRO_API_KEY", "X"),
            "has no BITOPRO_API_KEY, only BITOPRO_API_SECRET, BITOPRO_IDENTITY",
        ),
    ],
)
def test_an_explicit_file_without_a_key_is_an_error_even_if_another_place_has_one(
    desk: Desk, content: str | None, lack: str
) -> None:
    desk.environ = WHOLE
    if content is not None:
        put(desk.here / "demo.env", content)
    assert desk.refusal("demo.env").startswith(
        f"BITOPRO_API_KEY is not set; looked in:\n  demo.env {lack}\nSet "
    )


def test_a_folder_as_explicit_file_is_an_error(desk: Desk) -> None:
    assert f"\n  {desk.config} is a folder, not a file\n" in desk.refusal(str(desk.config))


def test_without_any_settings_every_place_is_named_with_what_it_lacks(desk: Desk) -> None:
    (desk.here / ".env").mkdir()
    desk.environ = {"BITOPRO_API_KEY": "", "BITOPRO_API_SECRET": SECRET, "HOME": "/home/dana"}
    assert desk.refusal().splitlines() == [
        "BITOPRO_API_KEY is not set; looked in:",
        "  the environment has an empty BITOPRO_API_KEY, only BITOPRO_API_SECRET",
        "  ./.env is a folder, not a file",
        f"  {desk.config}/.env does not exist",
        "Set BITOPRO_API_KEY, BITOPRO_API_SECRET and BITOPRO_IDENTITY, all in one place; .env.example shows how.",
        "To look around without an account: bitotui --demo",
    ]


@pytest.mark.parametrize("value", [None, "", "  "])
@pytest.mark.parametrize("name", ["BITOPRO_API_SECRET", "BITOPRO_IDENTITY"])
def test_half_the_settings_are_an_error_even_if_another_place_has_the_rest(
    desk: Desk, name: str, value: str | None
) -> None:
    desk.environ = {key: held for key, held in WHOLE.items() if key != name}
    if value is not None:
        desk.environ[name] = value
    desk.write(LINES)
    said = desk.refusal()
    assert said.startswith(f"{name} is missing or empty in the environment, where BITOPRO_API_KEY was found.")


def test_all_that_is_missing_is_named_at_once(desk: Desk) -> None:
    desk.environ = {"BITOPRO_API_KEY": KEY}
    assert desk.refusal().startswith("BITOPRO_API_SECRET and BITOPRO_IDENTITY are missing or empty in ")


def test_credentials_and_urls_never_come_from_two_places(desk: Desk) -> None:
    desk.environ = {"BITOPRO_STREAM_URL": "wss://evil.example/ws", "BITOPRO_API_SECRET": "another"}
    desk.write(LINES)
    settings = desk.load()
    assert settings.stream_url == DEFAULT_STREAM_URL
    assert settings.api_secret.reveal() == SECRET
    assert settings.notices == (
        "BITOPRO_API_SECRET and BITOPRO_STREAM_URL in the environment not used: all settings come from ./.env",
    )


def test_a_planted_file_exports_nothing_and_sends_no_key_elsewhere(desk: Desk) -> None:
    desk.write(
        "HTTPS_PROXY=http://evil.example\nSSL_CERT_FILE=/evil\nBITOPRO_STREAM_URL=wss://evil.example/ws\n"
        "BITOPRO_REST_URL=https://evil.example/v3\n"
    )
    put(desk.config / ".env", LINES)
    before = dict(os.environ)
    settings = desk.load()
    assert settings.is_bitopro
    assert settings.stream_url == DEFAULT_STREAM_URL
    assert dict(os.environ) == before
    assert "BITOPRO_STREAM_URL and BITOPRO_REST_URL in ./.env not used" in settings.notices[0]


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("BITOPRO_API_KEY", "two words", "holds a blank"),
        ("BITOPRO_API_SECRET", "a\nb", "holds a line break"),
        ("BITOPRO_IDENTITY", "dana\x1b@example.com", "an invisible character"),
    ],
)
def test_a_value_that_cannot_be_right_is_named_with_where_it_stands(
    desk: Desk, name: str, value: str, why: str
) -> None:
    desk.environ = WHOLE | {name: value}
    said = desk.refusal()
    assert said.startswith(f"{name} in the environment ")
    assert why in said
    assert value not in said


def test_an_identity_that_is_no_address_is_taken_and_said(desk: Desk) -> None:
    desk.environ = WHOLE | {"BITOPRO_IDENTITY": "dana"}
    assert desk.load().notices == ("BITOPRO_IDENTITY has no @; it should be the account's e-mail",)


def test_the_configuration_folder_is_the_users(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert default_config_dir().name == "bitotui"
