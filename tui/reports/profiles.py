"""`bitotui profiles`: the accounts that `--profile` can name, with the host each leads to.

Exit codes: 0 done, 2 a folder that cannot be read.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from tui.core.foreign import harmless
from tui.core.width import cells, padded
from tui.reports.exits import DONE, USAGE
from tui.settings import SettingsError, default_config_dir, load
from tui.settings.profiles import profile_names
from tui.tongue import say

_LONGEST = 400
"""Characters of a name, or of a reason."""


def main(options: Namespace) -> int:
    """Print a line for each; the exit code."""
    folder = default_config_dir()
    try:
        names = profile_names(folder)
    except SettingsError as error:
        print(f"bitotui: {error}", file=sys.stderr)
        return USAGE
    if not names:
        none = say(
            "there are none; a profile is a file NAME.env in {folder}",
            folder=harmless(str(folder), _LONGEST),
        )
        print(f"bitotui profiles: {none}", file=sys.stderr)
    for line in lines(names, folder, allow_insecure=options.allow_insecure_env):
        print(line)
    return DONE


def lines(names: list[str], folder: Path, *, allow_insecure: bool) -> Iterator[str]:
    """Name and host, or name and why it cannot be used; nothing else of what is in a file."""
    shown = [harmless(name, _LONGEST) for name in names]
    width = max(map(cells, shown), default=0)
    for name, words in zip(names, shown, strict=True):
        yield f"{padded(words, width)}  {_host(name, folder, allow_insecure=allow_insecure)}"


def _host(name: str, folder: Path, *, allow_insecure: bool) -> str:
    try:
        settings = load(
            env_file=None,
            environ={},
            working_dir=Path(os.curdir),
            config_dir=folder,
            allow_insecure_env=allow_insecure,
            profile=name,
        )
    except SettingsError as error:
        reason = " ".join(str(error.args[0]).split("\n"))
        return say("cannot be used: {reason}", reason=harmless(reason, _LONGEST))
    return settings.stream_host
