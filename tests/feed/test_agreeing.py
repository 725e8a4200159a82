"""The comparison with REST beside a live stream: when it asks, what it believes, and how it keeps out of the way."""

import base64
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from tests.clock import idle
from tests.core.builders import message, row
from tests.feed.scripted import BROKEN, Stage, staged
from tui.core.agreement import SECOND_AFTER, Agreement
from tui.core.book import marked_behind
from tui.core.link import State
from tui.feed.agreeing import FIRST_AFTER, OFF, WISHES_APART
from tui.feed.refusal import Refused, SessionError, Unreachable
from tui.feed.source import NOT_LIVE

EVERY = 600.0


def body(*rows: dict[str, object]) -> bytes:
    return json.dumps({"data": [row(str(each["currency"]).lower()) | each for each in rows]}).encode()


SAME = body(row("BTC"), row("ETH"), row("TWD"))
OTHER = body(row("BTC", amount="2"), row("ETH"), row("TWD"))


@dataclass
class Rest:
    """Answers each request by the next of `answers`, then always as the book has it."""

    answers: deque[bytes | SessionError | Callable[[], bytes]] = field(default_factory=deque)
    always: bytes | SessionError = SAME
    nonces: list[int] = field(default_factory=list)

    async def __call__(self, url: str, headers: Mapping[str, str], *, clock: Callable[[], float]) -> bytes:
        assert url == "https://exchange.test/v3/accounts/balance"
        assert clock() > 0
        self.nonces.append(json.loads(base64.b64decode(headers["X-BITOPRO-PAYLOAD"]))["nonce"])
        await idle()
        said = self.answers.popleft() if self.answers else self.always
        if isinstance(said, SessionError):
            raise said
        return said() if callable(said) else said

    @property
    def asked(self) -> int:
        return len(self.nonces)


async def known(on: Stage) -> Agreement:
    return (await on.watch.now()).agreement


async def checked(on: Stage) -> Agreement:
    """What the first check comes to, a second reading and all."""
    await on.live_for(FIRST_AFTER)
    await on.clock.advance(SECOND_AFTER)
    return await known(on)


def lines(on: Stage) -> list[str]:
    return [said for said in on.watch.said if "exchange" in said and "connected" not in said]


async def test_live_for_a_while_it_is_compared_and_then_every_ten_minutes() -> None:
    rest = Rest()
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER - 1)
        assert rest.asked == 0
        await on.clock.advance(1)
        found = await known(on)
        assert found.agrees
        assert found.as_of == on.clock.wall()
        await on.live_for(EVERY - 10)
        assert rest.asked == 1
        await on.live_for(10)
        assert rest.asked == 2
        assert lines(on) == []


async def test_without_a_rhythm_nothing_is_ever_asked_and_a_wish_is_told_why() -> None:
    rest = Rest()
    async with staged(get=rest) as on:
        await on.make_live()
        await on.live_for(EVERY)
        assert on.live.compare() == OFF
        assert rest.asked == 0


async def test_nonces_of_both_rise_together() -> None:
    rest = Rest()
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await checked(on)
        await on.exchange.session.lose()
        await on.clock.advance(2)
        assert on.exchange.nonces[0] < rest.nonces[0] < on.exchange.nonces[1]


async def test_a_row_that_differs_twice_is_told_once_and_its_end_too() -> None:
    rest = Rest(always=OTHER)
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        found = await checked(on)
        assert set(found.differing) == {"BTC"}
        assert lines(on) == ["differs from the exchange by REST: BTC (amount)"]
        await on.live_for(EVERY + SECOND_AFTER)
        assert lines(on) == ["differs from the exchange by REST: BTC (amount)"]
        await on.exchange.session.say(message(row("BTC", amount="2")))
        await on.live_for(EVERY + 10)
        assert (await known(on)).agrees
        assert lines(on)[1:] == ["agrees with the exchange by REST again: BTC"]


async def test_an_event_between_two_readings_raises_no_alarm() -> None:
    rest = Rest(answers=deque([OTHER]), always=OTHER)
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        await on.clock.advance(1)
        await on.exchange.session.say(message(row("BTC", amount="2")))
        await on.clock.advance(SECOND_AFTER)
        assert (await known(on)).agrees
        assert lines(on) == []


async def test_only_while_live_and_a_reconnect_clears_what_agreed() -> None:
    rest = Rest()
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        assert (await checked(on)).agrees
        await on.exchange.session.lose()
        await on.watch.state(State.LOST)
        assert on.live.compare() == NOT_LIVE
        await on.clock.advance(2)
        assert not (await known(on)).agrees
        await on.clock.advance(EVERY)
        assert rest.asked == 1
        await on.make_live()
        await on.live_for(30)
        assert rest.asked == 2
        assert (await known(on)).agrees


async def test_a_link_that_comes_and_goes_is_not_compared_each_time() -> None:
    rest = Rest()
    async with staged(compares_every=EVERY, get=rest) as on:
        for _ in range(3):
            await on.make_live()
            await on.live_for(FIRST_AFTER)
            await on.exchange.session.lose()
            await on.clock.advance(2)
        assert rest.asked == 1


async def test_a_connection_lost_while_it_is_asked_leaves_no_verdict() -> None:
    async with staged(compares_every=EVERY, get=Rest(always=OTHER)) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        await on.exchange.session.lose()
        await on.clock.advance(SECOND_AFTER)
        assert not (await known(on)).differing


async def test_a_book_with_a_hole_is_not_judged() -> None:
    rest = Rest(always=OTHER)
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        await on.exchange.session.say(BROKEN)
        await on.clock.advance(SECOND_AFTER)
        assert not (await known(on)).differing


async def test_a_wish_that_a_hole_came_between_is_answered_all_the_same() -> None:
    rest = Rest(always=OTHER)
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        assert on.live.compare() == ""
        await idle()
        await on.exchange.session.lose()
        await on.clock.advance(SECOND_AFTER)
        await on.make_live()
        assert on.live.compare() == ""
        on.live._ledger.book = marked_behind(on.live._ledger.book)
        await idle()
        found = await known(on)
        assert (found.wishes, found.trouble) == (1, "the link was not LIVE all the while")


async def test_a_wish_is_granted_at_once_and_answered_once() -> None:
    rest = Rest()
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        assert on.live.compare() == ""
        assert on.live.compare() == "comparing with the exchange already"
        await idle()
        found = await known(on)
        assert (found.agrees, found.wishes, rest.asked) == (True, 1, 1)
        assert on.live.compare() == "compared with the exchange just now"
        await on.clock.advance(WISHES_APART)
        assert on.live.compare() == ""


@pytest.mark.parametrize(("told", "wait"), [("900", 900.0), ("7200", 7200.0), ("3", EVERY), (None, EVERY)])
async def test_a_429_waits_as_long_as_it_was_told(told: str | None, wait: float) -> None:
    rest = Rest(answers=deque([Refused(429, "slow down", None, told)]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        assert "429 slow down" in (await known(on)).trouble
        assert on.live.compare().startswith("the exchange asked to wait")
        await on.live_for(wait - 10)
        assert rest.asked == 1
        await on.live_for(10)
        assert rest.asked == 2
        assert (await known(on)).agrees


async def test_without_a_word_the_wait_doubles_up_to_an_hour_and_is_told_once() -> None:
    rest = Rest(always=Refused(429, "slow down"))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        for count, wait in enumerate((600, 1200, 2400, 3600, 3600), 1):
            assert rest.asked == count
            await on.live_for(wait - 10)
            assert rest.asked == count
            await on.live_for(10)
        assert lines(on) == ["not compared with the exchange: 429 slow down"]


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_key_is_told_once_and_asked_again_only_by_a_wish(status: int) -> None:
    rest = Rest(answers=deque([Refused(status, "not yours")]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        await on.live_for(7 * EVERY)
        assert rest.asked == 1
        assert lines(on) == [f"not compared with the exchange: {status} not yours; v asks again"]
        assert on.live.compare() == ""
        await idle()
        assert (await known(on)).agrees
        await on.live_for(EVERY)
        assert rest.asked == 3


async def test_a_nonce_that_was_overtaken_is_signed_anew_at_once() -> None:
    rest = Rest(answers=deque([Refused(409, "nonce")]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        assert (await checked(on)).agrees
        assert rest.nonces[0] < rest.nonces[1]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Unreachable("looking up exchange.test: no such host"), "looking up exchange.test: no such host"),
        (Refused(502, "bad gateway"), "502 bad gateway"),
        (b"<html>", "the answer cannot be read"),
        (b'{"data":[{"currency":5}]}', "no row of the answer can be read"),
    ],
)
async def test_what_cannot_be_had_or_read_is_a_word_and_no_alarm(
    said: bytes | SessionError, words: str
) -> None:
    rest = Rest(always=said)
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        found = await known(on)
        assert not found.differing
        assert words in found.trouble


async def test_a_large_answer_is_read_by_a_thread() -> None:
    filler = "x" * (128 * 1024)
    rest = Rest(always=json.dumps(json.loads(SAME) | {"filler": filler}).encode())
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        assert (await on.watch.until(lambda reading: reading.agreement.agrees)).agreement.unjudged == 0


async def test_what_a_comparison_stumbles_over_never_ends_the_stream() -> None:
    def stumble() -> bytes:
        raise RuntimeError("unforeseen")

    rest = Rest(answers=deque([stumble]))
    async with staged(compares_every=EVERY, get=rest) as on:
        await on.make_live()
        await on.live_for(FIRST_AFTER)
        assert (await known(on)).trouble == "the comparison failed: RuntimeError"
        await on.live_for(EVERY)
        assert (await known(on)).agrees
