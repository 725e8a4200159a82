"""The account in one calm line above the table."""

from datetime import tzinfo

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import var

from tui.core.overview import Overview, parts
from tui.ui.widgets.lines import Lines
from tui.ui.widgets.told import Told

BETWEEN = " · "


class OverviewLine(Told, Lines):
    """Shown where there are rows to spare; what does not fit is left out from the end, and nothing is cut."""

    DEFAULT_CSS = """
    OverviewLine { display: none; height: 1; color: $text-muted; }
    """

    overview: var[Overview] = var(Overview, init=False)

    def __init__(self, *, zone: tzinfo | None) -> None:
        super().__init__()
        self._zone = zone

    def watch_overview(self) -> None:
        """Another one."""
        self.tell_soon()

    def tell(self) -> None:
        """Show it, where the line is shown."""
        if self.display:
            self.fit()

    def fit(self) -> None:
        """As many parts as fit."""
        said = " "
        for part in parts(self.overview, self._zone):
            longer = said + (BETWEEN if said.strip() else "") + part
            if cell_len(longer) > self.size.width:
                break
            said = longer
        self.show((Text(said),))

    def on_show(self) -> None:
        """Catch up with what was not drawn while hidden."""
        self.fit()
