import json

from tests.screenshots.asciicast import Piece, asciicast


def test_a_recording_says_its_size_and_when_what_was_written() -> None:
    header, first, second = asciicast(
        [Piece(0.01234, b"\x1b[2J"), Piece(1.5, "24 of 24 ▾".encode())], width=80, height=24, title="it"
    ).splitlines()

    assert json.loads(header)["width"] == 80
    assert json.loads(header)["version"] == 2
    assert json.loads(first) == [0.012, "o", "\x1b[2J"]
    assert json.loads(second) == [1.5, "o", "24 of 24 ▾"]


def test_a_character_that_comes_in_two_pieces_is_shown_once_whole() -> None:
    whole = "▾".encode()

    _, line = asciicast([Piece(1, whole[:1]), Piece(2, whole[1:])], width=1, height=1, title="").splitlines()

    assert json.loads(line) == [2, "o", "▾"]
