"""Sets of keys that can be asked for by name: what they say of a command takes the place of its usual keys."""

from collections.abc import Mapping
from typing import Final

VIM: Final = {
    "line down": "j",
    "line up": "k",
    "first line": "g",
    "last line": "G",
    "half page down": "ctrl+d",
    "half page up": "ctrl+u",
    "page down": "ctrl+f",
    "page up": "ctrl+b",
    "focus": "l",
    "focus back": "h",
    "filter": "/",
    "older match": "n",
    "newer match": "N",
    "filter nonzero": "0",
    "history span": "w",
    "palette": ":",
    "copy": "y",
    "quit": "q",
}
"""No sequences: `gg` and `yy` do what their first key does, once more."""

PRESETS: Final[Mapping[str, Mapping[str, str]]] = {"vim": VIM}
