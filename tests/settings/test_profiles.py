from pathlib import Path

import pytest

from tests.settings.desk import IDENTITY, KEY, LINES, SECRET, WHOLE, Desk, put
from tui.settings import Settings, SettingsError, load
from tui.settings.profiles import profile_names, profile_path

OTHER = LINES.replace(KEY, "other-key")


def asked(desk: Desk, profile: str, **flags: object) -> Settings:
    places = {"env_file": None, "working_dir": desk.here, "config_dir": desk.config, "environ": desk.environ}
    return load(**(places | flags), profile=profile)  # type: ignore[arg-type]  # a test names what fits


def refusal(desk: Desk, profile: str, **flags: object) -> str:
    with pytest.raises(SettingsError) as caught:
        asked(desk, profile, **flags)
    text = str(caught.value)
    assert KEY not in text
    assert SECRET not in text
    return text


def test_a_profile_is_the_only_place(desk: Desk) -> None:
    put(desk.config / "savings.env", OTHER)
    put(desk.config / ".env", "BITOPRO_API_KEY='broken")
    desk.write("BITOPRO_API_KEY='broken")
    desk.environ = WHOLE
    settings = asked(desk, "savings")

    assert (settings.api_key.reveal(), settings.profile) == ("other-key", "savings")
    assert settings.found_in == str(desk.config / "savings.env")
    assert settings.notices[0].endswith(f"not used: all settings come from {settings.found_in}")


def test_without_a_profile_none_is_looked_at(desk: Desk) -> None:
    put(desk.config / "savings.env", OTHER)

    assert "BITOPRO_API_KEY is not set" in desk.refusal()
    desk.write(LINES)
    assert desk.load().profile == ""


def test_a_profile_without_a_key_is_an_error_even_if_another_place_has_one(desk: Desk) -> None:
    put(desk.config / "savings.env", "BITOTUI_JOURNAL='off'\n")
    desk.environ = WHOLE

    assert refusal(desk, "savings").startswith("BITOPRO_API_KEY is not set; looked in:\n  ")


@pytest.mark.parametrize(("mode", "reason"), [(0o644, "is open to other users (mode 0644)"), (0o620, "0620")])
def test_a_profile_is_checked_like_every_other_file(desk: Desk, mode: int, reason: str) -> None:
    path = put(desk.config / "savings.env", LINES, mode=mode)
    said = refusal(desk, "savings")

    assert reason in said
    assert f"chmod 600 {path}" in said
    assert any(reason in notice for notice in asked(desk, "savings", allow_insecure_env=True).notices)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "..",
        "../here/",
        "a/b",
        "/etc/passwd",
        "a.b",
        ".env",
        "a b",
        "a\n",
        "é",
        "\uff11",
        "\x1b[2J",
        "x" * 65,
    ],
)
def test_no_path_can_be_made_of_a_name(desk: Desk, name: str) -> None:
    said = refusal(desk, name)

    assert "is no name of a profile" in said
    assert "\x1b" not in said
    with pytest.raises(SettingsError):
        profile_path(name, desk.config)


def test_a_missing_profile_names_those_there_are(desk: Desk) -> None:
    for name in ("work", "savings", "not a name"):
        put(desk.config / f"{name}.env", LINES)
    put(desk.config / ".env", LINES)
    said = refusal(desk, "play")

    assert said.startswith(f"there is no profile play: {desk.config}/play.env does not exist.\n")
    assert "\nThere are savings, work.\n" in said


def test_where_there_are_none_it_says_so(desk: Desk) -> None:
    assert "\nThere are none.\n" in refusal(desk, "play")
    assert "\nThere are none.\n" in refusal(desk, "play", config_dir=desk.config / "nowhere")


def test_a_profile_and_a_file_are_two_places(desk: Desk) -> None:
    assert "--profile and --env-file" in refusal(desk, "savings", env_file=Path("demo.env"))


def test_names_are_sorted_and_the_nameless_file_is_none(desk: Desk) -> None:
    for name in ("work.env", "a b.env", ".env", "notes.txt", "env"):
        put(desk.config / name, "")

    assert profile_names(desk.config) == ["a b", "work"]


def test_the_account_is_shown_behind_its_profile(desk: Desk) -> None:
    put(desk.config / "savings.env", LINES)
    desk.write(LINES)

    assert asked(desk, "savings").shown_account == "savings: d···@example.com"
    assert desk.load().shown_account == "d···@example.com"
    assert IDENTITY not in repr(asked(desk, "savings"))


def test_nonces_are_shared_by_key_and_host_under_a_name_that_tells_neither(desk: Desk) -> None:
    put(desk.config / "one.env", LINES)
    put(desk.config / "two.env", LINES)
    put(desk.config / "other.env", OTHER)
    state = desk.here / "state"
    here = {"stream_url": "ws://127.0.0.1:1/ws", "rest_url": "http://127.0.0.1:1/v3"}
    one, two, other = (asked(desk, name, state_dir=state).nonces for name in ("one", "two", "other"))

    assert one is not None
    assert one == two
    assert len({one, other, asked(desk, "one", state_dir=state, **here).nonces}) == 3
    assert one.parent == state / "nonces"
    assert KEY not in one.name
    assert not state.exists()
    assert asked(desk, "one").nonces is None
