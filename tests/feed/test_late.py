"""A source that is loaded after the first paint."""

from collections.abc import AsyncGenerator, Callable

from tui.core.book import Book
from tui.core.link import Link
from tui.feed.late import LateSource
from tui.feed.source import NOT_LIVE, Reading


class Told:
    """A source of one reading."""

    host = "there"
    redials = 0

    async def readings(self) -> AsyncGenerator[Reading, None]:
        yield Reading(Book(generation=7), Link())

    def redial(self) -> str:
        self.redials += 1
        return ""

    def compare(self) -> str:
        return "the real one"


async def test_it_is_loaded_when_it_is_read_and_then_speaks_for_the_real_one() -> None:
    real = Told()
    loads: list[str] = []

    def load() -> Callable[[], Told]:
        loads.append("loaded")
        return lambda: real

    late = LateSource("there", load)
    assert late.host == "there"
    assert late.redial() == "connecting already"
    assert late.compare() == NOT_LIVE
    assert loads == []
    readings = late.readings()
    assert (await anext(readings)).book.generation == 7
    assert loads == ["loaded"]
    assert late.redial() == ""
    assert late.compare() == "the real one"
    assert real.redials == 1
    await readings.aclose()
