"""What is said, in the user's language: every sentence, word and unit that people read goes through `say`.

The English text is the key of the catalogue and what is said without one. The language is chosen once, by `speak`,
before anything is said; what a program reads (JSON, CSV, keys of settings, the state words) stays as it is.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "zh-TW")
"""By the names that `--lang` takes; the first needs no catalogue."""


class _Spoken:
    """The one thing that is set: there is one user, and one language at a time."""

    language: str = LANGUAGES[0]
    catalogue: NullTranslations | None = None


def say(text: str, /, **values: object) -> str:
    """`text` in the user's language; the names in its braces are filled with `values`, never the other way round."""
    catalogue = _Spoken.catalogue
    if catalogue is not None and text:
        text = catalogue.gettext(text)
    return text.format(**values) if values else text


def say_number(one: str, many: str, number: int, /, **values: object) -> str:
    """`one` or `many`, as the user's language has it for `number`, which fills `{number}`."""
    catalogue = _Spoken.catalogue
    if catalogue is not None:
        text = catalogue.ngettext(one, many, number)
    else:
        text = one if number == 1 else many
    return text.format(number=number, **values)


def marked(text: str) -> str:
    """`text` as it is, to be said later: what stands in a table or an enum is looked up where it is shown."""
    return text


def spoken() -> str:
    """The language that is spoken now, one of `LANGUAGES`."""
    return _Spoken.language


def speak(language: str) -> None:
    """Speak `language`, one of `LANGUAGES`, from now on."""
    if language == LANGUAGES[0]:
        _Spoken.catalogue = None
    else:
        from tui.tongue.catalogue import catalogue_of  # noqa: PLC0415 - English needs none

        _Spoken.catalogue = catalogue_of(language)
    _Spoken.language = language
