"""`python -m tests.fuzz.expressions`: throw random strings at the parser of expressions.

Whatever the text, it gives an expression that prints back to the same tree, or a fault with a place in the text and
words. The seed is printed, so that a finding can be had again.
"""

import argparse
import random
import sys
import time

from tui.core.parsing import Fault, parse
from tui.core.spelling import spelt

PIECES = (
    "amount", "available", "stake", "inorders", "changed", "tradable", "nonzero", "in", "orders", "btc", "1INCH",
    '"eth"', '"', '""', "<", "<=", ">", ">=", "=", "==", "!=", "!", "(", ")", "|", " ", "\t", "0.5", "-1", "0", "00",
    "1e9", "5m", "90s", "1.5h", "2d", "1w", "3min", "7x", ",",
    "\x00", "\x1b[2J", "\u202e", "\ud800", "\u00e9", "\uff11", "\u017f", "\u212a", "x" * 25,
    "9" * 40, "(" * 45, "!" * 45, "a" * 400,
)  # fmt: skip


def text(rng: random.Random) -> str:
    """A few pieces of the language, or of nothing, in any order; sometimes any characters at all."""
    if rng.random() < 0.2:
        return "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(0, 12)))
    return rng.choice(("", " ")).join(rng.choice(PIECES) for _ in range(rng.randrange(0, 10)))


def check(said: str) -> bool:
    """Whether it is an expression. Raises AssertionError for a finding."""
    found = parse(said)
    if isinstance(found, Fault):
        assert 0 <= found.place <= len(said), found
        assert found.words, found
        return False
    assert parse(spelt(found)) == found, spelt(found)
    return True


def main() -> int:
    """Fuzz as often as asked; 1 and the text for a finding."""
    options = argparse.ArgumentParser(description="Fuzz the parser of expressions.")
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=int(time.time()))
    asked = options.parse_args()
    rng = random.Random(asked.seed)
    read = 0
    for number in range(asked.count):
        said = text(rng)
        try:
            read += check(said)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            print(f"seed {asked.seed}, text {number}: {error!r}\n{said!r}", file=sys.stderr)
            return 1
    print(
        f"seed {asked.seed}: {asked.count:,} texts, {read:,} expressions, each fault has a place, no finding"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
