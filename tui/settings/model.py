"""What a run needs to know before it connects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.settings.url import is_bitopro, shown_host
from tui.tongue import say

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from tui.settings.secret import Secret

HIDDEN = "···"


class SettingsError(Exception):
    """Settings that cannot be used; its text is what the user reads, and holds no credential."""

    def __str__(self) -> str:
        demo = say("To look around without an account: {command}", command="bitotui --demo")
        return f"{super().__str__()}\n{demo}"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What the journal keeps: all that is younger than so many days, as long as it takes no more than so much room."""

    is_on: bool = True
    days: int = 90
    megabytes: int = 1024


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """One account on one exchange, as `load` found it."""

    api_key: Secret
    """Goes into the header `X-BITOPRO-APIKEY` (PROTOCOL.md, Connect and authenticate)."""
    api_secret: Secret
    """The key of the HMAC; never sent."""
    identity: str
    """The account's e-mail, a part of the signed payload. Show `masked_identity` instead."""
    stream_url: str
    """Base of the socket, without a trailing slash; the client appends `/v1/pub/auth/account-balance`."""
    rest_url: str
    """Base of the REST interface, without a trailing slash."""
    timezone: ZoneInfo | None
    """In which clock times are shown; None is the system's own."""
    found_in: str
    """The one place all of this came from, in words: "./.env", "the environment"."""
    notices: tuple[str, ...]
    """What the user should be told about how the settings were read."""
    keeping: Keeping = Keeping()
    """Whether and for how long the journal keeps what happens."""
    comparing: int | None = 10
    """Minutes from one comparison of the book with REST to the next; None for never."""
    profile: str = ""
    """By which name the account was asked for; empty where by none."""
    is_demo: bool = False
    """Whether the account is made up by the exchange inside this command."""
    nonces: Path | None = None
    """The file in which all who sign with this key on this machine agree on nonces; None agrees with nobody."""

    @property
    def stream_host(self) -> str:
        """Who the stream comes from, with the port where it is not the scheme's own."""
        return shown_host(self.stream_url)

    @property
    def is_bitopro(self) -> bool:
        """Whether both URLs lead to BitoPro itself, by TLS."""
        return is_bitopro(self.stream_url) and is_bitopro(self.rest_url)

    @property
    def masked_identity(self) -> str:
        """The account as a screen may show it: `d···@example.com`.

        Of the part before the last `@` at most one letter or digit is left, and none where that part
        is no longer than one character.
        """
        before, at, domain = self.identity.rpartition("@")
        local = before if at else domain
        first = local[0] if len(local) > 1 and local[0].isalnum() else ""
        return f"{first}{HIDDEN}@{domain}" if at and domain else f"{first}{HIDDEN}"

    @property
    def shown_account(self) -> str:
        """The masked account, behind the name it was asked for by."""
        return f"{self.profile}: {self.masked_identity}" if self.profile else self.masked_identity

    def __repr__(self) -> str:
        return (
            f"Settings(api_key={self.api_key!r}, api_secret={self.api_secret!r}, "
            f"identity={self.masked_identity!r}, stream_url={self.stream_url!r}, rest_url={self.rest_url!r}, "
            f"timezone={self.timezone!r}, found_in={self.found_in!r}, notices={self.notices!r}, "
            f"profile={self.profile!r})"
        )
