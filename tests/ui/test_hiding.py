"""`H`: with amounts hidden, nothing on the screen tells how much there is of anything, nor what moved by how much."""

import re
from pathlib import Path

from tests.clock import FakeClock
from tests.core.builders import balance, row
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import IDENTITY, TAIPEI, Stage, stage
from tests.ui.telling import Telling
from tui.core.agreement import Agreement, Difference
from tui.core.amount import digits, plain
from tui.core.book import Book
from tui.core.writing import MASK
from tui.feed.source import Reading
from tui.preferences.file import PreferencesFile
from tui.preferences.sections import Look, Preferences
from tui.ui.app import BitotuiApp
from tui.ui.widgets.balance_table import BalanceTable

HELD = (
    row("AAA", amount="73197.31970000", available="53197.31970000", stake="13197.5"),
    row("BBB", amount="0.00073198", available="0.00053198"),
    row("CCC", amount="73199000", available="73199000", tradable=False),
    row("DDD", amount="-7319.5", available="0"),
    row("EEE", amount="0", available="0"),
)
"""Every amount that is not zero has digits that stand nowhere else on the screen."""


def known(book: Book) -> set[str]:
    """Every run of three digits or more of any amount and difference that the book knows."""
    values = [
        value
        for entry in book.entries.values()
        for balance in (entry.balance, *(each.before or each.after for each in entry.changes))
        for value in (balance.amount, balance.available, balance.stake, balance.in_orders, balance.held)
    ]
    steps = [
        abs(each.after.amount - each.before.amount)
        for entry in book.entries.values()
        for each in entry.changes
        if each.before is not None
    ]
    texts = [spelled(value) for value in (*values, *steps) for spelled in (digits, plain)]
    return {run for text in texts for run in re.findall(r"[1-9]\d{2,}", text)}


def assert_hidden(on: Stage, text: str) -> None:
    told = known(on.app.book)
    assert told
    assert not [run for run in told if run in text.replace(",", "")]
    assert not re.search(r"[▲▼▂▃▅▆]", text)


def pictured(svg: str) -> str:
    """The texts of a picture, without the numbers of which the drawing itself is made."""
    return "\n".join(re.findall(r"<text[^>]*>(.*?)</text>", svg)).replace("&#160;", " ")


async def test_no_digit_of_any_amount_is_left_wherever_one_looks() -> None:
    async with stage(*HELD, size=(160, 45)) as on:
        await on.hear(row("AAA", amount="80588.31970000", available="53197.31970000", stake="13197.5"))
        assert "80588" in on.text
        await on.press("H")
        assert "HIDDEN" in on.status
        assert_hidden(on, on.text)
        await on.hear(row("AAA", amount="87981.31970000", available="53197.31970000", stake="13197.5"))
        await on.hear(row("FFF", amount="73001", available="73001"))
        assert_hidden(on, on.text)
        for key in ("j", "j", "j", "enter", "h", "e", "k", "enter", "escape", "escape"):
            await on.press(key)
            assert_hidden(on, on.text)
            picture = pictured(on.app.picture())
            assert "bitotui" in picture
            assert_hidden(on, picture)


async def test_every_mask_is_as_wide_and_so_is_every_column() -> None:
    async with stage(*HELD, size=(160, 30)) as on:
        await on.press("H")
        assert {cell for each in "ABCDE" for cell in on.cells(each * 3)[1:5]} == {MASK}
        widths = [column.width for column in on.table.ordered_columns]
        await on.hear(row("AAA", amount="9" * 30, available="0"))
        assert [column.width for column in on.table.ordered_columns] == widths
        rows = [line for line in on.lines if line[1:4] in on.order]
        assert len(rows) == len(HELD)
        assert len({line.index(MASK) for line in rows}) == 1


async def test_a_change_is_marked_but_not_which_way() -> None:
    async with stage(*HELD, size=(160, 30)) as on:
        await on.press("H")
        await on.hear(row("AAA", amount="1"), row("CCC", amount="99999999"))
        assert [on.cells(each)[-1] for each in ("AAA", "CCC")] == ["0 s   ◆", "0 s   ◆"]
        assert f"amount {MASK}, available {MASK}" in on.logged[0]


async def test_the_detail_says_that_something_is_wrong_but_not_what_is_negative() -> None:
    async with stage(*HELD, size=(160, 30)) as on:
        await on.press("j", "j", "j")
        assert "! negative amount" in on.described
        await on.press("H")
        assert "! breaks 0 ≤ available + stake ≤ amount" in on.described
        assert f"Not free   {MASK}" in on.described
        assert "history  hidden" in on.described


async def test_the_same_key_shows_all_again() -> None:
    async with stage(*HELD, size=(160, 45)) as on:
        before = on.text
        await on.press("H", "H")
        assert on.text == before


async def test_a_row_that_differs_from_the_exchange_is_masked_on_both_sides() -> None:
    async with stage(*HELD, size=(160, 45)) as on:
        ours = on.told.book.entries["AAA"].balance
        found = {"AAA": Difference(ours, balance("AAA", "73555.5"), on.clock.wall())}
        told = Agreement(as_of=on.clock.wall(), differing=found)
        await on.show(Reading(on.told.book, on.told.link, None, told))
        assert "73555" in on.text
        await on.press("H")
        assert f"  exchange  {MASK}" in on.described
        assert "73555" not in on.text
        assert_hidden(on, on.text)


async def test_in_the_message_it_works_both_ways() -> None:
    async with stage(*HELD, size=(100, 45)) as on:
        await on.press("e", "j", "enter")
        assert '"amount": "73197.31970000"' in on.text
        await on.press("H")
        assert_hidden(on, on.text)
        assert f'"amount": "{MASK}"' in on.text
        assert "00000001-1111-4222-8333-444444444444" in on.text
        await on.press("H")
        assert '"amount": "73197.31970000"' in on.text


async def test_a_rejected_message_does_not_quote_an_amount() -> None:
    async with stage(*HELD, size=(160, 45)) as on:
        await on.hear(row("AAA", amount="+73197"))
        assert "'+73197'" in on.text
        await on.press("H")
        assert_hidden(on, on.text)
        await on.press("e", "enter")
        assert_hidden(on, on.text)


async def test_nothing_that_is_hidden_is_copied() -> None:
    async with stage(*HELD) as on:
        await on.press("H", "y")
        assert on.toasts == ["amounts are hidden: H shows them"]
        await on.press("e", "j", "y")
        assert on.app.clipboard == "00000001-1111-4222-8333-444444444444"
        await on.press("enter", "y")
        assert on.app.clipboard == "00000001-1111-4222-8333-444444444444"
        await on.press("escape", "e", "H", "y")
        assert on.app.clipboard == "73197.31970000"


async def test_what_was_said_of_an_amount_a_moment_ago_goes() -> None:
    async with stage(*HELD) as on:
        await on.press("y")
        assert on.toasts == ["sent to the terminal's clipboard: AAA amount 73197.31970000"]
        await on.press("H")
        assert on.toasts == []


async def test_in_a_box_it_is_a_letter() -> None:
    async with stage(*HELD) as on:
        await on.press("/", "H")
        assert not on.app.writing.hides
        assert on.filter.value == "H"


async def test_what_was_hidden_is_hidden_from_the_first_frame_of_the_next_start(tmp_path: Path) -> None:
    memory = PreferencesFile(tmp_path / "default.toml", stamp=lambda: "now")
    first = new_app(memory.load().preferences, memory, ScriptedSource(), FakeClock())
    async with first.run_test() as pilot:
        await pilot.press("H")
        await first._write()

    clock, source = FakeClock(), ScriptedSource()
    memory = PreferencesFile(tmp_path / "default.toml", stamp=lambda: "now")
    again = new_app(memory.load().preferences, memory, source, clock)
    told = Telling(clock, source.host)
    source.push(*told.live_with(*HELD))
    async with again.run_test(size=(160, 45)) as pilot:
        on = Stage(again, pilot, source, told, clock)
        assert again.query_one(BalanceTable).writing.hides
        await on.settle()
        assert on.order
        assert_hidden(on, on.text)
        assert "HIDDEN" in on.status


def new_app(
    preferences: Preferences, memory: PreferencesFile, source: ScriptedSource, clock: FakeClock
) -> BitotuiApp:
    return BitotuiApp(
        source, identity=IDENTITY, zone=TAIPEI, clock=clock, preferences=preferences, memory=memory
    )


async def test_hiding_leaves_the_rest_of_the_look_as_it_is() -> None:
    async with stage(*HELD, size=(120, 40)) as on:
        await on.press("+", "H")
        assert on.app.preferences.look == Look(hidden=True, detail_width=46)
