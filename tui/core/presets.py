"""Expressions that have a name: those that come with the program, and the user's own."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from tui.core.expression import Expression
from tui.core.foreign import harmless
from tui.core.hiding import hidden_expression, hidden_fault, hidden_unreadable
from tui.core.parsing import Fault, parse
from tui.tongue import marked, say

SHIPPED: Final[Mapping[str, str]] = {
    marked("held back"): "inorders>0",
    marked("can trade now"): "tradable available>0",
    # No prices are known here, so dust is what is little in its own unit; negative is not little but wrong.
    marked("dust"): "amount>0 amount<0.0001",
}
"""Expressions by their names in English, which are the names in the preferences too."""

LONGEST_NAME: Final = 30
"""Characters."""

SAVES: Final = "+"
REMOVES: Final = "-"
"""What a name is typed behind to save under it, and to remove it."""


class Preset(Struct, frozen=True):
    """An expression by name."""

    key: str
    """Its name in the preferences."""
    text: str
    meaning: Expression | Fault

    @property
    def name(self) -> str:
        """Its name on the screen: that of one that comes with the program is said in the user's language."""
        return say(self.key) if self.key in SHIPPED else harmless(self.key, LONGEST_NAME)

    def told(self, *, hides: bool) -> str:
        """The expression as it may be said; while amounts are hidden, of one that cannot be read no number is left."""
        hidden = hidden_unreadable if isinstance(self.meaning, Fault) else hidden_expression
        return harmless(hidden(self.text) if hides else self.text)

    def fault(self, *, hides: bool) -> str:
        """Where it cannot be read and why, as it may be said; empty where it can be."""
        if not isinstance(self.meaning, Fault):
            return ""
        words = hidden_fault(self.meaning.words) if hides else self.meaning.words
        return say("character {place}: {fault}", place=self.meaning.place + 1, fault=harmless(words))


def presets(own: Mapping[str, str]) -> tuple[Preset, ...]:
    """Those that come with the program, unless `own` empties them; then those of `own` alone, in its order."""
    texts = {**SHIPPED, **_evened(own)}
    return tuple(_preset(key, " ".join(text.split())) for key, text in texts.items() if text.strip())


def _preset(key: str, text: str) -> Preset:
    return Preset(key, text, parse(text))


def matching(presets: tuple[Preset, ...], typed: str) -> tuple[Preset, ...]:
    """Those whose name begins with `typed`, the very name first; if there are none, those of which any word does."""
    wanted = " ".join(typed.casefold().split())
    starting = [each for each in presets if any(name.startswith(wanted) for name in _names(each))]
    starting.sort(key=lambda each: wanted not in _names(each))
    within = [each for each in presets if any(f" {wanted}" in name for name in _names(each))]
    return tuple(starting or within)


def name_fault(name: str) -> str:
    """Why nothing can be saved under `name`, in words; empty where all is well."""
    if not name.strip():
        return say("a name is missing")
    if len(name) > LONGEST_NAME:
        return say("a name has at most {number} characters", number=LONGEST_NAME)
    if name != harmless(name, LONGEST_NAME):
        return say("a name is made of letters, digits and signs that can be seen")
    if name[0].isdigit() or name[0] in (SAVES, REMOVES):
        return say("a name begins with a letter")
    return ""


def saved(own: Mapping[str, str], name: str, text: str) -> Mapping[str, str]:
    """`own` with `text` under `name`; one of that name in other capitals, or that comes along, gives way to it."""
    own, key = _evened(own), key_of(own, name)
    if SHIPPED.get(key) == text:
        return {each: value for each, value in own.items() if each != key}
    return {**own, key: text}


def removed(own: Mapping[str, str], key: str) -> Mapping[str, str]:
    """`own` without `key`; one that comes with the program stays there, emptied, so that it stays away."""
    own = _evened(own)
    return {**own, key: ""} if key in SHIPPED else {each: text for each, text in own.items() if each != key}


def key_of(own: Mapping[str, str], name: str) -> str:
    """Under which name in the preferences `name` stands, in any capitals and in the user's language; or `name`."""
    wanted, known = name.casefold(), {**SHIPPED, **_evened(own)}
    if name in known:
        return name
    return next((key for key in known if wanted in _names(_preset(key, ""))), name)


def _evened(own: Mapping[str, str]) -> Mapping[str, str]:
    """`own` with the names of those that come along written as they are, whatever capitals an editor put there."""
    return {key.casefold() if key.casefold() in SHIPPED else key: text for key, text in own.items()}


def _names(preset: Preset) -> tuple[str, str]:
    return preset.key.casefold(), preset.name.casefold()
