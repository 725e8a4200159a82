"""`bitotui record`: every message and every step as it comes, and nothing that must not be passed on."""

import asyncio
import io
import json
import random
from dataclasses import dataclass, field

import pytest

from tests.clock import FakeClock
from tests.core.builders import NOW, message, row
from tests.faults.serving import IDENTITY, KEY, SECRET
from tests.feed.recordings import lines
from tests.reports.test_snapshot import Told
from tui.core.book import Book
from tui.core.link import Link, State
from tui.core.record import Does, Kind, LinkRecord, MessageRecord, Record
from tui.core.recording import Damaged, Heading, RecordedMessage, RecordedStep
from tui.core.redaction import Redaction
from tui.feed.source import Reading
from tui.reports.exits import DONE, NO_CONNECTION, REFUSED, UNEXPECTED
from tui.reports.record import Recorded, Recorder
from tui.reports.recording_output import Output

HOST = "exchange.test"
OPEN = Link(state=State.LIVE, generation=1)
CONNECTED = LinkRecord(NOW, 1, State.SYNCING, f"connected to {HOST}", does=Does.OPENED, beyond=7)
SNAPSHOT = MessageRecord(NOW, 1, Kind.SNAPSHOT, message(row("BTC", amount="12.5", available="12.5")))


@dataclass
class Recording:
    done: Recorded
    content: bytes
    writes: list[bytes] = field(default_factory=list)


class Paper(io.BytesIO):
    """Remembers how far it was written when it was flushed; full after so many lines."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.flushed: list[bytes] = []
        self._room = room

    def flush(self) -> None:
        if len(self.flushed) == self._room:
            raise OSError(28, "No space left on device")
        self.flushed.append(self.getvalue())


async def recorded(
    *records: Record,
    link: Link = OPEN,
    redaction: Redaction | None = None,
    room: int = 1_000,
    ends: bool = True,
    clock: FakeClock | None = None,
) -> Recording:
    """What is written of these records, by the word of a source at `HOST`."""
    source = Told(tuple(Reading(Book(), link, record) for record in records), host=HOST, ends=ends)
    paper = Paper(room)
    recorder = Recorder(source, Output(paper, None), (KEY, SECRET, IDENTITY), redaction)
    done = await recorder.run(clock or FakeClock(), None)
    return Recording(done, paper.getvalue(), paper.flushed)


async def test_every_record_is_a_line_flushed_before_the_next() -> None:
    it = await recorded(CONNECTED, SNAPSHOT)

    assert lines(it.content) == [
        Heading(HOST),
        RecordedStep(NOW * 1_000_000 + 7, 1, State.SYNCING, f"connected to {HOST}", Does.OPENED),
        RecordedMessage(NOW * 1_000_000, 1, SNAPSHOT.raw),
    ]
    assert it.writes == [b"".join(it.content.splitlines(keepends=True)[:end]) for end in (1, 2, 3)]
    assert it.done == Recorded(DONE, messages=1, steps=1)


async def test_a_binary_message_stays_one_and_masked_it_says_nothing() -> None:
    raw = message(row("BTC", amount="12.5"))
    binary = MessageRecord(NOW, 1, Kind.IGNORED, raw, reason=f"binary frame of {len(raw)} bytes")

    said = lines((await recorded(binary)).content)[1]
    assert said == RecordedMessage(NOW * 1_000_000, 1, raw, is_text=False)
    assert b"12.5" not in (await recorded(binary, redaction=masks())).content


def masks() -> Redaction:
    return Redaction(random.Random(1).randrange, HOST)


async def test_masked_the_heading_says_so_and_no_amount_is_left() -> None:
    odd = LinkRecord(NOW, 1, State.LOST, "the first message was rejected: BTC amount is no decimal: '12,5'")
    content = (await recorded(CONNECTED, SNAPSHOT, odd, redaction=masks())).content

    heading, step, _, _ = lines(content)
    assert heading == Heading(HOST, redacted=True)
    assert isinstance(step, RecordedStep)
    assert step.words == f"connected to {HOST}"
    assert b"12.5" not in content
    assert b"12,5" not in content


@pytest.mark.parametrize("secret", [KEY, SECRET, IDENTITY, IDENTITY.upper()])
async def test_no_secret_is_recorded_even_where_the_exchange_says_it(secret: str) -> None:
    words = LinkRecord(NOW, 1, State.LOST, f"refused: unknown {secret}")
    told = MessageRecord(
        NOW, 1, Kind.IGNORED, json.dumps({"event": "HELLO", "to": secret}).encode(), reason="event HELLO"
    )
    content = (await recorded(words, told)).content

    assert secret.lower().encode() not in content.lower()
    assert not any(isinstance(line, Damaged) for line in lines(content))
    assert b"HELLO" in content


async def test_a_refusal_for_good_ends_it_with_reason_and_advice() -> None:
    link = Link(state=State.REFUSED, status=401, reason="bad signature", advice="check the key")
    it = await recorded(LinkRecord(NOW, 0, State.REFUSED, "refused"), link=link, ends=False)

    assert it.done == Recorded(
        REFUSED, "refused by exchange.test (401): bad signature; check the key", messages=0, steps=1
    )


async def test_a_refusal_that_is_tried_again_does_not_end_it() -> None:
    link = Link(state=State.REFUSED, status=401, retry_at=900.0, generation=1)
    it = await recorded(LinkRecord(NOW, 1, State.REFUSED, "refused"), SNAPSHOT, link=link)

    assert it.done == Recorded(DONE, messages=1, steps=1)


@pytest.mark.parametrize("room", [0, 1, 2])
async def test_a_full_disk_is_said_in_words(room: int) -> None:
    it = await recorded(CONNECTED, SNAPSHOT, room=room)

    assert it.done.code == UNEXPECTED
    assert it.done.why == "standard output cannot be written: No space left on device"


class Impatient(FakeClock):
    """Every wait is over at once, at its time."""

    async def wait(self, event: asyncio.Event, until: float | None) -> bool:
        assert until is not None
        self.now = until
        return event.is_set()


async def test_without_a_connection_in_time_it_gives_up() -> None:
    link = Link(state=State.LOST, reason="nobody listens")
    it = await recorded(link=link, ends=False, clock=Impatient())

    assert it.done.code == NO_CONNECTION
    assert it.done.why == "no connection within 15 s to exchange.test"
