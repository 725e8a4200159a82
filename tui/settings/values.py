"""The names of the settings, and what their values may be."""

import re
import unicodedata
from typing import Final

from tui.settings.secret import Secret
from tui.tongue import say

API_KEY: Final = "BITOPRO_API_KEY"
API_SECRET: Final = "BITOPRO_API_SECRET"  # noqa: S105  (a name, not a secret)
IDENTITY: Final = "BITOPRO_IDENTITY"
STREAM_URL: Final = "BITOPRO_STREAM_URL"
REST_URL: Final = "BITOPRO_REST_URL"
TIMEZONE: Final = "BITOTUI_TIMEZONE"
AGREEMENT: Final = "BITOTUI_AGREEMENT"
JOURNAL: Final = "BITOTUI_JOURNAL"
JOURNAL_DAYS: Final = "BITOTUI_JOURNAL_DAYS"
JOURNAL_MB: Final = "BITOTUI_JOURNAL_MB"

CREDENTIALS: Final = (API_KEY, API_SECRET, IDENTITY)
"""The names without which nothing can be signed."""
PREFERENCES: Final = (TIMEZONE, AGREEMENT, JOURNAL, JOURNAL_DAYS, JOURNAL_MB)
"""Names that are no secret and lead nowhere: where the place of the credentials has none, the environment's count."""
NAMES: Final = (*CREDENTIALS, STREAM_URL, REST_URL, *PREFERENCES)
"""Every name that is read; nothing else is looked at, wherever it stands."""

LONGEST_IDENTITY: Final = 254
"""Characters; no e-mail address may be longer (RFC 5321, section 4.5.3.1.3 less its brackets)."""
_LINE_BREAK = re.compile(r"[\r\n]")


def credential_fault(name: str, value: Secret) -> str | None:
    """Say why a credential cannot be right, as the rest of a sentence that opens with its name.

    The sentence never holds the value. None means that nothing speaks against it.
    """
    text = value.reveal()
    if _LINE_BREAK.search(text):
        return say("holds a line break (was a quote left open, or does \\n or \\r stand in double quotes?)")
    if name == IDENTITY:
        return _identity_fault(text)
    if not text.isascii() or not text.isprintable():
        return say("holds a character that is no printable ASCII; copy it again")
    if name == API_KEY and " " in text:
        return say("holds a blank; copy it again")
    return None


def _identity_fault(text: str) -> str | None:
    if len(text) > LONGEST_IDENTITY:
        return say("is longer than an e-mail address can be")
    # Categories C* and Z*: controls, invisible formatting, surrogates, blanks of every kind.
    if any(unicodedata.category(character)[0] in "CZ" for character in text):
        return say("holds a blank or an invisible character; it is the account's e-mail")
    return None
