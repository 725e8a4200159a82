"""What a source of events is: an iterator of readings, whether from the wire or from a recording."""

from collections.abc import AsyncGenerator
from typing import Final, Protocol

from msgspec import Struct

from tui.core.agreement import Agreement
from tui.core.book import Book
from tui.core.link import Link
from tui.core.record import Record
from tui.tongue import marked

NOT_LIVE: Final = marked("nothing to compare with the exchange: the link is not LIVE")


class Reading(Struct, frozen=True, gc=False):
    """Everything known at one moment, and what brought it about."""

    book: Book
    link: Link
    record: Record | None = None
    """What happened; None where only the age of a sign of life changed."""
    agreement: Agreement = Agreement()
    """What comparing the book with REST has shown so far."""


class Source(Protocol):
    """Where readings come from."""

    @property
    def host(self) -> str:
        """Who is at the other end, for people."""
        ...

    def readings(self) -> AsyncGenerator[Reading, None]:
        """Every reading, in order. Close the iterator to stop the source."""
        ...

    def redial(self) -> str:
        """Drop what there is and connect now, refused or not; or say in words why that cannot be."""
        ...

    def compare(self) -> str:
        """Compare the book with the exchange by REST now; or say in words why that cannot be."""
        ...
