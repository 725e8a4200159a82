"""`y` and `r`: the terminal's clipboard by OSC 52, and connecting again."""

import base64
import json

import pytest

from tests.core.builders import row
from tests.ui.stage import stage


async def test_y_in_the_table_copies_the_amount_digit_for_digit() -> None:
    async with stage() as on:
        await on.press(*"jjjjj", "y")
        assert on.app.clipboard == "1.25000000"
        assert on.toasts == ["sent to the terminal's clipboard: BTC amount 1.25000000"]


async def test_y_in_the_detail_copies_the_amount_too() -> None:
    async with stage() as on:
        await on.press(*"jjjjjjjj", "enter", "y")
        assert on.app.clipboard == "999999999999.99999999"


async def test_y_in_the_log_copies_the_event_id() -> None:
    async with stage() as on:
        await on.hear(row("ADA"))
        await on.press("e", "y")
        assert on.app.clipboard == "00000002-1111-4222-8333-444444444444"


async def test_y_in_the_message_copies_all_of_it_as_it_was_sent() -> None:
    async with stage() as on:
        await on.hear(row("ADA", amount="1.00000000000000000000"))
        await on.press("e", "enter", "y")
        copied = json.loads(on.app.clipboard)
        assert copied["eventID"] == "00000002-1111-4222-8333-444444444444"
        assert copied["data"]["ADA"]["amount"] == "1.00000000000000000000"


async def test_what_is_copied_goes_to_the_terminal_by_osc_52(monkeypatch: pytest.MonkeyPatch) -> None:
    async with stage() as on:
        written: list[str] = []
        driver = on.app._driver
        assert driver is not None
        monkeypatch.setattr(driver, "write", written.append)
        await on.press("y")
        wanted = base64.b64encode(b"4636.0").decode()
        assert f"\x1b]52;c;{wanted}\a" in "".join(written)


async def test_where_there_is_nothing_to_copy_y_copies_nothing() -> None:
    async with stage() as on:
        await on.press("e", "j", "y")
        assert "live" in on.logged[0]
        assert on.app.clipboard == "00000001-1111-4222-8333-444444444444"
        await on.press("k", "k", "y", "escape", "/", "z", "enter", "y")
        assert on.app.clipboard == "00000001-1111-4222-8333-444444444444"


@pytest.mark.parametrize("where", [(), ("e",), ("enter",), ("space",)])
async def test_r_connects_again(where: tuple[str, ...]) -> None:
    async with stage() as on:
        await on.press(*where, "r")
        assert on.source.redials == 1


async def test_r_connects_again_when_refused() -> None:
    async with stage(live=False) as on:
        await on.show(on.told.connecting(), on.told.refused())
        assert "REFUSED 401" in on.status
        assert "bad signature" in on.status
        assert "r tries again" in " ".join(on.status.split())
        await on.press("r")
        assert on.source.redials == 1
