"""Errors of the settings in another language: the names of the settings and the commands stay."""

from pathlib import Path

import pytest

from tests.tongue.catalogues import speaking
from tui.settings import SettingsError, keeping_from, load
from tui.settings.url import STREAM_SCHEMES, url_fault

TEXTS = {
    '{name} is "{value}"; write on or off.': "{name} 是「{value}」;請寫 on 或 off。",
    "To look around without an account: {command}": "沒有帳號也能先看看:{command}",
    "{name} is not set; looked in:{places}\nSet {names}, all in one place; .env.example shows how.": (
        "沒有設定 {name};找過:{places}\n請在同一處設定 {names}。"
    ),
    "the environment": "環境變數",
    "has no {name}": "沒有 {name}",
    "does not exist": "不存在",
    "{names} and {last}": "{names}與 {last}",
    ", ": "、",
    "is not a usable URL; write it as {example}": "不是可用的網址;請寫成 {example}",
}


def test_a_wrong_value_is_said_with_the_name_of_its_setting() -> None:
    with speaking(TEXTS), pytest.raises(SettingsError) as caught:
        keeping_from({"BITOTUI_JOURNAL": "maybe"})
    with speaking(TEXTS):
        assert str(caught.value).splitlines() == [
            "BITOTUI_JOURNAL 是「maybe」;請寫 on 或 off。",
            "沒有帳號也能先看看:bitotui --demo",
        ]


def test_the_places_that_were_looked_at_are_said(tmp_path: Path) -> None:
    with speaking(TEXTS), pytest.raises(SettingsError) as caught:
        load(env_file=None, environ={}, working_dir=tmp_path, config_dir=tmp_path)
    assert str(caught.value).splitlines()[:4] == [
        "沒有設定 BITOPRO_API_KEY;找過:",
        "  環境變數 沒有 BITOPRO_API_KEY",
        "  ./.env 不存在",
        f"  {tmp_path}/.env 不存在",
    ]
    assert "BITOPRO_API_KEY、BITOPRO_API_SECRET與 BITOPRO_IDENTITY" in str(caught.value)


def test_what_is_wrong_with_a_url_is_said_without_the_url() -> None:
    with speaking(TEXTS):
        assert url_fault("nonsense", STREAM_SCHEMES) == "不是可用的網址;請寫成 wss://host/path"
