"""The account: its holdings, and the events its story brings forth."""

import random
import uuid
from dataclasses import dataclass

from tui.exchange.catalogue import coins
from tui.exchange.holdings import Holding, Holdings
from tui.exchange.opening import opening_of
from tui.exchange.story import Story


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """One thing to tell the trader: these holdings, as they are now."""

    event_id: str
    """A UUID, the same for the same seed."""
    timestamp: int
    """Unix time in ms; never below that of the event before."""
    holdings: tuple[Holding, ...]
    """All of them in a snapshot, the ones that changed in an update."""


class Account:
    """A seeded account. The same seed tells the same story, event by event, however many listen."""

    def __init__(self, *, seed: int, currencies: int) -> None:
        opening_chance, story_chance, self._update_ids, self._snapshot_ids = (
            random.Random(f"{part} of {seed}")  # noqa: S311 - a story, not a secret
            for part in ("opening", "story", "updates", "snapshots")
        )
        self.holdings = Holdings(opening_of(coin, opening_chance) for coin in coins(currencies, seed))
        """Every currency's balance, now."""
        self.story = Story(self.holdings, story_chance)
        """What happens to them, with the open orders."""
        self.updates = 0
        """How many updates there have been."""
        self._last_timestamp = 0

    def advance(self, now_ms: int) -> AccountEvent:
        """Let the next thing happen at Unix time `now_ms`."""
        moved = self.story.advance()
        self.updates += 1
        return AccountEvent(
            event_id=_identifier(self._update_ids),
            timestamp=self._time(now_ms),
            holdings=tuple(self.holdings[currency] for currency in moved),
        )

    def snapshot(self, now_ms: int) -> AccountEvent:
        """Tell everything at Unix time `now_ms`; its eventID is drawn apart, so the story goes on unchanged."""
        return AccountEvent(_identifier(self._snapshot_ids), self._time(now_ms), tuple(self.holdings))

    def _time(self, now_ms: int) -> int:
        """Keep timestamps from falling when the clock is set back."""
        self._last_timestamp = max(self._last_timestamp, now_ms)
        return self._last_timestamp


def _identifier(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))
