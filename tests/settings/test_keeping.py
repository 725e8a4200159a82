"""What the journal's three settings say."""

import pytest

from tui.settings.keeping import MOST, keeping_from
from tui.settings.model import Keeping, SettingsError


def test_unset_it_keeps_ninety_days_or_a_gigabyte() -> None:
    assert keeping_from({}) == Keeping(True, 90, 1024)


@pytest.mark.parametrize("said", ["off", "OFF", "no", "false", "0"])
def test_off_in_any_words_keeps_nothing(said: str) -> None:
    assert not keeping_from({"BITOTUI_JOURNAL": said}).is_on


@pytest.mark.parametrize("said", ["", "on", "On", "yes", "true", "1"])
def test_on_in_any_words_keeps(said: str) -> None:
    assert keeping_from({"BITOTUI_JOURNAL": said}).is_on


def test_days_and_megabytes_are_counted() -> None:
    said = keeping_from({"BITOTUI_JOURNAL_DAYS": "7", "BITOTUI_JOURNAL_MB": str(MOST)})
    assert (said.days, said.megabytes) == (7, MOST)


@pytest.mark.parametrize("name", ["BITOTUI_JOURNAL_DAYS", "BITOTUI_JOURNAL_MB"])
@pytest.mark.parametrize("said", ["0", "-1", "1.5", "ten", "1000001", "9" * 30, "\u0663", " 7"])
def test_a_number_that_is_none_is_refused_by_name(name: str, said: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} is .*; write a whole number from 1 to {MOST}"):
        keeping_from({name: said})


def test_another_word_is_refused_and_shown_harmless() -> None:
    with pytest.raises(SettingsError) as refused:
        keeping_from({"BITOTUI_JOURNAL": "may\x1bbe"})
    assert "BITOTUI_JOURNAL is" in str(refused.value)
    assert "write on or off" in str(refused.value)
    assert "\x1b" not in str(refused.value)
