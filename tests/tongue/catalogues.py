"""Catalogues for tests: a few texts in another language, every other one as it is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from gettext import NullTranslations

from tui.tongue import _Spoken, speak


class Few(NullTranslations):
    """By the text, or by its plural where it has one, whatever the number."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._texts = texts

    def gettext(self, message: str) -> str:
        return self._texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._texts.get(msgid2, msgid1 if n == 1 else msgid2)


@contextmanager
def speaking(texts: Mapping[str, str]) -> Iterator[None]:
    """Say `texts` by their values for as long as it lasts."""
    _Spoken.catalogue = Few(texts)
    try:
        yield
    finally:
        speak("en")
