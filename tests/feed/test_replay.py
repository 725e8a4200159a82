"""A recording played back: the same readings, when their time has come, by the replay's own clock."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clock import FakeClock
from tests.core.builders import row
from tests.feed.recordings import HOUR, at, live, opened, recording, says, step
from tests.feed.scripted import BROKEN, staged
from tests.feed.watching import Watch, shown, watching
from tui.core.book import Book
from tui.core.entry import NoteKind
from tui.core.link import State
from tui.core.record import Does, Kind, LinkRecord, MessageRecord
from tui.core.recording import header, record_line
from tui.feed.recording_file import RecordingFile
from tui.feed.replay import ENDED, NOTHING_TO_COMPARE, NOTHING_TO_CONNECT, Replay
from tui.feed.replay_clock import ReplayClock


@dataclass
class Playing:
    machine: FakeClock
    clock: ReplayClock
    source: Replay
    watch: Watch

    @property
    def amount(self) -> str:
        """Of bitcoin, as it stands now."""
        return shown(self.watch.readings[-1].book)["BTC"][0]

    async def pass_time(self, seconds: float) -> None:
        """Let so much time of this world pass."""
        await self.machine.advance(seconds)
        await self.read()

    async def read(self) -> None:
        """Wait until what can be read has been, on the thread that reads it."""
        reading = self.watch.task
        assert reading is not None
        for _ in range(50):
            if self.machine.alarms or reading.done():
                return
            await asyncio.wait((reading,), timeout=0.02)


@contextlib.asynccontextmanager
async def playing(path: Path, speed: float | None = 1.0, since: int | None = None) -> AsyncIterator[Playing]:
    machine = FakeClock()
    clock = ReplayClock(machine, speed)
    with contextlib.closing(RecordingFile(path)) as file:
        source = Replay(file, clock, since)
        async with watching(source) as watch:
            played = Playing(machine, clock, source, watch)
            await played.read()
            yield played


async def played(path: Path, since: int | None = None) -> Playing:
    """A recording played to its end, as fast as possible."""
    async with playing(path, None, since) as it:
        assert it.watch.task is not None
        await it.watch.task
        return it


async def test_each_reading_comes_when_its_time_has_come(tmp_path: Path) -> None:
    async with playing(recording(tmp_path, *HOUR)) as it:
        assert it.amount == "1"
        await it.pass_time(9.9)
        assert it.amount == "1"
        await it.pass_time(0.1)
        assert it.amount == "2"
        await it.pass_time(59)
        assert it.amount == "2"
        await it.pass_time(1)
        assert it.amount == "3"


@pytest.mark.parametrize("speed", [0.5, 10, 60])
async def test_gaps_are_divided_by_the_speed(tmp_path: Path, speed: float) -> None:
    async with playing(recording(tmp_path, *HOUR), speed) as it:
        await it.pass_time(9.9 / speed)
        assert it.amount == "1"
        await it.pass_time(0.2 / speed)
        assert it.amount == "2"


async def test_at_full_speed_nothing_waits_and_the_book_is_that_of_the_end(tmp_path: Path) -> None:
    it = await played(recording(tmp_path, *HOUR))

    assert it.amount == "3"
    assert it.machine.now == FakeClock().now
    assert it.watch.said == [
        "connected to exchange.test",
        "snapshot",
        "live",
        "update",
        "update",
        "lost: reset by peer; retry in 3 s (first)",
        ENDED,
    ]


async def test_it_is_a_replay_from_the_first_reading_to_the_last_and_never_live(tmp_path: Path) -> None:
    it = await played(recording(tmp_path, *HOUR))

    assert {reading.link.state for reading in it.watch.readings} == {State.REPLAY}
    assert not any(reading.link.is_live or reading.link.is_open for reading in it.watch.readings)
    assert it.source.redial() == NOTHING_TO_CONNECT
    assert it.source.compare() == NOTHING_TO_COMPARE


async def test_ages_are_counted_by_the_time_of_the_recording(tmp_path: Path) -> None:
    async with playing(recording(tmp_path, *HOUR), 10) as it:
        await it.pass_time(1.5)
        (change,) = it.watch.readings[-1].book.entries["BTC"].changes

        assert it.clock.elapsed() - change.seen == pytest.approx(5)
        assert it.clock.wall_ns() == at(15)
        assert it.clock.wall() == at(15) // 1_000_000


async def test_the_status_says_where_the_replay_has_come_to_once_a_second(tmp_path: Path) -> None:
    async with playing(recording(tmp_path, *HOUR), 10) as it:
        moments = []
        for _ in range(4):
            await it.pass_time(1)
            moments.append(it.watch.readings[-1].link.moment)

        assert moments == [at(seconds) // 1_000_000 for seconds in (10, 20, 30, 40)]


async def test_at_the_end_time_stands_still_and_nothing_more_comes(tmp_path: Path) -> None:
    async with playing(recording(tmp_path, *HOUR), 100) as it:
        await it.pass_time(1)
        last = it.watch.readings[-1]
        assert last.link.reason == f"{ENDED}; the link was LOST"
        assert last.link.moment == at(100) // 1_000_000

        before = (len(it.watch.readings), it.clock.elapsed(), it.clock.wall())
        await it.machine.advance(1_000)
        assert (len(it.watch.readings), it.clock.elapsed(), it.clock.wall()) == before
        assert not it.machine.alarms


async def test_a_machine_that_was_suspended_goes_on_from_where_it_was(tmp_path: Path) -> None:
    async with playing(recording(tmp_path, *HOUR)) as it:
        await it.pass_time(50_000)
        assert it.amount == "2"
        assert it.clock.wall_ns() == at(11)


async def test_what_came_before_the_moment_that_is_asked_for_is_applied_at_once(tmp_path: Path) -> None:
    async with playing(recording(tmp_path, *HOUR), since=at(60)) as it:
        assert it.amount == "2"
        (change,) = it.watch.readings[-1].book.entries["BTC"].changes
        assert it.clock.elapsed() - change.seen == pytest.approx(50)
        await it.pass_time(10)
        assert it.amount == "3"


@pytest.mark.parametrize(("since", "amount"), [(at(-500), "1"), (at(0), "1"), (at(5_000), "3")])
async def test_a_moment_outside_is_the_beginning_or_the_end(tmp_path: Path, since: int, amount: str) -> None:
    async with playing(recording(tmp_path, *HOUR), since=since) as it:
        await it.pass_time(1)
        assert it.amount == amount


async def test_the_book_is_vouched_for_only_as_far_as_the_link_was_live(tmp_path: Path) -> None:
    it = await played(recording(tmp_path, *HOUR))

    assert it.watch.readings[1].link.vouched is None
    assert it.watch.readings[-1].link.vouched == at(70) // 1_000_000


async def test_damaged_lines_are_passed_over_counted_and_told(tmp_path: Path) -> None:
    it = await played(recording(tmp_path, opened(), b"\xff\x1b[2J\n", says(0, row(), row("ETH")), b'{"rec'))

    said = [words for words in it.watch.said if "damaged" in words]
    assert it.amount == "1"
    assert it.source.damaged == 2
    assert [words.partition(" is ")[0] for words in said] == [
        "line 3 of the recording",
        "line 5 of the recording",
    ]
    assert "2 damaged lines passed over" in it.watch.readings[-1].link.reason
    assert all(words.isprintable() for words in said)


async def test_a_message_of_an_earlier_connection_moves_nothing(tmp_path: Path) -> None:
    late = says(2, row("BTC", amount="9", available="9"), generation=1)
    it = await played(
        recording(tmp_path, opened(), says(0, row(), row("ETH")), opened(1, 2), says(1, row(), row("ETH"),
        generation=2), late)
    )  # fmt: skip

    assert it.amount == "1"
    assert it.watch.messages()[-1].notes[0].kind is NoteKind.LATE


async def test_a_partial_snapshot_is_settled_when_it_was(tmp_path: Path) -> None:
    it = await played(
        recording(
            tmp_path,
            opened(),
            says(0, row("BTC"), row("ETH"), row("TWD")),
            opened(1, 2),
            says(1, row("BTC"), generation=2),
            step(6, State.SYNCING, "the rest of a partial snapshot never came", Does.SETTLED),
        )
    )
    entries = it.watch.readings[-1].book.entries
    settled = it.watch.readings[-2].record

    assert [currency for currency, entry in entries.items() if not entry.listed] == ["ETH", "TWD"]
    assert isinstance(settled, LinkRecord)
    assert settled.notes[0].currencies == ("ETH", "TWD")


async def test_a_clock_that_was_set_back_holds_nothing_up(tmp_path: Path) -> None:
    lines = (opened(), says(0, row(), row("ETH")), says(-3_600, row("XRP")))
    async with playing(recording(tmp_path, *lines, live(-3_590))) as it:
        assert "XRP" in it.watch.readings[-1].book.entries
        assert it.watch.readings[-1].link.moment == at(-3_600) // 1_000_000
        await it.pass_time(10)
        assert it.watch.readings[-1].link.reason == ENDED


async def test_two_recordings_in_one_file_are_one_story(tmp_path: Path) -> None:
    it = await played(recording(tmp_path, *HOUR, header("other.test"), opened(200, 2)))

    assert "another recording begins, of other.test" in it.watch.said
    assert it.amount == "3"


async def test_what_was_lived_through_is_played_back_to_the_same_book_and_records(tmp_path: Path) -> None:
    async with staged() as on:
        await on.make_live()
        await on.exchange.session.say(b"null", b"\xff", b"binary", is_text=False)
        await on.exchange.session.say(BROKEN)
        await on.live_for(70)
        await on.exchange.session.lose()
        live = on.watch.readings
    records = [reading.record for reading in live if reading.record is not None]
    it = await played(recording(tmp_path, *map(record_line, records)))

    again = [reading.record for reading in it.watch.readings if reading.record is not None]
    assert again[:-1] == records
    assert again[-1] != records[-1]
    assert without_times(it.watch.readings[-1].book) == without_times(live[-1].book)
    assert {record.kind for record in records if isinstance(record, MessageRecord)} > {Kind.REJECTED}


def without_times(book: Book) -> object:
    return (book.generation, book.phase, book.hole, book.awaited, shown(book))


async def test_a_long_recording_lets_others_have_their_turn(tmp_path: Path) -> None:
    updates = (says(0, row("BTC", amount=str(number), available="0")) for number in range(1_000))
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    other = asyncio.create_task(others())
    it = await played(recording(tmp_path, opened(), says(0, row(), row("ETH")), *updates))
    other.cancel()

    assert it.amount == "999"
    assert turns > 50
