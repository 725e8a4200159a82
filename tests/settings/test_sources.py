import os

import pytest

from tests.settings.desk import KEY, LINES, SECRET, WHOLE, Desk


def test_a_file_open_to_others_is_refused_with_the_command_that_closes_it(desk: Desk) -> None:
    path = desk.write(LINES, mode=0o644)
    said = desk.refusal()
    assert said.startswith("./.env is open to other users (mode 0644), so the API key in it is not used.")
    assert "\nTo mend it: chmod 600 ./.env\n" in said
    path.chmod(0o600)
    assert desk.load().api_key.reveal() == KEY


def test_a_file_of_another_user_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write(LINES)
    fstat = os.fstat

    def foreign(descriptor: int) -> os.stat_result:
        fields = list(fstat(descriptor))
        fields[4] = os.geteuid() + 1
        return os.stat_result(fields)

    monkeypatch.setattr(os, "fstat", foreign)
    assert 'sudo chown "$(id -un)" ./.env' in desk.refusal()


def test_a_folder_in_which_everybody_can_replace_files_is_refused_unless_it_is_sticky(desk: Desk) -> None:
    desk.write(LINES)
    desk.here.chmod(0o777)
    assert "To mend it: chmod o-w .\n" in desk.refusal()
    desk.here.chmod(0o1777)
    assert desk.load().notices == ()


def test_all_that_is_wrong_is_mended_by_one_line(desk: Desk) -> None:
    desk.write(LINES, mode=0o640)
    desk.here.chmod(0o777)
    assert "To mend it: chmod 600 ./.env && chmod o-w ." in desk.refusal()


def test_who_must_can_use_it_as_it_is_and_is_told(desk: Desk) -> None:
    desk.write(LINES, mode=0o644)
    settings = desk.load(allow_insecure_env=True)
    assert settings.api_secret.reveal() == SECRET
    assert settings.notices == ("./.env is open to other users (mode 0644); to mend it: chmod 600 ./.env",)


@pytest.mark.parametrize("content", ["BITOPRO_API_SECRET='half\n", "BITOPRO_API_SECRET=canary-9c27\n"])
def test_an_open_file_with_only_a_part_of_the_credentials_is_refused_too(desk: Desk, content: str) -> None:
    desk.write(content, mode=0o644)
    assert "chmod 600 ./.env" in desk.refusal()


def test_an_open_file_of_another_project_is_passed_over(desk: Desk) -> None:
    desk.write("DATABASE_URL=postgres://x\nthis is no statement\n", mode=0o644)
    desk.environ = {}
    assert "./.env has no BITOPRO_API_KEY\n" in desk.refusal()


def test_a_line_that_would_lose_half_a_secret_is_refused(desk: Desk) -> None:
    desk.write(LINES + "BITOPRO_API_SECRET=canary-9c27 #rest\n")
    said = desk.refusal()
    assert said.startswith("./.env: line 4 (BITOPRO_API_SECRET) has a # after a blank")


def test_white_space_around_a_value_is_stripped_and_said_wherever_it_stood(desk: Desk) -> None:
    desk.environ = WHOLE | {"BITOPRO_API_KEY": f" {KEY}\r\n", "BITOTUI_TIMEZONE": "  "}
    settings = desk.load()
    assert settings.api_key.reveal() == KEY
    assert settings.notices == ("white space around BITOPRO_API_KEY was stripped (the environment)",)
    desk.environ = {}
    desk.write(LINES.replace(f"'{SECRET}'", f"' {SECRET} '"))
    settings = desk.load()
    assert settings.api_secret.reveal() == SECRET
    assert settings.notices == ("white space around BITOPRO_API_SECRET was stripped (./.env)",)


@pytest.mark.parametrize("secret", ["${HOME}", "a #b", "it's", '"', "a\\b", "#"])
def test_a_quoted_secret_is_taken_byte_for_byte_behind_a_byte_order_mark_and_with_windows_lines(
    desk: Desk, secret: str
) -> None:
    quoted = secret.replace("\\", "\\\\").replace("'", "\\'")
    lines = LINES.replace(f"'{SECRET}'", f"'{quoted}'").replace("\n", "\r\n")
    desk.write("\ufeff" + lines)
    settings = desk.load()
    assert settings.api_secret.reveal() == secret
    assert settings.notices == ()
