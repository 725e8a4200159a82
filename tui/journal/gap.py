"""What stands in the journal for records that nothing could be done with in time."""

from tui.core.link import State
from tui.core.record import LinkRecord, Record


def gap(lost: int, behind: Record, state: State) -> LinkRecord:
    """The record for `lost` others, before the one `behind` them; `state` is the link's as far as it was recorded."""
    return LinkRecord(behind.received, behind.generation, state, _words(lost), beyond=behind.beyond)


def is_gap(record: Record, lost: int) -> bool:
    """Whether a record stands for so many."""
    return isinstance(record, LinkRecord) and record.words == _words(lost)


def _words(lost: int) -> str:
    records = "record was" if lost == 1 else "records were"
    return f"{lost} {records} not kept: the journal could not be written"
