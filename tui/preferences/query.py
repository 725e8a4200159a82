"""Filter and order of the screen, as they are remembered."""

from msgspec.structs import replace

from tui.core.filtering import filtered
from tui.core.parsing import Fault
from tui.core.query import Column, Query, Tradable
from tui.preferences.sections import View

_TRADABLE = {"all": Tradable.ALL, "yes": Tradable.YES, "no": Tradable.NO}
_NAMES = {value: name for name, value in _TRADABLE.items()}


def column_name(column: Column) -> str:
    """What a column is called in the file, whichever language is spoken: `in_orders`."""
    return column.name.lower()


def column_named(name: str) -> Column | None:
    """The column of that name, if there is one."""
    return next((column for column in Column if column_name(column) == name.lower()), None)


def query_of(view: View) -> Query:
    """The query that is remembered; what makes no sense is left out, and `filter_fault` says so of the filter."""
    query = Query(
        tradable=_TRADABLE.get(view.tradable, Tradable.ALL),
        nonzero=view.nonzero,
        sort=column_named(view.sort) or Column.CURRENCY,
        descending=view.descending,
    )
    found = filtered(query, view.filter)
    return query if isinstance(found, Fault) else found


def filter_fault(view: View) -> Fault | None:
    """Why the filter that is remembered is none; None where it is one."""
    found = filtered(Query(), view.filter)
    return found if isinstance(found, Fault) else None


def view_of(query: Query, view: View) -> View:
    """`view` as it has to be remembered for `query`."""
    return replace(
        view,
        sort=column_name(query.sort),
        descending=query.descending,
        tradable=_NAMES[query.tradable],
        nonzero=query.nonzero,
        filter=query.text,
    )
