"""The session's errors as the core's failures."""

from tui.core.failure import Ending, Failure
from tui.feed.refusal import BadPeer, Lost, Refused, Unreachable, Untrusted


def ending_of(error: Exception) -> Failure | None:
    """What an error of the session means; None for any other error, which is a fault of ours."""
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
            return None
