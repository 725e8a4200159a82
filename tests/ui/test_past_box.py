"""The box that `T` opens: words, what they mean, and keys that come in bursts."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from textual import events

from tests.clock import FakeClock
from tests.ui.an_hour import an_hour, go_to
from tests.ui.keeping import Kept
from tests.ui.stage import Stage


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def journal(tmp_path: Path, clock: FakeClock) -> Iterator[Kept]:
    kept = Kept(tmp_path / "journal.db", clock)
    yield kept
    kept.close(1.0)


@pytest.fixture
async def on(journal: Kept, clock: FakeClock) -> AsyncIterator[Stage]:
    async with an_hour(journal, clock) as played:
        yield played


async def test_the_box_says_what_the_words_mean_while_they_are_typed(on: Stage) -> None:
    await on.press("T")
    assert "for example 14:03" in on.text
    await on.press(*"22:40")
    assert " 2026-09-21 22:40:00 UTC+8" in on.lines
    await on.press(*":99")
    assert "there is no such time" in on.text
    await on.press("enter")
    assert "PAST" not in on.text
    assert "there is no such time" in on.text
    await on.press("escape")
    assert "there is no such time" not in on.text
    assert on.has_focus(on.table)
    await on.press("T", *"00000002")
    assert "behind 00000002-1111-4222-8333-444444444444, update, 2026-09-21 22:23:20" in on.text
    await on.press(*"9999")
    assert "no event is recorded whose eventID begins with 000000029999" in on.text


async def test_letters_that_are_commands_are_text_in_the_box(on: Stage) -> None:
    await on.press("T", *"qt,.<h")
    assert on.app.is_running
    assert on.app._moment_bar.text == "qt,.<h"
    assert on.app.past is None


async def test_now_is_now(on: Stage) -> None:
    await go_to(on, "22:40")
    await go_to(on, "now")
    assert "PAST" not in on.text


async def test_in_the_event_log_the_highlighted_event_is_proposed(on: Stage) -> None:
    await on.press("e", "j", "T")
    assert on.app._moment_bar.text == "00000002-1111-4222-8333-444444444444"
    await on.press("enter")
    assert on.cells("ADA")[1] == "7"
    assert on.has_focus(on.log)
    await on.press("T", *"23:00", "enter")
    assert "PAST 2026-09-21 23:00:00" in on.status


async def test_the_box_stays_open_when_its_key_came_in_a_burst(on: Stage) -> None:
    for key in ("e", "j", "T", "5", "m"):
        on.app.post_message(events.Key(key, key))
    await on.settle()
    assert on.app._moment_bar.is_open
    assert on.app._moment_bar.display
    assert on.app._moment_bar.text == "5m"
