"""The last line: the keys that matter where one is, as many as fit, the most useful first."""

import pytest

from tests.ui.stage import stage
from tui.ui.hints import HINTS, hints
from tui.ui.keymap import Keymap
from tui.ui.keys.places import Place


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ([], " / filter  p presets  n nonzero  s sort  enter detail  e events  ? help  q quit"),
        (["e"], " e table  / find  { } again  enter message  y copy ID  ? help  q quit  [ ] by"),
        (["enter"], " esc table  h history  [ ] its events  y copy amount  e events  ? help  q quit"),
        (["/"], " enter keep  esc take back  ctrl+p commands"),
        (["e", "/"], " enter keep  esc take back  ctrl+p commands"),
    ],
)
async def test_it_follows_the_focus(keys: list[str], line: str) -> None:
    async with stage() as on:
        await on.press(*keys)
        assert line.startswith(on.lines[-1])
        assert on.lines[-1].count("  ") >= 2
        await on.press("escape", "escape")


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (60, " / filter  p presets  n nonzero  s sort  ? help"),
        (50, " / filter  p presets  n nonzero  s sort  ? help"),
        (49, " / filter  p presets  n nonzero  s sort  ? help"),
        (46, " / filter  p presets  n nonzero  ? help"),
        (72, " / filter  p presets  n nonzero  s sort  enter detail  e events  ? help"),
        (10, " ? help"),
    ],
)
async def test_the_way_to_all_keys_stays_in_a_narrow_window(width: int, line: str) -> None:
    async with stage(size=(width, 24)) as on:
        assert on.lines[-1] == line


async def test_it_comes_back_with_the_focus() -> None:
    async with stage() as on:
        before = on.lines[-1]
        await on.press("e")
        assert on.lines[-1] != before
        await on.press("e")
        assert on.lines[-1] == before


async def test_a_dialog_has_its_own() -> None:
    async with stage() as on:
        await on.press("?")
        assert on.lines[-1].strip() == "esc close  / find  j k scroll"
        await on.press("/", "x")
        assert on.lines[-1].strip() == "enter keep  esc show all"


@pytest.mark.parametrize("place", Place)
def test_every_place_names_the_way_to_all_keys_within_80_columns(place: Place) -> None:
    said, way = "", "ctrl+p commands" if place is Place.BOX else "? help"
    for key, word in hints(place, Keymap(), has_journal=True):
        said += f" {key} {word} "
    assert place in HINTS
    assert way in said[:81]


def test_what_needs_a_journal_is_not_named_without_one() -> None:
    words = [word for _, word in hints(Place.TABLE, Keymap(), has_journal=False)]
    assert "past" not in words
