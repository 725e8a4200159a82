"""The command that hands a value to the terminal's clipboard."""

from tui.core import amount
from tui.core.record import MessageRecord
from tui.tongue import say
from tui.ui.finding import Finding
from tui.ui.writing_choice import WritingChoice


class Copying(Finding, WritingChoice):
    """Copies by OSC 52, so that it works over SSH; no terminal says whether it took it, so no more is claimed."""

    def action_copy(self) -> None:
        """The eventID in the event log, elsewhere the amount of the highlighted currency, every digit and no more."""
        if self.default_screen.focused is self._event_log:
            record = self._event_log.current
            copied = record.event_id if isinstance(record, MessageRecord) else ""
            said = say("sent to the terminal's clipboard: eventID {value}", value=copied)
        else:
            currency = self._table.current
            entry = self.book.entries.get(currency)
            if entry and self.writing.hides:
                self.tell_hidden()
                return
            copied = amount.digits(entry.balance.amount) if entry else ""
            said = (
                say(
                    "sent to the terminal's clipboard: past {currency} amount {value}",
                    currency=currency,
                    value=copied,
                )
                if self.past
                else say(
                    "sent to the terminal's clipboard: {currency} amount {value}",
                    currency=currency,
                    value=copied,
                )
            )
        if copied:
            self.copy_to_clipboard(copied)
        self.notify(said if copied else say("nothing to copy here"), markup=False, timeout=3)
