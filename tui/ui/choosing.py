"""Presets: a filter by its number or its name, and the present one kept under a name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual import getters

from tui.core.filtering import expression_of, filtered_wholly
from tui.core.foreign import harmless
from tui.core.hiding import hidden_expression, hidden_fault
from tui.core.parsing import LONGEST, Fault
from tui.core.presets import REMOVES, SAVES, SHIPPED, Preset, key_of, name_fault, presets, removed, saved
from tui.tongue import say
from tui.ui.filtering import Filtering
from tui.ui.widgets.preset_bar import PresetBar

if TYPE_CHECKING:
    from textual.widget import Widget


class Choosing(Filtering):
    """What the chooser does. A preset is the whole filter: what `t` and `n` had set goes."""

    _presets = getters.query_one(PresetBar)

    _chose_from: Widget | None = None
    """Where the keys went before the chooser took them."""

    def action_presets(self) -> None:
        """Open the chooser."""
        self._chose_from = self.default_screen.focused
        self._presets.open(presets(self._own))

    def action_choose_preset(self, number: int) -> None:
        """The preset with that number."""
        found = self._presets.numbered(number)
        if found is None:
            self._presets.tell(say("there is no preset {number}", number=number))
        else:
            self._choose(found)

    def on_preset_bar_typed(self) -> None:
        """Say what `enter` would do."""
        if self._presets.is_open:
            self._presets.tell(self._announced(self._presets.text))

    def leave_presets(self, *, goes: bool) -> None:
        """Do what was typed, if that can be done; or leave all as it was."""
        text = self._presets.text
        marked = self._presets.marked
        if not goes:
            self._close_presets(self._chose_from)
        elif text.startswith(SAVES):
            self._save_as(text.removeprefix(SAVES).strip())
        elif marked is None:
            self._presets.tell(self._announced(text))
        elif text.startswith(REMOVES):
            if text.removeprefix(REMOVES):
                self._remove(marked)
        else:
            self._choose(marked)

    def _announced(self, text: str) -> str:
        """What `enter` would do with `text`, or why it would do nothing; empty where that needs no words."""
        marked = self._presets.marked
        if text.startswith(SAVES):
            name = text.removeprefix(SAVES).strip()
            return self._lack(name) if name else say("+ and a name, then enter: saves the present filter")
        if marked is None:
            return say("no preset has such a name")
        if text.startswith(REMOVES):
            name = marked.name if text.removeprefix(REMOVES) else ""
            if not name:
                return say("- and a name, then enter: removes that preset")
            return say("enter removes {name}", name=name)
        return ""

    def _lack(self, name: str) -> str:
        """Why the present filter cannot be saved under `name`; where it can, what will be saved."""
        text = expression_of(self.view)
        if fault := name_fault(name):
            return fault
        if not text:
            if SHIPPED.get(key_of(self._own, name)):
                return say("enter makes {name} again what it came as", name=name)
            return say("no filter is set that could be saved")
        if len(text) > LONGEST:
            return say("the filter is longer than {number} characters", number=LONGEST)
        return say("enter saves as {name}: {expression}", name=name, expression=self._told(text))

    def _save_as(self, name: str) -> None:
        own, key = self._own, key_of(self._own, name)
        text = expression_of(self.view) or SHIPPED.get(key, "")
        if not name or name_fault(name) or not text or len(text) > LONGEST:
            self._presets.tell(self._lack(name))
            return
        self._own = saved(own, name, text)
        self._close_presets(self._chose_from)
        said = say("saved as {name}: {expression}", name=name, expression=self._told(text))
        self.notify(said, markup=False, timeout=3)

    def _remove(self, preset: Preset) -> None:
        self._own = removed(self._own, preset.key)
        self._close_presets(self._chose_from)
        told = preset.told(hides=self.writing.hides)
        said = say("removed {name}: {expression}", name=preset.name, expression=told)
        self.notify(said, markup=False, timeout=5)

    def _choose(self, preset: Preset) -> None:
        meaning = preset.meaning
        if isinstance(meaning, Fault):
            why = hidden_fault(meaning.words) if self.writing.hides else meaning.words
            self._presets.tell(
                say(
                    "{name} cannot be read: character {place}: {fault}",
                    name=preset.name,
                    place=meaning.place + 1,
                    fault=harmless(why),
                )
            )
            return
        self.view = filtered_wholly(self.view, preset.text, meaning)
        self._close_presets(self._table)

    def _told(self, text: str) -> str:
        """An expression that can be read, as it may be said."""
        return hidden_expression(text) if self.writing.hides else text

    def _close_presets(self, to: Widget | None) -> None:
        self._presets.close()
        self.default_screen.set_focus(to or self._table)

    @property
    def _own(self) -> Mapping[str, str]:
        """The user's own presets."""
        return self.preferences.filters.presets

    @_own.setter
    def _own(self, own: Mapping[str, str]) -> None:
        self.remember(filters=replace(self.preferences.filters, presets=own))
