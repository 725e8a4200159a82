"""Partial snapshots and rejected messages: rules 2 and 4 of DESIGN.md, as the feed keeps them."""

import pytest

from tests.core.builders import message, row
from tests.feed.scripted import BROKEN, SNAPSHOT, Stage, staged
from tui.core.book import Phase
from tui.core.entry import NoteKind
from tui.core.link import State
from tui.core.record import Kind, LinkRecord

ONE = message(row("BTC", amount="2"))


async def reconnected(stage: Stage) -> None:
    """Live once, lost, and connected again."""
    await stage.make_live()
    await stage.exchange.session.lose()
    await stage.clock.advance(0.5)
    assert len(stage.exchange.sessions) == 2
    await stage.exchange.session.pong()


async def test_a_first_message_of_one_currency_is_not_live_until_5_s_have_passed() -> None:
    async with staged() as stage:
        await stage.exchange.session.pong()
        await stage.exchange.session.say(ONE)
        assert (await stage.watch.now()).book.phase is Phase.PARTIAL

        await stage.clock.advance(4.999)
        assert (await stage.watch.now()).link.state is State.SYNCING

        await stage.clock.advance(0.001)
        reading = await stage.watch.now()
        assert reading.link.is_live
        assert reading.book.phase is Phase.COMPLETE


async def test_what_a_partial_snapshot_never_named_is_marked_and_kept() -> None:
    async with staged() as stage:
        await reconnected(stage)
        await stage.exchange.session.say(ONE)
        await stage.clock.advance(5)

        reading = await stage.watch.now()
        assert {code for code, entry in reading.book.entries.items() if not entry.listed} == {"ETH", "TWD"}
        noted = [
            note
            for reading in stage.watch.readings
            if isinstance(reading.record, LinkRecord)
            for note in reading.record.notes
        ]
        assert [note.kind for note in noted] == [NoteKind.NOT_IN_SNAPSHOT]


async def test_a_partial_snapshot_that_is_filled_is_live_at_once_and_marks_nothing() -> None:
    async with staged() as stage:
        await reconnected(stage)
        await stage.exchange.session.say(ONE)
        assert not (await stage.watch.now()).link.is_live
        await stage.exchange.session.say(message(row("ETH"), row("TWD")))
        assert (await stage.watch.now()).link.is_live

        await stage.clock.advance(5)
        assert all(entry.listed for entry in (await stage.watch.now()).book.entries.values())
        assert "the rest of a partial snapshot never came" not in stage.watch.said


async def test_a_rejected_first_message_ends_the_connection() -> None:
    async with staged() as stage:
        await stage.exchange.session.say(BROKEN)

        link = (await stage.watch.now()).link
        assert link.state is State.LOST
        assert link.reason == "the first message was rejected: BTC amount is no plain decimal: 'one'"
        assert stage.exchange.open == 0
        assert not any(words.startswith("redialling") for words in stage.watch.said)


async def test_a_rejected_later_message_leaves_the_balance_says_so_and_redials_at_once() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.exchange.session.say(BROKEN)

        reading = await stage.watch.now()
        assert reading.book.behind
        assert reading.book.entries["BTC"].balance.amount == 1
        assert len(stage.exchange.sessions) == 2
        assert stage.watch.said[-2:] == [
            "redialling: a rejected message left a hole that only a snapshot heals",
            "connected to exchange.test",
        ]

        await stage.exchange.session.say(SNAPSHOT)
        assert not (await stage.watch.now()).book.behind


async def test_holes_cause_at_most_one_redial_a_minute() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.exchange.session.say(BROKEN)
        await stage.make_live()
        await stage.exchange.session.say(BROKEN, BROKEN)
        assert len(stage.exchange.sessions) == 2

        await stage.live_for(59.999)
        reading = await stage.watch.now()
        assert len(stage.exchange.sessions) == 2
        assert reading.book.behind
        assert reading.link.is_live

        await stage.clock.advance(0.001)
        assert len(stage.exchange.sessions) == 3


async def test_a_full_message_on_the_same_connection_does_not_hide_a_hole() -> None:
    async with staged() as stage:
        await stage.make_live()
        await stage.exchange.session.say(BROKEN)
        await stage.make_live()
        await stage.exchange.session.say(BROKEN, SNAPSHOT)

        assert (await stage.watch.now()).book.behind


@pytest.mark.parametrize("first", [BROKEN, None], ids=["rejected first message", "rejected later message"])
async def test_a_new_connection_is_left_time_for_the_snapshot_that_heals(first: bytes | None) -> None:
    async with staged() as stage:
        if first is None:
            await stage.make_live()
            await stage.exchange.session.say(BROKEN)
            await stage.make_live()
            await stage.exchange.session.say(BROKEN)
            await stage.exchange.session.lose()
        else:
            await stage.exchange.session.say(first)
        before = len(stage.exchange.sessions)
        await stage.clock.advance(120)
        assert len(stage.exchange.sessions) == before + 1

        await stage.make_live()
        assert not (await stage.watch.now()).book.behind
        assert len(stage.exchange.sessions) == before + 1


@pytest.mark.parametrize(
    ("raw", "is_text"),
    [(b"\x00\x01", False), (b"", True), (b"null", True), (b"[]", True), (b'{"event":"TICKER"}', True)],
    ids=["binary", "empty", "null", "list", "another event"],
)
async def test_what_is_no_balance_message_is_told_and_changes_nothing(raw: bytes, is_text: bool) -> None:
    async with staged() as stage:
        await stage.make_live()
        before = (await stage.watch.now()).book
        await stage.exchange.session.say(raw, is_text=is_text)

        reading = await stage.watch.now()
        assert reading.link.is_live
        assert reading.book == before
        assert [record.kind for record in stage.watch.messages()] == [Kind.SNAPSHOT, Kind.IGNORED]
