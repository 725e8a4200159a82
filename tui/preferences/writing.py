"""What changed, written into the text of a preferences file: whatever else stands there stays, comments included."""

import tomllib
from collections.abc import Mapping, MutableMapping

import tomlkit
from msgspec.structs import asdict
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable, Item

from tui.preferences.reading import BrokenError
from tui.preferences.sections import Preferences
from tui.tongue import marked, say

HEAD = marked("What bitotui remembers for this profile. You may edit it while bitotui is not running.")

_Table = MutableMapping[str, object]


def written(text: str, before: Preferences, after: Preferences) -> str:
    """`text` with every entry that differs between `before` and `after` as `after` has it.

    Of a table within a section, as that of the presets, the same holds for each of its own entries. Raises
    `BrokenError` where `text` is no TOML that could be kept.
    """
    try:
        wanted = tomllib.loads(text)
        _change(wanted, before, after)
        plain = text if tomllib.loads(text) == wanted else ""
    except (ValueError, RecursionError) as error:
        raise BrokenError(str(error)) from None
    if plain:
        return plain
    try:
        document = tomlkit.parse(text)
        if not document:
            document.add(tomlkit.comment(say(HEAD)))
        _change(document, before, after)
        found = tomlkit.dumps(document)
        if tomllib.loads(found) == wanted:
            return found
    except (TOMLKitError, ValueError, TypeError, RecursionError):
        pass
    # Some ways to write TOML are beyond tomlkit: better without its comments than without one of its entries.
    try:
        return tomlkit.dumps(wanted)
    except (TOMLKitError, ValueError, TypeError, RecursionError) as error:
        raise BrokenError(str(error)) from None


def _change(document: _Table, before: Preferences, after: Preferences) -> None:
    for name, section in asdict(after).items():
        old, new = asdict(getattr(before, name)), asdict(section)
        changed = {key: value for key, value in new.items() if value != old[key]}
        if not changed:
            continue
        if not isinstance(document.get(name), MutableMapping):
            document[name] = _table(document)
        table = document[name]
        assert isinstance(table, MutableMapping)  # noqa: S101 - put there where it was none
        for key, value in changed.items():
            _put(table, key, old[key], value)


def _put(table: _Table, key: str, old: object, value: object) -> None:
    """`value` under `key`; of a mapping, only what differs from `old`: another session may have added to it."""
    if not isinstance(value, Mapping) or not isinstance(old, Mapping):
        table[key] = list(value) if isinstance(value, tuple) else value
        return
    if not isinstance(table.get(key), MutableMapping):
        table[key] = _table(table)
    entries = table[key]
    assert isinstance(entries, MutableMapping)  # noqa: S101 - as above
    for name in old.keys() - value.keys():
        entries.pop(name, None)
    for name, each in value.items():
        if name not in old or old[name] != each:
            entries[name] = each


def _table(parent: _Table) -> _Table | Item:
    """An empty table as it can stand in `parent`."""
    if isinstance(parent, InlineTable):
        return tomlkit.inline_table()
    return tomlkit.table() if isinstance(parent, tomlkit.TOMLDocument | Item) else {}
