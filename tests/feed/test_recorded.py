"""A source whose records are kept before anyone sees them."""

from collections.abc import AsyncGenerator

from tests.clock import FakeClock
from tests.core.builders import row
from tests.ui.telling import Telling
from tui.core.book import Book
from tui.core.record import Record
from tui.feed.recorded import Recorded
from tui.feed.source import Reading


class Keeping:
    """A recorder that remembers what it was given."""

    def __init__(self) -> None:
        self.kept: list[tuple[Record, Book]] = []
        self.alive_marks = 0

    def put(self, record: Record, book: Book) -> None:
        self.kept.append((record, book))

    def alive(self) -> None:
        self.alive_marks += 1


class Said:
    """A source that says this and ends."""

    host = "127.0.0.1:9000"

    def __init__(self, *readings: Reading) -> None:
        self._readings = readings
        self.is_closed = False

    def redial(self) -> str:
        return "not now"

    def compare(self) -> str:
        return "nor this"

    async def readings(self) -> AsyncGenerator[Reading, None]:
        try:
            for each in self._readings:
                yield each
        finally:
            self.is_closed = True


def told() -> tuple[Reading, ...]:
    telling = Telling(FakeClock())
    return (*telling.live_with(row("BTC"), row("ETH")), telling.says(row("BTC", amount="2")))


async def test_a_record_is_kept_with_its_book_before_its_reading_is_seen() -> None:
    keeping, source = Keeping(), Said(*told())
    async for reading in Recorded(source, keeping).readings():
        if reading.record is not None:
            assert keeping.kept[-1] == (reading.record, reading.book)
    assert len(keeping.kept) == 4


async def test_readings_come_as_they_are() -> None:
    readings = told()
    assert [each async for each in Recorded(Said(*readings), Keeping()).readings()] == list(readings)


async def test_only_a_live_link_without_news_is_a_sign_of_life() -> None:
    telling = Telling(FakeClock())
    readings = (telling.connecting(), *telling.live_with(row("BTC"), row("ETH")), telling.pong())
    keeping = Keeping()
    async for _ in Recorded(Said(*readings), keeping).readings():
        pass
    assert keeping.alive_marks == 1


async def test_whoever_stops_reading_stops_the_source() -> None:
    source = Said(*told())
    readings = Recorded(source, Keeping()).readings()
    await anext(readings)
    await readings.aclose()
    assert source.is_closed


def test_host_and_redial_are_the_sources() -> None:
    recorded = Recorded(Said(), Keeping())
    assert (recorded.host, recorded.redial()) == ("127.0.0.1:9000", "not now")
    assert recorded.compare() == "nor this"
