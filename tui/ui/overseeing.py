"""What the screen says of the account as a whole: the overview, and whether REST agrees."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from textual.reactive import var

from tui.core.agreement import Agreement, flagged
from tui.core.agreement_words import outcome
from tui.core.book import Book
from tui.core.overview import Overview, Tally, tallied
from tui.core.text import midnight
from tui.tongue import say
from tui.ui.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from textual.timer import Timer

    from tui.core.activity import Losses
    from tui.core.entry import Entry
    from tui.journal.pages import Pages
    from tui.journal.travel import Past

COUNT_SECONDS: Final = 10.0
"""How often events are counted anew while there are some; without any, nobody counts."""

FEW: Final = 10
"""Below so many, each is counted at once: that is no number that never rests."""


class Overseeing(Finding):
    """Agreement and overview become those of now with each frame; frozen and past screens hold theirs."""

    agreement: var[Agreement] = var(Agreement, init=False)
    """What comparing the book shown with REST has shown."""
    overview: var[Overview] = var(Overview, init=False)

    _zone: tzinfo | None
    _tallied: tuple[Mapping[str, Entry], Tally] = ({}, Tally())
    """The entries that were counted last, and what was counted."""
    _counted_at = float("-inf")
    _counting: Timer | None = None
    _flagged: tuple[Book, Agreement, Book] = (Book(), Agreement(), Book())
    """A book, what it was flagged by, and what came of it."""
    _present_agreement = Agreement()
    """What was shown of now when the screen went to the past."""
    _wishes_told = 0

    def _take_over(self) -> None:
        super()._take_over()
        told = self._latest.agreement
        if not self.frozen and self.past is None:
            self.agreement = told
            self.book = self._with_flags(self.book, told)
            self._oversee()
        if told.wishes != self._wishes_told:
            self._wishes_told = told.wishes
            self.notify(outcome(told, self._zone), markup=False, timeout=5)

    def _with_flags(self, book: Book, agreement: Agreement) -> Book:
        """The book as it is shown; its rows are the same objects as before where nothing about them is new."""
        known, by, shown = self._flagged
        if known is book and by is agreement:
            return shown
        flags = flagged(book, agreement)
        if flags is not book and by is agreement:
            entries = dict(flags.entries)
            for currency in agreement.differing:
                if currency in entries and book.entries[currency] is known.entries.get(currency):
                    entries[currency] = shown.entries[currency]
            flags = replace(flags, entries=entries)
        self._flagged = book, agreement, flags
        return flags

    # The overview

    def _oversee(self) -> None:
        """Count what has changed; events at once while they are few, and otherwise every ten seconds."""
        now, wall, activity = self._clock.elapsed(), self._clock.wall(), self._history.activity
        events = self.overview.events or 0
        if events < FEW or now >= self._counted_at + COUNT_SECONDS:
            self._counted_at = now
            events = activity.events(wall)
        if events and self._counting is None:
            self._counting = self.set_timer(COUNT_SECONDS, self._decay)
        self.overview = Overview(self._tally(self.book), events, activity.loss(wall, self._zone))

    def _tally(self, book: Book) -> Tally:
        before, tally = self._tallied
        tally = tallied(tally, before, book.entries)
        self._tallied = book.entries, tally
        return tally

    def _decay(self) -> None:
        """Look again while there are events to leave the minute."""
        self._counting = None
        if not self.frozen and self.past is None:
            self._oversee()

    def _join(self, pages: Pages) -> None:
        """When the past joins, what earlier sessions lost today is asked for, once."""
        super()._join(pages)
        if pages.start < pages.end:
            self.run_worker(self._ask_for_losses(pages), group="losses")

    async def _ask_for_losses(self, pages: Pages) -> None:
        losses = await asyncio.to_thread(self._read_losses, pages)
        if losses is not None and losses.kept:
            self._history.activity.join(losses)
            self._ask_frame()

    def _read_losses(self, pages: Pages) -> Losses | None:
        """What a thread finds; None where there is nothing that can be read, so that this session counts alone."""
        from tui.journal.losses import losses  # noqa: PLC0415 - sqlite3 is loaded after the first paint
        from tui.journal.store import JournalError  # noqa: PLC0415 - as above

        now = self._clock.wall()
        try:
            journal, is_same = pages.searched()
            try:
                return losses(journal, pages.end, midnight(now, self._zone), now) if is_same else None
            finally:
                journal.close()
        except JournalError:
            return None

    def show_past(self, past: Past | None) -> None:
        """As the model does; a moment of the past was compared with nothing, and no minute passes there."""
        if past is not None and self.past is None:
            self._present_agreement = self.agreement
            self.agreement = Agreement()
        elif past is None and self.past is not None:
            self.agreement = self._present_agreement
        super().show_past(past)
        if past is not None:
            self.overview = Overview(self._tally(self.book))

    # The comparison

    def action_compare(self) -> None:
        """Compare now; what comes of it is said when it is there."""
        if self.past is not None:
            refused = say("the past is not compared with the exchange; esc returns to now")
        else:
            refused = self._source.compare()
        if refused:
            self.notify(refused, markup=False, timeout=3)
