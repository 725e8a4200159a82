"""The text of a preferences file into what it says: whatever of it is good counts, and the rest is named."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import cast, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from tui.core.foreign import NAME_LIMIT, harmless
from tui.preferences.checking import faults as skipped
from tui.preferences.sections import Preferences
from tui.tongue import say


class Read(Struct, frozen=True):
    """What a text says, and in sentences what of it could not be used."""

    preferences: Preferences = Preferences()
    faults: tuple[str, ...] = ()


class BrokenError(Exception):
    """The text is no TOML at all; its words say where it stops being one."""


def read(text: str) -> Read:
    """Take a preferences file apart (TOML 1.0). Raises `BrokenError`."""
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of thousands of digits is no TOMLDecodeError
        raise BrokenError(str(error) or type(error).__name__) from None
    faults: list[str] = []
    preferences = Preferences()
    names = {field.name for field in fields(Preferences)}
    for name, table in document.items():
        if name not in names:
            faults.append(say("{name} is no section of it", name=harmless(name, NAME_LIMIT)))
        elif not isinstance(table, dict):
            faults.append(say("{name} is no section but a value", name=harmless(name, NAME_LIMIT)))
        else:
            section = cast("Struct", getattr(preferences, name))
            preferences = replace(preferences, **{name: _section(name, section, table, faults)})
    return Read(preferences, (*faults, *skipped(preferences)))


def _section(name: str, section: Struct, table: dict[str, object], faults: list[str]) -> Struct:
    """`section` with every entry of `table` that is one of its own and of the right type."""
    known = {field.name: field.type for field in fields(section)}
    for key, value in table.items():
        where = harmless(f"{name}.{key}", NAME_LIMIT)
        if key not in known:
            faults.append(say("{name} means nothing", name=where))
            continue
        try:
            section = replace(section, **{key: msgspec.convert(value, known[key], strict=True)})
        except msgspec.ValidationError as error:
            if not isinstance(value, dict | list) or isinstance(value, dict) != _is_mapping(known[key]):
                faults.append(say("{name} cannot be used: {why}", name=where, why=error))
                continue
            section = replace(section, **{key: _good(f"{name}.{key}", value, known[key], faults)})
    return section


def _is_mapping(kind: object) -> bool:
    """Whether a section's entry of that type holds values by name."""
    return getattr(kind, "__origin__", None) is Mapping


def _good(
    name: str, value: dict[str, object] | list[object], kind: object, faults: list[str]
) -> dict[str, object] | tuple[object, ...]:
    """What of a list or a table is of the right type: one bad value costs no other one."""
    good: list[tuple[str, object]] = []
    of = get_args(kind)[1 if isinstance(value, dict) else 0]
    for key, each in _named(value):
        try:
            good.append((key, msgspec.convert(each, of, strict=True)))
        except msgspec.ValidationError as error:
            faults.append(
                say("{name} cannot be used: {why}", name=harmless(f"{name}.{key}", NAME_LIMIT), why=error)
            )
    return dict(good) if isinstance(value, dict) else tuple(each for _, each in good)


def _named(value: dict[str, object] | list[object]) -> Iterator[tuple[str, object]]:
    """The values of a list by their number, from 1."""
    if isinstance(value, dict):
        yield from value.items()
    else:
        yield from ((str(number), each) for number, each in enumerate(value, 1))
