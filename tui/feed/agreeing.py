"""The balances by REST, compared with the book now and then while the link is LIVE. The rule is `core.agreement`."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from msgspec.structs import replace

from tui.core import agreement as rules
from tui.core.agreement import Answer, Check
from tui.core.answer import Unreadable, rows_of
from tui.core.failure import CONFLICT, RATE_LIMITED, told_to_wait
from tui.core.foreign import harmless
from tui.core.text import duration
from tui.feed.clock import Clock
from tui.feed.ledger import Ledger
from tui.feed.refusal import Refused, SessionError
from tui.feed.rest import Get
from tui.feed.source import NOT_LIVE
from tui.tongue import marked, say

FIRST_AFTER: Final = 15.0
"""Seconds of a connection before it is compared for the first time."""

APART: Final = 60.0
"""Seconds between two checks at least, however often the link comes and goes."""

LONGEST_WAIT: Final = 3_600.0
"""Up to which the wait is doubled while there is no answer."""

LONGEST_TOLD: Final = 86_400.0
"""The longest `Retry-After` that is believed."""

WISHES_APART: Final = 2.0
"""A key that is held down is one wish."""

AGAIN: Final = 10.0
"""Seconds until it is looked again whether the link is LIVE, where a check is due."""

ON_THE_LOOP: Final = 64 * 1024
"""Bytes of an answer above which a thread reads it."""

OFF: Final = marked("the comparison with the exchange is off (BITOTUI_AGREEMENT)")

_KEY_REFUSED: Final = frozenset({401, 403})
"""Statuses that no waiting changes."""

_never = asyncio.Event


class _ReadingError(Exception):
    """Why an answer is of no use, in words."""


class Agreeing:
    """One check at a time: a request, another one where something is to be confirmed, and what came of it."""

    def __init__(
        self,
        ledger: Ledger,
        clock: Clock,
        *,
        every: float | None,
        get: Get,
        url: str,
        sign: Callable[[bool], Mapping[str, str]],
        accepted: Callable[[], None],
    ) -> None:
        """Compare every so many seconds (None: never) what `url` says to a request signed by `sign`.

        `sign` is told whether the nonce before was overtaken; `accepted` hears that the last one was taken.
        """
        self._ledger = ledger
        self._clock = clock
        self._every = every
        self._get = get
        self._url = url
        self._sign = sign
        self._accepted = accepted
        self._wished = asyncio.Event()
        self._is_running = False
        self._is_checking = False
        self._due: float | None = None
        """When the next check is due whatever happens to the link; None before the first."""
        self._is_held = False
        """Whether the exchange asked to wait until then."""
        self._is_off = False
        """Whether the exchange does not let this key ask, so that only the user asks again."""
        self._failures = 0
        self._ended_at = float("-inf")
        """When the last check ended."""

    def wish(self) -> str:
        """Check now; or say in words why that cannot be."""
        now = self._clock.elapsed()
        if self._every is None:
            return say(OFF)
        if not self._is_running or not self._ledger.link.is_live:
            return say(NOT_LIVE)
        if self._is_checking or self._wished.is_set():
            return say("comparing with the exchange already")
        if self._is_held and self._due is not None and now < self._due:
            return say("the exchange asked to wait {time} more", time=duration(self._due - now))
        if now - self._ended_at < WISHES_APART:
            return say("compared with the exchange just now")
        self._wished.set()
        return ""

    async def run(self) -> None:
        """Check for as long as one connection lasts; cancelled at its end."""
        if self._every is None:
            return
        self._wished.clear()
        self._is_running = True
        try:
            first = self._clock.elapsed() + FIRST_AFTER
            due = first if self._due is None else max(first, self._due)
            while True:
                is_asked = await self._clock.wait(self._wished, None if self._is_off else due)
                if not self._ledger.link.is_live:
                    due = self._clock.elapsed() + AGAIN
                    self._wished.clear()
                    continue
                self._is_checking = True
                try:
                    await self._check(is_asked)
                finally:
                    self._is_checking = False
                    self._ended_at = self._clock.elapsed()
                    self._wished.clear()
                due = self._due or self._clock.elapsed() + APART
        finally:
            self._is_running = False

    async def _check(self, is_asked: bool) -> None:
        """One whole check; its outcome is told by the ledger."""
        ledger = self._ledger
        # Whatever ends it, the next one comes no sooner.
        self._due = self._clock.elapsed() + APART
        generation = ledger.link.generation
        check = Check()
        trouble = ""
        try:
            while not check.is_over:
                if check.readings:
                    await self._clock.wait(_never(), self._clock.elapsed() + rules.SECOND_AFTER)
                answer = await self._answer()
                if not (ledger.link.is_live and rules.is_sound(ledger.book, generation)):
                    if not is_asked:
                        return
                    trouble = say("the link was not LIVE all the while")
                    break
                check = rules.compared(check, answer, ledger.book)
            if check.readings and not check.judged and (check.unreadable or check.nameless):
                trouble = say("no row of the answer can be read")
        except Refused as refused:
            self._is_off = refused.status in _KEY_REFUSED
            trouble = say("{status} {reason}", status=refused.status, reason=refused.reason)
            if self._is_off:
                trouble = say("{refusal}; v asks again", refusal=trouble)
            told = told_to_wait(refused.retry_after, self._clock.wall())
            self._put_off(told if refused.status == RATE_LIMITED else None)
            self._is_held = refused.status == RATE_LIMITED
        except (SessionError, _ReadingError) as error:
            trouble = str(error)
            self._put_off(None)
        except Exception as error:  # noqa: BLE001 - the stream goes on whatever becomes of a comparison
            trouble = say("the comparison failed: {error}", error=type(error).__name__)
            self._put_off(None)
        else:
            self._failures, self._is_held, self._is_off = 0, False, False
            assert self._every is not None  # noqa: S101 - else nothing runs
            self._due = self._clock.elapsed() + self._every
        before = ledger.agreement
        found = replace(before, trouble=trouble) if trouble else rules.concluded(before, check, ledger.book)
        ledger.compared(replace(found, wishes=before.wishes + is_asked))

    async def _answer(self) -> Answer:
        """Ask once; a nonce that was overtaken is signed anew, once and at once. Raises what `rest.get` does."""
        asked = self._clock.elapsed()
        try:
            raw = await self._get(self._url, self._sign(False), clock=self._clock.elapsed)
        except Refused as refused:
            if refused.status != CONFLICT:
                raise
            asked = self._clock.elapsed()
            raw = await self._get(self._url, self._sign(True), clock=self._clock.elapsed)
        answered, at = self._clock.elapsed(), self._clock.wall()
        self._accepted()
        rows = rows_of(raw) if len(raw) <= ON_THE_LOOP else await asyncio.to_thread(rows_of, raw)
        if isinstance(rows, Unreadable):
            raise _ReadingError(say("the answer cannot be read: {reason}", reason=harmless(rows.reason)))
        return Answer(asked, answered, at, rows.balances, rows.unreadable, rows.nameless)

    def _put_off(self, told: float | None) -> None:
        """Wait as long as the exchange asked for; otherwise twice as long each time, up to an hour."""
        assert self._every is not None  # noqa: S101 - else nothing runs
        doubled = min(max(LONGEST_WAIT, self._every), self._every * 2**self._failures)
        self._failures = min(self._failures + 1, 16)
        wait = doubled if told is None else max(self._every, min(told, LONGEST_TOLD))
        self._due = self._clock.elapsed() + wait
