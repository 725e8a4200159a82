"""What the exchange says of one currency."""

from decimal import Decimal

from msgspec import Struct

from tui.core.amount import ZERO, difference, total, without_zeros
from tui.tongue import say


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
        """What breaks `0 <= available + stake <= amount`, in words; empty for a sound row."""
        if not self.stake and ZERO <= self.available <= self.amount:
            return ""
        if self.amount < ZERO or self.available < ZERO or self.stake < ZERO:
            named = (
                (say("amount"), self.amount),
                (say("available"), self.available),
                (say("stake"), self.stake),
            )
            names = say(" and ").join(name for name, value in named if value < ZERO)
            return say("negative {names}", names=names)
        if total((self.available, self.stake)) > self.amount:
            return say("available + stake is more than amount")
        return ""

    def same_value(self, other: "Balance") -> bool:
        """Whether both say the same, however many trailing zeros either has."""
        return (
            self.amount == other.amount
            and self.available == other.available
            and self.stake == other.stake
            and self.tradable == other.tradable
        )
