"""What the doctor's tests examine: settings with canaries in them, short deadlines, and reading what came out."""

import asyncio
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.exchange.options import Options
from tui.exchange.server import LocalExchange
from tui.feed.clock import SystemClock
from tui.feed.probe_facts import Facts, Patience
from tui.reports.doctor.check import Check, Outcome, exit_code
from tui.reports.doctor.examine import examined, judged
from tui.reports.doctor.found import Found, Given, find
from tui.reports.doctor.redact import sieve
from tui.reports.doctor.render import as_json, as_text
from tui.reports.doctor.report import report
from tui.reports.doctor.terminal import Terminal

KEY = "canary0key0d41d8cd98f00b204e"
SECRET = "canary-secret-/+9c27"
IDENTITY = "canary.dana@example.com"
CANARIES = (KEY, SECRET, IDENTITY, "canary")

QUICK = Patience(look_up=2.0, connect=2.0, secure=1.0, upgrade=2.0, message=1.0, watch=0.1)
IMPATIENT = Patience(look_up=0.3, connect=0.3, secure=0.3, upgrade=0.3, message=0.3, watch=0.1)

NOWHERE = Terminal(is_terminal=False, encoding="utf-8", locale="C.UTF-8")


def put_env(
    folder: Path, stream_url: str, *, mode: int = 0o600, secret: str = SECRET, key: str = KEY
) -> Path:
    rest = stream_url.replace("ws", "http", 1)
    file = folder / ".env"
    file.write_text(
        f"BITOPRO_API_KEY={key}\nBITOPRO_API_SECRET='{secret}'\nBITOPRO_IDENTITY={IDENTITY}\n"
        f"BITOPRO_STREAM_URL={stream_url}\nBITOPRO_REST_URL={rest}\n"
    )
    file.chmod(mode)
    return file


@dataclass
class Examined:
    found: Found
    facts: Facts | None
    checks: list[Check]

    @property
    def code(self) -> int:
        return exit_code(self.checks)

    @property
    def text(self) -> str:
        return as_text(self.checks, sieve((KEY, SECRET, IDENTITY)), ascii_only=False)

    @property
    def everything(self) -> str:
        """All that could be shown or written."""
        clean = sieve((KEY, SECRET, IDENTITY))
        whole = report(self.checks, self.facts, clean, str(Path.home()))
        return self.text + as_json(self.checks, clean) + json.dumps(whole, ensure_ascii=False)

    @property
    def report(self) -> str:
        return json.dumps(report(self.checks, self.facts, sieve((KEY, SECRET, IDENTITY)), "/home/dana"))

    def line(self, name: str) -> str:
        """`ok: what was seen`, and what to do behind an arrow."""
        return told(self.checks, name)


def told(checks: Sequence[Check], name: str) -> str:
    (check,) = (check for check in checks if check.name == name)
    then = f" -> {check.next}" if check.next else ""
    return f"{check.outcome.value}: {check.seen}{then}"


def failures(checks: Sequence[Check]) -> list[str]:
    return [check.name for check in checks if check.outcome is Outcome.FAILED]


def given(folder: Path, *, env_file: Path | None = None, **changes: object) -> Given:
    return Given(env_file, {}, folder, folder / "config", **changes)  # type: ignore[arg-type] # a test names what fits


async def examine(where: Given, patience: Patience = QUICK, *, records_answer: bool = False) -> Examined:
    found = await asyncio.to_thread(find, where)
    clock = SystemClock()
    facts = await examined(found, clock, patience, records_answer=records_answer)
    return Examined(found, facts, judged(found, facts, NOWHERE, None, clock.wall()))


def exchange(**options: object) -> LocalExchange:
    """An exchange that lets the canaries in."""
    from tui.exchange.signing import Credentials  # noqa: PLC0415 - beside its only use

    return LocalExchange(
        Options(credentials=Credentials(KEY, SECRET, IDENTITY), rate=0, **options)  # type: ignore[arg-type] # as above
    )


class Paper(io.StringIO):
    """An output that is no terminal, in an encoding."""

    def __init__(self, encoding: str = "utf-8", *, is_terminal: bool = False) -> None:
        super().__init__()
        self._encoding = encoding
        self._is_terminal = is_terminal

    @property
    def encoding(self) -> str:  # type: ignore[override] # a plain attribute in the stubs
        return self._encoding

    def isatty(self) -> bool:
        return self._is_terminal
