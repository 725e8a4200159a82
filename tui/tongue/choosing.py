"""Which language the user reads: by `--lang`, else by the environment as gettext has it."""

from __future__ import annotations

from tui.tongue import LANGUAGES

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_TRADITIONAL = ("tw", "hk", "mo", "hant")
"""Places and scripts of Chinese that are written in traditional characters."""

_LETTERS = {"zh-TW": "幣託餘額"}
"""Some that each language cannot do without."""


def language_asked(words: Sequence[str]) -> str:
    """What follows `--lang` on a command line that is not parsed yet, since its errors are to be said in it too."""
    for at, word in enumerate(words):
        if word == "--":
            break
        if word == "--lang" and at + 1 < len(words):
            return words[at + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


def language_of(asked: str, environment: Mapping[str, str]) -> str:
    """One of `LANGUAGES`: what was asked for, else the first of LC_ALL, LC_MESSAGES and LANG that says anything.

    As in gettext, LANGUAGE is a list of wishes that goes first, unless the locale is none (C or POSIX).
    """
    if asked:
        return _known(asked) or LANGUAGES[0]
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := environment.get(name, ""))), "")
    wishes = [locale]
    if locale.partition(".")[0] not in ("", "C", "POSIX"):
        wishes = [*environment.get("LANGUAGE", "").split(":"), locale]
    return next((known for wish in wishes if (known := _known(wish))), LANGUAGES[0])


def written_in(encoding: str, language: str) -> str:
    """`language` where an output's encoding has its letters, else English, whose letters all of them have."""
    try:
        _LETTERS.get(language, "").encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return LANGUAGES[0]
    return language


def _known(name: str) -> str:
    """The language that a name such as `zh_TW.UTF-8` means; empty where we do not speak it."""
    parts = name.partition(".")[0].partition("@")[0].replace("-", "_").lower().split("_")
    if parts[0] == "en":
        return "en"
    if parts[0] == "zh" and any(part in _TRADITIONAL for part in parts[1:]):
        return "zh-TW"
    return ""
