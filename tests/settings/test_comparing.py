"""What BITOTUI_AGREEMENT says."""

import pytest

from tui.settings.comparing import MOST, comparing_from
from tui.settings.model import SettingsError


@pytest.mark.parametrize(("said", "minutes"), [("", 10), ("1", 1), (" 30 ", 30), (str(MOST), MOST)])
def test_minutes_are_counted_and_ten_unless_said_otherwise(said: str, minutes: int) -> None:
    assert comparing_from({"BITOTUI_AGREEMENT": said}) == minutes
    assert comparing_from({}) == 10


@pytest.mark.parametrize("said", ["off", "OFF", "no", "false", "0"])
def test_off_in_any_words_is_never(said: str) -> None:
    assert comparing_from({"BITOTUI_AGREEMENT": said}) is None


@pytest.mark.parametrize("said", ["-1", "1.5", "ten", "1441", "9" * 30, "\u0663", "on\x1b"])
def test_anything_else_is_refused_by_name_and_shown_harmless(said: str) -> None:
    with pytest.raises(
        SettingsError, match=r"BITOTUI_AGREEMENT is .*; write a whole number of minutes"
    ) as refused:
        comparing_from({"BITOTUI_AGREEMENT": said})
    assert "\x1b" not in str(refused.value)
