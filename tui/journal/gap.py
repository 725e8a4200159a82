"""What stands in the journal for records that nothing could be done with in time."""

import re
from typing import Final

from tui.core.link import State
from tui.core.record import LinkRecord, Record
from tui.tongue import say_number

_lost_earlier: Final = re.compile(
    r"(\d{1,18}) records? (?:was|were) not kept: the journal could not be written\Z", re.ASCII
).match
"""What earlier versions wrote, which kept the number in the words alone, and spoke English alone."""


def gap(lost: int, behind: Record, state: State) -> LinkRecord:
    """The record for `lost` others, before the one `behind` them; `state` is the link's as far as it was recorded."""
    words = say_number(
        "{number} record was not kept: the journal could not be written",
        "{number} records were not kept: the journal could not be written",
        lost,
    )
    return LinkRecord(behind.received, behind.generation, state, words, beyond=behind.beyond, lost=lost)


def lost_by(record: Record) -> int:
    """How many records a record stands for; 0 for one that stands for itself."""
    if not isinstance(record, LinkRecord):
        return 0
    found = None if record.lost else _lost_earlier(record.words)
    return int(found[1]) if found else record.lost
