"""`python -m tests.bench [--quick] [--only GROUP ...] [--json FILE]`: every goal, measured beside its comparison."""

from __future__ import annotations

import argparse
import compileall
import json
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench import decoding, echoes, frozen, memory, operations, screens, starting, throughput
from tests.bench.figure import Figure, table
from tests.ui.paint.pseudo import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

GROUPS: Final[dict[str, tuple[Callable[..., list[Figure]], ...]]] = {
    "bytes": (operations.written, screens.written),
    "cpu": (operations.spent, screens.spent),
    "idle": (screens.idle,),
    "echo": (echoes.free,),
    "slow": (echoes.slow,),
    "frozen": (frozen.figures,),
    "throughput": (throughput.figures,),
    "decode": (decoding.figures,),
    "start": (starting.figures,),
    "memory": (memory.figures,),
    "quit": (starting.leaving,),
}


def main() -> None:
    """Measure what is asked for, print the table, and write it for machines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=GROUPS, action="append", help="one group; can be given again")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, shorter times")
    parser.add_argument("--json", type=Path, default=Path("bench.json"), help="where the figures go")
    options = parser.parse_args()
    for folder in ("tui", "tests"):
        # As an installed program has it, and as its comparisons' libraries have it already.
        compileall.compile_dir(ROOT / folder, quiet=1)
    figures: list[Figure] = []
    for group in options.only or GROUPS:
        start = time.monotonic()
        for measure in GROUPS[group]:
            figures += measure(quick=options.quick)
        print(f"# {group}: {time.monotonic() - start:.0f} s", flush=True)
    print(table(figures))
    print(decoding.skipped())
    machine = {
        "python": platform.python_version(),
        "textual": version("textual"),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }
    record = {"machine": machine, "figures": [figure.record() for figure in figures]}
    options.json.write_text(json.dumps(record, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
