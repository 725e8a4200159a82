"""Which currencies there are: real-looking ones first, made-up codes after them, up to 5,000."""

import random
import string
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, islice

from tui.exchange.coins import ZERO, Coin


def _coin(currency: str, decimals: int, written: int, price: str, typical: str, *marks: str) -> Coin:
    return Coin(
        currency=currency,
        decimals=decimals,
        written_decimals=written,
        price=Decimal(price),
        typical=Decimal(typical),
        tradable="delisted" not in marks,
        stakes="stakes" in marks,
    )


KNOWN = (
    _coin("TWD", 2, 0, "1", "850000"),
    _coin("BTC", 8, 0, "3400000", "1.25"),
    _coin("ETH", 8, 8, "115000", "18.5", "stakes"),
    _coin("USDT", 8, 0, "32.1", "42000", "stakes"),
    _coin("USDC", 8, 1, "32.1", "0"),
    _coin("BITO", 8, 1, "2.4", "125000", "stakes"),
    _coin("BNB", 8, 0, "20500", "3.2"),
    _coin("XRP", 6, 0, "75", "5200"),
    _coin("SOL", 8, 8, "5400", "64", "stakes"),
    _coin("ADA", 6, 1, "21", "9500", "stakes"),
    _coin("DOGE", 8, 0, "5.6", "31000"),
    _coin("TRX", 6, 0, "9.1", "8500", "stakes"),
    _coin("LTC", 8, 8, "3100", "0.00000004"),
    _coin("BCH", 8, 0, "16800", "0.6"),
    _coin("SHIB", 8, 8, "0.0004", "480000000000"),
    _coin("EOS", 4, 4, "18", "112.5", "delisted"),
    _coin("POL", 8, 1, "7.4", "2400", "stakes"),
    _coin("APE", 8, 0, "17.5", "0"),
    _coin("TON", 8, 0, "96", "310"),
    _coin("MITH", 8, 1, "0.02", "77777", "delisted"),
    _coin("LINK", 8, 8, "520", "0"),
    _coin("AVAX", 8, 0, "740", "0"),
    _coin("OMG", 8, 0, "8", "0", "delisted"),
    _coin("DOT", 8, 0, "130", "85", "stakes"),
    _coin("UNI", 8, 1, "250", "40"),
    _coin("ATOM", 6, 0, "140", "0"),
    _coin("XLM", 7, 0, "9", "12000"),
    _coin("ETC", 8, 0, "640", "0"),
    _coin("NEAR", 8, 8, "88", "150"),
    _coin("AAVE", 8, 0, "6100", "0.75"),
    _coin("ARB", 8, 0, "12", "0"),
    _coin("1INCH", 8, 1, "8", "900"),
    _coin("PEPE", 0, 0, "0.0003", "25000000"),
    _coin("GRIN", 8, 8, "1.1", "3.14159265", "delisted"),
    _coin("ZEC", 8, 0, "1500", "0", "delisted"),
    _coin("SAND", 8, 0, "9", "0"),
)


def coins(count: int, seed: int) -> tuple[Coin, ...]:
    """Give the first `count` currencies of the seed's catalogue; a longer one starts with the shorter."""
    return tuple(islice(chain(KNOWN, _made_up(seed)), count))


def _made_up(seed: int) -> Iterator[Coin]:
    random_source = random.Random(f"catalogue of {seed}")  # noqa: S311 - a story, not a secret
    taken = {coin.currency for coin in KNOWN}
    while True:
        currency = _code(random_source)
        if currency in taken:
            continue
        taken.add(currency)
        decimals = random_source.choice((0, 2, 4, 6, 8, 8, 8))
        magnitude = random_source.randrange(-4, 7)
        price = Decimal(random_source.randrange(100, 1_000)).scaleb(magnitude - 2)
        worth = Decimal(random_source.randrange(1, 1_000)).scaleb(random_source.randrange(1, 4))
        yield Coin(
            currency=currency,
            decimals=decimals,
            written_decimals=random_source.choice((0, min(1, decimals), decimals)),
            price=price,
            typical=ZERO if random_source.random() < 0.4 else worth / price,  # noqa: PLR2004 - two in five
            tradable=random_source.random() > 0.1,  # noqa: PLR2004 - one in ten is delisted
            stakes=random_source.random() < 0.2,  # noqa: PLR2004 - one in five
        )


def _code(random_source: random.Random) -> str:
    length = random_source.choice((3, 3, 3, 4, 4, 4, 5, 5, 6, 8, 12, 20))
    letters = random_source.choices(string.ascii_uppercase, k=length)
    if length > 3 and random_source.random() < 0.1:  # noqa: PLR2004 - a digit now and then, in the longer ones
        letters[0] = random_source.choice(string.digits)
    return "".join(letters)
