import pytest

from tui.core.failure import Ending, Failure
from tui.feed.endings import ending_of
from tui.feed.refusal import BadPeer, Lost, Refused, SessionError, Unreachable, Untrusted


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (
            Refused(429, "slow down", date="a date", retry_after="7"),
            Failure(Ending.REFUSED, "slow down", status=429, date="a date", retry_after="7"),
        ),
        (Refused(401, "no"), Failure(Ending.REFUSED, "no", status=401)),
        (Untrusted("expired"), Failure(Ending.UNTRUSTED, "expired")),
        (BadPeer("no HTTP"), Failure(Ending.BAD_PEER, "no HTTP")),
        (Unreachable("no route"), Failure(Ending.UNREACHABLE, "no route")),
        (Lost("closed", 1012, "restart"), Failure(Ending.LOST, "closed", code=1012)),
        (Lost("reset"), Failure(Ending.LOST, "reset")),
    ],
)
def test_every_error_of_a_session_has_its_ending(error: SessionError, failure: Failure) -> None:
    assert ending_of(error) == failure


def test_foreign_text_is_harmless_by_the_time_it_is_a_failure() -> None:
    assert ending_of(Refused(401, "\x1b[2Jno")).reason == "\\u{1b}[2Jno"


def test_an_error_that_is_none_of_these_is_a_fault_of_ours() -> None:
    class Another(SessionError):  # noqa: N818 - named as its siblings are
        pass

    with pytest.raises(TypeError, match="no ending for Another"):
        ending_of(Another("what"))
