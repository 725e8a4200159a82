"""What `--exit-when` waits for: an expression that holds of a row that can be vouched for."""

import math
from collections.abc import Mapping

from tui.core.book import Book, Phase
from tui.core.entry import Entry
from tui.core.expression import Expression, holds, looks_at_age, turns_in
from tui.core.link import Link


class Condition:
    """Looks at each row when it is new or its age may matter, and at none while the book may be stale."""

    def __init__(self, expression: Expression) -> None:
        self._expression = expression
        self._looked_at: Mapping[str, Entry] = {}
        self._due: dict[str, float] = {}
        """When time alone may make it true of a row, by the clock of `now`."""

    @property
    def looks_at_age(self) -> bool:
        """Whether time alone can make it true."""
        return looks_at_age(self._expression)

    def first(self, book: Book, link: Link, now: float) -> Entry | None:
        """The first row, A to Z, of which it holds `now`; None while there is none."""
        if not is_sound(book, link, now):
            self._looked_at = {}
            self._due.clear()
            return None
        before, self._looked_at = self._looked_at, book.entries
        due = {currency for currency, at in self._due.items() if at <= now}
        if before is self._looked_at and not due:
            return None
        news = [each for each, entry in book.entries.items() if before.get(each) is not entry or each in due]
        for currency in sorted(news):
            entry = book.entries[currency]
            if entry.listed and holds(self._expression, entry, now):
                return entry
            self._due_again(currency, entry, now)
        return None

    def due_at(self) -> float | None:
        """When to look again though nothing happens; None where time alone changes nothing."""
        return min(self._due.values(), default=None)

    def _due_again(self, currency: str, entry: Entry, now: float) -> None:
        after = turns_in(self._expression, entry, now) if entry.listed else math.inf
        if after < math.inf:
            self._due[currency] = now + after
        else:
            self._due.pop(currency, None)


def is_sound(book: Book, link: Link, now: float) -> bool:
    """Whether the balances can be vouched for `now`: live by a sign of life that counts, complete, without a hole."""
    until = link.live_until
    return (
        link.is_live
        and until is not None
        and now < until
        and book.phase is Phase.COMPLETE
        and book.generation == link.generation
        and not book.behind
    )
