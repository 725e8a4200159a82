"""The status line: who, the link in words, and everything that qualifies the balances below."""

import pytest

from tests.core.builders import row
from tests.ui.stage import TAIPEI, stage
from tui.core import words
from tui.core.text import duration
from tui.tongue import LANGUAGES, say, speak
from tui.ui.widgets.status_parts import BETWEEN


async def test_it_says_who_where_and_how_the_link_stands() -> None:
    async with stage() as on:
        assert on.status.splitlines() == [
            " bitotui  d···@example.com @ 127.0.0.1:9000      LIVE  ping 5 ms  event 0 s ago",
            " all · by Currency, A first                                            12 of 12",
        ]


@pytest.mark.parametrize("width", [30, 40, 60, 80, 200])
async def test_the_state_stands_whole_at_the_right_at_any_width(width: int) -> None:
    async with stage(size=(width, 24)) as on:
        assert on.lines[0].endswith("LIVE  ping 5 ms  event 0 s ago"[:width])
        await on.show(on.told.lost())
        assert on.lines[0].endswith("LOST  retry in 1 s (first)")


async def test_not_live_it_says_why_and_as_of_when() -> None:
    async with stage(live=False) as on:
        await on.show(on.told.connecting())
        assert "CONNECTING" in on.status
        assert "no balances yet" in on.status
        await on.show(on.told.connected())
        assert "SYNCING" in on.status
        assert "waiting for the snapshot and the pong" in on.status
        await on.show(on.told.says(row("ADA"), row("BTC")))
        assert "waiting for the pong" in on.status
        await on.show(on.told.pong())
        assert "waiting" not in on.status
        await on.show(on.told.lost())
        assert "reset by peer" in on.status
        assert "balances as of 22:13:20 UTC+8" in on.status


async def test_a_refusal_is_told_with_what_to_do_however_long() -> None:
    async with stage(live=False, size=(60, 24)) as on:
        await on.show(on.told.connecting(), on.told.refused(401, "the signature is not what it should be"))
        assert "REFUSED 401" in on.lines[0]
        said = " ".join(on.status.split())
        assert (
            "the signature is not what it should be: check the API key, its secret and the identity" in said
        )
        assert "r tries again" in said


async def test_it_says_that_the_book_may_be_behind_until_the_next_snapshot() -> None:
    async with stage() as on:
        await on.show(on.told.message(b'{"event":"ACCOUNT_BALANCE","timestamp":1,"data":{"ADA":{}}}'))
        assert "may be behind" in on.status
        await on.show(on.told.lost(), on.told.connecting(), on.told.connected())
        await on.show(on.told.says(*({"currency": each} | row(each) for each in on.order)), on.told.pong())
        assert "may be behind" not in on.status


async def test_it_says_that_a_snapshot_is_partial() -> None:
    async with stage() as on:
        await on.show(on.told.lost(), on.told.connecting(), on.told.connected())
        await on.show(on.told.says(row("ADA")), on.told.pong())
        assert "the snapshot is partial" in on.status
        assert "SYNCING" in on.status


async def test_it_says_when_the_exchanges_own_pings_vouch() -> None:
    async with stage() as on:
        now = on.clock.elapsed()
        await on.show(on.told.with_link(pong_at=None, round_trip=None, peer_ping_at=now))
        assert "LIVE  by its pings" in on.status
        assert "ping 5 ms" not in on.status


async def test_it_says_how_far_the_clock_is_off() -> None:
    async with stage() as on:
        await on.show(on.told.with_link(offset=37_000))
        assert "clock 37 s behind" in on.status


async def test_a_notice_about_the_settings_is_shown() -> None:
    async with stage(notices=("stripped blanks around BITOPRO_API_KEY",)) as on:
        assert on.toasts == ["stripped blanks around BITOPRO_API_KEY"]
        assert "stripped blanks around" in on.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [40, 60, 72, 80, 100])
async def test_frozen_and_behind_no_phrase_is_cut_at_any_width(width: int, language: str) -> None:
    speak(language)
    try:
        async with stage(size=(width, 24)) as on:
            await on.press("space")
            await on.show(on.told.message(b'{"event":"ACCOUNT_BALANCE","timestamp":1,"data":{"ADA":{}}}'))
            phrases = {
                *("HIDDEN", say("FROZEN, {number} behind", number=on.app.behind), say("all")),
                *(say("may be behind"), words.vouched(on.app.held_vouched, TAIPEI)),
                *(say("clock {time} behind", time=duration(37)), *words.filters(on.app.view).split(BETWEEN)),
            }
            for said in ("", "H"):
                await on.press(*said)
                for link in (on.told.pong(), on.told.with_link(offset=37_000)):
                    await on.show(link)
                    below = " ".join(" ".join(on.status.splitlines()[1:]).split())
                    line = below.removesuffix(say("{shown} of {total}", shown=12, total=12))
                    assert say("FROZEN, {number} behind", number=on.app.behind) in line
                    assert set(line.strip().split(BETWEEN)) <= phrases
    finally:
        speak("en")


@pytest.mark.parametrize("width", [32, 40, 60])
async def test_under_live_the_doubt_never_leaves(width: int) -> None:
    async with stage(size=(width, 24)) as on:
        await on.show(on.told.message(b'{"event":"ACCOUNT_BALANCE","timestamp":1,"data":{"ADA":{}}}'))
        await on.press("H")
        assert "LIVE" in on.status
        assert "HIDDEN · " in on.status
        assert "may be behind" in " ".join(on.status.split())


async def test_what_is_wrong_with_the_records_has_lines_of_its_own_where_it_does_not_fit() -> None:
    async with stage(size=(60, 24)) as on:
        await on.press("H", "space")
        on.app.unrecorded = "/home/someone/state/bitotui/journal: no space left on device"
        await on.settle()
        lines = on.status.splitlines()
        assert " ".join(" ".join(lines[1:-1]).split()) == (
            "HIDDEN · FROZEN, 0 behind · not recorded: /home/someone/state/bitotui/journal: no space left on device"
        )
        assert lines[-1].startswith(" all · by Currency, A first")
