"""What a crash leaves behind: a short report without a value of any variable, and without a secret."""

import contextlib
import os
import platform
import re
import sys
import time
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from tui import __version__
from tui.tongue import say

HIDDEN: Final = "···"

_CREDENTIAL = re.compile(r"[0-9a-f]{96}|[A-Za-z0-9+/_-]{40,}={0,2}")
"""What a signature, a payload or a long key looks like."""

_MESSAGE_LIMIT: Final = 300


def report(error: BaseException, secrets: Iterable[str] = ()) -> str:
    """Where it happened and what it was: types, functions and line numbers, never a local variable.

    Each of `secrets`, and all that looks like a signature or a payload, is left out of the error's own words.
    """
    known = sorted(
        {each for secret in secrets if secret for each in _spellings(secret)}, key=len, reverse=True
    )
    lines = [
        f"bitotui {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}",
        say("This report holds no credential and no balance: it is safe to attach to a bug report."),
    ]
    for each in _chain(error):
        lines.append("")
        lines += [
            f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
        lines.append(f"{type(each).__name__}: {_redacted(str(each), known)}")
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and the members of groups, each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        waiting += [each.__context__, each.__cause__]
        if isinstance(each, BaseExceptionGroup):
            waiting += each.exceptions
        inner = getattr(each, "error", None)  # Textual's WorkerFailed carries what failed
        waiting.append(inner if isinstance(inner, BaseException) else None)


def _place(filename: str) -> str:
    """The file from its package on: where it is installed says who the user is."""
    parts = Path(filename).parts
    for mark in ("site-packages", "tui"):
        if mark in parts:
            start = len(parts) - parts[::-1].index(mark) - 1
            return "/".join(parts[start + (mark == "site-packages") :])
    return parts[-1] if parts else filename


def _spellings(secret: str) -> tuple[str, ...]:
    """As it is, and as it stands in a repr, in JSON, in a URL."""
    import json  # noqa: PLC0415 - only a crash needs it

    return (secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret, safe=""))


def _redacted(text: str, secrets: list[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    text = _CREDENTIAL.sub(HIDDEN, text)
    text = "".join(character if character.isprintable() else " " for character in text)
    return text if len(text) <= _MESSAGE_LIMIT else text[:_MESSAGE_LIMIT] + "…"


def save(text: str, folder: Path) -> Path | None:
    """Write a report to a file in `folder` that only its owner can read; None where that cannot be done."""
    path = folder / f"crash-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    return path


def default_folder() -> Path:
    """`bitotui` in the user's state folder."""
    import platformdirs  # noqa: PLC0415 - only a crash needs it

    return Path(platformdirs.user_state_dir("bitotui"))


def told(error: BaseException, secrets: Iterable[str] = ()) -> str:
    """Save a report of `error` and return the sentence that tells the user."""
    text = report(error, secrets)
    path = save(text, default_folder())
    kind = type(error).__name__
    if path is None:
        return say("bitotui stopped: an unexpected error ({kind}).", kind=kind) + f"\n{text}"
    return say(
        "bitotui stopped: an unexpected error ({kind}). A safe report is in {path}", kind=kind, path=path
    )


def no_chatter() -> None:
    """Keep Python itself from printing the words of an error that nobody waits for: they may quote a secret.

    Such are a task's that was dropped, a thread's, a destructor's. Of the last two the kind is told.
    """
    import logging  # noqa: PLC0415 - not for --help
    import threading  # noqa: PLC0415

    logging.lastResort = None

    def tell(kind: type[BaseException], where: str) -> None:
        with contextlib.suppress(OSError, ValueError):  # nobody is there to be told
            said = say("{kind} in {where}", kind=kind.__name__, where=where)
            print(f"bitotui: {said}", file=sys.stderr)

    threading.excepthook = lambda told: tell(
        told.exc_type, told.thread.name if told.thread else say("a thread")
    )
    sys.unraisablehook = lambda told: tell(told.exc_type, say("a destructor"))


def no_core_files() -> None:
    """Forbid core files: they hold the memory of this process, secrets among it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
