"""Names of keys: as people write them, as Textual has them, and as they are shown."""

import contextlib
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_AS_TEXTUAL_SAYS: Final = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Characters that Textual does not call by their Unicode name."""

_WRITTEN: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "page up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page down": "pagedown",
    "dot": "full_stop",
    "period": "full_stop",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
"""Other names that people write."""

_SHOWN: Final = {
    "escape": "esc",
    "delete": "del",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}

_MOVING: Final = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "delete")
_NAMED: Final = frozenset(
    (
        *("space", "enter", "escape", "tab", "shift+tab", "backspace", "insert", "ctrl+@"),
        *_MOVING,
        *(f"{modifier}+{key}" for modifier in ("shift", "ctrl", "ctrl+shift") for key in _MOVING),
        *(f"f{number}" for number in range(1, 25)),
    )
)
"""Keys that have a name of their own and that terminals send in their usual modes."""

_CONTROLLED: Final = frozenset("abcdefgjklnopqrstuvwxyz") | {
    "backslash",
    "right_square_bracket",
    "underscore",
}
"""What `ctrl` goes with."""

_SENT_AS: Final = {
    "ctrl+h": "backspace",
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+left_square_bracket": "escape",
    "alt+b": "ctrl+left",
    "alt+f": "ctrl+right",
}
"""Keys that a terminal cannot tell from others."""


_MODIFIERS: Final = {"control": "ctrl", "c": "ctrl", "m": "alt", "meta": "alt", "option": "alt"}
"""Other names of what is held down."""


class UnknownKeyError(ValueError):
    """No key has that name."""


class UnsentKeyError(ValueError):
    """There is such a key, and a terminal does not send it."""


class SameKeyError(ValueError):
    """A terminal sends the same for it as for another key, which the words name."""


_NAME: Final = re.compile(r"\s*(,|[^,]+)\s*(?:,|$)?")


def split(text: str) -> Iterator[str]:
    """The names in a list that is separated by commas; a comma where a name should be is the key itself."""
    if text and not text.strip():
        yield "space"
        return
    for found in _NAME.finditer(text):
        if name := found[1].strip():
            yield name


def key_named(written: str) -> str:
    """Textual's name of a key that people write like this.

    Raises `UnknownKeyError`, `UnsentKeyError` and `SameKeyError`.
    """
    key = _character_name(written) if len(written) == 1 else _composed(written)
    if key in _SENT_AS:
        raise SameKeyError(_SENT_AS[key])
    return key


def _composed(written: str) -> str:
    text = " ".join(written.split())
    text = re.sub(r"^\^(?=.)", "ctrl+", text)
    if "+" not in text:
        text = re.sub(r"(?i)^(ctrl|alt|shift|c|m)-(?=.)", r"\1+", text)
    modifiers, _, base = text.rpartition("+")
    if modifiers.endswith("+") and not base:
        modifiers, base = modifiers[:-1], "+"
    named = [each.strip().lower() for each in modifiers.split("+")] if modifiers else []
    held = {_MODIFIERS.get(each, each) for each in named}
    base = base.strip()
    if not base or not held <= {"ctrl", "alt", "shift"}:
        raise UnknownKeyError(written)
    return _with(held, base if len(base) == 1 else _base(base), written)


def _base(name: str) -> str:
    """Textual's name of a key without modifiers."""
    low = name.lower()
    key = _WRITTEN.get(low, low.replace(" ", "_"))
    if key in _NAMED or key in _CHARACTERS:
        return key
    raise UnknownKeyError(name)


def _with(held: set[str], base: str, written: str) -> str:
    """The key with what is held down; `base` is a character or Textual's name."""
    is_letter = len(base) == 1 and base.isalpha()
    if not held:
        return base if len(base) > 1 else _character_name(base)
    if held == {"shift"} and is_letter:
        return _character_name(base.upper())
    if held <= {"alt", "shift"} and "alt" in held and is_letter and base.isascii():
        return f"alt+shift+{base.lower()}" if base.isupper() or "shift" in held else f"alt+{base}"
    name = _character_name(base.lower()) if len(base) == 1 else base
    if held == {"ctrl"} and name in {"space", "at"}:
        return "ctrl+@"
    key = "+".join((*sorted(held), name))
    if key in _NAMED or key in _SENT_AS or (held == {"ctrl"} and name in _CONTROLLED):
        return key
    raise UnsentKeyError(written)


def _character_name(character: str) -> str:
    """Textual's name of a character. Raises `UnknownKeyError` for what nobody types."""
    if character == " ":
        return "space"
    if not character.isprintable() or unicodedata.combining(character):
        raise UnknownKeyError(character)
    if character in _WRITTEN:
        return _WRITTEN[character]
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    if not name:
        raise UnknownKeyError(character)
    return _AS_TEXTUAL_SAYS.get(name, name)


_CHARACTERS: Final = {
    _character_name(each): each for each in map(chr, range(33, 127)) if not each.isalnum()
} | {"comma": ","}
"""Characters by Textual's names, which people may write too."""


def shown(key: str) -> str:
    """How a key of Textual's name is shown to people."""
    *modifiers, base = key.split("+")
    if modifiers == ["alt", "shift"]:
        return f"alt+{base.upper()}"
    return "+".join((*modifiers, _SHOWN.get(base) or _character_named(base)))


def _character_named(base: str) -> str:
    if base in _CHARACTERS or base in _NAMED or len(base) == 1:
        return _CHARACTERS.get(base, base)
    with contextlib.suppress(KeyError):
        return unicodedata.lookup(base.replace("_", " ").upper())
    return base
