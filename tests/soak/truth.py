"""What the exchange's account holds after any number of updates: the same seed tells the same story."""

from collections import OrderedDict
from collections.abc import Iterable

from tui.exchange.account import Account

Row = tuple[str, str, str, bool]
"""Amount, available and stake digit for digit, and tradable."""

_REMEMBERED = 8_000
"""Updates whose eventID still finds them."""

_AHEAD = 4_000
"""How far the exchange may be ahead of what was heard."""


class Truth:
    """The account's story told once more, as far as it has been heard."""

    def __init__(self, seed: int, currencies: int = 24) -> None:
        self._account = Account(seed=seed, currencies=currencies)
        self._scout = Account(seed=seed, currencies=currencies)
        """Goes ahead, to know the eventIDs."""
        self._numbers: OrderedDict[str, int] = OrderedDict()
        self.moved: set[str] = set()
        """Currencies that moved since somebody last emptied this."""
        self.rows: dict[str, Row] = {}
        self._take(holding.currency for holding in self._account.holdings)

    @property
    def index(self) -> int:
        """How many updates `rows` holds."""
        return self._account.updates

    def number(self, event_id: str) -> int | None:
        """Which update has this eventID; None if it is none of those that can have been sent."""
        while event_id not in self._numbers and self._scout.updates < self.index + _AHEAD:
            event_id_ahead = self._scout.advance(0).event_id
            self._numbers[event_id_ahead] = self._scout.updates
            if len(self._numbers) > _REMEMBERED:
                self._numbers.popitem(last=False)
        return self._numbers.get(event_id)

    def advance(self, index: int) -> None:
        """Tell the story to update `index`."""
        while self.index < index:
            self._take(holding.currency for holding in self._account.advance(0).holdings)

    def _take(self, currencies: Iterable[str]) -> None:
        for currency in currencies:
            holding = self._account.holdings[currency]
            written = holding.coin.written
            amounts = (written(holding.amount), written(holding.available), written(holding.stake))
            self.rows[currency] = (*amounts, holding.coin.tradable)
            self.moved.add(currency)
