"""ACCEPTANCE.md, Data: what is rejected, what is applied with a note, and what the screen says of it."""

import asyncio
import re
from itertools import pairwise

import pytest

from tests.core.builders import NOW, SECOND, message, row
from tests.faults.hostile_messages import BAD_CODES, BAD_DECIMALS, BAD_JSON
from tests.feed.scripted import SNAPSHOT, Stage, staged
from tests.feed.watching import shown
from tests.ui.stage import stage
from tui.core import words
from tui.core.link import PLANNED_EVERY
from tui.core.record import Kind
from tui.feed.inbox import Message

HOSTILE = BAD_JSON | BAD_DECIMALS


async def rejected_once_and_whole(on: Stage, raw: bytes) -> None:
    """Say `raw` on a LIVE connection, and see it rejected, flagged, and healed by a redial."""
    await on.make_live()
    before = shown((await on.watch.now()).book)
    told = len(on.watch.readings)
    await on.exchange.session.say(raw)

    reading = await on.watch.now()
    assert [record.kind for record in on.watch.messages()] == [Kind.SNAPSHOT, Kind.REJECTED]
    assert words.summary(on.watch.messages()[-1])
    assert shown(reading.book) == before
    assert reading.book.behind
    first = next(each for each in on.watch.readings[told:] if each.record is on.watch.messages()[-1])
    assert first.book.behind
    assert len(on.exchange.sessions) == 2


@pytest.mark.parametrize("raw", [*HOSTILE.values()], ids=[*HOSTILE])
async def test_hostile_json_and_decimals_are_one_clean_rejection_and_a_redial(raw: bytes) -> None:
    async with staged() as on:
        await rejected_once_and_whole(on, raw)
        await on.make_live()
        assert not (await on.watch.now()).book.behind


@pytest.mark.parametrize("raw", [*BAD_CODES.values()], ids=[*BAD_CODES])
async def test_a_key_that_is_no_currency_code_or_not_the_rows_is_rejected(raw: bytes) -> None:
    async with staged() as on:
        await rejected_once_and_whole(on, raw)


async def test_hostile_messages_without_end_cause_at_most_one_redial_a_minute() -> None:
    async with staged() as on:
        await on.make_live()
        for _ in range(150):
            if (await on.watch.now()).link.complete_at is None:
                await on.make_live()
            await on.exchange.session.say(BAD_JSON["cut in half"])
            await on.clock.advance(2)
            await on.exchange.session.pong()
            assert (await on.watch.now()).book.behind or not (await on.watch.now()).link.is_live
        redials = on.exchange.times[1:]
        assert len(redials) == 6
        assert all(later - sooner >= 60 for sooner, later in pairwise(redials))


async def test_the_old_value_stays_on_the_screen_and_is_flagged() -> None:
    async with stage(row("BTC", amount="1.25"), row("ETH"), size=(140, 30)) as on:
        await on.show(on.told.message(BAD_DECIMALS["amount 'NaN' of 3"]))
        assert on.cells("BTC")[1] == "1.25"
        assert "may be behind" in on.status
        assert "rejected ETH amount is no plain decimal: 'NaN'" in on.logged[0]


async def test_the_same_event_id_twice_is_a_duplicate_or_a_conflict_in_the_event_logs_words() -> None:
    async with stage(size=(120, 30)) as on:
        once = {"eventID": "88038887-1de1-4521-b411-93440156cb41", "timestamp": on.told.clock.wall()}
        for amount in ("5", "5.00", "6"):
            await on.hear(row("ADA", amount=amount, available="0"), **once)
        conflict, duplicate, first = on.logged[:3]
        assert "update   CONFLICT; ADA amount +1" in conflict
        assert "update   DUPLICATE; no change" in duplicate
        assert "DUPLICATE" not in first
        assert on.cells("ADA")[1] == "6"


@pytest.mark.parametrize(
    ("timestamp", "applies", "said"),
    [
        (NOW, True, ""),
        (NOW - 1, False, "older than what is known, passed over: BTC"),
        (NOW + 3_600 * SECOND, True, "timestamp in the future, not trusted"),
        (0, False, "timestamp before 2017, not trusted"),
        (-5, False, "timestamp before 2017, not trusted"),
        (NOW // SECOND, False, "timestamp before 2017, not trusted"),
    ],
    ids=["equal", "older", "future", "zero", "negative", "seconds"],
)
async def test_timestamps_are_judged_by_rule_3(timestamp: int, applies: bool, said: str) -> None:
    async with staged() as on:
        on.clock.wall_now = NOW + SECOND
        await on.make_live()
        await on.exchange.session.say(message(row("BTC", amount="9", available="9"), timestamp=timestamp))
        entry = (await on.watch.now()).book.entries["BTC"]
        assert str(entry.balance.amount) == ("9" if applies else "1")
        assert bool(entry.doubt) is not applies
        assert said in words.summary(on.watch.messages()[-1])

        await on.exchange.session.say(message(row("BTC", amount="4"), timestamp=NOW + 1))
        entry = (await on.watch.now()).book.entries["BTC"]
        assert (str(entry.balance.amount), entry.doubt, entry.guard) == ("4", "", NOW + 1)


async def test_a_row_that_an_older_message_contradicts_is_flagged_and_the_detail_says_why() -> None:
    async with stage(row("BTC"), row("ETH"), size=(120, 30)) as on:
        await on.hear(row("BTC", amount="9"), timestamp=on.told.clock.wall() - 60 * SECOND)
        assert on.cells("BTC")[0].split() == ["BTC", "!"]
        assert any("passed over" in line for line in on.described)


async def test_a_datetime_eight_hours_off_is_said_once_and_the_timestamp_is_shown() -> None:
    taiwan = "2026-09-21T22:13:20.000Z"
    async with stage(size=(140, 30)) as on:
        for _ in range(3):
            await on.hear(row("BTC", amount=str(on.told._ids)), datetime=taiwan)
        await on.show(
            on.told.lost(), on.told.connecting(), on.told.connected(), on.told.says(row("BTC"), row("ETH"))
        )
        said = [line for line in on.logged if "datetime is not the time, timestamp is" in line]
        assert len(said) == 1
        assert not any("06:13" in line for line in (*on.described, *on.logged))


async def test_a_snapshot_older_than_the_last_update_applies_with_a_note() -> None:
    async with staged() as on:
        await on.make_live()
        await on.exchange.session.say(message(row("BTC", amount="5"), timestamp=NOW + 5_000))
        await on.exchange.session.lose()
        await on.clock.advance(1)
        await on.make_live()

        assert (await on.watch.now()).book.entries["BTC"].balance.amount == 1
        assert "the snapshot is older than the last update" in words.summary(
            on.watch.messages(Kind.SNAPSHOT)[-1]
        )


async def test_a_currency_missing_in_the_snapshot_is_kept_greyed_and_marked() -> None:
    async with stage(row("BTC"), row("ETH"), row("LTC"), size=(120, 30)) as on:
        told = on.told
        await on.show(
            told.lost(), told.connecting(), told.connected(), told.says(row("BTC"), row("ETH")), told.pong()
        )
        assert on.cells("LTC")[:2] == ["LTC ?", "1"]
        assert {str(cell.style) for cell in on.table.get_row("LTC")} == {"dim"}
        assert {str(cell.style) for cell in on.table.get_row("BTC")} == {"none"}
        await on.press("G")
        assert "! not in the latest snapshot" in on.described
        assert "not in the latest snapshot: LTC" in on.logged[1]


async def test_a_first_message_of_one_currency_is_partial_and_not_live_until_the_rest_or_5_s() -> None:
    async with staged() as on:
        await on.exchange.session.pong()
        await on.exchange.session.say(message(row("BTC")))
        reading = await on.watch.now()
        assert not reading.link.is_live
        assert "the snapshot is partial" in words.summary(on.watch.messages()[-1])
        await on.clock.advance(5)
        assert (await on.watch.now()).link.is_live


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"amount": "1.0", "available": "0.9", "stake": "0.2"}, "available + stake is more than amount"),
        ({"amount": "-1.50", "available": "0"}, "negative amount"),
        ({"amount": "1.00", "available": "-0.250", "stake": "-0"}, "negative available"),
        ({"amount": "1.00", "available": "0", "stake": "-0.10"}, "negative stake"),
    ],
)
async def test_a_row_that_breaks_the_invariant_is_shown_digit_for_digit_and_flagged(
    fields: dict[str, str], why: str
) -> None:
    async with stage(row("BTC", **fields), row("ETH"), size=(160, 30)) as on:
        cells = on.cells("BTC")
        assert cells[0] == "BTC !"
        assert (cells[1], cells[2]) == (fields["amount"], fields["available"])
        assert cells[4] == fields.get("stake", "0")
        assert f"! {why}" in on.described


LONG = {
    "AAA": "999999999999.99999999",
    "BBB": "123456789012345678901234567890.123456789012345678901234567890",
    "CCC": "0.100000000000000000000000000001",
    "DDD": "1.00",
    "EEE": "100000000000000000000",
    "FFF": "0",
}


async def test_20_and_30_digits_and_trailing_zeros_are_shown_digit_for_digit_aligned_on_the_point() -> None:
    async with stage(*(row(code, amount=amount) for code, amount in LONG.items()), size=(300, 30)) as on:
        lines = {code: next(line for line in on.lines if line.startswith(f" {code} ")) for code in LONG}
        ends = set()
        for code, amount in LONG.items():
            start = re.search(rf"(?<![\d.]){re.escape(amount)}(?![\d.])", lines[code])
            assert start, lines[code]
            ends.add(start.start() + len(amount.partition(".")[0]))
        assert len(ends) == 1


async def test_what_was_lost_while_offline_is_covered_by_the_snapshot_and_called_so() -> None:
    async with stage(row("BTC", amount="1"), row("ETH"), size=(140, 30)) as on:
        told = on.told
        await on.show(told.lost())
        await on.show(
            told.connecting(), told.connected(), told.says(row("BTC", amount="3"), row("ETH")), told.pong()
        )
        assert on.cells("BTC")[1] == "3"
        assert "1 changed while offline: BTC amount +2" in on.logged[1]
        assert "offline" in on.cells("BTC")[-1]


async def test_a_planned_second_connection_takes_over_when_live_says_drift_and_loses_nothing() -> None:
    async with staged() as on:
        await on.make_live()
        await on.clock.advance(PLANNED_EVERY * 0.9)
        first, second = on.exchange.sessions
        await first.pong()
        await first.say(message(row("BTC", amount="5"), timestamp=NOW + 10))
        assert (await on.watch.now()).link.generation == 1

        await second.say(
            message(row("BTC", amount="5"), row("ETH", amount="8"), row("TWD"), timestamp=NOW + 10),
            message(row("TWD", amount="6"), timestamp=NOW + 20),
        )
        told = len(on.watch.readings)
        await second.pong()
        await asyncio.sleep(0)
        reading = await on.watch.now()
        assert all(each.link.is_live for each in on.watch.readings[told:])
        assert (reading.link.generation, on.exchange.open) == (2, 1)
        assert {code: each[0] for code, each in shown(reading.book).items()} == {
            "BTC": "5",
            "ETH": "8",
            "TWD": "6",
        }
        assert "a planned connection took over; 1 balance differs" in on.watch.said
        assert words.summary(on.watch.messages(Kind.SNAPSHOT)[-1]).endswith("1 drift: ETH amount +7")
        assert not reading.book.behind


async def test_a_late_message_of_a_connection_before_is_dropped_whatever_it_holds() -> None:
    async with staged() as on:
        await on.make_live()
        ledger = on.live._ledger
        await on.exchange.session.lose()
        await on.clock.advance(1)
        await on.make_live()
        before, heard = ledger.book, ledger.link.heard_at
        await on.clock.advance(1)
        for raw in (message(row("BTC", amount="666")), BAD_JSON["cut in half"], SNAPSHOT, b"null"):
            record = ledger.take(Message(raw, True), 1)
            assert "from an earlier connection, dropped" in words.summary(record)
        assert ledger.book is before
        assert ledger.link.heard_at == heard
        assert len(on.exchange.sessions) == 2
