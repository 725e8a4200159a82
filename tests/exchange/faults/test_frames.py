import pytest

from tui.exchange.faults.frames import BINARY, CLOSE, PING, TEXT, close_frame, fragmented, frame


@pytest.mark.parametrize(
    ("size", "head"),
    [
        (0, b"\x81\x00"),
        (125, b"\x81\x7d"),
        (126, b"\x81\x7e\x00\x7e"),
        (65_535, b"\x81\x7e\xff\xff"),
        (65_536, b"\x81\x7f\x00\x00\x00\x00\x00\x01\x00\x00"),
    ],
)
def test_the_length_is_written_in_the_shortest_form(size: int, head: bytes) -> None:
    assert frame(TEXT, b"x" * size) == head + b"x" * size


def test_every_part_of_a_frame_can_be_wrong() -> None:
    assert frame(PING, b"a", fin=False, reserved=5) == b"\x59\x01a"
    assert frame(TEXT, b"ab", length=1 << 30) == b"\x81\x7f\x00\x00\x00\x00\x40\x00\x00\x00ab"
    assert frame(BINARY, b"\x00\x00\x00\x00\x00", mask=b"abcd") == b"\x82\x85abcdabcda"


def test_a_close_frame_has_a_code_and_a_reason_or_nothing() -> None:
    assert close_frame(1_000, b"bye") == frame(CLOSE, b"\x03\xe8bye")
    assert close_frame(None) == b"\x88\x00"


def test_a_message_is_cut_into_fragments_with_other_frames_between() -> None:
    assert fragmented(b"abcde", 2, b"|") == b"\x01\x02ab|\x00\x02cd|\x80\x01e"
    assert fragmented(b"ab", 2, b"|", BINARY) == b"\x82\x02ab"
    assert fragmented(b"", 2) == b"\x81\x00"
