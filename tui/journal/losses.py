"""What the link lost in the sessions that a journal knows, told by their steps: a few questions, and no scan."""

from typing import Final

from tui.core.activity import Losses
from tui.core.link import State
from tui.core.record import LinkRecord
from tui.journal.codec import NS
from tui.journal.gap import lost_by
from tui.journal.store import Journal, Kept

MOST: Final = 10_000
"""Steps of the link that are looked at, the latest: more than a day has, though it fails all day."""

SESSIONS: Final = 200
"""Of the latest it is asked whether they were still there, though their link took no step."""

_PAGE: Final = 200
_PAGES: Final = 25
"""How many steps before are looked through for one that was LIVE: some days of a lost link."""

_LATEST: Final = (1 << 63) - 1

# The second condition of each lets SQLite take the index of rare kinds; it would rather sort whole sessions, and the
# plus leaves it no choice.
_STEPS: Final = """
    SELECT seq FROM record INDEXED BY record_of_rare_kind WHERE kind = 0 AND kind <> 2 AND seq < ?
    ORDER BY seq DESC LIMIT ?
"""

_STEPS_BEFORE: Final = """
    SELECT seq FROM record INDEXED BY record_of_rare_kind WHERE kind = 0 AND kind <> 2
    AND seq >= (SELECT seq FROM record WHERE session = :session ORDER BY ordinal LIMIT 1) AND seq < :before
    AND +session = :session ORDER BY seq DESC LIMIT :most
"""

_ORDINAL: Final = "SELECT ordinal FROM record WHERE seq = ? AND typeof(ordinal) = 'integer'"

_LAST: Final = """
    SELECT received FROM (
        SELECT * FROM (SELECT ordinal, received FROM record
                       WHERE session = :session AND ordinal < :ordinal AND seq < :end ORDER BY ordinal DESC LIMIT 1)
        UNION ALL
        SELECT * FROM (SELECT ordinal, received FROM double
                       WHERE session = :session AND ordinal < :ordinal AND behind < :end ORDER BY ordinal DESC LIMIT 1)
    ) WHERE typeof(received) = 'integer' ORDER BY ordinal DESC LIMIT 1
"""


def losses(journal: Journal, end: int, since: int, until: int) -> Losses:
    """What was lost from `since` to `until`, Unix ms, by all sessions, as the records before the number `end` tell it.

    Each session is taken for itself: a loss lasts from when it had been LIVE until it was LIVE again. One that the end
    of a session, or records that could not be kept, cut off counts up to the last record before that. So the time in
    which no program ran is none, and neither is what a session that still runs has yet to write. What was received
    outside of that time by this machine's clock is left out, wherever it stands. Raises JournalError.
    """
    return _Asking(journal, end, since, until).all()


class _Asking:
    """Asks one journal once."""

    def __init__(self, journal: Journal, end: int, since: int, until: int) -> None:
        self._journal = journal
        self._end = end
        self._since = since
        self._until = until

    def all(self) -> Losses:
        """What all sessions lost."""
        sessions = "SELECT id FROM session ORDER BY id DESC LIMIT ?"
        steps: dict[int, list[Kept]] = {
            session: [] for session in self._journal.numbers(sessions, (SESSIONS,))
        }
        for kept in self._steps():
            steps.setdefault(kept.session, []).append(kept)
        found = Losses()
        for session, taken in steps.items():
            last = self._last(session, _LATEST)
            if taken or (last is not None and last >= self._since):
                found.join(self._of(session, taken, last))
        return found

    def _steps(self) -> list[Kept]:
        """Those of that time, oldest first: read back to a page of which none is, since clocks may be set back."""
        found, end = list[Kept](), self._end
        for _ in range(MOST // _PAGE):
            numbers = self._journal.numbers(_STEPS, (end, _PAGE))
            page = self._journal.numbered(numbers)
            found += [each for each in page if self._since <= each.record.received <= self._until]
            if len(numbers) < _PAGE or all(each.record.received < self._since for each in page):
                break
            end = numbers[-1]
        return found[::-1]

    def _of(self, session: int, steps: list[Kept], last: int | None) -> Losses:
        """What one session lost, its last record being of `last`."""
        found = self._before(session, steps[0].seq if steps else self._end)
        for kept in steps:
            if not isinstance(step := kept.record, LinkRecord):
                continue
            if not lost_by(step):
                found.step(step.received, is_live=step.state is State.LIVE)
            # Nobody knows how it stood behind records that are missing.
            elif (heard := self._last_before(kept)) is not None:
                found.stop(heard)
        if last is not None:
            found.stop(min(last, self._until))
        return found

    def _before(self, session: int, seq: int) -> Losses:
        """How a session stood before the step `seq`."""
        found, latest = Losses(), None
        for _ in range(_PAGES):
            bounds = {"session": session, "before": seq, "most": _PAGE}
            numbers = self._journal.numbers(_STEPS_BEFORE, bounds)
            for kept in self._journal.numbered(numbers):
                if not isinstance(step := kept.record, LinkRecord):
                    continue
                latest = latest or step
                if step.state is State.LIVE:
                    # What its latest step says held from then on; of a loss, what came before that is left out.
                    at = max(self._since, latest.received)
                    found.step(at, is_live=True)
                    found.step(at, is_live=latest.state is State.LIVE or lost_by(latest) > 0)
                    return found
            if len(numbers) < _PAGE:
                break
            seq = numbers[-1]
        return found

    def _last_before(self, kept: Kept) -> int | None:
        """When the last record before a step was received."""
        found = self._journal.numbers(_ORDINAL, (kept.seq,))
        return self._last(kept.session, found[0]) if found else None

    def _last(self, session: int, ordinal: int) -> int | None:
        """When the last record or double of a session before `ordinal` was received, Unix ms."""
        bounds = {"session": session, "ordinal": ordinal, "end": self._end}
        found = self._journal.numbers(_LAST, bounds)
        return found[0] // NS if found else None
