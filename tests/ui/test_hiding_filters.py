"""With amounts hidden, no filter is told with the numbers that it compares with, but where one edits it."""

from msgspec.structs import replace

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import new_app, stage
from tests.ui.test_presets import listed, own
from tui.core.writing import MASK
from tui.preferences.sections import Look, Preferences, View
from tui.ui.widgets.preset_bar import PresetBar

HELD = (row("AAA", amount="73197.5", available="1"), row("BBB", amount="2", available="2"))

ODD = f"character 8: '{MASK}' is no plain decimal, such as 0.5"


async def test_the_presets_are_listed_without_their_numbers() -> None:
    async with stage(*HELD, size=(120, 24)) as on:
        own(on, mine="amount>73000 changed<5m", odd="amount>73e3 | available 73000")
        await on.press("H", "p")
        assert listed(on) == [
            " ▸ 1 held back      inorders>0",
            "   2 can trade now  tradable available>0",
            f"   3 dust           amount>0 amount<{MASK}",
            f"   4 mine           amount>{MASK} changed<5m",
            f"   5 odd            amount>{MASK} | available {MASK}   {ODD}",
        ]
        await on.press("5")
        assert listed(on)[0] == f" odd cannot be read: {ODD}"
        assert "73" not in on.text
        await on.press("escape", "H", "p")
        assert listed(on)[3] == "   4 mine           amount>73000 changed<5m"


async def test_one_is_chosen_saved_and_removed_without_them() -> None:
    async with stage(*HELD, size=(120, 24)) as on:
        own(on, mine="amount>73000")
        await on.press("H", "p", "4")
        assert on.app.view.text == "amount>73000"
        assert on.order == ["AAA"]
        await on.press("p", *"+yours")
        assert listed(on) == [f" enter saves as yours: amount>{MASK}"]
        await on.press("enter", "p", *"-mine", "enter")
        assert on.toasts == [f"saved as yours: amount>{MASK}", f"removed mine: amount>{MASK}"]
        assert on.app.preferences.filters.presets == {"yours": "amount>73000"}
        assert "73" not in on.text


async def test_a_list_that_is_open_already_is_hidden_and_shown_again_at_once() -> None:
    async with stage(*HELD, size=(120, 24)) as on:
        own(on, mine="amount>73000", odd="amount>73e3")
        await on.press("p", "5")
        assert "73e3" in listed(on)[0]
        on.app.action_hide()
        await on.settle()
        assert on.app.query_one(PresetBar).is_open
        assert listed(on)[0] == " ▸ 1 held back      inorders>0"
        assert "73" not in on.text
        on.app.action_hide()
        await on.settle()
        assert listed(on)[3] == "   4 mine           amount>73000"


async def test_in_the_box_a_filter_can_be_edited_and_one_typed_before_comes_back_whole() -> None:
    async with stage(*HELD) as on:
        await on.press("/", *"amount>73000", "enter", "H")
        assert "73000" not in on.text
        await on.press("/")
        assert on.filter.value == "amount>73000"
        await on.press("escape", "escape", "/", "up")
        assert on.filter.value == "amount>73000"
        await on.press("escape")
        assert "73000" not in on.text


async def test_a_remembered_filter_that_cannot_be_read_is_said_without_them() -> None:
    preferences = Preferences(view=View(filter="amount>73e3 73000"), look=replace(Look(), hidden=True))
    app = new_app(ScriptedSource(), FakeClock(), preferences=preferences)
    async with app.run_test():
        (said,) = [each.message for each in app._notifications]
        assert f"none is set: amount>{MASK} {MASK}: character 8: '{MASK}' is no plain decimal" in said
