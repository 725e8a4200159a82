"""What is taken right off the wire is what wsproto would have told, in the same order, however the bytes are cut."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection
from wsproto.events import CloseConnection, Event

from tests.core.builders import often
from tests.feed.peers import BINARY, CONTINUATION, PING, PONG, TEXT, close_frame, frame
from tui.feed.frames import Frames, Hears
from tui.feed.limits import Limits
from tui.feed.plain import PlainMessages

LIMITS = Limits(message_bytes=300, fragments=4)


class ByWsproto(Frames):
    """The same connection without the short way."""

    receive_data = Connection.receive_data

    def _told(self) -> Iterator[Event]:
        return Connection.events(self)


def heard(kind: type[Frames], pieces: list[bytes]) -> list[object]:
    """Everything that is told of `pieces`, up to the end of the connection."""
    told: list[object] = []
    hears = Hears(
        told.append,
        lambda: told.append("ping"),
        told.append,
        lambda lost, code: told.append((lost.reason, lost.code, code)),
    )
    frames = kind(LIMITS, hears)
    for piece in pieces:
        frames.receive_data(piece)
        told.extend(frames.events())
        if told and isinstance(told[-1], CloseConnection):
            break
    return told


texts = st.one_of(
    st.text(max_size=40).map(str.encode),
    st.sampled_from([b"", b"x" * 125, b"x" * 126, b"x" * 300, b"x" * 301, b"\xff", "é".encode()[:1]]),
)
frames_of_all_kinds = st.one_of(
    texts.map(lambda text: frame(TEXT, text)),
    texts.map(lambda text: frame(TEXT, text)),
    st.builds(frame, st.sampled_from([TEXT, BINARY, CONTINUATION]), st.just(b"part"), fin=st.booleans()),
    st.builds(frame, st.sampled_from([PING, PONG]), st.binary(max_size=125)),
    st.sampled_from(
        [
            close_frame(1000),
            frame(TEXT, b"x", masked=True),
            frame(TEXT, b"x", reserved=4),
            frame(TEXT, b"x", length_bytes=2),
            frame(TEXT, b"x" * 200, length_bytes=8),
            frame(0x3, b"x"),
            frame(PING, b"x" * 126),
        ]
    ),
)


@often
@given(st.lists(frames_of_all_kinds, max_size=12), st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_the_same_is_told_as_by_wsproto_alone(script: list[bytes], cuts: list[int]) -> None:
    wire = b"".join(script)
    pieces, number = [], 0
    while wire:
        size = cuts[number % len(cuts)]
        pieces.append(wire[:size])
        wire, number = wire[size:], number + 1
    assert heard(Frames, pieces) == heard(ByWsproto, pieces)


@often
@given(st.lists(frames_of_all_kinds, max_size=12))
def test_the_same_is_told_of_all_that_comes_in_one_read(script: list[bytes]) -> None:
    assert heard(Frames, [b"".join(script)]) == heard(ByWsproto, [b"".join(script)])


def test_only_what_is_no_plain_message_comes_out_and_an_unfinished_header_is_kept() -> None:
    taken: list[bytes] = []
    plain = PlainMessages(1000)
    ping = frame(PING, b"p")
    wire = frame(TEXT, b"one") + ping + ping + frame(TEXT, b"two") + frame(TEXT, b"x" * 300)[:3]
    assert list(plain.read(wire, taken.append)) == [ping + ping]
    assert taken == [b"one", b"two"]
    assert list(plain.read(frame(TEXT, b"x" * 300)[3:], taken.append)) == []
    assert taken[-1] == b"x" * 300
