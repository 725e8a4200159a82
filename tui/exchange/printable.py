"""Foreign text made safe for a log line."""

_LONGEST = 200


def printable(foreign: str) -> str:
    """Keep printable ASCII, escape everything else, and cut what is too long."""
    escaped = foreign.encode("unicode_escape").decode("ascii")
    return escaped if len(escaped) <= _LONGEST else f"{escaped[:_LONGEST]}..."
