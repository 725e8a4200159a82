"""Finding records by eventID, currency, kind and time; newest first or oldest first, as many as are wanted."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tui.core.record import Kind
from tui.journal.codec import KINDS
from tui.journal.store import Journal, Kept

LINK: Final = "link"
"""What a step of the link is called among the kinds."""

KIND_NAMES: Final = (LINK, *(kind.value for kind in Kind))

_PAGE: Final = 200
_BEYOND_TEXT: Final = "\U0010ffff"


class Wanted(Struct, frozen=True):
    """What is looked for; what is left open is not asked for."""

    currency: str = ""
    event_id: str = ""
    """The beginning of it, in capitals or not."""
    kinds: tuple[str, ...] = ()
    """Names of `KIND_NAMES`."""
    since: int | None = None
    """Unix ns."""
    until: int | None = None
    """Unix ns."""


def wanted_by(text: str, currencies: frozenset[str]) -> Wanted:
    """What someone looks for who types `text`: a kind, a currency that is known, or the beginning of an eventID."""
    word = text.strip()
    if word.lower() in KIND_NAMES:
        return Wanted(kinds=(word.lower(),))
    if word.upper() in currencies:
        return Wanted(currency=word.upper())
    return Wanted(event_id=word.lower())


def search(
    journal: Journal,
    wanted: Wanted,
    *,
    before: int | None = None,
    behind: int | None = None,
    newest_first: bool = True,
) -> Iterator[Kept]:
    """What is wanted, numbers below `before` or above `behind`. Raises JournalError.

    It is read a page at a time, so whoever has enough may stop.
    """
    first, end = journal.span()
    low = first if behind is None else max(first, behind + 1)
    high = end if before is None else min(end, before)
    if wanted.since is not None or wanted.until is not None:
        first, end = journal.between(wanted.since, wanted.until)
        low, high = max(low, first), min(high, end)
    query, parameters = _query(wanted, newest_first=newest_first)
    while low < high:
        page = journal.numbers(query, {**parameters, "low": low, "high": high, "most": _PAGE})
        yield from journal.numbered(page)
        if len(page) < _PAGE:
            return
        if newest_first:
            high = page[-1]
        else:
            low = page[-1] + 1


def _query(wanted: Wanted, *, newest_first: bool) -> tuple[str, dict[str, int | str]]:
    conditions = ["record.seq >= :low AND record.seq < :high"]
    parameters: dict[str, int | str] = {}
    source, key = "record", "record.seq"
    if wanted.currency:
        key = "balance.seq"
        source = (
            "currency CROSS JOIN balance ON balance.currency = currency.id "
            "CROSS JOIN record ON record.seq = balance.seq"
        )
        conditions.append("currency.code = :currency AND balance.seq >= :low AND balance.seq < :high")
        parameters["currency"] = wanted.currency
    if wanted.event_id:
        # SQLite would rather walk through all numbers than sort the few that it finds.
        if not wanted.currency:
            source = "record INDEXED BY record_by_event_id"
        conditions.append(
            "event_id <> '' AND event_id >= :id COLLATE NOCASE AND event_id < :beyond COLLATE NOCASE"
        )
        parameters |= {"id": wanted.event_id, "beyond": wanted.event_id + _BEYOND_TEXT}
    if wanted.kinds:
        numbers = [KINDS.index(None if name == LINK else Kind(name)) for name in wanted.kinds]
        conditions.append(f"kind IN ({', '.join(map(str, numbers))})")
        if KINDS.index(Kind.UPDATE) not in numbers:
            conditions.append("kind <> 2")  # so that SQLite takes the index of rare kinds
    for name, bound, relation in (("since", wanted.since, ">="), ("until", wanted.until, "<=")):
        if bound is not None:
            conditions.append(f"record.received {relation} :{name}")
            parameters[name] = bound
    order = "DESC" if newest_first else "ASC"
    return (
        f"SELECT record.seq FROM {source} WHERE {' AND '.join(conditions)} ORDER BY {key} {order} LIMIT :most",
        parameters,
    )
