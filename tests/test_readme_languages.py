"""The README says the same in both languages, and its tables what the program says in each."""

from collections.abc import Iterator

import pytest

from tests.readmes import READMES, SWITCH, lines, shapes, table
from tui.reports.exits import MEANINGS
from tui.tongue import LANGUAGES, say, speak
from tui.ui.commands import COMMANDS
from tui.ui.keys.presets import VIM

HEADS = {
    "keys": {"en": "| Key | What it does |", "zh-TW": "| 按鍵 | 作用 |"},
    "vim": {"en": "| Command | Key |", "zh-TW": "| 命令 | 按鍵 |"},
    "exit codes": {"en": "| code | what it means |", "zh-TW": "| 代碼 | 意義 |"},
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language, spoken as long as the test lasts."""
    speak(request.param)
    try:
        yield request.param
    finally:
        speak("en")


def test_the_key_table_is_what_the_commands_say(language: str) -> None:
    rows = [
        f"| `{keys}` | {command.help()} |"
        if (keys := command.keys())
        else f"| `ctrl+p` {command.title()} | {command.help()} |"
        for command in COMMANDS
    ]

    assert table(language, "keys") == [HEADS["keys"][language], "|---|---|", *rows]


def test_the_table_of_the_vim_preset_names_commands_as_the_preferences_do(language: str) -> None:
    names = {name: name if language == "en" else f"{name}（{say(name)}）" for name in VIM}
    rows = [f"| {names[name]} | `{key}` |" for name, key in VIM.items()]

    assert table(language, "vim") == [HEADS["vim"][language], "|---|---|", *rows]


def test_the_table_of_exit_codes_is_what_the_help_says(language: str) -> None:
    rows = [f"| {code} | {say(meaning)} |" for code, meaning in MEANINGS.items()]

    assert table(language, "exit codes") == [HEADS["exit codes"][language], "|---|---|", *rows]


def test_every_language_has_its_readme() -> None:
    assert tuple(READMES) == LANGUAGES


def test_each_leads_to_the_other() -> None:
    assert lines("en")[SWITCH] == f"English · [繁體中文]({READMES['zh-TW']})"
    assert lines("zh-TW")[SWITCH] == f"[English]({READMES['en']}) · 繁體中文"


def test_line_by_line_both_have_the_same_sections_code_links_and_figures() -> None:
    english, chinese = (shapes(each[:SWITCH] + each[SWITCH + 1 :]) for each in map(lines, LANGUAGES))

    assert chinese == english


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("## Keys", "### Keys"),
        ("## Keys", "Keys"),
        ("Text.", ""),
        ("Text.", "Text [there](there.md)."),
        ("[a](a.md) [b](b.md)", "[b](b.md) [a](a.md)"),
        ("![A picture](one.svg)", "![A picture](two.svg)"),
        ("| a | b |", "| a | b | c |"),
        ("| `a` | b |", "| `b` | b |"),
        ("for 90 days", "for 9 days"),
        ("press `e`", "press `E`"),
        ("<!-- keys -->", "<!-- vim -->"),
    ],
)
def test_a_change_of_one_alone_is_seen(one: str, other: str) -> None:
    assert shapes([one]) != shapes([other])


def test_code_is_the_same_to_the_letter() -> None:
    assert shapes(["```", "make demo", "```"]) != shapes(["```", "make  demo", "```"])
    assert shapes(["Make a demo."]) == shapes(["試試看。"])
