"""The line between the table and the event log."""

from rich.cells import cell_len
from rich.text import Text

from tui.tongue import say, say_number
from tui.ui.widgets.lines import Lines


class EventsTitle(Lines):
    """Names the event log, the zone of its times, and how many newer records there are than those that it is held at.

    Beside the search box, says what became of it.
    """

    DEFAULT_CSS = """
    EventsTitle { height: 1; color: $text-muted; }
    """

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self._said = ""
        self._newer: tuple[int, tuple[str, ...]] = 0, ()

    def tell(self, words: str) -> None:
        """Say this instead of the name; nothing to say the name again."""
        self._said = words
        self.fit()

    def tell_newer(self, number: int, keys: tuple[str, ...]) -> None:
        """So many records are newer, and these keys, one or two, show them; 0 while the log follows."""
        if (number, keys) != self._newer:
            self._newer = number, keys
            self.fit()

    def _titled(self) -> str:
        number, keys = self._newer
        if not number:
            return say("events ({zone})", zone=self._zone)
        if len(keys) > 1:
            return say_number(
                "events ({zone}) · {number} newer above: {key}, then {next}",
                "events ({zone}) · {number} newer above: {key}, then {next}",
                number,
                zone=self._zone,
                key=keys[0],
                next=keys[1],
            )
        return say_number(
            "events ({zone}) · {number} newer above: {key} shows it",
            "events ({zone}) · {number} newer above: {key} shows them",
            number,
            zone=self._zone,
            key="".join(keys),
        )

    def fit(self) -> None:
        """From edge to edge."""
        title = f" ── {self._said or self._titled()} "
        self.show((Text(title + "─" * max(0, self.size.width - cell_len(title))),))
