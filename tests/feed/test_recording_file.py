"""A recording on disk: what is known of it before it is played back, and what is refused."""

import contextlib
from pathlib import Path

import pytest

from tests.feed.recordings import BEGAN, HOUR, at, recording
from tui.core.recording import message_line
from tui.feed.recording_file import RecordingError, RecordingFile


def test_a_file_says_when_it_begins_and_ends(tmp_path: Path) -> None:
    with contextlib.closing(RecordingFile(recording(tmp_path, *HOUR, b"damaged\n"))) as file:
        assert (file.first, file.last) == (BEGAN, at(100))
        assert file.heading.host == "exchange.test"
        assert len(file.piece()) == len(HOUR) + 1
        assert file.piece() == []


@pytest.mark.parametrize(("prefix", "found"), [("00000064", at(10)), ("ABC", None), ("000", at(0))])
def test_a_file_finds_the_first_event_by_the_beginning_of_its_id(
    tmp_path: Path, prefix: str, found: int | None
) -> None:
    with contextlib.closing(RecordingFile(recording(tmp_path, *HOUR))) as file:
        assert file.find(prefix) == found
        assert len(file.piece()) == len(HOUR)


def test_a_last_line_as_long_as_a_message_may_be_is_found(tmp_path: Path) -> None:
    long = message_line(at(5), 1, b"\x01" * (1 << 20))
    with contextlib.closing(RecordingFile(recording(tmp_path, *HOUR[:3], long))) as file:
        assert file.last == at(5)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "line 1: it is empty"),
        (b"BITOPRO_API_KEY='x'\n", "line 1: JSON is malformed"),
        (HOUR[0], "line 1: it is no heading"),
        (b'{"bitotui": "recording", "version": 9}\n', "a newer one may read it"),
    ],
)
def test_what_is_no_recording_is_refused_by_its_first_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(RecordingError, match="file is no recording of bitotui, or a broken one") as refused:
        RecordingFile(path)
    assert reason in str(refused.value)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match="No such file"):
        RecordingFile(tmp_path / "nothing")
    with pytest.raises(RecordingError, match="is no regular file"):
        RecordingFile(Path("/dev/null"))
    with pytest.raises(RecordingError, match="directory"):
        RecordingFile(tmp_path)
