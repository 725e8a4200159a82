"""The parts of a language's catalogue: read, brought up to date, and made into what gettext loads."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.catalogue.extract import CODE, ROOMS, templates

LOCALES = ("zh_TW",)
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
FOLDER = CODE / "tongue"


def part_path(locale: str, room: str) -> Path:
    """Where the part of a room is."""
    return FOLDER / locale / f"{room}.po"


def read_part(locale: str, room: str) -> Catalog:
    """What has been translated of a room; nothing where there is no such part."""
    path = part_path(locale, room)
    if not path.exists():
        return Catalog(locale=locale)
    return read_po(io.BytesIO(path.read_bytes()), locale=locale)


def updated(locale: str) -> dict[str, Catalog]:
    """The parts with every text that is said now, in the room where it is said, and no other."""
    known = {
        message.id: message.string
        for room in (*ROOMS, "top")
        for message in read_part(locale, room)
        if message.id and message.string
    }
    parts = {}
    for room, template in templates().items():
        part = Catalog(locale=locale, fuzzy=False)
        for message in template:
            if message.id:
                part.add(message.id, known.get(message.id, ""), locations=message.locations)
        parts[room] = part
    return parts


def as_po(part: Catalog) -> bytes:
    """A part as it is kept: without the moment it was made, which would differ each time."""
    buffer = io.BytesIO()
    write_po(buffer, part, width=110, omit_header=True, sort_output=True)
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head + buffer.getvalue()


def as_mo(locale: str) -> bytes:
    """All parts of a language as what gettext loads."""
    # Two makings of the same texts are the same bytes.
    whole = Catalog(locale=locale, fuzzy=False, creation_date=_ALWAYS, revision_date=_ALWAYS)
    for room in (*ROOMS, "top"):
        for message in read_part(locale, room):
            if message.id and message.string:
                whole.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, whole)
    return buffer.getvalue()
