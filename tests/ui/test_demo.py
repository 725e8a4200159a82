"""A demo is told from a real account at the first glance, however small the window."""

import pytest

from tests.ui.stage import stage
from tui.ui.widgets.status_line import StatusLine


async def test_demo_stands_before_the_account() -> None:
    async with stage(size=(100, 24), is_demo=True) as on:
        assert on.lines[0].startswith(" bitotui  DEMO  d···@example.com @ 127.0.0.1:9000  ")


async def test_at_60_columns_the_names_give_way_to_it() -> None:
    async with stage(size=(60, 24), is_demo=True) as on:
        assert on.lines[0] == " DEMO  127.0.0.1:9000        LIVE  ping 5 ms  event 0 s ago"


@pytest.mark.parametrize("height", [3, 10, 24, 40])
@pytest.mark.parametrize("width", [10, 20, 30, 36, 40, 60, 80, 200])
async def test_it_stands_at_the_top_of_any_window_once_and_however_the_link_stands(
    width: int, height: int
) -> None:
    async with stage(size=(width, height), is_demo=True) as on:
        assert on.status.count("DEMO") == 1
        assert "DEMO" in "".join(on.lines[:2])
        await on.show(on.told.lost())
        assert on.status.count("DEMO") == 1
        assert "DEMO" in "".join(on.lines[:2])


async def test_it_stands_beside_the_masked_account_of_a_picture_too() -> None:
    async with stage(size=(100, 24), is_demo=True) as on:
        with on.app.query_one(StatusLine).anonymous():
            assert "DEMO  ··· @" in on.status


async def test_a_real_account_has_no_such_word() -> None:
    async with stage(size=(200, 24)) as on:
        assert "DEMO" not in on.text
