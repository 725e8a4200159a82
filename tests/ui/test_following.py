"""Whether the event log follows the newest record: what is pinned stays, and the title says what it is held from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.builders import row
from tests.ui.past_stage import cursor_line, past_stage, press, record_past
from tests.ui.stage import Stage, stage
from tui.preferences.sections import Keys, Preferences
from tui.tongue import LANGUAGES, speak
from tui.ui.widgets.events_title import EventsTitle

AT_REST = "── events (UTC+8) ─"


async def hear_shib_last(on: Stage) -> None:
    """SHIB's only event is the newest record, the one with the number 3."""
    await on.hear(row("BTC", amount="1"))
    await on.hear(row("SHIB", amount="1"))
    on.table.go_to("SHIB")


async def hear_others(on: Stage, count: int) -> None:
    """So many events of BTC, one after the other."""
    for number in range(count):
        await on.hear(row("BTC", amount=str(number + 2)))


@pytest.mark.parametrize(
    "keys", [["["], ["e", "["], ["[", "[", "]"], ["e", "j", "]"], ["e", "/", *"shib", "enter"]]
)
async def test_what_one_jumps_to_stays_under_the_cursor_though_it_is_the_newest(keys: list[str]) -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await press(on, *keys)
        await hear_others(on, 2)
        assert "00000003" in cursor_line(on)
        await on.press("y")
        assert on.app.clipboard.startswith("00000003")


async def test_matches_found_again_stay_as_well() -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await press(on, "e", "/", *"update", "enter", "{", "}")
        await hear_others(on, 1)
        assert "00000003" in cursor_line(on)


async def test_a_click_on_the_newest_pins_it() -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await on.click(on.log, 5, 0)
        await hear_others(on, 1)
        assert "00000003" in cursor_line(on)


@pytest.mark.parametrize("key", ["g", "home", "k", "up", "pageup"])
async def test_it_follows_again_when_one_moves_to_the_newest_oneself(key: str) -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await press(on, "[", key)
        await hear_others(on, 1)
        assert "00000004" in cursor_line(on)
        assert AT_REST in on.text


async def test_the_title_says_how_many_are_newer_and_which_key_leads_there() -> None:
    async with stage() as on:
        await hear_others(on, 3)
        await on.press("e")
        assert AT_REST in on.text
        await on.press("j")
        assert "── events (UTC+8) · 1 newer above: g shows it ──" in on.text
        await hear_others(on, 2)
        assert "── events (UTC+8) · 3 newer above: g shows them ──" in on.text
        await on.press("g")
        assert AT_REST in on.text


async def test_the_key_is_named_as_it_is_mapped() -> None:
    keys = Keys(commands={"first-line": "0", "previous-event": "o"})
    async with stage(preferences=Preferences(keys=keys)) as on:
        await on.press("e", "j")
        assert "── events (UTC+8) · 1 newer above: 0 shows it ──" in on.text
        await press(on, "e", "]")
        assert "── no later event of ADA; o goes to its latest ──" in on.text


async def test_what_the_wheel_moved_is_said_too() -> None:
    async with stage() as on:
        await hear_others(on, 20)
        on.log.scroll_to(y=5, animate=False, immediate=True)
        await on.settle()
        assert "── events (UTC+8) · 5 newer above: e, then g ──" in on.text
        await on.press("escape")
        assert AT_REST in on.text
        assert on.log.follows


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    speak(request.param)
    yield request.param
    speak("en")


@pytest.mark.parametrize("keys", [("g",), ("e", "g")])
async def test_thousands_of_newer_records_are_said_whole_at_60_columns(
    language: str, keys: tuple[str, ...]
) -> None:
    async with stage(size=(60, 20)) as on:
        title = on.app.query_one(EventsTitle)
        title.tell_newer(12_345, keys)
        assert "12345" in title.lines[0].plain
        assert title.lines[0].cell_len == 60
        assert title.lines[0].plain.endswith("─")


async def test_beside_the_search_box_it_says_nothing_of_keys_that_are_letters_there() -> None:
    async with stage() as on:
        await on.press("e", "j", "/")
        assert AT_REST in on.text
        await on.press("escape")
        assert "· 1 newer above: g shows it ──" in on.text


async def test_the_title_is_made_anew_with_newer_records_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    fit = EventsTitle.fit

    def counted(title: EventsTitle) -> None:
        made.append(1)
        fit(title)

    monkeypatch.setattr(EventsTitle, "fit", counted)
    async with stage() as on:
        await on.press("e", "j")
        made.clear()
        for _ in range(5):
            await on.pass_time(1)
        assert not made
        await hear_others(on, 1)
        assert len(made) == 1


@pytest.mark.parametrize("key", ["e", "escape", "tab", "shift+tab"])
async def test_it_follows_again_when_the_keys_leave_it(key: str) -> None:
    async with stage() as on:
        await hear_others(on, 3)
        await on.press("e", "j", "j", key)
        assert not on.has_focus(on.log)
        assert AT_REST in on.text
        await hear_others(on, 1)
        assert "00000005" in on.logged[0]


async def test_a_message_or_a_box_before_it_does_not_let_it_go() -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await press(on, "e", "[", "enter", "escape", "?", "escape", "/", "escape")
        await hear_others(on, 1)
        assert on.has_focus(on.log)
        assert "00000003" in cursor_line(on)


@pytest.mark.parametrize("size", [(80, 24), (120, 24)])
@pytest.mark.parametrize("opened", [[], ["enter"]])
async def test_what_was_jumped_to_from_elsewhere_stays_until_escape(
    size: tuple[int, int], opened: list[str]
) -> None:
    async with stage(size=size) as on:
        await hear_shib_last(on)
        await press(on, *opened, "[", "e")
        assert on.has_focus(on.table)
        await hear_others(on, 2)
        assert "── events (UTC+8) · 2 newer above: e, then g ──" in on.text
        await on.press("escape")
        assert AT_REST in on.text
        assert "00000005" in on.logged[0]


async def test_what_was_jumped_to_from_elsewhere_stays_until_g() -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await press(on, "[", "e")
        await hear_others(on, 2)
        await on.press("e", "g", "j", "e")
        assert AT_REST in on.text


async def test_steps_from_the_table_go_on_from_what_is_pinned() -> None:
    async with stage() as on:
        await hear_others(on, 3)
        on.table.go_to("BTC")
        await press(on, "[", "e", "[", "e", "[")
        assert "00000002" in cursor_line(on)


async def test_what_was_moved_to_in_the_log_is_not_where_the_table_steps_from() -> None:
    async with stage() as on:
        await hear_others(on, 3)
        on.table.go_to("BTC")
        await press(on, "e", "j", "j", "e", "[")
        assert "00000004" in cursor_line(on)


async def test_forth_from_now_says_how_one_comes_to_the_latest() -> None:
    async with stage() as on:
        await hear_shib_last(on)
        await press(on, "]")
        assert "── no later event of SHIB; [ goes to its latest ──" in on.text
        await press(on, "[")
        assert "00000003" in cursor_line(on)
        await press(on, "]")
        assert "── no later event of SHIB ──" in on.text


async def test_the_past_says_nothing_of_newer_records_and_leaves_the_log_as_the_keys_have_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal" / "account.db"
    record_past(path, 30)
    async with past_stage(path) as on:
        await hear_others(on, 3)
        await on.press("e", "j", "T", *"yesterday 09:00", "enter")
        assert on.app.past is not None
        assert on.log.newer > 3
        assert AT_REST in on.text
        pointed = cursor_line(on)
        await on.press("e")
        assert on.has_focus(on.table)
        assert cursor_line(on) == pointed
        await on.press("escape")
        assert on.app.past is None
        assert on.log.follows
        assert AT_REST in on.text


async def test_who_comes_back_from_the_past_to_the_log_finds_what_was_pinned(tmp_path: Path) -> None:
    path = tmp_path / "journal" / "account.db"
    record_past(path, 30)
    async with past_stage(path) as on:
        await hear_others(on, 3)
        await on.press("e", "j")
        pinned = cursor_line(on)
        await on.press("T", *"yesterday 09:00", "enter", "escape")
        assert cursor_line(on) == pinned
        assert "── events (UTC+8) · 1 newer above: g shows it ──" in on.text
