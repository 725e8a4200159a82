"""Every fault there is, and the list of them for people."""

import textwrap
from itertools import chain

from tui.core.width import folded
from tui.exchange.faults import endings, extras, floods, standing
from tui.exchange.faults.fault import Fault
from tui.tongue import marked, say

FAMILIES: dict[str, tuple[Fault, ...]] = {
    marked("At the door"): standing.DOOR,
    marked("On the line"): standing.LINE,
    marked("In what is told"): standing.TOLD,
    marked("Beside the stream"): standing.REST,
    marked("With --tls"): (*standing.TLS, *endings.TLS),
    marked("Ends of a stream"): endings.ENDS,
    marked("Frames and floods"): floods.FRAMES,
    marked("Messages besides the true ones"): extras.MESSAGES,
}
"""The faults in the order they are explained in."""

FAULTS: dict[str, Fault] = {fault.name: fault for fault in chain.from_iterable(FAMILIES.values())}
"""The same by name."""

_WIDTH = 92
_INDENT = "  "
_USAGE = marked("""\
--fault NAME[=VALUE][xTIMES][@SECONDS], as often as needed. xTIMES ends a fault after so many times.
What ends, floods or says something happens to each stream @SECONDS after it opened, and again and again (default: 5).
""")


def help_text() -> str:
    """List every fault with its values."""
    lines = [say(_USAGE)]
    for family, faults in FAMILIES.items():
        lines.append(say("{family}:", family=say(family)))
        for fault in faults:
            more = [say(fault.help)]
            if fault.values is not None:
                more.append(_values(fault.values.wanted(), fault.default))
            if fault.behind:
                more.append(say("the client's book may be behind until {moment}", moment=say(fault.behind)))
            first, *rest = chain.from_iterable(_wrapped(part) for part in more)
            lines += [f"  {fault.name:<15} {first}", *(f"{'':<18}{line}" for line in rest)]
    return "\n".join(lines)


def _values(wanted: str, default: str | None) -> str:
    return (
        say("= {values} (default: {default})", values=wanted, default=default) if default else f"= {wanted}"
    )


def _wrapped(text: str) -> list[str]:
    """Break a text into lines that fit, those after the first indented."""
    if text.isascii():
        return textwrap.wrap(text, _WIDTH, subsequent_indent=_INDENT, break_on_hyphens=False)
    first, *rest = folded(text, _WIDTH - len(_INDENT))
    return [first, *(f"{_INDENT}{line}" for line in rest)]
