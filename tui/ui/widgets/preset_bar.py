"""The chooser that `p` opens: a box for a number or a name, and below it the presets that it may mean."""

from collections.abc import Callable
from typing import Final

from rich.cells import cell_len
from rich.text import Text
from textual import events, getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import var
from textual.widgets import Input

from tui.core.presets import LONGEST_NAME, REMOVES, SAVES, Preset, matching
from tui.core.writing import EXACT, Writing
from tui.tongue import marked, say
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.typed_box import TypedBox

PLACEHOLDER: Final = marked("number or name · +name saves the present filter · -name removes · esc closes")

MOST: Final = 9
"""Presets that are shown at once, and that have a number."""

_REST: Final = 12
"""Lines of the window that are left to all else, where it has so many."""


class _Box(TypedBox):
    """Takes a number at once, or a name letter by letter; up and down move the mark."""

    does = (marked("choose"), marked("close"))

    def __init__(self) -> None:
        # Longer than any name, so that a name that is too long can be told so.
        super().__init__(
            placeholder=say(PLACEHOLDER), max_length=2 * LONGEST_NAME, compact=True, select_on_focus=False
        )
        self.moved: Callable[[int], None] = lambda _: None
        """Called with the lines that the mark goes down."""

    async def take(self, key: events.Key) -> bool:
        """The first character, where it is a digit, chooses; keys behind it in a burst are no longer the box's."""
        if key.key in ("up", "down"):
            self.moved(1 if key.key == "down" else -1)
            return True
        digit = key.character or ""
        if not self.value and digit.isascii() and digit.isdigit():
            await self.app.run_action(f"choose_preset({digit})")
            return True
        return await super().take(key)


class PresetBar(Vertical):
    """Asks for a preset."""

    DEFAULT_CSS = """
    PresetBar { display: none; height: auto; background: $surface; }
    PresetBar Input { height: 1; border: none; padding: 0 1; background: $surface; }
    PresetBar Input:focus { border: none; }
    """

    class Typed(Message):
        """The text changed."""

    writing: var[Writing] = var(EXACT, init=False)
    """How amounts are written, or that they are hidden: those that filters compare with are then, too."""

    is_open = False
    """Whether it is there to be typed into."""

    _box = getters.query_one(_Box)
    _list = getters.query_one(Lines)

    _presets: tuple[Preset, ...] = ()
    _at = 0
    """Which of the presets that the text may mean is marked."""
    _said = ""
    _heard = ""
    """The text that was told last: that the box was emptied when it opened is no news."""

    def compose(self) -> ComposeResult:
        """The box, and the list below it."""
        yield _Box()
        yield Lines()

    def on_mount(self) -> None:
        """Hear of the keys that move the mark."""
        self._box.moved = self._move

    @property
    def text(self) -> str:
        """What is in the box, its ends and gaps made even."""
        return " ".join(self._box.value.split())

    @property
    def has_keys(self) -> bool:
        """Whether the keys go to it."""
        return self._box.screen.focused is self._box

    @property
    def marked(self) -> Preset | None:
        """The preset that `enter` would choose or remove; None where a name is typed to be saved, or none fits."""
        found = self._found()
        return found[min(self._at, len(found) - 1)] if found else None

    def numbered(self, number: int) -> Preset | None:
        """The preset with that number."""
        return self._presets[number - 1] if 0 < number <= min(MOST, len(self._presets)) else None

    def open(self, presets: tuple[Preset, ...]) -> None:
        """Show the empty box over `presets`, and take the keys."""
        self.is_open = True
        self._presets, self._at, self._said, self._heard = presets, 0, "", ""
        self.styles.display = "block"
        self._box.take_keys("")
        self._list_them()

    def close(self) -> None:
        """Hide it."""
        self.is_open = False
        self.styles.display = "none"
        self._box.leave()

    def tell(self, words: str) -> None:
        """Say this under the box, above the presets; nothing says nothing."""
        self._said = words
        self._list_them()

    def watch_writing(self) -> None:
        """What is there already says no more, or all again."""
        if self.is_open:
            self._list_them()
            self.post_message(self.Typed())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show those that the text may mean."""
        event.stop()
        if self.is_open and event.value != self._heard:
            self._heard = event.value
            self._at = 0
            self.post_message(self.Typed())

    def _found(self) -> tuple[Preset, ...]:
        text = self.text
        return () if text.startswith(SAVES) else matching(self._presets, text.removeprefix(REMOVES))

    def _move(self, step: int) -> None:
        self._at = max(0, min(self._at + step, len(self._found()) - 1))
        self._list_them()

    def _list_them(self) -> None:
        found, width = self._found(), self.app.size.width
        room = max(1, min(MOST, self.app.size.height - _REST))
        first = max(0, min(self._at, len(found) - 1) - room + 1)
        broad = max((cell_len(each.name) for each in found), default=0)
        lines = [Text(f" {self._said}", "bold")] if self._said else []
        for place, each in enumerate(found[first : first + room], first):
            lines.append(self._line(each, broad, is_marked=place == self._at))
        if rest := len(found) - first - room:
            lines += [Text(f"     {say('and {number} more', number=rest)}", "dim")] if rest > 0 else []
        for line in lines:
            line.truncate(max(1, width - 1), overflow="ellipsis")
        self._list.styles.height = len(lines)
        self._list.styles.display = "block" if lines else "none"
        self._list.show(lines)

    def _line(self, preset: Preset, broad: int, *, is_marked: bool) -> Text:
        place = self._presets.index(preset) + 1
        number = str(place) if place <= MOST else " "
        name = preset.name + " " * (broad - cell_len(preset.name))
        hides = self.writing.hides
        line = f" {'▸' if is_marked else ' '} {number} {name}  {preset.told(hides=hides)}"
        if fault := preset.fault(hides=hides):
            line += f"   {fault}"
        return Text(line, "bold" if is_marked else "")
