"""What is remembered, section by section, as it stands in the file: the names here are the names there.

A section holds what any text editor may have put there, of the right type only; whoever uses it makes sense of it.
"""

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

Whole = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
"""A number as TOML has it: 64 bits. What has more could not even be written into a sentence."""


class View(Struct, frozen=True, forbid_unknown_fields=True):
    """Filter and order."""

    sort: str = "currency"
    """A column's name."""
    descending: bool = False
    tradable: str = "all"
    """`all`, `yes` or `no`."""
    nonzero: bool = False
    filter: str = ""
    """What stands in the filter box."""


class Columns(Struct, frozen=True, forbid_unknown_fields=True):
    """The table's columns."""

    order: tuple[str, ...] = ()
    """Names of columns, from the left; those not named follow in their usual order."""
    hidden: tuple[str, ...] = ()
    widths: Mapping[str, Whole] = {}
    """Cells of content, by a column's name; digits are never cut for it."""


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """How amounts are written."""

    grouping: bool = False
    """Whether thousands stand apart."""
    dim_zeros: bool = False
    """Whether zeros at the end of a fraction are dimmed."""
    decimals: Whole = -1
    """At most so many digits behind the point, marked where more are hidden; -1: all."""


class Filters(Struct, frozen=True, forbid_unknown_fields=True):
    """Expressions that were typed, and those that have a name."""

    typed: tuple[str, ...] = ()
    """The latest first."""
    presets: Mapping[str, str] = {}
    """Expressions by name, beside those that come with the program; an empty one takes such a preset away."""


class Keys(Struct, frozen=True, forbid_unknown_fields=True):
    """Which keys do what."""

    preset: str = ""
    """`vim`, or empty for the usual keys."""
    commands: Mapping[str, str] = {}
    """Keys by a command's name, several separated by commas; an empty one leaves the command to the palette."""


class Look(Struct, frozen=True, forbid_unknown_fields=True):
    """Colours and lines."""

    theme: str = ""
    """A theme's name; empty: the one that suits the terminal."""
    hidden: bool = False
    """Whether a mask stands for every amount."""
    borders: bool = True
    """False: no box-drawing characters, for terminals in which they break."""
    cursor: bool = False
    """Whether the terminal's own cursor, which stands in the selected row, is visible too."""
    detail_width: Whole = 0
    """Cells of the detail pane beside the table; 0: the usual."""
    log_height: Whole = 0
    """Lines of the event log; 0: the usual."""


class Start(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said once."""

    hints_seen: bool = False


class Preferences(Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that is remembered."""

    view: View = View()
    columns: Columns = Columns()
    numbers: Numbers = Numbers()
    filters: Filters = Filters()
    keys: Keys = Keys()
    look: Look = Look()
    start: Start = Start()
