"""`make fuzz`: throw mutated messages at `decode` and the book for minutes.

Whatever the bytes, decoding gives a value in time that grows no faster than they do, an event spells every amount as it
was sent, and taking it in leaves a book whose rows are whole. The seed is printed, so that a finding can be had again.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter

from tui.core.amount import digits
from tui.core.book import Book, opened
from tui.core.events import Event
from tui.core.intake import take
from tui.core.message import readable
from tui.core.novelty import Novelties
from tui.core.wire import decode

WORDS = (
    b'"', b"\\", b"{", b"}", b"[", b"]", b":", b",", b"null", b"true", b"1e999999", b"-0", b"NaN", b"\x00", b"\xff",
    b"\xe2\x80\xae", b"\\u001b", b"\\ud800", b'"currency"', b'"amount"', b'"data"', b'"event"', b"ACCOUNT_BALANCE",
    b"9" * 40, b"." * 3, b"[" * 2_000, b'{"a":' * 500, b" " * 50, "\uff11\uff12".encode(), b"1_000", b"+1",
)  # fmt: skip
SECONDS_PER_MEGABYTE = 2.0


def message(rng: random.Random) -> bytes:
    """A message as the exchange sends it."""
    rows = {}
    for _ in range(rng.randrange(0, 6)):
        code = rng.choice(["BTC", "ETH", "TWD", "A" * 20, "1INCH"])
        amounts = [f"{rng.randrange(10**12)}.{rng.randrange(10**8):08d}" for _ in range(3)]
        rows[code] = {
            "currency": code,
            "amount": amounts[0],
            "available": amounts[1],
            "stake": amounts[2],
            "tradable": rng.random() < 0.8,
        }
    said = {
        "event": "ACCOUNT_BALANCE",
        "eventID": "dadf4ac1-665a-4f39-a139-ab95da102374",
        "timestamp": rng.choice([1_790_000_000_000, 0, -1, 2**63 - 1, 1_790_000_000]),
        "datetime": "2026-09-21T22:13:20.000Z",
        "data": rows,
    }
    return json.dumps(said, separators=rng.choice([(",", ":"), (", ", ": ")])).encode()


def mutated(rng: random.Random, raw: bytes) -> bytes:
    """`raw` with a few pieces changed, dropped, doubled or put in."""
    data = bytearray(raw)
    for _ in range(rng.randrange(0, 5)):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.randrange(1, 30))
        match rng.randrange(5):
            case 0:
                data[at:at] = rng.choice(WORDS)
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to]
            case 3:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case _:
                data[at:to] = rng.choice(WORDS)
    return bytes(data)


def check(raw: bytes, book: Book, novelties: Novelties) -> tuple[str, Book]:
    """Decode and take in `raw`; what it was, and the book after it. Raises AssertionError for a finding."""
    start = time.perf_counter()
    decoded = decode(raw)
    took = time.perf_counter() - start
    assert took < 0.05 + SECONDS_PER_MEGABYTE * len(raw) / (1 << 20), f"took {took:.2f} s"
    if isinstance(decoded, Event):
        said = json.loads(raw)["data"]
        for currency, balance in decoded.balances.items():
            for name in ("amount", "available", "stake"):
                assert digits(getattr(balance, name)) == said[currency][name]
    moved, record = take(
        book,
        raw,
        is_text=True,
        received=1_790_000_000_000,
        seen=0.0,
        generation=book.generation,
        novelties=novelties,
    )
    assert all(currency == entry.balance.currency for currency, entry in moved.entries.items())
    assert all(line.isprintable() for line in readable(record.raw))
    return type(decoded).__name__, moved


def main() -> int:
    """Fuzz for as long as asked; 1 and the message for a finding."""
    parser = argparse.ArgumentParser(description="Fuzz the decoder.")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    rng = random.Random(options.seed)
    seen: Counter[str] = Counter()
    book, novelties = opened(Book(), 1), Novelties()
    end = time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        raw = mutated(rng, message(rng))
        try:
            what, book = check(raw, book, novelties)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
            print(f"seed {options.seed}, message {sum(seen.values())}: {error!r}\n{raw!r}", file=sys.stderr)
            return 1
        seen[what] += 1
    print(f"seed {options.seed}: {sum(seen.values()):,} messages, {dict(seen)}, no finding")
    return 0


if __name__ == "__main__":
    sys.exit(main())
