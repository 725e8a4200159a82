"""Whether REST agrees, on the screen: a calm word where it does, and both values where it does not."""

from pathlib import Path

from msgspec.structs import replace

from tests.clock import FakeClock
from tests.core.builders import balance, row
from tests.ui.keeping import Kept
from tests.ui.stage import Stage, stage
from tui.core.agreement import Agreement, Difference
from tui.feed.source import Reading

WIDE = (140, 40)


def as_of(on: Stage, **fields: object) -> Agreement:
    return Agreement(as_of=on.clock.wall(), **fields)  # type: ignore[arg-type]


def differing(on: Stage, *theirs: str, wishes: int = 0) -> Agreement:
    """BTC has these amounts by REST, not that of the book."""
    ours = on.told.book.entries["BTC"].balance
    found = {"BTC": Difference(ours, balance("BTC", *theirs), on.clock.wall())}
    return as_of(on, differing=found, wishes=wishes)


async def say(on: Stage, agreement: Agreement) -> None:
    await on.show(Reading(on.told.book, on.told.link, None, agreement))


async def hear(on: Stage, agreement: Agreement, *rows: dict[str, object]) -> None:
    await on.show(replace(on.told.says(*rows), agreement=agreement))


async def test_it_agrees_in_the_status_line_while_that_fits() -> None:
    async with stage() as on:
        await say(on, as_of(on))
        assert "agrees with the exchange as of 22:13" in on.status
        await on.press("n", "t")
        assert "agrees" not in on.status
        assert "12" in on.status.splitlines()[-1]
        await on.resize(120, 24)
        assert "agrees with the exchange as of 22:13" in on.status


async def test_rows_that_could_not_be_compared_are_counted() -> None:
    async with stage(size=WIDE) as on:
        await say(on, as_of(on, unreadable=2))
        assert "agrees with the exchange as of 22:13, 2 rows unreadable" in on.status
        await say(on, as_of(on, unjudged=1))
        assert "agrees with the exchange as of 22:13, 1 row moving" in on.status


async def test_why_nobody_knows_is_a_calm_word_and_no_notification() -> None:
    async with stage(size=WIDE) as on:
        await say(on, Agreement(trouble="503 try later"))
        assert "not compared with the exchange: 503 try later" in on.status
        assert on.toasts == []


async def test_a_row_that_differs_is_flagged_and_the_detail_has_both_values() -> None:
    async with stage(size=WIDE) as on:
        await on.press(*"jjjjj")
        await say(on, differing(on, "1.5", "1.0"))
        assert "differs from the exchange: BTC" in on.status
        assert on.cells("BTC")[0] == "BTC !"
        at = on.described.index("! differed from REST at 22:13")
        assert on.described[at + 1 : at + 4] == [
            "amount",
            "  here      1.25000000",
            "  exchange  1.5",
        ]
        await say(on, as_of(on))
        assert on.cells("BTC")[0] == "BTC"
        assert not any("differed" in line for line in on.described)


async def test_a_row_that_one_side_lacks_says_so() -> None:
    async with stage(size=WIDE) as on:
        await on.press(*"jjjjj")
        ours = on.told.book.entries["BTC"].balance
        await say(on, as_of(on, differing={"BTC": Difference(ours, None, on.clock.wall())}))
        assert "the exchange had no such row" in on.described
        await say(on, as_of(on, differing={"NEW": Difference(None, balance("NEW"), on.clock.wall())}))
        assert "differs from the exchange: NEW" in on.status
        await say(
            on, as_of(on, differing={"BTC": Difference(None, balance(tradable=False), on.clock.wall())})
        )
        at = on.described.index("the latest snapshot had no such row")
        assert on.described[at + 1 : at + 9] == [
            *("amount", "  exchange  1", "available", "  exchange  1"),
            *("stake", "  exchange  0", "tradable", "  exchange  no"),
        ]


async def test_a_flag_outlives_other_rows_changes_and_redraws_no_row_for_them() -> None:
    async with stage(size=WIDE) as on:
        found = differing(on, "1.5", "1.0")
        await say(on, found)
        flagged = on.app.book.entries["BTC"]
        await hear(on, found, row("ADA", amount="1"))
        assert on.app.book.entries["BTC"] is flagged
        assert on.cells("ADA")[1].startswith("1")
        await hear(on, found, row("BTC", amount="3"))
        assert on.cells("BTC")[0] == "BTC !"
        assert on.cells("BTC")[1].startswith("3")


async def test_a_frozen_screen_holds_what_it_says() -> None:
    async with stage(size=WIDE) as on:
        await say(on, as_of(on))
        await on.press("space")
        await say(on, differing(on, "1.5", "1.0"))
        assert "agrees with the exchange" in on.status
        assert on.cells("BTC")[0] == "BTC"
        await on.press("space")
        assert "differs from the exchange" in on.status
        assert on.cells("BTC")[0] == "BTC !"


async def test_the_past_was_compared_with_nothing_and_now_comes_back_with_what_it_had(tmp_path: Path) -> None:
    clock = FakeClock()
    async with stage(size=WIDE, clock=clock, journal=Kept(tmp_path / "journal.db", clock)) as on:
        await on.hear(row("ADA", amount="1"))
        await say(on, differing(on, "1.5", "1.0"))
        await on.press(",")
        assert "PAST" in on.status
        assert "differs" not in on.status
        assert on.cells("BTC")[0] == "BTC"
        await on.press("v")
        assert on.toasts == ["the past is not compared with the exchange; esc returns to now"]
        assert on.source.compares == 0
        await on.press("escape")
        assert "differs from the exchange" in on.status
        assert on.cells("BTC")[0] == "BTC !"


async def test_v_asks_and_says_what_came_of_it_or_why_not() -> None:
    async with stage() as on:
        await on.press("v")
        assert on.source.compares == 1
        await say(on, as_of(on, wishes=1))
        assert on.toasts == ["agrees with the exchange as of 22:13"]
        on.source.no_comparison = "the exchange asked to wait 11 min more"
        await on.press("v")
        assert on.toasts[-1] == "the exchange asked to wait 11 min more"
        await say(on, differing(on, "1.5", "1.0", wishes=2))
        assert on.toasts[-1] == "differs from the exchange: BTC"


async def test_not_live_it_says_nothing_calm() -> None:
    async with stage(size=WIDE) as on:
        await say(on, as_of(on))
        await on.show(replace(on.told.lost(), agreement=as_of(on)))
        assert "agrees" not in on.status
