"""What there is to know of a journal without reading all of it."""

from collections.abc import Iterator
from datetime import tzinfo

from tui.core.text import NOTHING, date_and_clock
from tui.journal.codec import KINDS, NS
from tui.journal.search import LINK
from tui.journal.store import Journal
from tui.reports.journal.which import Which

_MEGABYTE = 1 << 20


def lines(journal: Journal, which: Which) -> Iterator[str]:
    """The lines of `bitotui journal info`. Raises JournalError."""
    facts = dict(_facts(journal, which))
    width = max(map(len, facts))
    yield from (f"{name.ljust(width)}  {value}" for name, value in facts.items())


def _facts(journal: Journal, which: Which) -> Iterator[tuple[str, str]]:
    first, end = journal.span()
    yield "path", str(which.path.absolute())
    yield "size", _size(which)
    for name, seq in (("first", first), ("last", end - 1)):
        yield name, _received(journal, seq, which.zone)
    yield "records", f"{end - first:,}"
    rare = dict(journal.asked("SELECT kind, count(*) FROM record WHERE kind <> 2 GROUP BY kind"))
    counts = {number: rare.get(number, 0) for number in range(len(KINDS))}
    counts[2] = end - first - sum(rare.values())
    for number, kind in enumerate(KINDS):
        yield f"  {LINK if kind is None else kind.value}", f"{counts[number]:,}"
    ((doubles,),) = journal.asked("SELECT count(*) FROM double")
    yield "doubles", f"{doubles:,}, folded"
    ((sessions,),) = journal.asked("SELECT count(*) FROM session")
    yield "sessions", f"{sessions:,}"
    ((checkpoints,),) = journal.asked("SELECT count(*) FROM checkpoint")
    yield "checkpoints", f"{checkpoints:,}"
    yield "version", str(journal.version)
    keeping = which.keeping
    kept = f"{keeping.days} days, {keeping.megabytes} MB at most"
    yield "retention", kept if keeping.is_on else f"recording is off; {kept} when it is on"


def _size(which: Which) -> str:
    parts = (which.path.with_name(which.path.name + ending) for ending in ("", "-wal"))
    size = sum(part.stat().st_size for part in parts if part.exists())
    return f"{size / _MEGABYTE:,.1f} MB"


def _received(journal: Journal, seq: int, zone: tzinfo | None) -> str:
    found = journal.asked("SELECT received FROM record WHERE seq = ?", (seq,))
    return date_and_clock(found[0][0] // NS, zone) if found else NOTHING
