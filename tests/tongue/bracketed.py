"""A language in which every text stands in wide brackets, so that one that is not said shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from unittest.mock import patch

from tui.tongue import speak

OPEN, CLOSE = "「", "」"


class Bracketed(NullTranslations):
    def gettext(self, message: str) -> str:
        body = message.rstrip(" \n")
        return f"{OPEN}{body}{CLOSE}{message[len(body) :]}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@contextmanager
def speaking_in_brackets() -> Iterator[None]:
    """Speak it, and let `speak` find it under zh-TW, as long as the context lasts."""
    with patch("tui.tongue.catalogue.catalogue_of", lambda _: Bracketed()):
        speak("zh-TW")
        try:
            yield
        finally:
            speak("en")
