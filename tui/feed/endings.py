"""The session's errors as the core's failures."""

from tui.core.failure import Ending, Failure
from tui.feed.refusal import BadPeer, Lost, Refused, SessionError, Unreachable, Untrusted


def ending_of(error: SessionError) -> Failure:
    """What an error of the session means."""
    match error:
        case Refused():
            return Failure(
                Ending.REFUSED,
                error.reason,
                status=error.status,
                date=error.date,
                retry_after=error.retry_after,
            )
        case Untrusted():
            return Failure(Ending.UNTRUSTED, error.reason)
        case BadPeer():
            return Failure(Ending.BAD_PEER, error.reason)
        case Unreachable():
            return Failure(Ending.UNREACHABLE, error.reason)
        case Lost():
            return Failure(Ending.LOST, error.reason, code=error.code)
        case _:
            raise TypeError(f"no ending for {type(error).__name__}")
