"""Filters: the box that `/` opens, tradable, nonzero, and how they are told."""

import string

import pytest

from tests.core.builders import row
from tests.ui.stage import Stage, stage
from tests.ui.telling import many


async def test_typing_filters_as_one_types() -> None:
    async with stage() as on:
        await on.press("/")
        assert on.filter.display
        await on.press("b")
        assert on.order == ["BCH", "BITO", "BNB", "BTC", "SHIB"]
        await on.press("t")
        assert on.order == ["BTC"]
        assert "where bt " in on.status
        assert "1 of 12" in on.status


async def test_enter_keeps_the_filter_and_closes_the_box() -> None:
    async with stage() as on:
        await on.press("/", "b", "enter")
        assert not on.filter.display
        assert on.has_focus(on.table)
        assert on.order == ["BCH", "BITO", "BNB", "BTC", "SHIB"]


async def test_esc_in_the_box_takes_the_text_back() -> None:
    async with stage() as on:
        await on.press("n", "/", "b", "escape")
        assert not on.filter.display
        assert on.has_focus(on.table)
        assert "where" not in on.status
        assert "nonzero" in on.status


async def test_the_box_opens_with_what_was_kept() -> None:
    async with stage() as on:
        await on.press("/", "b", "enter", "/")
        assert on.filter.value == "b"
        await on.press("t", "enter")
        assert on.order == ["BTC"]


async def test_every_letter_and_digit_is_text_in_the_box() -> None:
    typed = string.ascii_lowercase[:20]
    async with stage() as on:
        await on.press("/", *typed)
        assert on.filter.value == typed
    for typed in (string.ascii_lowercase[16:] + "SG", string.digits):
        async with stage() as on:
            await on.press("/", *typed)
            assert on.app.is_running
            assert on.filter.value == typed
            assert on.app.view.sort.value == "Currency"
            assert on.source.redials == 0


@pytest.mark.parametrize(("key", "typed"), [("?", "?"), ("space", " "), ("/", "/"), (".", "."), ("é", "é")])
async def test_a_sign_that_is_a_command_elsewhere_is_text_in_the_box(key: str, typed: str) -> None:
    async with stage() as on:
        await on.press("/", "b", key)
        assert on.filter.value == f"b{typed}"
        assert on.has_focus(on.filter)
        assert not on.app.frozen


@pytest.mark.parametrize("key", ["tab", "shift+tab"])
async def test_tab_leaves_the_box_and_no_tab_comes_back_to_it(key: str) -> None:
    async with stage() as on:
        await on.press("/", "b", key)
        assert not on.filter.display
        assert on.order == ["BCH", "BITO", "BNB", "BTC", "SHIB"]
        for _ in range(5):
            await on.press(key)
            assert not on.has_focus(on.filter)


async def test_a_click_elsewhere_leaves_the_box_and_keeps_the_filter() -> None:
    async with stage() as on:
        await on.press("/", "b")
        await on.click(on.table, 3, 2)
        assert not on.filter.display
        assert on.has_focus(on.table)
        assert "where b " in on.status


async def test_t_goes_round_all_tradable_and_not() -> None:
    async with stage() as on:
        await on.press("t")
        assert "BCH" not in on.order
        assert " tradable ·" in on.status
        assert "11 of 12" in on.status
        await on.press("t")
        assert on.order == ["BCH"]
        assert "not tradable ·" in on.status
        assert "1 of 12" in on.status
        await on.press("t")
        assert len(on.order) == 12
        assert " all ·" in on.status


async def test_n_hides_what_is_zero_in_all_three_and_shows_it_again() -> None:
    async with stage(row("A", amount="0", available="0"), row("B", amount="0.00000000", available="0")) as on:
        await on.hear(
            row("C", amount="0", available="0", stake="0.1"), row("D", amount="0.01", available="0")
        )
        await on.press("n")
        assert on.order == ["C", "D"]
        assert "nonzero" in on.status
        await on.press("n")
        assert on.order == ["A", "B", "C", "D"]


async def test_the_status_counts_what_is_shown() -> None:
    async with stage(*many(34)) as on:
        await on.press("n", "/", "1", "enter")
        assert f"{len(on.order)} of 34" in on.status
        await on.press("escape", "t", "t", "escape", "n")
        assert "22 of 34" in on.status
        await on.press("/", "0", "0", "enter")
        assert "6 of 34" in on.status
        assert "nonzero · where 00 " in on.status


async def test_an_update_moves_a_row_in_and_out_of_the_filter() -> None:
    async with stage() as on:
        await on.press("n")
        assert "APE" not in on.order
        await on.hear(row("APE", amount="0.00000001", available="0"))
        assert "APE" in on.order
        await on.hear(row("APE", amount="0", available="0"))
        assert "APE" not in on.order


VACANT = " no balance passes the filter: esc takes it off"


def is_vacant(on: Stage) -> bool:
    """Whether it is said right below the headings, and nowhere else."""
    said = [y for y, line in enumerate(on.lines) if line.startswith(VACANT)]
    assert said in ([], [on.table.region.y + 1])
    return bool(said)


async def test_a_filter_that_no_balance_passes_says_so_where_the_rows_were() -> None:
    async with stage() as on:
        assert not is_vacant(on)
        await on.press("/", "z", "z", "enter")
        assert is_vacant(on)
        await on.press("escape")
        assert not is_vacant(on)


async def test_without_any_balance_no_filter_is_to_blame() -> None:
    async with stage(live=False) as on:
        await on.press("n")
        assert not is_vacant(on)
        await on.show(*on.told.live_with(row("ADA", amount="0", available="0")))
        assert is_vacant(on)
        await on.hear(row("ADA", amount="1"))
        assert on.order == ["ADA"]
        assert not is_vacant(on)
