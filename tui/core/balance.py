"""What the exchange says of one currency."""

from decimal import Decimal

from msgspec import Struct

from tui.core.amount import ZERO, difference, total, without_zeros
from tui.tongue import marked

_NEGATIVE = {
    (True, False, False): marked("negative amount"),
    (False, True, False): marked("negative available"),
    (False, False, True): marked("negative stake"),
    (True, True, False): marked("negative amount and available"),
    (True, False, True): marked("negative amount and stake"),
    (False, True, True): marked("negative available and stake"),
    (True, True, True): marked("negative amount and available and stake"),
}
"""By which of amount, available and stake are."""


class Balance(Struct, frozen=True, gc=False):
    """One currency of the account, as the wire has it (PROTOCOL.md, Messages)."""

    currency: str
    """The code, 1 to 20 capital ASCII letters and digits."""
    amount: Decimal
    """The total, stake included."""
    available: Decimal
    """What can be used now."""
    stake: Decimal
    """What is staked."""
    tradable: bool
    """False for delisted coins, whose rows keep coming."""

    @property
    def in_orders(self) -> Decimal:
        """What is held back by neither stake nor use: inferred (PROTOCOL.md, Messages), never below zero.

        Without trailing zeros, since nobody sent any.
        """
        return max(without_zeros(difference(self.held, self.stake)), ZERO)

    @property
    def held(self) -> Decimal:
        """Everything that cannot be used now: `amount - available`."""
        return difference(self.amount, self.available)

    @property
    def is_zero(self) -> bool:
        """Whether amount, available and stake are all zero."""
        return not (self.amount or self.available or self.stake)

    @property
    def oddity(self) -> str:
        """What breaks `0 <= available + stake <= amount`, in English; empty for a sound row.

        Programs read it (`flags` in JSON); for people it is said where it is shown.
        """
        if not self.stake and ZERO <= self.available <= self.amount:
            return ""
        negative = (self.amount < ZERO, self.available < ZERO, self.stake < ZERO)
        if any(negative):
            return _NEGATIVE[negative]
        if total((self.available, self.stake)) > self.amount:
            return marked("available + stake is more than amount")
        return ""

    def same_value(self, other: "Balance") -> bool:
        """Whether both say the same, however many trailing zeros either has."""
        return (
            self.amount == other.amount
            and self.available == other.available
            and self.stake == other.stake
            and self.tradable == other.tradable
        )
