"""What the journal holds does not depend on the language that was spoken when it was written or read."""

from pathlib import Path

import pytest

from tests.core.builders import NOW, message, row
from tests.journal.telling import Desk, kept, story
from tests.tongue.catalogues import speaking
from tui.core.book import Book
from tui.core.intake import take
from tui.core.link import State
from tui.core.novelty import Novelties
from tui.core.record import Kind, LinkRecord, MessageRecord, Record
from tui.core.recording import came_as_text
from tui.journal import codec
from tui.journal.gap import gap, lost_by
from tui.journal.store import Journal, JournalError
from tui.journal.verify import verify

TEXTS = {
    "{number} records were not kept: the journal could not be written": "{number} 筆紀錄未能保存",
    "binary frame of {number} bytes": "{number} 位元組的二進位訊框",
    "there is no journal at {path}": "{path} 沒有日誌",
    "an object without event and data": "沒有 event 與 data 的物件",
}
STEP = LinkRecord(NOW, 1, State.LIVE, "live")


def taken(raw: bytes, *, is_text: bool) -> MessageRecord:
    return take(Book(), raw, is_text=is_text, received=NOW, seen=0.0, generation=0, novelties=Novelties())[1]


def through_the_journal(record: Record) -> Record:
    return codec.record(codec.row(record))


def test_how_many_records_were_lost_is_known_in_every_language() -> None:
    with speaking(TEXTS):
        lost = gap(12, STEP, State.LIVE)
    assert lost.words == "12 筆紀錄未能保存"
    assert lost_by(through_the_journal(lost)) == 12
    assert lost_by(STEP) == 0


@pytest.mark.parametrize(("words", "number"), [("1 record was", 1), ("30 records were", 30)])
def test_what_an_earlier_version_wrote_of_lost_records_is_still_understood(words: str, number: int) -> None:
    earlier = LinkRecord(NOW, 1, State.LIVE, f"{words} not kept: the journal could not be written")
    with speaking(TEXTS):
        assert lost_by(through_the_journal(earlier)) == number


def test_a_journal_with_lost_records_is_sound_in_every_language(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "j.db"
    with speaking(TEXTS):
        desk = Desk(path, most_bytes=1_200_000).put(story(1_200).told)
        desk.write()
        desk.close()
    first = kept(path)[0]
    assert isinstance(first, LinkRecord)
    assert first.words.endswith("筆紀錄未能保存")
    journal = Journal(path)
    assert verify(journal).findings == []
    journal.close()


@pytest.mark.parametrize("raw", [b"{}", message(row()), b"\xff\x00"])
def test_what_came_as_a_binary_frame_is_known_in_every_language(raw: bytes) -> None:
    with speaking(TEXTS):
        binary = taken(raw, is_text=False)
    assert binary.reason == f"{len(raw)} 位元組的二進位訊框"
    assert not came_as_text(through_the_journal(binary))


def test_what_came_as_text_and_was_ignored_is_known_in_every_language() -> None:
    with speaking(TEXTS):
        ignored = taken(b"{}", is_text=True)
    assert (ignored.kind, ignored.reason) == (Kind.IGNORED, "沒有 event 與 data 的物件")
    assert came_as_text(through_the_journal(ignored))
    assert through_the_journal(ignored) == ignored


def test_an_error_is_said(tmp_path: Path) -> None:
    with speaking(TEXTS), pytest.raises(JournalError, match="沒有日誌"):
        Journal(tmp_path / "none.db")
