"""The book at any record equals the live book there, whatever the story."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.builders import NOW, message, row
from tests.journal.telling import Desk, Teller, plain
from tui.journal.codec import timed_by_receipt
from tui.journal.store import Journal
from tui.journal.verify import verify

CODES = ("BTC", "ETH", "TWD", "ADA", "XRP")

codes = st.lists(st.sampled_from(CODES), min_size=1, max_size=5, unique=True)
amounts = st.sampled_from(("0", "1", "1.0", "1.50", "-2", "7", "123456789012345678901234567890.000000001"))
stamps = st.sampled_from((0, NOW - 5_000, NOW, NOW + 1, NOW + 5_000, NOW + 10**9, (1 << 63) - 1))


@st.composite
def messages(draw: st.DrawFn) -> bytes:
    rows = [
        row(code, amount=draw(amounts), available=draw(amounts), tradable=draw(st.booleans()))
        for code in draw(codes)
    ]
    return message(*rows, timestamp=draw(stamps), eventID=draw(st.sampled_from(("", "a-1", "A-2", "ü"))))


steps = st.one_of(
    messages().map(lambda raw: ("hear", raw)),
    messages().map(lambda raw: ("hear", raw)),
    messages().map(lambda raw: ("late", raw)),
    messages().map(lambda raw: ("relieve", raw)),
    st.sampled_from((b"null", b"\xff\xfe", message(row(amount="one")), b'{"event":"OTHER"}', b"")).map(
        lambda raw: ("hear", raw)
    ),
    st.just(("binary", b"\x00\xff")),
    st.just(("connect", b"")),
    st.just(("settle", b"")),
    st.just(("lose", b"")),
    st.sampled_from((-3_600.0, 0.0, 30.0, 86_400.0)).map(lambda seconds: ("clock", str(seconds).encode())),
)


def told_by(story: list[tuple[str, bytes]]) -> Teller:
    teller = Teller().connect()
    for what, raw in story:
        match what:
            case "hear":
                teller.hear(raw)
            case "late":
                teller.hear(raw, late=True)
            case "binary":
                teller.hear(raw, is_text=False)
            case "relieve":
                teller.relieve(raw)
            case "connect":
                teller.connect()
            case "settle":
                teller.settle()
            case "lose":
                teller.lose()
            case _:
                teller.clock.wall_now += round(float(raw) * 1_000)
    return teller


@settings(max_examples=60)
@given(story=st.lists(steps, max_size=30), cuts=st.sets(st.integers(0, 40)))
def test_the_book_rebuilt_at_any_record_is_the_live_book_there(
    story: list[tuple[str, bytes]], cuts: set[int]
) -> None:
    told = told_by(story).told
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.db"
        desk = Desk(path)
        for number, each in enumerate(told):
            desk.put([each])
            if number in cuts:
                desk.write().reopen()
        desk.write().close()

        journal = Journal(path)
        first, end = journal.span()
        assert [kept.record for kept in journal.records(first, end)] == plain(told)
        for seq, (_, book) in enumerate(told, first):
            assert journal.book_at(seq) == timed_by_receipt(book)
        assert verify(journal).findings == []
        journal.close()


def test_a_long_story_is_rebuilt_from_the_nearest_of_its_checkpoints(tmp_path: Path) -> None:
    told = Teller().connect().hear(message(row("BTC"), row("ETH"))).updates(1, 1_300).told
    Desk(tmp_path / "j.db").put(told).write().close()

    journal = Journal(tmp_path / "j.db")
    assert [row[0] for row in journal.asked("SELECT ordinal FROM checkpoint ORDER BY ordinal")] == [
        500,
        1_000,
    ]
    for place in (0, 1, 499, 500, 501, 999, 1_000, len(told) - 1):
        assert journal.book_at(place + 1) == timed_by_receipt(told[place][1])
    journal.close()
