"""The latest records, bounded by number and by bytes: a million events cost what the last few thousand do."""

from collections import deque
from typing import Final

from tui.core.record import MessageRecord, Record
from tui.core.sheets import Sheet

RECORDS_KEPT: Final = 4_000
BYTES_KEPT: Final = 2 << 20
"""Of raw messages; at least the latest record is always kept."""

_AT_HAND: Final = 64
"""So many of the latest records stay as they are; a screen shows no more."""
_SHEET: Final = 32
"""So many at once are packed."""


class History:
    """A window on what happened. Records are numbered from 0 and keep their numbers for ever.

    Those that are not among the latest are packed: they come back equal, not the same.
    """

    def __init__(self, records_kept: int = RECORDS_KEPT, bytes_kept: int = BYTES_KEPT) -> None:
        self._at_hand: deque[Record] = deque()
        self._sheets: deque[Sheet] = deque()
        self._packed = 0
        """The number of the first record of the first sheet."""
        self._sizes: deque[int] = deque()
        """Raw bytes of each record."""
        self._opened: tuple[Sheet, tuple[Record, ...]] | None = None
        self._records_kept = records_kept
        self._bytes_kept = bytes_kept
        self._bytes = 0
        self.first = 0
        """The number of the oldest record still here."""

    @property
    def end(self) -> int:
        """The number that the next record will get."""
        return self.first + len(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)

    def __getitem__(self, number: int) -> Record:
        """The record with this number. Raises IndexError when it is not here, or no longer."""
        if not self.first <= number < self.end:
            raise IndexError(number)
        index = number - (self.end - len(self._at_hand))
        if index >= 0:
            return self._at_hand[index]
        sheet, place = divmod(number - self._packed, _SHEET)
        return self._open(self._sheets[sheet])[place]

    def append(self, record: Record) -> None:
        """Add a record; the oldest leave when there are too many."""
        size = len(record.raw) if isinstance(record, MessageRecord) else 0
        self._at_hand.append(record)
        self._sizes.append(size)
        self._bytes += size
        while len(self._sizes) > 1 and (
            len(self._sizes) > self._records_kept or self._bytes > self._bytes_kept
        ):
            self._drop()
        if len(self._at_hand) >= _AT_HAND + _SHEET:
            self._pack()

    def _drop(self) -> None:
        """Let the oldest record go, and its sheet with the last of it."""
        if self._sheets:
            if self.first + 1 == self._packed + _SHEET:
                self._sheets.popleft()
                self._packed += _SHEET
        else:
            self._at_hand.popleft()
        self._bytes -= self._sizes.popleft()
        self.first += 1

    def _pack(self) -> None:
        if not self._sheets:
            self._packed = self.first
        self._sheets.append(Sheet([self._at_hand.popleft() for _ in range(_SHEET)]))

    def _open(self, sheet: Sheet) -> tuple[Record, ...]:
        """What a sheet holds; the last one that was looked at stays open, since lines are drawn in a row."""
        if self._opened is None or self._opened[0] is not sheet:
            self._opened = sheet, sheet.records()
        return self._opened[1]
