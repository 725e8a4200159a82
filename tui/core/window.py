"""What happened as one long list of which little is in memory: this session's latest records, and the journal's."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final, Protocol

from msgspec import Struct

from tui.core.history import History
from tui.core.record import Record
from tui.tongue import marked

PAGE: Final = 64
"""Records that are read at once."""

PAGES_KEPT: Final = 8
"""More than any window shows at a time."""


class Remark(Struct, frozen=True):
    """A line that is no record: what is to be said in its place."""

    words: str


BEGINNING: Final = Remark(marked("the journal begins here"))
GONE: Final = Remark(marked("not in the journal any more"))
UNWRITTEN: Final = Remark(marked("not in the journal"))


class Keeper(Protocol):
    """Where records are that are not in memory, by the numbers of `Window`."""

    @property
    def first(self) -> int | None:
        """The number of the oldest record of earlier sessions, 0 for none; None while there is no journal at all."""
        ...

    def version(self) -> int:
        """Another number when something has been written since."""
        ...

    def page(self, first: int, end: int) -> Mapping[int, Record]:
        """The records from one number to before another, all below 0 or none; those that are not there are left out."""
        ...


class Window:
    """Numbers from 0 on are this session's records, those below 0 what the journal held when it began.

    So a record keeps its number though the past joins later. The oldest line says that the journal begins there.
    """

    def __init__(self, memory: History) -> None:
        self._memory = memory
        self._keeper: Keeper | None = None
        self._pages: OrderedDict[int, tuple[int, Mapping[int, Record]]] = OrderedDict()
        """By their place, the one used last at the end; each with the keeper's version as of when it was read."""

    def join(self, keeper: Keeper) -> None:
        """Let what is not in memory be the keeper's."""
        self._keeper = keeper
        self._pages.clear()

    @property
    def first(self) -> int:
        """The number of the oldest line."""
        oldest = None if self._keeper is None else self._keeper.first
        if oldest is None:
            return self._memory.first
        return oldest - 1 if oldest < 0 else 0

    @property
    def end(self) -> int:
        """The number that the next record will get."""
        return self._memory.end

    def __getitem__(self, number: int) -> Record | Remark:
        """The line with this number. Raises IndexError when there is none, or no longer."""
        if number >= self._memory.first:
            return self._memory[number]
        if self._keeper is None or number < self.first:
            raise IndexError(number)
        if number < 0 and number == self.first:
            return BEGINNING
        return self._page(number // PAGE).get(number, UNWRITTEN if number >= 0 else GONE)

    def _page(self, place: int) -> Mapping[int, Record]:
        keeper = self._keeper
        assert keeper is not None  # noqa: S101 - whoever asks has looked
        known = self._pages.get(place)
        # What this session has just written may have been missing when it was looked for.
        if known is None or (place >= 0 and len(known[1]) < PAGE and known[0] != keeper.version()):
            known = keeper.version(), keeper.page(place * PAGE, place * PAGE + PAGE)
            self._pages[place] = known
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(place)
        return known[1]
