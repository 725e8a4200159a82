"""Brings the faults about, one after the other, and waits each time until the feed has recovered by itself."""

import itertools
from collections import Counter
from collections.abc import Callable

from tests.soak.checker import Checked
from tests.soak.clock import LeapingClock
from tests.soak.partner import Partner
from tests.soak.plan import Trial, Way
from tui.core import link as rules
from tui.core.book import Phase
from tui.core.link import State

BEFORE = 200
AFTER = 250
"""Updates before a fault and after it; with those while it stands, a fault every 500 messages."""

_STEP = 0.05
_RECOVERY = 30.0
"""Seconds that recovering may take, waits between attempts not counted: those are leapt over."""


class Driver:
    """One feed, its exchange, and the clock that both waits and leaps are taken from."""

    def __init__(self, checked: Checked, partner: Partner, clock: LeapingClock) -> None:
        self._checked = checked
        self._partner = partner
        self._clock = clock
        self._ends = itertools.cycle((("reset", None), ("fin", None), ("cut", None), ("close", "1001")))
        self._partial = 0
        self._leaps_partial = True
        self.tried: Counter[str] = Counter()
        self.marked: Counter[str] = Counter()
        """Trials after which a row stayed marked until the next snapshot."""
        self.stuck: list[str] = []
        """Trials from which the feed did not recover."""

    async def start(self) -> None:
        """Wait until it is LIVE for the first time."""
        await self._recovered("the start")

    async def run(self, trial: Trial) -> None:
        """One trial, with updates before and after it."""
        checked, partner = self._checked, self._partner
        checked.trial = trial.words
        self._leaps_partial = trial.value != "late"
        await partner.step(BEFORE)
        checked.allows_disorder = trial.name == "disorder"
        match trial.way:
            case Way.ACT:
                await partner.now(trial.name, trial.value)
                await partner.step(trial.during)
            case Way.DOOR:
                await self._at_the_door(trial)
            case Way.STANDING:
                await self._standing(trial)
        await self._recovered(trial.words)
        checked.allows_disorder = False
        await partner.step(AFTER)
        await self._recovered(trial.words)
        await self._verify(trial)
        self.tried[trial.name] += 1

    async def _at_the_door(self, trial: Trial) -> None:
        for name, value in trial.beside:
            await self._partner.set(name, value)
        await self._partner.set(trial.name, trial.value, times=None if trial.beside else 1)
        ended, opened = self._ended, self._opened
        await self._end()
        await self._passed(lambda: self._ended >= ended + 2 or self._opened > opened)
        await self._partner.step(trial.during)
        await self._partner.clear()

    async def _standing(self, trial: Trial) -> None:
        await self._partner.set(trial.name, trial.value)
        opened = self._opened
        await self._end()
        await self._passed(lambda: self._opened > opened and self._checked.reading.link.is_open)
        ended = self._ended
        await self._partner.step(trial.during)
        updates = self._partner.updates
        await self._passed(lambda: self._checked.heard >= updates or self._ended > ended)
        await self._partner.clear()
        await self._end()
        await self._passed(lambda: self._opened > opened + 1)

    async def _end(self) -> None:
        name, value = next(self._ends)
        await self._partner.now(name, value)

    @property
    def _ended(self) -> int:
        return self._checked.tally.endings.total()

    @property
    def _opened(self) -> int:
        return self._checked.tally.connections

    async def _passed(self, fact: Callable[[], bool], seconds: float = 4.0) -> bool:
        """Wait for `fact`, leaping over whatever else is waited for."""
        until = self._clock.elapsed() - self._clock.leapt + seconds
        while not fact():
            if self._clock.elapsed() - self._clock.leapt > until:
                return False
            self._hurry()
            await self._checked.until(fact, _STEP)
        return True

    async def _recovered(self, after: str) -> None:
        if not await self._passed(self._is_well, _RECOVERY):
            link = self._checked.reading.link
            self.stuck.append(
                f"{after}: {link.state.value} {link.reason}, at update {self._checked.heard} of {self._partner.updates}"
            )
            self._checked.redial()
            await self._passed(self._is_well, _RECOVERY)

    def _is_well(self) -> bool:
        reading = self._checked.reading
        return (
            reading.link.is_live and not reading.book.behind and self._checked.heard == self._partner.updates
        )

    def _hurry(self) -> None:
        """Leap to the moment that the link itself waits for."""
        link, book = self._checked.reading.link, self._checked.reading.book
        now = self._clock.elapsed()
        if link.state in (State.LOST, State.REFUSED) and link.retry_at is not None:
            self._clock.leap(link.retry_at - now)
        elif link.is_open and book.behind and book.phase is not Phase.WAITING:
            self._clock.leap(rules.heal_at(link, now) - now)
        elif book.phase is Phase.PARTIAL and self._leaps_partial and self._partial != link.generation:
            self._partial = link.generation
            self._clock.leap(rules.PARTIAL_WAIT)

    async def _verify(self, trial: Trial) -> None:
        """The whole book equals the account, mark for mark; where a fault leaves marks, after one more snapshot."""
        if self._checked.differences() and trial.leaves_marks:
            self.marked[trial.words] += 1
            opened = self._opened
            await self._end()
            await self._passed(lambda: self._opened > opened)
            await self._recovered(f"marks of {trial.words}")
        for difference in self._checked.differences():
            self._checked.tally.wrong += 1
            self._checked.tally.find(f"after {trial.words}: {difference}")
