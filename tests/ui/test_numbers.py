"""How numbers are written: the same in table, detail and log, and exact wherever they are compared or copied."""

from rich.text import Text

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tui.preferences.sections import Numbers

HELD = (
    row("BTC", amount="1234567.25000000", available="1234567.25000000"),
    row("ETH", amount="0.00000004", available="0.00000004"),
    row("TWD", amount="850000", available="850000"),
)


async def choose(on: Stage, *keys: str) -> None:
    await on.press("c", "end", *keys, "escape")


async def test_thousands_stand_apart_in_table_detail_and_log() -> None:
    async with stage(*HELD, size=(140, 40)) as on:
        await choose(on, "k", "k", "space")
        assert on.cells("BTC")[1] == "1,234,567.25000000"
        assert "Amount     1,234,567.25000000" in on.described
        await on.hear(row("BTC", amount="2234567.25000000", available="1234567.25000000"))
        assert "amount +1,000,000" in on.logged[0]
        assert any(line.endswith("amount +1,000,000") for line in on.described)


async def test_what_is_copied_has_no_grouping_and_every_digit() -> None:
    async with stage(*HELD, size=(140, 40)) as on:
        await choose(on, "k", "k", "space", "end", *["left"] * 9)
        assert on.cells("BTC")[1] == "1,234,567…"
        await on.press("y")
        assert on.app.clipboard == "1234567.25000000"


async def test_digits_that_are_not_shown_are_marked_and_rows_are_sorted_by_all_of_them() -> None:
    async with stage(
        row("A", amount="1.0001", available="1"),
        row("B", amount="1.0002", available="1"),
        row("C", amount="1.0000", available="1"),
        size=(140, 40),
    ) as on:
        await choose(on, *["left"] * 7)
        assert [on.cells(each)[1] for each in "ABC"] == ["1.00…", "1.00…", "1.00"]
        await on.press("2")
        assert on.order == ["B", "A", "C"]
        await on.hear(row("C", amount="1.00001", available="1"))
        assert "C amount +0.00…" in on.logged[0]
        await choose(on, "0")
        assert on.cells("B")[1] == "1.0002"


async def test_a_column_takes_no_more_room_than_what_is_written() -> None:
    async with stage(*HELD, size=(80, 24)) as on:
        before = on.headings
        await choose(on, *["left"] * 9)
        assert len(on.headings) > len(before)
        await on.hear(row("BTC", amount="1234567.5", available="1234567.5"))
        assert on.cells("BTC")[1] == "1234567…"


async def test_zeros_at_the_end_are_dimmed_and_no_character_differs() -> None:
    async with stage(*HELD, size=(140, 40)) as on:
        before = on.text
        await on.press("c", "end", "k", "space", "escape")
        assert on.text == before
        cell = on.table.get_row("BTC")[1]
        assert isinstance(cell, Text)
        (span,) = cell.spans
        assert (cell.plain[span.start : span.end], span.style) == ("000000", "dim")
        assert not on.table.get_row("TWD")[1].spans


async def test_a_row_that_is_wrong_stands_out_by_a_sign_and_by_its_weight() -> None:
    async with stage(row("A"), row("B", amount="-5", available="0"), size=(140, 40)) as on:
        assert on.cells("B")[:2] == ["B !", "-5"]
        styles = {str(cell.style) for cell in on.table.get_row("B")}
        assert len(styles) == 1
        assert styles.pop().startswith("bold")
        assert {str(cell.style) for cell in on.table.get_row("A")} == {"none"}


async def test_what_was_chosen_is_remembered_and_taken_back_with_one_key() -> None:
    async with stage(*HELD, size=(140, 40)) as on:
        await on.press("c", "end", "left", "k", "space", "k", "space")
        assert on.app.preferences.numbers == Numbers(grouping=True, dim_zeros=True, decimals=8)
        await on.press("R")
        assert on.app.preferences.numbers == Numbers()


async def test_rows_are_not_drawn_again_while_nothing_is_chosen() -> None:
    async with stage(*HELD, size=(140, 40)) as on:
        before = [on.table.get_row(each) for each in on.order]
        await on.press("j")
        await on.hear(row("BTC", amount="5", available="5"))
        after = [on.table.get_row(each) for each in on.order]
        assert [old[1] is new[1] for old, new in zip(before, after, strict=True)] == [False, True, True]
