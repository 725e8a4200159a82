"""What stands in the journal for records that nothing could be done with in time."""

import re
from typing import Final

from tui.core.link import State
from tui.core.record import LinkRecord, Record

_WORDS: Final = "not kept: the journal could not be written"
_lost = re.compile(rf"(\d{{1,18}}) records? (?:was|were) {_WORDS}\Z", re.ASCII).match


def gap(lost: int, behind: Record, state: State) -> LinkRecord:
    """The record for `lost` others, before the one `behind` them; `state` is the link's as far as it was recorded."""
    words = f"{lost} {'record was' if lost == 1 else 'records were'} {_WORDS}"
    return LinkRecord(behind.received, behind.generation, state, words, beyond=behind.beyond)


def lost_by(record: Record) -> int:
    """How many records a record stands for; 0 for one that stands for itself."""
    found = _lost(record.words) if isinstance(record, LinkRecord) else None
    return int(found[1]) if found else 0
