"""The expression language in the filter box: live, with the error in its place, and in bursts."""

import pytest
from rich.cells import cell_len
from textual import events
from textual.keys import _character_to_key

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tui.core.parsing import Fault, parse
from tui.tongue import speak
from tui.ui.widgets.filter_note import FilterNote

B = ["BCH", "BITO", "BNB", "BTC", "SHIB"]


def note(on: Stage) -> str:
    """The line under the box; empty while it is not there."""
    shown = on.app.query_one(FilterNote)
    return shown.lines[0].plain.rstrip() if shown.display else ""


def key(of: str) -> events.Key:
    names = {"\n": ("enter", None), "\t": ("tab", None), "\x1b": ("escape", None)}
    name, character = names.get(of, (of if of.isalnum() else _character_to_key(of), of))
    return events.Key(name, character)


async def burst(on: Stage, typed: str) -> None:
    """All of it at once, as a slow line delivers it."""
    for each in typed:
        on.app.post_message(key(each))
    await on.settle()


async def test_an_expression_filters_as_soon_as_it_can_be_read() -> None:
    async with stage() as on:
        await on.press("/", "b")
        assert on.order == B
        await on.press(*" !", "t")
        assert on.order == ["BCH", "BNB", "SHIB"]
        assert "where b !t " in on.status


async def test_while_a_text_cannot_be_read_the_rows_stay_and_the_error_stands_under_its_place() -> None:
    async with stage() as on:
        await on.press("/", "b")
        line, table = on.lines.index(" b"), on.table.region
        await on.press(*"|amount")
        assert on.order == B
        assert on.lines[line : line + 2] == [
            " b|amount",
            "         ^ amount wants a comparison, such as amount>0",
        ]
        assert on.table.region == table
        assert "where b " in on.status
        await on.press(*">99999999999")
        assert on.order == B
        assert "^" not in note(on)
        assert on.table.region == table


async def test_who_types_a_name_sees_no_empty_table_on_the_way() -> None:
    async with stage() as on:
        await on.press("/", *"b ")
        for letter in "nonzer":
            await on.press(letter)
            assert on.order
        await on.press("o")
        assert on.order == [each for each in B if not on.app.book.entries[each].balance.is_zero]
        kept = on.order
        for letter in " available":
            await on.press(letter)
            assert on.order
        assert on.order == kept
        await on.press(*"<0")
        assert on.order == []


async def test_a_name_as_its_heading_has_it_is_understood_and_leaves_the_rows_on_the_way() -> None:
    async with stage() as on:
        await on.press("/", *"b ")
        for letter in "In orders ":
            await on.press(letter)
            assert on.order
        await on.press(*"> 0")
        entries = on.app.book.entries
        assert on.order == [each for each in B if entries[each].balance.in_orders > 0] != []


async def test_enter_takes_the_beginning_of_a_name_for_what_it_is() -> None:
    async with stage() as on:
        await on.press("/", *"amou")
        assert on.order
        await on.press("enter")
        assert on.order == []
        assert "where amou " in on.status


async def test_a_place_too_far_right_has_its_words_at_its_left() -> None:
    async with stage() as on:
        await on.press("/", *("btc|" * 12), ")")
        assert note(on) == f" {'something is missing before )':>47} ^"


async def test_a_place_that_the_box_does_not_show_is_told_by_its_number() -> None:
    async with stage() as on:
        await on.press("/", *("btc|" * 25), ")")
        assert note(on) == " character 101: something is missing before )"


async def test_enter_with_an_unreadable_text_says_so_and_goes_to_the_place() -> None:
    async with stage() as on:
        await on.press("/", *"amount> btc", "enter")
        assert on.has_focus(on.filter)
        assert on.filter.cursor_position == 8
        assert note(on) == "         ^ 'btc' is no plain decimal, such as 0.5"
        assert on.app.query_one(FilterNote).lines[0].style == "bold"
        assert not on.app.view.is_filtering
        await on.press("1", "enter")
        assert note(on).endswith("^ '1btc' is no plain decimal, such as 0.5")
        await on.press("right", "space", "enter")
        assert on.order == ["BTC"]
        assert note(on) == ""


async def test_esc_leaves_all_as_it_was_before_the_box() -> None:
    async with stage() as on:
        await on.press("/", "b", "enter", "/", *" !t", "escape")
        assert on.order == B
        await on.press("/", *"|(", "escape")
        assert on.order == B
        assert not on.filter.display
        assert note(on) == ""
        await on.press("escape")
        assert len(on.order) == 12


@pytest.mark.parametrize("typed", ["/b !t\n", "/b !t\t"])
async def test_a_burst_does_what_slow_typing_does(typed: str) -> None:
    async with stage() as on:
        await burst(on, typed)
        assert on.order == ["BCH", "BNB", "SHIB"]
        assert not on.filter.display
        await on.press("escape", "escape")
        await burst(on, "/btc amount>1\ny")
        assert on.order == ["BTC"]
        assert on.toasts == ["sent to the terminal's clipboard: BTC amount 1.25000000"]


async def test_esc_in_a_burst_takes_back_what_was_typed_before_it() -> None:
    async with stage() as on:
        await burst(on, "/btc\x1b")
        assert len(on.order) == 12


async def test_what_is_pasted_is_one_line_of_what_can_be_seen_and_an_enter_behind_it_finds_it() -> None:
    async with stage() as on:
        await on.press("/")
        on.app.post_message(events.Paste("b\t\x1b\n!t\r\n"))
        on.app.post_message(key("\n"))
        await on.settle()
        assert on.order == ["BCH", "BNB", "SHIB"]
        assert on.app.view.text == "b !t"


async def test_a_text_that_is_too_long_is_refused_and_not_cut_to_another_meaning() -> None:
    async with stage() as on:
        await on.press("/")
        on.app.post_message(events.Paste("btc|" * 200))
        await on.settle()
        assert note(on) == " character 401: longer than 400 characters"
        assert len(on.order) == 12


async def test_up_and_down_go_through_what_was_kept_and_the_draft_comes_back() -> None:
    async with stage() as on:
        for typed in ("btc", "eth", "btc", "nonzero"):
            await on.press("escape", "/", *typed, "enter")
        assert list(on.app.preferences.filters.typed) == ["nonzero", "btc", "eth"]
        await on.press("escape", "/", *"sh", "up", "up")
        assert on.filter.value == "btc"
        assert on.order == ["BTC"]
        await on.press("up", "up", "up")
        assert on.filter.value == "eth"
        await on.press("down", "down", "down")
        assert on.filter.value == "sh"
        assert on.order == ["SHIB"]
        await burst(on, "\n")
        await on.press("/", "up", "enter")
        assert list(on.app.preferences.filters.typed) == ["nonzero", "sh", "btc", "eth"]


async def test_rows_that_come_meanwhile_are_asked_too() -> None:
    async with stage() as on:
        await on.press("/", *"inorders>0.1 btc", "enter")
        assert on.order == ["BTC"]
        await on.hear(row("BTC", amount="1", available="1"))
        assert on.order == []
        assert "0 of 12" in on.status
        await on.press("escape")
        assert len(on.order) == 12


async def test_in_chinese_the_box_says_what_can_be_typed_with_the_names_of_the_headings() -> None:
    speak("zh-TW")
    try:
        async with stage() as on:
            await on.press("/")
            example = on.filter.placeholder.partition("  ")[0]
            hint = note(on)
            asked = [each for each in hint.strip().split("  ") if "：" not in each and "↑" not in each]
            assert cell_len(hint) < 80
            assert asked == ["掛單中>0", "變動<5m", "非零", "可交易"]
            assert example == "btc 總額>1"
            assert [text for text in [example, *asked] if isinstance(parse(text), Fault)] == []
    finally:
        speak("en")
