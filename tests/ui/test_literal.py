"""Markup in foreign strings is literal text, wherever it is shown."""

import pytest

from tests.core.builders import row
from tests.ui.stage import stage

HOSTILE = ["[bold]x[/bold] [/foo]", "[@click=app.leave]x[/]", "[link=https://a.example]x[/link] \\[b] ["]


@pytest.mark.parametrize("string", HOSTILE)
async def test_in_the_event_id(string: str) -> None:
    async with stage(size=(120, 40)) as on:
        await on.hear(row("ADA", amount="1"), eventID=string)
        assert string in on.logged[0]
        assert string in on.described
        assert string in on.text
        await on.press("e", "y")
        assert on.app.clipboard == string
        assert on.toasts == [f"sent to the terminal's clipboard: eventID {string}"]
        assert "sent to the terminal's clipboard:" in on.text
        await on.press("enter")
        assert f"update  {string}" in on.text


@pytest.mark.parametrize("string", HOSTILE)
async def test_in_the_reason_of_a_loss_and_of_a_refusal(string: str) -> None:
    async with stage(size=(120, 40)) as on:
        await on.show(on.told.lost(string))
        assert string in on.status
        assert f"lost: {string}; retry" in on.logged[0]
        await on.show(on.told.connecting(), on.told.refused(403, string))
        assert string in on.status
        assert f"refused 403: {string}" in on.logged[0]


@pytest.mark.parametrize("string", HOSTILE)
async def test_in_a_notice_about_the_settings(string: str) -> None:
    async with stage(size=(120, 40), notices=(f"ignored {string} in .env",)) as on:
        assert f"ignored {string} in .env" in on.text


@pytest.mark.parametrize("string", HOSTILE)
async def test_in_a_message_that_is_no_balance_event(string: str) -> None:
    async with stage(size=(120, 40)) as on:
        raw = b'{"event":"%s"}' % string.replace("\\", "\\\\").encode()
        await on.show(on.told.message(raw))
        assert f"event {string}" in on.logged[0]
        await on.press("e", "enter")
        assert f"event {string}" in on.text


async def test_a_click_on_markup_does_nothing() -> None:
    async with stage(size=(120, 40)) as on:
        await on.hear(row("ADA", amount="1"), eventID="[@click=app.leave]x[/]")
        for x in range(13, 36, 3):
            await on.click(on.log, x, 0)
        y = on.described.index("[@click=app.leave]x[/]")
        await on.click(on.detail, 20, y)
        assert on.app.is_running


CONTROLS = "\x1b]0;x\x07\x9b31m\u202e\u200b\r\t\x00"


async def test_what_could_steer_a_terminal_is_spelled_out() -> None:
    async with stage(size=(200, 40)) as on:
        await on.hear(row("ADA", amount="1"), eventID=CONTROLS)
        await on.show(on.told.message(CONTROLS.encode("utf-8", "surrogatepass")))
        await on.press("e", "j", "enter")
        shown = on.text
        await on.press("escape")
        for text in (shown, on.text):
            assert not [each for each in CONTROLS if not each.isprintable() and each in text]
        assert "\\u{1b}]0;x\\u{7}" in shown
