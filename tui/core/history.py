"""The latest records, bounded by number and by bytes: a million events cost what the last few thousand do."""

from collections import deque
from typing import Final

from tui.core.activity import Activity
from tui.core.record import MessageRecord, Record

RECORDS_KEPT: Final = 2_000
"""What is older is read from the journal."""
BYTES_KEPT: Final = 1 << 20
"""Of raw messages; at least the latest record is always kept."""


class History:
    """A window on what happened. Records are numbered from 0 and keep their numbers for ever."""

    def __init__(self, records_kept: int = RECORDS_KEPT, bytes_kept: int = BYTES_KEPT) -> None:
        self._records: deque[Record] = deque()
        self._records_kept = records_kept
        self._bytes_kept = bytes_kept
        self._bytes = 0
        self.first = 0
        """The number of the oldest record still here."""
        self.activity = Activity()
        """What is counted of all of them, those that have left too."""

    @property
    def end(self) -> int:
        """The number that the next record will get."""
        return self.first + len(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __getitem__(self, number: int) -> Record:
        """The record with this number. Raises IndexError when it is not here, or no longer."""
        index = number - self.first
        if index < 0:
            raise IndexError(number)
        return self._records[index]

    def append(self, record: Record) -> None:
        """Add a record; the oldest leave when there are too many."""
        self._records.append(record)
        self.activity.take(record)
        self._bytes += _size(record)
        while len(self._records) > 1 and (
            len(self._records) > self._records_kept or self._bytes > self._bytes_kept
        ):
            self._bytes -= _size(self._records.popleft())
            self.first += 1


def _size(record: Record) -> int:
    return len(record.raw) if isinstance(record, MessageRecord) else 0
