"""Why there is no connection, or no longer: five errors, each a value that is safe to show.

Whatever of them comes from outside is made harmless and is at most 200 characters long (FINDINGS.md, Terminal
and secrets). None of them refers to a request, so that no header of ours can be reached from one.
"""

from typing import NoReturn

from tui.core.foreign import harmless


class SessionError(Exception):
    """What all five have in common: they never change once made."""

    __match_args__ = ("reason",)

    def __setattr__(self, name: str, value: object) -> None:
        """Only what Python itself notes on an exception can be set."""
        if not name.startswith("__"):
            self._refuse(name)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        self._refuse(name)

    def _refuse(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__}.{name} is read-only")

    @property
    def reason(self) -> str:
        """In words, harmless."""
        return str(self.args[0])

    def __str__(self) -> str:
        return self.reason


class Unreachable(SessionError):  # noqa: N818 - it says what happened
    """No connection came about: name look-up, TCP, a proxy, the TLS handshake, or no answer in time."""

    def __init__(self, reason: str) -> None:
        super().__init__(harmless(reason))


class Untrusted(SessionError):  # noqa: N818 - it says what happened
    """The peer's certificate does not prove who it is, or there is nothing to judge it by."""

    def __init__(self, reason: str) -> None:
        super().__init__(harmless(reason))


class BadPeer(SessionError):  # noqa: N818 - it says what happened
    """The answer to the upgrade breaks HTTP or RFC 6455."""

    def __init__(self, reason: str) -> None:
        super().__init__(harmless(reason))


class Refused(SessionError):  # noqa: N818 - it says what happened
    """Any HTTP answer but 101."""

    __match_args__ = ("status", "reason")

    def __init__(
        self, status: int, reason: str, date: str | None = None, retry_after: str | None = None
    ) -> None:
        super().__init__(
            status,
            harmless(reason),
            None if date is None else harmless(date),
            None if retry_after is None else harmless(retry_after),
        )

    @property
    def status(self) -> int:
        """The HTTP status."""
        return int(self.args[0])

    @property
    def reason(self) -> str:
        """The server's own: `error` or `message` of a JSON body, else its plain text, else the status's."""
        return str(self.args[1])

    @property
    def date(self) -> str | None:
        """The `Date` header as sent."""
        return self.args[2]  # type: ignore[no-any-return] # args is a tuple of Any

    @property
    def retry_after(self) -> str | None:
        """The `Retry-After` header as sent."""
        return self.args[3]  # type: ignore[no-any-return] # args is a tuple of Any

    def __str__(self) -> str:
        return f"{self.status} {self.reason}".rstrip()


class Lost(SessionError):  # noqa: N818 - it says what happened
    """An open connection ended."""

    __match_args__ = ("reason", "code")

    def __init__(self, reason: str, code: int | None = None, close_reason: str = "") -> None:
        super().__init__(harmless(reason), code, harmless(close_reason))

    @property
    def code(self) -> int | None:
        """The peer's close code (RFC 6455, section 7.4); None if it sent none, or no close frame at all."""
        return self.args[1]  # type: ignore[no-any-return] # args is a tuple of Any

    @property
    def close_reason(self) -> str:
        """The text of the peer's close frame."""
        return str(self.args[2])
