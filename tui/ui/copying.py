"""The command that hands a value to the terminal's clipboard."""

from tui.core import amount
from tui.core.record import MessageRecord
from tui.ui.finding import Finding


class Copying(Finding):
    """Copies by OSC 52, so that it works over SSH."""

    def action_copy(self) -> None:
        """The eventID in the event log, elsewhere the amount of the highlighted currency."""
        record = self._event_log.current
        if self.default_screen.focused is self._event_log:
            copied = record.event_id if isinstance(record, MessageRecord) else ""
            what = "the eventID"
        else:
            currency = self._table.current
            entry = self.book.entries.get(currency)
            copied = amount.digits(entry.balance.amount) if entry else ""
            what = f"the amount of {currency}" + (" in the past" if self.past else "")
        if copied:
            self.copy_to_clipboard(copied)
        self.notify(f"copied {what}: {copied}" if copied else "nothing to copy here", markup=False, timeout=2)
