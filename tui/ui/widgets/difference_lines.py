"""What a row that differs from REST is here and there, field by field."""

from datetime import tzinfo
from decimal import Decimal

from rich.cells import cell_len
from rich.text import Text

from tui.core.agreement import Difference
from tui.core.agreement_words import fields, minute, value_of
from tui.core.text import aligned, alignment
from tui.core.writing import EXACT, Writing
from tui.tongue import say
from tui.ui.widgets.amounts import styled


def difference_lines(difference: Difference, zone: tzinfo | None, writing: Writing = EXACT) -> list[Text]:
    """The lines of the detail pane: both values of each field that differs, their points one below the other."""
    said = say("differed from REST at {time}", time=minute(difference.at, zone))
    lines = [Text(f"! {said}", "bold")]
    ours, theirs = say("here"), say("exchange")
    if difference.theirs is None:
        return [*lines, Text(say("the exchange had no such row"))]
    if difference.ours is None:
        lines.append(Text(say("the latest snapshot had no such row")))
    label = max(cell_len(ours), cell_len(theirs)) + 2
    for field in fields(difference):
        values = [
            (name, value_of(balance, field))
            for name, balance in ((ours, difference.ours), (theirs, difference.theirs))
            if balance is not None
        ]
        lines.append(Text(say(field), "dim"))
        to = alignment((value for _, value in values if isinstance(value, Decimal)), writing)
        for name, value in values:
            if isinstance(value, Decimal):
                shown = styled(aligned(value, to, writing), writing)
            else:
                shown = Text(say("yes") if value else say("no"))
            lines.append(Text.assemble((f"  {name}{' ' * (label - cell_len(name))}", "dim"), shown))
    return lines
