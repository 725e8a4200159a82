from datetime import UTC, timedelta, timezone

import pytest
from msgspec.structs import replace

from tests.core.builders import NOW, balance
from tests.core.links import CONFLICT, REFUSED, RESET, fail, judge, live_link, open_link, peer_ping, pong
from tui.core import words
from tui.core.balance import Balance
from tui.core.entry import Cause, Change, Note, NoteKind
from tui.core.expression import Word
from tui.core.link import Link, State, completed, connecting
from tui.core.novelty import Novelty
from tui.core.query import Column, Query, Tradable
from tui.core.record import Kind, LinkRecord, MessageRecord


def changed(before: Balance | None, after: Balance, cause: Cause = Cause.UPDATE) -> Change:
    return Change(before, after, NOW, NOW, "", cause)


def grown(currency: str, cause: Cause = Cause.UPDATE) -> Change:
    return changed(balance(currency, "1", "1"), balance(currency, "2", "1"), cause)


def heard(kind: Kind, *changes: Change, **fields: object) -> MessageRecord:
    return replace(MessageRecord(NOW, 1, kind, b"", changes=changes), **fields)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, balance("BTC", "1.50"), "new, amount 1.5"),
        (balance("BTC", "1", "1"), balance("BTC", "1.5", "0.75"), "amount +0.5, available −0.25"),
        (balance("BTC", "1", "1", "0"), balance("BTC", "1.0", "1", "0.1"), "stake +0.1"),
        (balance(), balance(tradable=False), "not tradable"),
        (balance(tradable=False), balance("BTC", "2", "1"), "amount +1, tradable"),
    ],
)
def test_a_change_names_every_field_that_moved_and_by_how_much(
    before: Balance | None, after: Balance, said: str
) -> None:
    assert words.change(changed(before, after)) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (Note(NoteKind.FUTURE), "timestamp in the future, not trusted"),
        (Note(NoteKind.PARTIAL_SNAPSHOT, ("BTC",)), "the snapshot is partial"),
        (Note(NoteKind.LATE, ("BTC",)), "from an earlier connection, dropped"),
        (Note(NoteKind.NOT_IN_SNAPSHOT, ("ADA", "XRP")), "not in the latest snapshot: ADA, XRP"),
        (Note(NoteKind.NOT_IN_SNAPSHOT, tuple("ABCDE")), "not in the latest snapshot: A, B, C and 2 more"),
    ],
)
def test_a_note_names_its_currencies_where_they_matter(note: Note, said: str) -> None:
    assert words.note(note) == said


def test_attempts_are_numbered_in_good_english() -> None:
    said = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
    said += ["10th", "11th", "12th", "13th", "14th"]
    assert [words.ordinal(number) for number in range(1, 15)] == said
    assert [words.ordinal(number) for number in (20, 21, 22, 23, 24)] == [
        "20th",
        "21st",
        "22nd",
        "23rd",
        "24th",
    ]
    assert [words.ordinal(number) for number in (101, 111, 112, 213)] == ["101st", "111th", "112th", "213th"]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (heard(Kind.REJECTED, reason="BTC amount is no plain decimal"), "BTC amount is no plain decimal"),
        (heard(Kind.IGNORED, reason="event TICKER"), "event TICKER"),
        (heard(Kind.UPDATE), "no change"),
        (heard(Kind.UPDATE, novelty=Novelty.DUPLICATE), "DUPLICATE; no change"),
        (heard(Kind.UPDATE, grown("BTC"), grown("ETH")), "BTC amount +1; ETH amount +1"),
        (
            heard(Kind.UPDATE, *(grown(name) for name in "ABCDE"), novelty=Novelty.CONFLICT),
            "CONFLICT; A amount +1; B amount +1; C amount +1; 2 more",
        ),
        (heard(Kind.SNAPSHOT, currencies=("BTC", "ETH")), "2 currencies"),
        (
            heard(Kind.SNAPSHOT, grown("BTC", Cause.OFFLINE), currencies=("BTC",)),
            "1 currency; 1 changed while offline: BTC amount +1",
        ),
        (heard(Kind.SNAPSHOT, grown("BTC", Cause.DRIFT)), "0 currencies; 1 drift: BTC amount +1"),
        (
            heard(Kind.UPDATE, grown("BTC", Cause.OFFLINE), grown("ETH"), grown("ADA", Cause.OFFLINE)),
            "2 changed while offline: BTC amount +1; ADA amount +1; ETH amount +1",
        ),
        (
            heard(Kind.UPDATE, notes=(Note(NoteKind.OLDER, ("BTC",)),)),
            "no change; older than what is known, passed over: BTC",
        ),
        (LinkRecord(NOW, 1, State.LIVE, "live"), "live"),
        (
            LinkRecord(NOW, 1, State.SYNCING, "settled", (Note(NoteKind.NOT_IN_SNAPSHOT, ("ADA",)),)),
            "settled; not in the latest snapshot: ADA",
        ),
    ],
)
def test_a_record_is_told_in_one_line(record: MessageRecord | LinkRecord, said: str) -> None:
    assert words.summary(record) == said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query(), "all · by Currency, A first"),
        (Query(descending=True), "all · by Currency, Z first"),
        (
            Query("b", Tradable.YES, nonzero=True, sort=Column.AMOUNT, descending=True, where=Word("B")),
            "nonzero · tradable · where b · by Amount, largest first",
        ),
        (Query(tradable=Tradable.NO, sort=Column.STAKE), "not tradable · by Stake, smallest first"),
        (Query(sort=Column.TRADABLE), "all · by Tradable, no first"),
        (Query(sort=Column.TRADABLE, descending=True), "all · by Tradable, yes first"),
        (Query(sort=Column.CHANGED), "all · by Changed, oldest first"),
        (Query(sort=Column.CHANGED, descending=True), "all · by Changed, latest first"),
    ],
)
def test_what_is_shown_and_in_which_order_is_said(query: Query, said: str) -> None:
    assert words.filters(query) == said


LOST = replace(fail(live_link(), RESET, at=10), retry_at=17.0)
STOPPED = fail(connecting(Link(), 0), REFUSED)
STOPPED_AFTER_LIVE = fail(connecting(fail(live_link()), 0), REFUSED)
STALE = judge(live_link(), 20)
STALE_PEER = judge(peer_ping(completed(open_link(), 0), 0), 30)


@pytest.mark.parametrize(
    ("link", "state", "trouble"),
    [
        (Link(), "CONNECTING", ""),
        (open_link(), "SYNCING", "waiting for the snapshot and the pong"),
        (pong(open_link(), 1), "SYNCING", "waiting for the snapshot"),
        (completed(open_link(), 1), "SYNCING", "waiting for the pong"),
        (STALE, "SYNCING", "no pong for 15 s"),
        (STALE_PEER, "SYNCING", "no ping for 25 s"),
        (live_link(), "LIVE", ""),
        (LOST, "LOST  retry in 7 s (first)", "the connection was reset"),
        (replace(LOST, retry_at=None), "LOST", "the connection was reset"),
        (STOPPED, "REFUSED 401", f"bad signature: {STOPPED.advice}; r tries again"),
        (
            STOPPED_AFTER_LIVE,
            "REFUSED 401  retry in 14 min",
            f"bad signature: {STOPPED.advice}; r tries again",
        ),
        (replace(STOPPED, status=None, reason=""), "REFUSED", STOPPED.advice),
    ],
)
def test_the_state_of_the_link_and_its_trouble_are_said(link: Link, state: str, trouble: str) -> None:
    assert words.state(link, now=10) == state
    assert words.trouble(link) == trouble


def test_a_replay_says_how_fast_and_which_moment_wherever_one_is() -> None:
    link = Link(state=State.REPLAY, pace="×10", moment=NOW, reason="the recording ended")

    assert words.state(link, 10, UTC) == "REPLAY  ×10  2026-09-21 14:13:20"
    assert words.state(link, 10, timezone(timedelta(hours=8))) == "REPLAY  ×10  2026-09-21 22:13:20"
    assert words.trouble(link) == "the recording ended"


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (LOST, "lost: the connection was reset; retry in 7 s (first)"),
        (replace(LOST, retry_at=None), "lost: the connection was reset"),
        (STOPPED, f"refused 401: bad signature; {STOPPED.advice}"),
        (replace(STOPPED, status=None), f"refused: bad signature; {STOPPED.advice}"),
    ],
)
def test_an_end_is_told_in_one_line(link: Link, said: str) -> None:
    assert words.ended(link, 10) == said


def test_coming_alive_and_growing_stale_are_told() -> None:
    assert words.judged(live_link()) == "live"
    assert words.judged(STALE) == "not live: no pong for 15 s"


def test_balances_are_vouched_for_as_of_a_time_that_names_its_zone() -> None:
    assert words.vouched(None, UTC) == "no balances yet"
    taipei = timezone(timedelta(hours=8))
    assert words.vouched(live_link().vouched, UTC) == "balances as of 14:13:20 UTC"
    assert words.vouched(live_link().vouched, taipei) == "balances as of 22:13:20 UTC+8"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("Mon, 21 Sep 2026 14:13:57 GMT", "clock 37 s behind"),
        ("Mon, 21 Sep 2026 14:12:00 GMT", "clock 1 min ahead"),
        ("Mon, 21 Sep 2026 14:13:22 GMT", ""),
    ],
)
def test_what_a_refusal_taught_of_the_clock_is_said(date: str, said: str) -> None:
    assert words.clock_skew(fail(connecting(Link(), 0), replace(CONFLICT, date=date))) == said
