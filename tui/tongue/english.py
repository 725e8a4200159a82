"""What a program reads is in English, whichever language the user reads."""

from collections.abc import Iterator
from contextlib import contextmanager

from tui.tongue import _Spoken, speak


@contextmanager
def in_english() -> Iterator[None]:
    """Speak English as long as the context lasts."""
    before = _Spoken.language, _Spoken.catalogue
    speak("en")
    try:
        yield
    finally:
        _Spoken.language, _Spoken.catalogue = before
