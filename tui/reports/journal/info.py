"""What there is to know of a journal without reading all of it."""

from collections.abc import Iterator
from datetime import tzinfo

from tui.core.text import NOTHING, date_and_clock
from tui.core.width import cells, padded
from tui.journal.codec import KINDS, NS
from tui.journal.search import LINK
from tui.journal.store import Journal
from tui.reports.journal.which import Which
from tui.tongue import marked, say

_MEGABYTE = 1 << 20


def lines(journal: Journal, which: Which) -> Iterator[str]:
    """The lines of `bitotui journal info`. Raises JournalError."""
    facts = list(_facts(journal, which))
    width = max(cells(name) for name, _ in facts)
    yield from (f"{padded(name, width)}  {value}" for name, value in facts)


def _facts(journal: Journal, which: Which) -> Iterator[tuple[str, str]]:
    first, end = journal.span()
    yield say("path"), str(which.path.absolute())
    yield say("size"), _size(which)
    for name, seq in ((marked("oldest"), first), (marked("latest"), end - 1)):
        yield say(name), _received(journal, seq, which.zone)
    yield say("records"), f"{end - first:,}"
    rare = dict(journal.asked("SELECT kind, count(*) FROM record WHERE kind <> 2 GROUP BY kind"))
    counts = {number: rare.get(number, 0) for number in range(len(KINDS))}
    counts[2] = end - first - sum(rare.values())
    for number, kind in enumerate(KINDS):
        yield f"  {say(LINK if kind is None else kind.value)}", f"{counts[number]:,}"
    ((doubles,),) = journal.asked("SELECT count(*) FROM double")
    yield say("doubles"), say("{number}, folded", number=f"{doubles:,}")
    ((sessions,),) = journal.asked("SELECT count(*) FROM session")
    yield say("sessions"), f"{sessions:,}"
    ((checkpoints,),) = journal.asked("SELECT count(*) FROM checkpoint")
    yield say("checkpoints"), f"{checkpoints:,}"
    yield say("version"), str(journal.version)
    keeping = which.keeping
    facts = {"days": keeping.days, "megabytes": keeping.megabytes}
    yield (
        say("retention"),
        say("{days} days, {megabytes} MB at most", **facts)
        if keeping.is_on
        else say("recording is off; {days} days, {megabytes} MB at most when it is on", **facts),
    )


def _size(which: Which) -> str:
    parts = (which.path.with_name(which.path.name + ending) for ending in ("", "-wal"))
    size = sum(part.stat().st_size for part in parts if part.exists())
    return say("{number} MB", number=f"{size / _MEGABYTE:,.1f}")


def _received(journal: Journal, seq: int, zone: tzinfo | None) -> str:
    found = journal.asked("SELECT received FROM record WHERE seq = ?", (seq,))
    return date_and_clock(found[0][0] // NS, zone) if found else NOTHING
