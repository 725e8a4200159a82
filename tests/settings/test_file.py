import errno
import os
import socket
from pathlib import Path

import pytest

from tests.settings.desk import put
from tui.settings import SettingsError
from tui.settings.file import LARGEST, Contents, Nothing, read_file


def text_of(path: Path) -> str:
    contents = read_file(path, "./.env")
    assert isinstance(contents, Contents)
    return contents.text.reveal()


def refusal(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        read_file(path, "./.env")
    return str(caught.value).splitlines()[0]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"A='\xe7\x8e\x8b'\r\n", "A='王'\r\n"),
        (b"\xef\xbb\xbfA=1\n", "A=1\n"),
        (b"#" * LARGEST, "#" * LARGEST),
    ],
)
def test_a_file_is_read_whole_without_its_byte_order_mark(tmp_path: Path, content: bytes, text: str) -> None:
    assert text_of(put(tmp_path / ".env", content)) == text


def test_a_file_that_comes_in_pieces_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / ".env", "BITOPRO_API_KEY=abc\n")
    read = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: read(descriptor, min(size, 3)))
    assert text_of(path) == "BITOPRO_API_KEY=abc\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"A=1\xff\n", "not valid UTF-8"),
        ("A=1\n".encode("utf-16"), "not valid UTF-8"),
        (b"#" * (LARGEST + 1), "larger than 64 KiB"),
    ],
)
def test_what_is_no_text_of_ours_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    assert why in refusal(put(tmp_path / ".env", content))


def test_an_endless_file_ends_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / ".env", "")
    monkeypatch.setattr(os, "read", lambda _descriptor, size: b"#" * size)
    assert "larger than 64 KiB" in refusal(path)


def test_a_missing_file_and_a_folder_are_nothing_to_read(tmp_path: Path) -> None:
    put(tmp_path / "file", "")
    assert read_file(tmp_path / ".env", "./.env") == Nothing("does not exist")
    assert read_file(tmp_path / "file" / ".env", "./.env") == Nothing("does not exist")
    assert read_file(tmp_path, "./.env") == Nothing("is a folder, not a file")


@pytest.mark.timeout(10)
def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / ".env", 0o600)
    assert "a pipe or a device" in refusal(tmp_path / ".env")


@pytest.mark.timeout(10)
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device_is_refused_unread(device: str) -> None:
    assert "a pipe or a device" in refusal(Path(device))


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(".env")
        assert "cannot be read" in refusal(tmp_path / ".env")


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".env").symlink_to(".env")
    assert "cannot be read" in refusal(tmp_path / ".env")


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", denied)
    assert refusal(tmp_path / ".env") == "./.env cannot be read: Permission denied."


def test_a_disk_that_fails_is_refused_and_the_descriptor_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / ".env", "A=1\n")
    descriptors: list[int] = []

    def failing(descriptor: int, _size: int) -> bytes:
        descriptors.append(descriptor)
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "read", failing)
    assert "cannot be read: Input/output error" in refusal(path)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptors[0])


def test_the_file_that_was_judged_is_the_one_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(tmp_path / ".env", "A=judged\n")
    fstat = os.fstat

    def swap(descriptor: int) -> os.stat_result:
        status = fstat(descriptor)
        put(tmp_path / "planted", "A=planted\n", 0o644).replace(path)
        return status

    monkeypatch.setattr(os, "fstat", swap)
    assert text_of(path) == "A=judged\n"


def test_a_place_is_shown_without_its_control_characters(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"a\\x1b\[2J is a pipe"):
        read_file(Path("/dev/null"), "a\x1b[2J")
