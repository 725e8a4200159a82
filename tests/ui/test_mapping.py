"""Keys as the user has them: what they do, and that all that shows keys shows these."""

import pytest

from tests.core.builders import row
from tests.ui.past_stage import press
from tests.ui.stage import Stage, stage
from tests.ui.telling import many
from tui.preferences.sections import Keys, Preferences
from tui.ui.screens.help import HelpScreen
from tui.ui.widgets.lines import Lines


def with_keys(preset: str = "", **commands: str) -> Preferences:
    named = {name.replace("_", " "): keys for name, keys in commands.items()}
    return Preferences(keys=Keys(preset=preset, commands=named))


def column(on: Stage) -> str:
    """What the rows are sorted by."""
    return on.app.view.sort.value


def help_text(on: Stage) -> str:
    lines = on.app.screen.query_one("VerticalScroll > Lines", Lines).lines
    return " ".join(" ".join(line.plain for line in lines).split())


async def test_another_key_does_it_and_the_usual_one_no_longer() -> None:
    async with stage(preferences=with_keys(sort_next="o, ctrl+t")) as on:
        await on.press("s")
        assert column(on) == "Currency"
        await on.press("o")
        assert column(on) == "Amount"
        await on.press("ctrl+t")
        assert column(on) == "Available"
        assert on.toasts == []


async def test_keys_that_move_and_digits_can_be_others_too() -> None:
    preferences = with_keys(line_down="d", line_up="u", last_line="$", sort_by="f1,f2,f3")
    async with stage(preferences=preferences) as on:
        await on.press("d", "d", "u", "j")
        assert on.cursor == "APE"
        await on.press("down")
        assert on.cursor == "BCH"
        await on.press("$")
        assert on.cursor == "XRP"
        await on.press("2")
        assert column(on) == "Currency"
        await on.press("f3")
        assert column(on) == "Available"


async def test_a_dialog_moves_and_closes_by_the_keys_of_the_user() -> None:
    async with stage(preferences=with_keys(line_down="d", back="b", quit="x", copy="o")) as on:
        await on.press("?")
        first = on.lines[1:20]
        await on.press("d")
        assert on.lines[1:20] != first
        await on.press("q", "j")
        assert isinstance(on.app.screen, HelpScreen)
        await on.press("b")
        assert not isinstance(on.app.screen, HelpScreen)
        await on.press("e", "g", "end", "up", "enter", "o")
        assert on.toasts == ["sent to the terminal's clipboard: the message"]
        await on.press("x")
        assert on.app.return_value == 0


async def test_last_line_help_and_palette_follow() -> None:
    async with stage(preferences=with_keys(filter="ctrl+f", redial="R", filter_tradable="")) as on:
        assert on.lines[-1].startswith(" ctrl+f filter  p presets")
        await on.press("?")
        assert "ctrl+f Show only the rows you ask for" in help_text(on)
        assert "the exchange said no; R tries again" in help_text(on)
        await on.press("escape")
        titles = {command.title.partition(" (")[::2] for command in on.app.get_system_commands(on.app.screen)}
        assert ("filter", "ctrl+f)") in titles
        assert ("filter tradable", "") in titles
        assert ("sort by Amount", "2)") in titles


async def test_a_refusal_names_the_key_that_connects_again() -> None:
    async with stage(preferences=with_keys(redial="R")) as on:
        await on.show(on.told.lost(), on.told.connecting(), on.told.refused())
        assert "; R tries again" in " ".join(on.status.split())


async def test_what_does_not_hold_is_said_at_the_start_with_both_commands() -> None:
    async with stage(size=(120, 40), preferences=with_keys(freeze="n", copy="ctrl+c")) as on:
        assert len(on.toasts) == 2
        assert "ctrl+c" in on.toasts[0]
        assert '"freeze"' in on.toasts[1]
        assert '"filter nonzero"' in on.toasts[1]


async def test_an_unknown_preset_is_said_and_the_usual_keys_hold() -> None:
    async with stage(preferences=with_keys("emacs")) as on:
        assert on.toasts == ['keys: there is no preset "emacs", only vim. The usual keys hold.']
        await on.press("n")
        assert on.app.view.nonzero


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
async def test_whatever_is_mapped_one_can_leave(key: str) -> None:
    preferences = with_keys(quit="", back="ctrl+c", freeze="ctrl+q", filter="q")
    async with stage(preferences=preferences) as on:
        await on.press("q", "q")
        assert on.filter.value == "q"
        await on.press(key)
        assert on.app.return_value == 0


async def test_letters_are_text_in_a_box_whatever_they_are_mapped_to() -> None:
    async with stage(preferences=with_keys(quit="b", freeze="t", line_down="c")) as on:
        await on.press("/", "b", "t", "c")
        assert on.filter.value == "btc"
        assert not on.app.frozen


async def test_vim_moves_by_its_keys() -> None:
    async with stage(*many(100), preferences=with_keys("vim")) as on:
        await on.press("j", "j", "k")
        assert on.cursor == "C001"
        await on.press("G")
        assert on.cursor == "C099"
        await on.press("g", "g")
        assert on.cursor == "C000"
        await on.press("ctrl+d")
        half = on.table.cursor_row
        await on.press("g", "ctrl+f")
        page = on.table.cursor_row
        assert 1 < half < page
        await on.press("ctrl+b")
        assert on.cursor == "C000"
        await on.press("l")
        assert not on.has_focus(on.table)
        await on.press("h")
        assert on.has_focus(on.table)
        assert on.toasts == []


async def test_vim_goes_from_match_to_match_with_n() -> None:
    async with stage(preferences=with_keys("vim")) as on:
        for amount in ("1", "2", "3"):
            await on.hear(row("BTC", amount=amount))
            await on.hear(row("ADA", amount=amount))
        await on.press("n")
        assert on.toasts == ["nothing was looked for in the event log yet"]
        await on.press("e")
        await press(on, "/", *"btc", "enter")
        newest = on.log.at
        assert newest is not None
        await press(on, "n")
        assert on.log.at == newest - 2
        await press(on, "n", "N")
        assert on.log.at == newest - 2
        await on.press("0")
        assert on.app.view.nonzero


async def test_vim_opens_the_palette_with_a_colon_but_not_where_letters_are_text() -> None:
    async with stage(preferences=with_keys("vim")) as on:
        await on.press("?", "/", ":")
        assert "/ :" in on.text
        await on.press("escape", "escape", ":")
        assert on.app.screen.__class__.__name__ == "Palette"
