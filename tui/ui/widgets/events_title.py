"""The line between the table and the event log."""

from rich.cells import cell_len
from rich.text import Text

from tui.tongue import say
from tui.ui.widgets.lines import Lines


class EventsTitle(Lines):
    """Names the event log and the zone that its times are counted in; beside the search box, says what became of it."""

    DEFAULT_CSS = """
    EventsTitle { height: 1; color: $text-muted; }
    """

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._zone = zone
        self._said = ""

    def tell(self, words: str) -> None:
        """Say this instead of the name; nothing to say the name again."""
        self._said = words
        self.fit()

    def fit(self) -> None:
        """From edge to edge."""
        title = f" ── {self._said or say('events ({zone})', zone=self._zone)} "
        self.show((Text(title + "─" * max(0, self.size.width - cell_len(title))),))
