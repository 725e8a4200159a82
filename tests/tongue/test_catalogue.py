"""The catalogues say everything that the code says, with the same values in it."""

import string

import pytest

from tests.catalogue.parts import FOLDER, LOCALES, as_mo, as_po, part_path, read_part, updated

PARTS = [(locale, room, part) for locale in LOCALES for room, part in updated(locale).items()]


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("locale", "room", "part"), PARTS)
def test_a_part_has_every_text_of_its_room_and_no_other(locale: str, room: str, part: object) -> None:
    assert part_path(locale, room).read_bytes() == as_po(part), "run python -m tests.catalogue"  # type: ignore[arg-type]


@pytest.mark.parametrize(("locale", "room"), [(locale, room) for locale, room, _ in PARTS])
def test_no_text_is_without_its_translation(locale: str, room: str) -> None:
    without = [
        message.id
        for message in read_part(locale, room)
        if message.id and not (message.string and all(message.string))
    ]
    assert without == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_gettext_loads_is_made_of_the_parts(locale: str) -> None:
    assert (FOLDER / f"{locale}.mo").read_bytes() == as_mo(locale), "run python -m tests.catalogue"


@pytest.mark.parametrize(("locale", "room"), [(locale, room) for locale, room, _ in PARTS])
def test_a_translation_has_the_values_of_its_text(locale: str, room: str) -> None:
    for message in read_part(locale, room):
        texts = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        known = {name for text in texts for name in fields(text)}
        for translated in filter(None, strings):
            assert fields(translated) <= known, message.id
            assert fields(texts[-1]) - {"number"} <= fields(translated), message.id
