"""The balances once, without a screen: what is printed, and with which exit code."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace

import pytest

from tests.clock import FakeClock
from tests.core.builders import NOW, balance, book_of
from tests.feed.scripted import SETTINGS
from tui.core.book import Book, Phase
from tui.core.link import Link, State
from tui.core.record import Kind, MessageRecord
from tui.demo import demo_settings
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.feed.source import Reading
from tui.reports.exits import DONE, NO_CONNECTION, REFUSED
from tui.reports.snapshot import Wish, run

SHORT = 0.05
EVENT = MessageRecord(NOW, 1, Kind.SNAPSHOT, b"", "an-event", NOW - 35)
WHOLE = Reading(book_of(balance("BTC", "0.10")), Link(state=State.SYNCING), EVENT)
WAITING = Reading(Book(), Link(state=State.SYNCING))


@dataclass
class Told:
    """A source that says what it is told, then nothing more; leaving it takes `goodbye` seconds."""

    told: tuple[Reading, ...]
    goodbye: float = 0.0
    ends: bool = False
    host: str = "exchange.test"
    closed: list[str] = field(default_factory=list)

    async def readings(self) -> AsyncGenerator[Reading, None]:
        try:
            for reading in self.told:
                yield reading
            if not self.ends:
                await asyncio.Event().wait()
        finally:
            await asyncio.sleep(self.goodbye)
            self.closed.append("closed")

    def redial(self) -> str:
        raise AssertionError("nobody asked for it")

    def compare(self) -> str:
        raise AssertionError("nobody asked for that either")


def test_the_snapshot_is_printed_and_the_source_closed(capsys: pytest.CaptureFixture[str]) -> None:
    source = Told((WAITING, WHOLE))

    assert run(source, FakeClock()) == DONE
    said = capsys.readouterr()
    assert [line.split()[:2] for line in said.out.splitlines()] == [["Currency", "Amount"], ["BTC", "0.10"]]
    assert said.err == ""
    assert source.closed == ["closed"]


def test_a_partial_snapshot_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    partial = Reading(Book(entries=WHOLE.book.entries, phase=Phase.PARTIAL), WHOLE.link)

    assert run(Told((partial,)), FakeClock(), Wish(timeout=SHORT)) == NO_CONNECTION
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "Refused by exchange.test (401): the signature does not match; check the key.\n"),
        (None, "Refused by exchange.test: the signature does not match; check the key.\n"),
    ],
)
def test_a_refusal_says_who_why_and_what_to_do(
    status: int | None, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    link = Link(
        state=State.REFUSED, status=status, reason="the signature does not match", advice="check the key"
    )

    assert run(Told((WAITING, Reading(Book(), link))), FakeClock()) == REFUSED
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", sentence)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ((), ""),
        ((WAITING,), ": waiting for the snapshot and the pong"),
        ((Reading(Book(), Link(state=State.LOST, reason="no route")),), ": no route"),
    ],
)
def test_without_a_snapshot_in_time_it_says_what_it_waited_for(
    told: tuple[Reading, ...], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = Told(told)

    assert run(source, FakeClock(), Wish(timeout=SHORT)) == NO_CONNECTION
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"No snapshot within 0.05 s from exchange.test{why}.\n")
    assert source.closed == ["closed"]


def test_a_source_that_ends_without_a_snapshot_is_no_connection() -> None:
    assert run(Told((WAITING,), ends=True), FakeClock()) == NO_CONNECTION


def test_a_long_goodbye_does_not_cost_the_snapshot(capsys: pytest.CaptureFixture[str]) -> None:
    source = Told((WHOLE,), goodbye=2 * SHORT)

    assert run(source, FakeClock(), Wish(timeout=SHORT)) == DONE
    assert "0.10" in capsys.readouterr().out
    assert source.closed == ["closed"]


def test_where_nothing_listens_there_is_no_connection(capsys: pytest.CaptureFixture[str]) -> None:
    with demo_settings() as settings:
        address = settings.stream_host
    source = Live(settings, clock=SystemClock(), jitter=lambda: 0)

    assert run(source, SystemClock(), Wish(timeout=0.3)) == NO_CONNECTION
    assert f"from {address}: connecting to 127.0.0.1" in capsys.readouterr().err


def test_a_name_that_does_not_exist_is_no_connection(capsys: pytest.CaptureFixture[str]) -> None:
    nowhere = replace(SETTINGS, stream_url="ws://nowhere.invalid/ws")
    source = Live(nowhere, clock=SystemClock(), jitter=lambda: 0)

    assert run(source, SystemClock(), Wish(timeout=0.3)) == NO_CONNECTION
    assert "from nowhere.invalid" in capsys.readouterr().err
