"""How a help is set: as wide as the terminal, by cells, since a Chinese character takes two of them."""

from __future__ import annotations

import os
from argparse import RawDescriptionHelpFormatter

from tui.core.width import cells, folded
from tui.tongue import say

TYPE_CHECKING = False  # importing it costs a tenth of what `--help` takes
if TYPE_CHECKING:
    from argparse import Action, _MutuallyExclusiveGroup
    from collections.abc import Iterable


class HelpFormatter(RawDescriptionHelpFormatter):
    """argparse's, which would measure in characters, and ask shutil, which loads every kind of archive there is."""

    def __init__(self, prog: str) -> None:
        try:
            columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
        except (ValueError, OSError):
            columns = 80
        super().__init__(prog, width=columns - 2)

    def _split_lines(self, text: str, width: int) -> list[str]:
        if cells(text) == len(text):
            return super()._split_lines(text, width)
        return folded(text, width)

    def _format_usage(
        self,
        usage: str | None,
        actions: Iterable[Action],
        groups: Iterable[_MutuallyExclusiveGroup],
        prefix: str | None,
    ) -> str:
        """Lines after the first stand under the end of `usage:`, so that blanks in its place count its cells."""
        said = say("usage: ") if prefix is None else prefix
        blanks = " " * cells(said)
        return super()._format_usage(usage, actions, groups, blanks).replace(blanks, said, 1)
