"""How a stream ended, as the log tells it."""

from websockets.protocol import Protocol

from tui.exchange.printable import printable
from tui.tongue import marked, say


def ending(dropped: str | None, protocol: Protocol) -> str:
    """Tell who ended it and how; `dropped` is why the exchange hung up without a close frame, if it did."""
    if dropped:
        return say("dropped, {why}", why=say(dropped))
    if (close := protocol.close_rcvd) is not None:
        bare, full = marked("code {code}"), marked("code {code}, {reason}")
    elif (close := protocol.close_sent) is not None:
        bare, full = marked("no answer to our {code}"), marked("no answer to our {code}, {reason}")
    else:
        return say("the connection was lost")
    return say(full if close.reason else bare, code=close.code, reason=printable(close.reason))
