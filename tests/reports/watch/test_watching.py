"""What a watch makes of readings: which lines, and when it ends with which code."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from tests.clock import FakeClock, idle
from tests.core.builders import NOW, balance, following
from tests.core.expressions import parsed
from tests.reports import schemas
from tests.ui.scripted_source import ScriptedSource
from tui.core.book import Book
from tui.core.link import Link, State
from tui.core.record import Kind, LinkRecord, MessageRecord
from tui.feed.source import Reading
from tui.reports.exits import CAME_TRUE, DONE, REFUSED
from tui.reports.watch.as_ndjson import Ndjson
from tui.reports.watch.condition import Condition
from tui.reports.watch.watching import Watch

TOLD = following(balance("BTC", "1"), balance("ETH", "2"))
BOOK = TOLD.book
STEP = TOLD.hear(balance("BTC", "0.4"), at=NOW + 1, seen=50_000.0)
SNAPSHOT = MessageRecord(NOW, 1, Kind.SNAPSHOT, b"", "first", NOW, "", ("BTC", "ETH"))
UPDATE = MessageRecord(NOW, 1, Kind.UPDATE, b"", "second", NOW, "", ("BTC",), STEP.changes)


class Kept:
    """Where lines go in a test."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []
        self.is_over = False
        self.end: Callable[[OSError | None], None] = lambda _: None

    def begin(self, ended: Callable[[OSError | None], None]) -> None:
        self.end = ended

    def put(self, line: bytes, *, is_last: bool = False) -> None:
        self.lines.append(schemas.line(json.loads(line)))
        self.is_over = is_last

    @property
    def kinds(self) -> list[str]:
        return [line["kind"] for line in self.lines]


class Stage:
    def __init__(self, **options: Any) -> None:
        self.clock, self.source, self.kept = FakeClock(), ScriptedSource(), Kept()
        self.watch = Watch(self.source, self.clock, self.kept, Ndjson("h"), str.encode, **options)
        self.running = asyncio.create_task(self.watch.run())

    def live(self) -> Link:
        now = self.clock.elapsed()
        return Link(state=State.LIVE, generation=1, complete_at=now, pong_at=now, vouched=NOW)

    async def say(self, *readings: Reading) -> None:
        self.source.push(*readings)
        await idle()

    async def ends(self) -> int:
        async with asyncio.timeout(5):
            return await self.running


def refused(link: Link) -> Reading:
    record = LinkRecord(NOW, 1, State.REFUSED, "refused 401: no; check the key")
    return Reading(Book(), Link(state=State.REFUSED, reason="no", vouched=link.vouched), record)


async def test_events_and_states_are_lines_of_their_own_kind() -> None:
    on = Stage()
    await on.say(
        Reading(Book(), Link()),
        Reading(BOOK, Link(state=State.SYNCING), SNAPSHOT),
        Reading(BOOK, on.live(), LinkRecord(NOW, 1, State.LIVE, "live")),
        Reading(BOOK, on.live()),
        Reading(STEP.book, on.live(), UPDATE),
        Reading(STEP.book, on.live(), MessageRecord(NOW, 1, Kind.REJECTED, b"{", reason="no object")),
    )
    on.kept.end(None)

    assert await on.ends() == DONE
    assert on.kept.kinds == ["link", "snapshot", "link", "update", "rejected"]
    assert [row["amount"] for row in on.kept.lines[3]["balances"]] == ["0.4"]


async def test_only_what_is_wanted_becomes_a_line() -> None:
    on = Stage(where=parsed("eth"))
    await on.say(Reading(BOOK, on.live(), SNAPSHOT), Reading(STEP.book, on.live(), UPDATE))
    on.kept.end(None)
    await on.ends()

    assert on.kept.kinds == ["snapshot"]
    assert [row["currency"] for row in on.kept.lines[0]["balances"]] == ["ETH"]


async def test_by_change_each_change_is_a_line() -> None:
    on = Stage(by_change=True)
    await on.say(Reading(BOOK, on.live(), SNAPSHOT), Reading(STEP.book, on.live(), UPDATE))
    on.kept.end(None)
    await on.ends()

    assert on.kept.kinds == ["change"]
    assert (on.kept.lines[0]["before"]["amount"], on.kept.lines[0]["after"]["amount"]) == ("1", "0.4")


async def test_a_refusal_before_it_was_ever_live_ends_it() -> None:
    on = Stage()
    await on.say(refused(Link()))

    assert await on.ends() == REFUSED
    assert on.watch.refusal is not None
    assert on.kept.kinds == ["link"]


async def test_a_later_refusal_is_waited_out() -> None:
    on = Stage()
    await on.say(Reading(BOOK, on.live(), SNAPSHOT), refused(on.live()))

    assert not on.running.done()
    on.kept.end(None)
    assert await on.ends() == DONE


async def test_a_condition_ends_it_when_an_event_makes_it_true() -> None:
    on = Stage(condition=Condition(parsed("btc available<0.5")))
    await on.say(Reading(BOOK, on.live(), SNAPSHOT))
    assert not on.running.done()
    await on.say(Reading(STEP.book, on.live(), UPDATE))

    assert await on.ends() == CAME_TRUE
    assert on.kept.lines[-1]["balance"]["available"] == "0.4"


async def test_a_condition_on_age_ends_it_though_nothing_happens() -> None:
    on = Stage(condition=Condition(parsed("changed>10s")))
    await on.say(Reading(STEP.book, on.live(), UPDATE))
    await on.clock.advance(9)
    assert not on.running.done()
    await on.clock.advance(2)

    assert await on.ends() == CAME_TRUE


async def test_an_age_that_passes_while_the_link_is_dead_ends_nothing() -> None:
    on = Stage(condition=Condition(parsed("changed>60s")))
    await on.say(Reading(STEP.book, on.live(), UPDATE))
    await on.clock.advance(61)

    assert not on.running.done()
    await on.say(Reading(STEP.book, on.live()))
    assert await on.ends() == CAME_TRUE
