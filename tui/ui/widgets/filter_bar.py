"""The box that `/` opens over the table."""

from tui.ui.widgets.text_box import TextBox


class FilterBar(TextBox):
    """Says what a currency must contain, as it is typed."""

    class Typed(TextBox.Typed):
        """The text changed."""

    def __init__(self) -> None:
        super().__init__(
            placeholder="currency contains …  (enter keeps, esc clears)",
            max_length=20,
            compact=True,
            restrict=r"[A-Za-z0-9]*",
            select_on_focus=False,
        )
