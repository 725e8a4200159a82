"""Every fault there is, and the list of them for people."""

import textwrap
from itertools import chain

from tui.exchange.faults import endings, extras, floods, standing
from tui.exchange.faults.fault import Fault

FAMILIES: dict[str, tuple[Fault, ...]] = {
    "At the door": standing.DOOR,
    "On the line": standing.LINE,
    "In what is told": standing.TOLD,
    "Beside the stream": standing.REST,
    "With --tls": (*standing.TLS, *endings.TLS),
    "Ends of a stream": endings.ENDS,
    "Frames and floods": floods.FRAMES,
    "Messages besides the true ones": extras.MESSAGES,
}
"""The faults in the order they are explained in."""

FAULTS: dict[str, Fault] = {fault.name: fault for fault in chain.from_iterable(FAMILIES.values())}
"""The same by name."""

_WIDTH = 92
_USAGE = """\
--fault NAME[=VALUE][xTIMES][@SECONDS], as often as needed. xTIMES ends a fault after so many times.
What ends, floods or says something happens to each stream @SECONDS after it opened, and again and again (default: 5).
"""


def help_text() -> str:
    """List every fault with its values."""
    lines = [_USAGE]
    for family, faults in FAMILIES.items():
        lines.append(f"{family}:")
        for fault in faults:
            more = [fault.help]
            if fault.values is not None:
                more.append(
                    f"= {fault.values.wanted}" + (f" (default: {fault.default})" if fault.default else "")
                )
            if fault.behind:
                more.append(f"the client's book may be behind until {fault.behind}")
            wrapped = (
                textwrap.wrap(part, _WIDTH, subsequent_indent="  ", break_on_hyphens=False) for part in more
            )
            first, *rest = chain.from_iterable(wrapped)
            lines += [f"  {fault.name:<15} {first}", *(f"{'':<18}{line}" for line in rest)]
    return "\n".join(lines)
