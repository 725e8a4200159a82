"""The five errors as values."""

import contextlib
import pickle
from collections.abc import Iterator

import pytest

from tui.feed.session import BadPeer, Lost, Refused, SessionError, Unreachable, Untrusted

ERRORS = [
    Refused(429, "slow down", "Sun", "7"),
    BadPeer("wrong accept"),
    Untrusted("expired"),
    Unreachable("no route"),
    Lost("closed", 1001, "bye"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_never_changes_but_can_be_raised_through_context_managers(error: SessionError) -> None:
    @contextlib.contextmanager
    def passing() -> Iterator[None]:
        yield

    with pytest.raises(AttributeError, match="read-only"):
        error.reason = "other"  # type: ignore[misc]
    with pytest.raises(type(error)), passing():
        raise error


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_survives_being_copied(error: SessionError) -> None:
    assert pickle.loads(pickle.dumps(error)).args == error.args


def test_foreign_text_is_made_harmless_wherever_it_stands() -> None:
    wild = "\x1b]0;owned\x07\u202e" + "x" * 500
    for error in (
        Refused(401, wild, wild, wild),
        BadPeer(wild),
        Untrusted(wild),
        Unreachable(wild),
        Lost(wild, 1000, wild),
    ):
        for text in error.args:
            if isinstance(text, str):
                assert text.isprintable()
                assert len(text) <= 200
        assert "\x1b" not in f"{error} {error!r}"


def test_an_error_reads_as_a_sentence_and_matches_by_its_parts() -> None:
    assert str(Refused(401, "bad signature")) == "401 bad signature"
    assert str(Lost("closed by the server with code 1001", 1001)) == "closed by the server with code 1001"
    match Lost("why", 1008, "policy"):
        case Lost(reason, code):
            assert (reason, code) == ("why", 1008)
