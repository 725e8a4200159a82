import pytest

from tui.tongue.choosing import language_asked, language_of


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8"}, "zh-TW"),
        ({"LANG": "zh_HK.UTF-8@radical"}, "zh-TW"),
        ({"LANG": "zh-Hant-TW"}, "zh-TW"),
        ({"LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_TW.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "zh-TW"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:zh_TW:en"}, "zh-TW"),
        ({"LANG": "zh_TW.UTF-8", "LANGUAGE": "en_GB:en"}, "en"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "zh_TW"}, "en"),
        ({"LANG": "\0\n"}, "en"),
    ],
)
def test_the_environment_says_it_as_gettext_has_it(environment: dict[str, str], language: str) -> None:
    assert language_of("", environment) == language


def test_what_is_asked_for_comes_before_the_environment() -> None:
    assert language_of("en", {"LANG": "zh_TW.UTF-8"}) == "en"
    assert language_of("zh-TW", {"LC_ALL": "C"}) == "zh-TW"
    assert language_of("zh_tw", {}) == "zh-TW"


def test_the_flag_is_found_wherever_it_stands() -> None:
    assert language_asked(["--demo", "--lang", "zh-TW"]) == "zh-TW"
    assert language_asked(["snapshot", "--lang=en"]) == "en"
    assert language_asked(["--lang"]) == ""
    assert language_asked(["watch", "--", "--lang", "en"]) == ""
