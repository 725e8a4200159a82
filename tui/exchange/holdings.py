"""What the account holds: every move keeps `0 <= available + stake <= amount`, or is refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from tui.exchange.coins import EXACT, LARGEST_AMOUNT, ZERO, Coin


@dataclass(frozen=True, slots=True)
class Holding:
    """The balance of one currency (PROTOCOL.md, Messages)."""

    coin: Coin
    amount: Decimal
    """The total, stake included."""
    available: Decimal
    """What can be used now."""
    stake: Decimal
    """What is staked."""

    @property
    def currency(self) -> str:
        """The currency's code."""
        return self.coin.currency

    @property
    def in_orders(self) -> Decimal:
        """What open orders hold back."""
        return EXACT.subtract(EXACT.subtract(self.amount, self.available), self.stake)


class Holdings:
    """One holding for each currency, in the catalogue's order; each move replaces a holding."""

    def __init__(self, opening: Iterable[Holding]) -> None:
        self._by_currency = {holding.currency: holding for holding in opening}

    def __getitem__(self, currency: str) -> Holding:
        return self._by_currency[currency]

    def __contains__(self, currency: str) -> bool:
        return currency in self._by_currency

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._by_currency.values())

    def __len__(self) -> int:
        return len(self._by_currency)

    def lock(self, currency: str, quantity: Decimal) -> None:
        """Hold back what an order may spend."""
        self._move(currency, available=-quantity)

    def release(self, currency: str, quantity: Decimal) -> None:
        """Give back what an order had held."""
        self._move(currency, available=quantity)

    def spend_locked(self, currency: str, quantity: Decimal) -> None:
        """Hand over what an order had held."""
        self._move(currency, amount=-quantity)

    def debit(self, currency: str, quantity: Decimal) -> None:
        """Take from what is available."""
        self._move(currency, amount=-quantity, available=-quantity)

    def credit(self, currency: str, quantity: Decimal) -> None:
        """Add to what is available."""
        self._move(currency, amount=quantity, available=quantity)

    def stake(self, currency: str, quantity: Decimal) -> None:
        """Move from available to stake."""
        self._move(currency, available=-quantity, stake=quantity)

    def unstake(self, currency: str, quantity: Decimal) -> None:
        """Move from stake to available."""
        self._move(currency, available=quantity, stake=-quantity)

    def _move(
        self, currency: str, *, amount: Decimal = ZERO, available: Decimal = ZERO, stake: Decimal = ZERO
    ) -> None:
        before = self._by_currency[currency]
        after = Holding(
            coin=before.coin,
            amount=EXACT.add(before.amount, amount),
            available=EXACT.add(before.available, available),
            stake=EXACT.add(before.stake, stake),
        )
        if min(after.available, after.stake, after.in_orders) < 0 or after.amount > LARGEST_AMOUNT:
            raise ValueError(f"this move would break the balance of {currency}")
        self._by_currency[currency] = after
