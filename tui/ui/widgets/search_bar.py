"""The box that `/` opens over the event log."""

from tui.ui.widgets.text_box import TextBox

_MOST: int = 36
"""Characters of a UUID, which an eventID is."""


class SearchBar(TextBox):
    """Says which event is looked for, as it is typed."""

    DEFAULT_CSS = """
    SearchBar { width: 1fr; }
    """

    class Typed(TextBox.Typed):
        """The text changed."""

    def __init__(self) -> None:
        super().__init__(max_length=_MOST, compact=True, restrict=r"[A-Za-z0-9-]*", select_on_focus=False)

    def seek(self, last: str) -> None:
        """Open it; `last` is what was looked for before, which `enter` alone looks for again."""
        self.placeholder = f"enter: the next older {last}" if last else "eventID, currency or kind …"
        self.open("")
