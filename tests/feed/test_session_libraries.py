"""What the session rests on in its libraries; a new version that changes any of it fails here first."""

import importlib.metadata
import inspect
from typing import Any

import httpcore
import pytest
from httpx_ws import AsyncWebSocketSession, aconnect_ws
from wsproto.connection import Connection
from wsproto.extensions import Extension

from tests.feed.peers import TEXT, Peer, dialled, frame, listening, loss
from tui.feed.frames import Frames
from tui.feed.stream import Stream
from tui.feed.wire import Wire


def test_the_versions_are_those_that_were_read() -> None:
    assert importlib.metadata.version("httpx-ws").startswith("0.9.")
    assert importlib.metadata.version("wsproto").startswith("1.")
    assert importlib.metadata.version("httpcore").startswith("1.")


def test_httpx_ws_makes_the_session_class_with_the_arguments_that_wire_takes() -> None:
    assert "session_class" in inspect.signature(aconnect_ws).parameters
    theirs = inspect.signature(AsyncWebSocketSession.__init__).parameters
    assert list(theirs) == list(inspect.signature(Wire.__init__).parameters)


@pytest.mark.parametrize("name", ["_background_receive", "close", "send"])
def test_what_is_overridden_or_called_of_httpx_ws_is_there(name: str) -> None:
    assert inspect.iscoroutinefunction(getattr(AsyncWebSocketSession, name))


def test_what_is_overridden_of_wsproto_and_httpcore_is_there() -> None:
    assert inspect.isgeneratorfunction(Connection.events)
    assert callable(Extension.frame_inbound_header)
    ours = inspect.signature(Stream.read).parameters
    assert list(ours) == list(inspect.signature(httpcore.AsyncNetworkStream.read).parameters)
    assert issubclass(httpcore.AnyIOBackend, httpcore.AsyncNetworkBackend)


async def test_the_reader_goes_through_our_connection_and_our_stream() -> None:
    async with listening(Peer.accept) as url, dialled(url) as session:
        assert isinstance(session._wire.connection, Frames)
        assert isinstance(session._wire.bytes, Stream)
        wrapped: Any = session._wire.stream
        assert wrapped._stream is session._wire.bytes


async def test_whatever_the_reader_raises_is_a_loss_and_no_cancellation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def explode(self: Frames, event: Any) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(Frames, "_take", explode)
    async with listening(lambda peer: peer.accept(glued=frame(TEXT, b"x"))) as url, dialled(url) as session:
        assert (await loss(session)).reason == "the reader failed: RuntimeError"
