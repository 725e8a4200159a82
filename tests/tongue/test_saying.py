from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from tui.tongue import _Spoken, marked, say, say_number, speak, spoken


class Backwards(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"{a} then {b}": "{b} nach {a}"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return {("{number} piece", "{number} pieces", 1): "{number} Stück"}.get((msgid1, msgid2, n), msgid2)


@pytest.fixture
def backwards() -> Iterator[None]:
    _Spoken.catalogue = Backwards()
    yield
    speak("en")


def test_without_a_catalogue_the_english_text_is_said() -> None:
    assert say("may be behind") == "may be behind"
    assert say_number("{number} row", "{number} rows", 1) == "1 row"
    assert say_number("{number} row of {what}", "{number} rows of {what}", 2, what="BTC") == "2 rows of BTC"
    assert say("{a} then {b}", a=1, b=2) == "1 then 2"


def test_a_catalogue_may_put_the_values_in_another_order(backwards: None) -> None:
    assert say("{a} then {b}", a=1, b=2) == "2 nach 1"
    assert say_number("{number} piece", "{number} pieces", 1) == "1 Stück"


def test_braces_in_a_value_stay_what_they_are(backwards: None) -> None:
    assert say("{a} then {b}", a="{b}", b="{0}") == "{0} nach {b}"
    assert say("{b} as it is") == "{b} as it is"


def test_an_empty_text_is_no_question_to_the_catalogue() -> None:
    speak("zh-TW")
    try:
        assert say("") == ""
    finally:
        speak("en")


def test_what_is_marked_is_said_later() -> None:
    assert marked("In orders") == "In orders"


def test_one_language_is_spoken_at_a_time() -> None:
    assert spoken() == "en"
    speak("zh-TW")
    try:
        assert spoken() == "zh-TW"
    finally:
        speak("en")
