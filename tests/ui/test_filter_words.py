"""The filter stays readable in the status line, whatever else there is to say."""

import pytest

from tests.ui.stage import stage
from tui.core.filtering import filtered
from tui.core.parsing import Fault
from tui.core.query import Query, Tradable
from tui.ui.widgets.filter_words import fitted, needed

LONG = "btc|eth|usdt inorders>0.001 available>0.5 changed<5m !twd stake=0"


def view(text: str = LONG) -> Query:
    found = filtered(Query(nonzero=True, tradable=Tradable.YES), text)
    assert not isinstance(found, Fault)
    return found


@pytest.mark.parametrize(
    ("room", "said"),
    [
        (120, f"nonzero · tradable · where {LONG} · by Currency, A first"),
        (95, f"nonzero · tradable · where {LONG}"),
        (60, "nonzero · tradable · where btc|eth|usdt inorders>0.001…"),
        (45, "nonzero · tradable · where btc|eth|usdt…"),
    ],
)
def test_the_order_goes_first_and_then_whole_words_of_the_expression(room: int, said: str) -> None:
    assert fitted(view(), room) == said
    assert needed(view()) <= 45


@pytest.mark.parametrize(
    ("room", "said"), [(26, "all · by Currency, A first"), (25, "all"), (3, "all"), (2, "")]
)
def test_without_a_filter_what_has_no_room_whole_is_left_out(room: int, said: str) -> None:
    assert fitted(Query(), room) == said
    assert needed(Query()) == 0


async def test_frozen_the_filter_is_told_beside_it_or_below() -> None:
    async with stage() as on:
        await on.press("/", *"b", "enter", "space")
        assert on.status.splitlines()[1].startswith(
            " FROZEN, 0 behind · balances as of 22:13:20 UTC+8 · where b "
        )
        await on.press("n", "t", "/", "backspace", *LONG, "enter")
        lines = on.status.splitlines()
        assert lines[1].startswith(" FROZEN, 0 behind · balances as of")
        assert lines[2].startswith(" nonzero · tradable · where btc|eth|usdt inorders>0.001")
        assert "… " in lines[2]
        assert lines[2].endswith("of 12")
        assert len(lines) == 3


async def test_lost_the_reason_is_whole_and_the_filter_too() -> None:
    async with stage() as on:
        await on.press("/", *"b nonzero", "enter")
        await on.show(on.told.lost("nothing heard for 15 s, and no pong within 5 s"))
        assert "nothing heard for 15 s, and no pong within 5 s" in on.status
        assert "where b nonzero" in on.status
