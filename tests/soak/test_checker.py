"""The soak's judge: it finds what is wrong, and only that."""

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from typing import cast

import pytest

from tests.clock import WALL
from tests.soak.checker import Checked, Tally
from tests.soak.partner import Partner
from tests.soak.truth import Truth
from tui.core.book import Book, opened
from tui.core.intake import take
from tui.core.link import Link, State
from tui.core.novelty import Novelties
from tui.exchange.account import Account
from tui.exchange.message import message_text
from tui.feed.live import Live
from tui.feed.source import Reading

LIVE = Link(state=State.LIVE, generation=1, vouched=WALL)


class Told:
    """A feed that tells the story of seed 1, some messages left out, spoilt or out of order."""

    host = "the test"

    def __init__(self, messages: Sequence[bytes], link: Link = LIVE) -> None:
        self._messages = messages
        self._link = link

    async def readings(self) -> AsyncGenerator[Reading, None]:
        book, novelties = opened(Book(), 1), Novelties()
        for raw in self._messages:
            book, record = take(
                book, raw, is_text=True, received=WALL, seen=0.0, generation=1, novelties=novelties
            )
            yield Reading(book, self._link, record)
        yield Reading(book, Link(state=State.LOST, generation=1, reason="the end"))
        yield Reading(opened(book, 2), Link(state=State.SYNCING, generation=2))


class Noted:
    """An exchange that has taken one snapshot, before any update."""

    def __init__(self, event_id: str) -> None:
        self._event_id = event_id

    async def snapshot_at(self, event_id: str) -> int | None:
        await asyncio.sleep(0)
        return 0 if event_id == self._event_id else None


def story(updates: int) -> tuple[str, list[bytes]]:
    """The snapshot's eventID, and the messages from the snapshot on."""
    account = Account(seed=1, currencies=24)
    first = account.snapshot(WALL)
    told = [first, *(account.advance(WALL + number) for number in range(updates))]
    return first.event_id, [message_text(event).encode() for event in told]


async def judged(messages: Sequence[bytes], *, link: Link = LIVE, allows_disorder: bool = False) -> Tally:
    feed = cast("Live", Told(messages, link))
    checked = Checked(feed, cast("Partner", Noted(story(0)[0])), Truth(1))
    checked.allows_disorder = allows_disorder
    async for _ in checked.readings():
        pass
    return checked.tally


async def test_a_story_that_is_told_whole_has_nothing_wrong_and_nothing_lost() -> None:
    tally = await judged(story(40)[1])

    assert (tally.wrong, tally.lost, tally.doubled, tally.updates) == (0, 0, 0, 41)
    assert tally.compared > 60
    assert not tally.findings


@pytest.mark.parametrize("left_out", [1, 39])
async def test_an_update_that_never_came_is_lost_and_its_row_wrong(left_out: int) -> None:
    messages = story(40)[1]
    tally = await judged([*messages[:left_out], *messages[left_out + 1 :]])

    assert tally.lost == 1
    assert tally.wrong > 0


async def test_a_digit_that_is_off_is_wrong() -> None:
    _, messages = story(5)
    spoilt = messages[3].replace(b'"available":"', b'"available":"1', 1)
    tally = await judged([*messages[:3], spoilt])

    assert (tally.wrong, tally.lost) == (1, 0)
    assert "('" in tally.findings[0]


async def test_what_is_not_live_is_not_held_against_it() -> None:
    _, messages = story(5)
    spoilt = messages[3].replace(b'"available":"', b'"available":"1', 1)

    assert (await judged([*messages[:3], spoilt], link=Link(state=State.SYNCING, generation=1))).wrong == 0


async def test_an_update_that_comes_twice_is_counted_and_not_wrong() -> None:
    _, messages = story(5)
    tally = await judged([*messages[:4], messages[3], *messages[4:]])

    assert (tally.wrong, tally.lost, tally.doubled) == (0, 0, 1)


@pytest.mark.parametrize("allowed", [True, False])
async def test_updates_out_of_order_are_wrong_meanwhile_unless_that_is_the_fault(allowed: bool) -> None:
    _, messages = story(40)
    named = [set(json.loads(raw)["data"]) for raw in messages]
    at = next(number for number in range(2, 40) if not named[number] & named[number + 1])
    shuffled = [*messages[:at], messages[at + 1], messages[at], *messages[at + 2 :]]

    assert bool((await judged(shuffled, allows_disorder=allowed)).wrong) is not allowed


async def test_a_rejected_message_stands_for_the_update_that_it_was() -> None:
    _, messages = story(6)
    tally = await judged(
        [*messages[:3], messages[3].replace(b'"amount":"', b'"amount":"x', 1), *messages[4:]]
    )

    assert tally.lost == 0
    assert tally.wrong == 0  # the book says that it may be behind


async def test_an_event_that_the_exchange_never_sent_is_a_finding() -> None:
    _, messages = story(1)
    made_up = messages[1].replace(messages[1].split(b'"eventID":"')[1][:8], b"deadbeef")

    assert "never sent" in (await judged([messages[0], made_up])).findings[0]
