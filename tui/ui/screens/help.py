"""The help: every key, and the words on the screen."""

from typing import ClassVar, Final

from rich.text import Text
from textual.binding import Binding, BindingType

from tui.ui.commands import COMMANDS
from tui.ui.screens.dialog import Dialog

WORDS: Final = (
    ("In orders", "amount − available − stake, never below zero: inferred, the exchange does not say it"),
    (
        "Changed",
        "how long ago a value last changed; – until it has since start; offline: while not connected",
    ),
    ("▲ ▼ ◆", "it rose, fell, or changed otherwise, within the last 5 seconds"),
    ("…", "behind an amount: digits follow that are not shown; c says how many are"),
    ("!", "beside a currency: something is wrong with its values; the detail says what"),
    ("?", "beside a currency: it is not in the latest snapshot"),
    ("LIVE", "a snapshot came on this connection and the exchange answered a ping within 15 seconds"),
    ("SYNCING", "connected; a snapshot or a pong is still missing: what is shown may be old"),
    ("LOST", "no connection; it is tried again by itself"),
    ("REFUSED", "the exchange said no; r tries again"),
    ("HIDDEN", "a mask stands for every amount and difference; H shows them"),
    ("FROZEN", "the screen is held still, book and link go on"),
    (
        "PAST",
        "the screen shows a recorded moment; link and recording go on, and esc returns to now, frozen if it was",
    ),
    ("may be behind", "a message could not be read: a new snapshot is being asked for"),
)


class HelpScreen(Dialog):
    """Keys and words."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark", "close", show=False)]

    def __init__(self) -> None:
        width = max(*(len(command.keys()) for command in COMMANDS), *(len(word) for word, _ in WORDS)) + 2
        keys = [Text.assemble((f"{command.keys():<{width}}", "bold"), command.help()) for command in COMMANDS]
        words = [Text.assemble((f"{word:<{width}}", "bold"), meaning) for word, meaning in WORDS]
        super().__init__([Text("Keys", "dim"), *keys, Text(), Text("Words", "dim"), *words], hanging=width)
