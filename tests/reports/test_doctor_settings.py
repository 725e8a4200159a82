"""Settings, their places and their file, judged without a network."""

from pathlib import Path

import pytest

from tests.reports.doctor_desk import CANARIES, IDENTITY, KEY, SECRET, given, put_env, told
from tui.reports.doctor.found import Found, find
from tui.reports.doctor.settings_checks import settings_checks

URL = "ws://127.0.0.1:1/ws"


def judge(found: Found, name: str) -> str:
    line = told(settings_checks(found), name)
    for canary in CANARIES:
        assert canary not in line
    return line


def test_without_settings_every_place_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BITOPRO_IDENTITY=x@example.com\n")
    found = find(given(tmp_path))
    assert judge(found, "settings") == (
        "failed: BITOPRO_API_KEY is not set; looked in: the environment has no BITOPRO_API_KEY;"
        " ./.env has no BITOPRO_API_KEY, only BITOPRO_IDENTITY;"
        f" {tmp_path}/config/.env does not exist"
        " -> Set BITOPRO_API_KEY, BITOPRO_API_SECRET and BITOPRO_IDENTITY, all in one place;"
        " .env.example shows how."
    )
    assert judge(found, "permissions") == "skipped: no file with an API key was found"
    assert found.stream_url == "wss://stream.bitopro.com:443/ws"


def test_the_environment_comes_first_and_a_file_with_a_key_is_named_as_unused(tmp_path: Path) -> None:
    put_env(tmp_path, URL)
    where = given(tmp_path)
    whole = {"BITOPRO_API_KEY": KEY, "BITOPRO_API_SECRET": SECRET, "BITOPRO_IDENTITY": IDENTITY}
    found = find(type(where)(None, whole, tmp_path, tmp_path / "config"))
    assert judge(found, "settings").startswith(
        "ok: found in the environment; account c···@example.com; stream stream.bitopro.com;"
        " ./.env has an API key too, which is not used;"
    )
    assert judge(found, "permissions") == "ok: no file is read: the settings come from the environment"


def test_an_env_file_is_the_only_place_looked_at(tmp_path: Path) -> None:
    found = find(given(tmp_path, env_file=Path("none.env")))
    assert judge(found, "settings").startswith(
        "failed: BITOPRO_API_KEY is not set; looked in: none.env does not exist ->"
    )


def test_a_missing_secret_is_named(tmp_path: Path) -> None:
    file = put_env(tmp_path, URL)
    file.write_text(f"BITOPRO_API_KEY={KEY}\nBITOPRO_IDENTITY={IDENTITY}\n")
    assert judge(find(given(tmp_path)), "settings").startswith(
        "failed: BITOPRO_API_SECRET is missing or empty in ./.env, where BITOPRO_API_KEY was found."
    )


def test_a_file_that_is_no_text_fails_and_is_not_judged_further(tmp_path: Path) -> None:
    put_env(tmp_path, URL).write_bytes(b"\xff\xfe")
    found = find(given(tmp_path))
    assert judge(found, "settings").startswith("failed: ./.env is not valid UTF-8; save it as UTF-8 text. ->")
    assert judge(found, "permissions") == "skipped: ./.env could not be judged"
    assert found.stream_url is None


@pytest.mark.parametrize(
    ("flag", "url"),
    [("wss://a.example/ws/", "wss://a.example/ws"), ("http://a", None), ("ws://a.example", None)],
)
def test_without_settings_a_stream_url_on_the_command_line_says_whom_to_ask(
    tmp_path: Path, flag: str, url: str | None
) -> None:
    assert find(given(tmp_path, stream_url=flag)).stream_url == url


def test_nothing_secret_is_in_what_was_found(tmp_path: Path) -> None:
    put_env(tmp_path, URL)
    where = given(tmp_path)
    for canary in (KEY, SECRET, IDENTITY):
        assert canary not in repr(find(where)) + repr(where)
