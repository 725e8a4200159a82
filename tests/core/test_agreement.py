"""What two readings of one account prove, told in a small world: a truth, a stream that lags, and REST that lags."""

from collections.abc import Callable
from math import inf, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from tests.core.builders import Following, balance, following, often
from tui.core.agreement import (
    BEFORE,
    DIFFERS,
    READINGS,
    SECOND_AFTER,
    Agreement,
    Answer,
    Check,
    compared,
    concluded,
    flagged,
    is_sound,
    reconnected,
)
from tui.core.balance import Balance
from tui.core.book import marked_behind, opened

AT = 1_000.0
"""When the first request goes out."""

LONGEST_TRAVEL = 15.0
"""Seconds from a request to its answer, at most."""


def answer(*rows: Balance, asked: float = AT, answered: float | None = None, **fields: object) -> Answer:
    there = asked + 0.1 if answered is None else answered
    return Answer(asked, there, int(there * 1000), {row.currency: row for row in rows}, **fields)  # type: ignore[arg-type]


def second(*rows: Balance) -> Answer:
    return answer(*rows, asked=AT + 0.1 + SECOND_AFTER)


def told(*rows: Balance) -> Following:
    return following(*rows)


def confirmed(check: Check) -> set[str]:
    return {currency for currency, suspect in check.suspects.items() if suspect.is_confirmed}


TWO = (balance("BTC"), balance("ETH"))


def test_one_reading_that_is_the_same_is_enough() -> None:
    check = compared(Check(), answer(balance("BTC", "1.0"), balance("ETH", "1.000")), told(*TWO).book)
    assert check.is_over
    assert concluded(Agreement(), check, told(*TWO).book) == Agreement(as_of=check.at)


@pytest.mark.parametrize(
    "other",
    [
        balance("BTC", "2"),
        balance("BTC", "1", "0.5"),
        balance("BTC", "1", "0.5", "0.5"),
        balance("BTC", tradable=False),
    ],
)
def test_a_row_that_differs_in_any_field_and_rests_is_found_by_two_readings(other: Balance) -> None:
    book = told(*TWO).book
    once = compared(Check(), answer(other, TWO[1]), book)
    assert not once.is_over
    assert not confirmed(once)
    twice = compared(once, second(other, TWO[1]), book)
    assert twice.is_over
    found = concluded(Agreement(), twice, book)
    assert not found.agrees
    assert (found.differing["BTC"].ours, found.differing["BTC"].theirs) == (TWO[0], other)


def test_what_differs_once_is_not_believed() -> None:
    book = told(*TWO).book
    once = compared(Check(), answer(balance("BTC", "2"), TWO[1]), book)
    assert concluded(Agreement(), compared(once, second(*TWO), book), book).agrees


def test_another_value_than_the_one_before_begins_anew() -> None:
    book = told(*TWO).book
    once = compared(Check(), answer(balance("BTC", "2"), TWO[1]), book)
    twice = compared(once, second(balance("BTC", "3"), TWO[1]), book)
    assert not twice.is_over
    assert not confirmed(twice)


@pytest.mark.parametrize("seen", [AT - BEFORE + 0.1, AT + 0.05, AT + 3])
def test_an_event_before_between_or_after_the_answer_keeps_a_difference_from_being_believed(
    seen: float,
) -> None:
    on = told(*TWO)
    if seen < AT + 0.1:
        on.hear(balance("BTC", "5"), seen=seen)
    once = compared(Check(), answer(balance("BTC", "2"), TWO[1]), on.book)
    if seen > AT:
        on.hear(balance("BTC", "6"), seen=seen)
    assert not confirmed(compared(once, second(balance("BTC", "2"), TWO[1]), on.book))


def test_every_value_that_the_stream_gave_meanwhile_agrees() -> None:
    for value in ("1", "5", "6"):
        on = told(*TWO)
        on.hear(balance("BTC", "5"), seen=AT - 1)
        on.hear(balance("BTC", "6"), seen=AT + 0.05)
        assert compared(Check(), answer(balance("BTC", value), TWO[1]), on.book).is_over


def test_a_row_that_never_rests_is_not_judged_and_not_waited_for() -> None:
    on = told(*TWO)
    check = Check()
    for number in range(2):
        asked = AT + number * (SECOND_AFTER + 0.1)
        on.hear(balance("BTC", f"1.{number + 5}"), seen=asked + 0.01)
        check = compared(check, answer(balance("BTC", "9"), TWO[1], asked=asked), on.book)
    assert check.is_over
    found = concluded(Agreement(), check, on.book)
    assert found.agrees
    assert found.unjudged == 1


def test_a_check_ends_whatever_does_not_rest() -> None:
    book, check = told(*TWO).book, Check()
    for number in range(READINGS):
        assert not check.is_over
        asked = AT + number * (SECOND_AFTER + 0.1)
        check = compared(check, answer(balance("BTC", f"{number + 2}"), TWO[1], asked=asked), book)
    assert check.is_over
    assert concluded(Agreement(), check, book).unjudged == 1


@pytest.mark.parametrize("held", ["0", "1"])
def test_a_row_that_one_side_lacks_differs_even_if_it_is_zero(held: str) -> None:
    for ours, theirs in (((*TWO, balance("XRP", held)), TWO), (TWO, (*TWO, balance("XRP", held)))):
        book = told(*ours).book
        check = compared(compared(Check(), answer(*theirs), book), second(*theirs), book)
        assert set(concluded(Agreement(), check, book).differing) == {"XRP"}


def test_a_row_that_the_latest_snapshot_lacks_agrees_with_an_answer_that_lacks_it() -> None:
    on = told(*TWO, balance("XRP"))
    on.connect()
    on.hear(*TWO)
    assert on.unlisted == {"XRP"}
    assert compared(Check(), answer(*TWO), on.book).is_over
    with_it = (*TWO, balance("XRP"))
    check = compared(compared(Check(), answer(*with_it), on.book), second(*with_it), on.book)
    assert confirmed(check) == {"XRP"}


def test_what_cannot_be_read_is_said_and_is_no_alarm() -> None:
    book = told(*TWO).book
    check = compared(Check(), answer(TWO[1], unreadable=frozenset({"BTC"})), book)
    assert check.is_over
    found = concluded(Agreement(), check, book)
    assert (found.agrees, found.unreadable) == (True, 1)


def test_a_row_without_a_name_may_be_any_that_is_lacking() -> None:
    book = told(*TWO).book
    check = compared(Check(), answer(TWO[1], nameless=1), book)
    assert check.is_over
    assert concluded(Agreement(), check, book).unreadable == 1


def test_a_difference_lasts_until_a_reading_agrees() -> None:
    on, other = told(*TWO), balance("BTC", "2")
    check = compared(compared(Check(), answer(other, TWO[1]), on.book), second(other, TWO[1]), on.book)
    known = concluded(Agreement(), check, on.book)
    moving = compared(Check(), answer(TWO[1], unreadable=frozenset({"BTC"})), on.book)
    assert set(concluded(known, moving, on.book).differing) == {"BTC"}
    on.hear(other, seen=AT + 600)
    healed = compared(Check(), answer(other, TWO[1], asked=AT + 700), on.book)
    assert concluded(known, healed, on.book).agrees


def test_on_another_connection_nothing_agrees_yet_and_what_differed_still_does() -> None:
    on, other = told(*TWO), balance("BTC", "2")
    check = compared(compared(Check(), answer(other, TWO[1]), on.book), second(other, TWO[1]), on.book)
    assert set(reconnected(concluded(Agreement(), check, on.book)).differing) == {"BTC"}
    assert reconnected(Agreement(as_of=1, unjudged=1)) == Agreement()


def test_rows_that_differ_are_doubted_as_shown_and_no_other() -> None:
    book, other = told(*TWO).book, balance("BTC", "2")
    check = compared(compared(Check(), answer(other, TWO[1]), book), second(other, TWO[1]), book)
    shown = flagged(book, concluded(Agreement(), check, book))
    assert shown.entries["BTC"].doubt == DIFFERS
    assert shown.entries["ETH"] is book.entries["ETH"]
    assert flagged(book, Agreement(as_of=1)) is book


def test_only_a_whole_book_of_this_connection_can_be_compared() -> None:
    on = told(*TWO)
    assert is_sound(on.book, 1)
    assert not is_sound(on.book, 2)
    assert not is_sound(marked_behind(on.book), 1)
    assert not is_sound(opened(on.book, 1), 1)


class World(Struct, frozen=True):
    """What happens to one currency, and how late each side knows of it."""

    steps: list[tuple[float, int]]
    """When its amount became what, in order."""
    stream_lags: list[float]
    rest_lags: list[float]
    travel: list[float]
    """From a request to its answer; the moment of the answer lies within."""
    moments: list[float]


moments = st.floats(AT - 20, AT + 60)


def worlds(stream: float, rest: float, times: st.SearchStrategy[float] = moments) -> st.SearchStrategy[World]:
    """Worlds in which neither side lags by more than so much."""
    steps = st.lists(
        st.tuples(times.map(lambda at: round(at, 3)), st.integers(0, 3)),
        max_size=12,
        unique_by=lambda step: step[0],
    )
    return st.builds(
        World,
        steps.map(sorted),
        st.lists(st.floats(0, stream), min_size=12, max_size=12),
        st.lists(st.floats(0, rest), min_size=READINGS, max_size=READINGS),
        st.lists(st.floats(0.001, LONGEST_TRAVEL), min_size=READINGS, max_size=READINGS),
        st.lists(st.floats(0, 1), min_size=READINGS, max_size=READINGS),
    )


def amount_at(world: World, moment: float) -> str:
    return str(next((value for at, value in reversed(world.steps) if at <= moment), 0))


def quiet(until: float, lag: float) -> st.SearchStrategy[float]:
    """Moments that a stream which lags by so much tells of before the first reading counts, or after all of it."""
    return st.floats(AT - 30, AT - BEFORE - lag - 0.1) | st.floats(until, until + 30)


def arrivals(world: World) -> list[tuple[float, int]]:
    """When the stream tells each step: late, and always behind the one that came first."""
    told, latest = [], 0.0
    for (at, value), lag in zip(world.steps, world.stream_lags, strict=False):
        latest = max(nextafter(latest, inf), at + lag)
        told.append((latest, value))
    return told


def judged(world: World, rest: Callable[[float], str]) -> Agreement:
    """What a whole check comes to, where REST says `rest` of a moment."""
    on, news = told(balance("BTC", "0"), balance("ETH")), arrivals(world)
    check, asked = Check(), AT
    while not check.is_over:
        number = check.readings
        answered = asked + world.travel[number]
        while news and news[0][0] <= answered:
            seen, value = news.pop(0)
            on.hear(balance("BTC", str(value)), seen=seen)
        moment = asked + world.travel[number] * world.moments[number] - world.rest_lags[number]
        said = answer(balance("BTC", rest(moment)), balance("ETH"), asked=asked, answered=answered)
        check = compared(check, said, on.book)
        asked = answered + SECOND_AFTER
    return concluded(Agreement(), check, on.book)


@often
@given(worlds(stream=SECOND_AFTER - 0.001, rest=BEFORE - 0.001))
def test_a_stream_and_rest_that_only_lag_never_raise_an_alarm(world: World) -> None:
    assert not judged(world, lambda moment: amount_at(world, moment)).differing


@often
@given(worlds(stream=SECOND_AFTER - 0.001, rest=0.0, times=quiet(AT + 60, SECOND_AFTER)))
def test_a_row_that_differs_and_rests_always_does(world: World) -> None:
    found = judged(world, lambda moment: f"{amount_at(world, moment)}.5")
    assert set(found.differing) == {"BTC"}


@often
@given(worlds(stream=1.0, rest=0.0, times=quiet(AT + 2 * LONGEST_TRAVEL + SECOND_AFTER, 1.0)))
def test_a_row_that_differs_is_found_by_the_first_check_between_two_of_its_changes(world: World) -> None:
    stuck = amount_at(world, AT - BEFORE)
    assert "BTC" in judged(world, lambda _: f"1{stuck}").differing
