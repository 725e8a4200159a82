"""What changed, written into the text of a preferences file: whatever else stands there stays, comments included."""

from collections.abc import Mapping

import tomlkit
from msgspec.structs import asdict
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Item

from tui.preferences.sections import Preferences
from tui.tongue import marked, say

HEAD = marked("What bitotui remembers for this profile. You may edit it while bitotui is not running.")


def written(text: str, before: Preferences, after: Preferences) -> str:
    """`text` with every entry that differs between `before` and `after` as `after` has it.

    A text that is no TOML is given up; whoever calls has set it aside.
    """
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, RecursionError):
        document = tomlkit.document()
    if not document:
        document.add(tomlkit.comment(say(HEAD)))
    for name, section in asdict(after).items():
        old, new = asdict(getattr(before, name)), asdict(section)
        changed = {key: value for key, value in new.items() if value != old[key]}
        if not changed:
            continue
        if not isinstance(document.get(name), Mapping):
            document[name] = tomlkit.table()
        table = document[name]
        for key, value in changed.items():
            table[key] = _item(value)
    return tomlkit.dumps(document)


def _item(value: object) -> Item:
    if isinstance(value, Mapping):
        table = tomlkit.inline_table() if not value else tomlkit.table()
        table.update(value)
        return table
    return tomlkit.item(list(value) if isinstance(value, tuple) else value)
