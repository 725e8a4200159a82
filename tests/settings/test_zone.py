from zoneinfo import ZoneInfo

import pytest

from tests.settings.desk import WHOLE, Desk
from tui.settings import SettingsError, timezone_from
from tui.settings.zone import find_zone


@pytest.mark.parametrize("name", ["", "local", "LOCAL"])
def test_local_or_nothing_is_the_systems_own(name: str) -> None:
    assert find_zone(name) is None


def test_an_iana_name_is_a_zone() -> None:
    assert find_zone("Asia/Taipei") == ZoneInfo("Asia/Taipei")


@pytest.mark.parametrize(
    "name",
    [
        "Mars/Olympus",
        "../../etc/passwd",
        "/etc/localtime",
        "Asia",
        "a\x00b",
        "\udcff",
        "x" * 5000,
        "Asia/Taipei\x1b[2J",
    ],
)
def test_any_other_name_is_refused_in_words(name: str) -> None:
    with pytest.raises(SettingsError) as caught:
        find_zone(name)
    said = str(caught.value)
    assert said.startswith("BITOTUI_TIMEZONE is ")
    assert "Asia/Taipei, or" in said
    assert said.replace("\n", "").isprintable()
    assert len(said) < 400


def test_it_is_read_from_an_environment_without_an_account() -> None:
    assert timezone_from({"BITOTUI_TIMEZONE": " Asia/Taipei "}) == ZoneInfo("Asia/Taipei")
    assert timezone_from({}) is None


@pytest.mark.parametrize(
    ("in_file", "in_environment", "zone"),
    [
        ("", "", None),
        ("Asia/Taipei", "", "Asia/Taipei"),
        ("", "Asia/Tokyo", "Asia/Tokyo"),
        ("Asia/Taipei", "Asia/Tokyo", "Asia/Taipei"),
        ("local", "Asia/Tokyo", None),
    ],
)
def test_the_place_of_the_key_comes_first_then_the_environment(
    desk: Desk, in_file: str, in_environment: str, zone: str | None
) -> None:
    desk.write(
        "".join(f"{name}={value}\n" for name, value in WHOLE.items()) + f"BITOTUI_TIMEZONE={in_file}\n"
    )
    desk.environ = {"BITOTUI_TIMEZONE": in_environment}
    settings = desk.load()
    assert settings.timezone == (ZoneInfo(zone) if zone else None)
    assert settings.notices == ()
