"""What the screen looks like: pictures kept beside this file, compared whole.

`pytest tests/ui/test_pictures.py --snapshot-update` keeps new ones; look at them before.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.clock import FakeClock
from tests.ui.keeping import Kept
from tests.ui.plays import (
    Play,
    detail,
    differs,
    filtering,
    frozen,
    help_open,
    live,
    lost,
    message,
    nothing,
    past,
    refused,
    syncing,
)
from tests.ui.scripted_source import ScriptedSource
from tests.ui.stage import Stage, new_app
from tests.ui.telling import Telling
from tui.tongue import speak

Compare = Callable[..., bool]


@pytest.fixture
def looks_the_same(snap_compare: Compare, tmp_path: Path) -> Callable[[Play, tuple[int, int]], bool]:
    """Whether the screen, after `play` in a window of a size, looks as in the picture that is kept."""

    def compare(play: Play, size: tuple[int, int]) -> bool:
        clock = FakeClock()
        source = ScriptedSource()
        journal = Kept(tmp_path / "journal.db", clock) if play is past else None
        app = new_app(source, clock, journal=journal)

        async def run_before(pilot: Pilot[int]) -> None:
            await play(Stage(app, pilot, source, Telling(clock), clock))

        return snap_compare(app, terminal_size=size, run_before=run_before)

    return compare


@pytest.mark.parametrize(
    ("play", "size"),
    [
        pytest.param(live, (80, 24), id="80x24"),
        pytest.param(live, (120, 40), id="120x40"),
        pytest.param(live, (200, 50), id="200x50"),
        pytest.param(nothing, (80, 24), id="connecting"),
        pytest.param(syncing, (80, 24), id="syncing"),
        pytest.param(lost, (80, 24), id="lost"),
        pytest.param(refused, (80, 24), id="refused"),
        pytest.param(frozen, (80, 24), id="frozen"),
        pytest.param(detail, (80, 24), id="detail"),
        pytest.param(message, (80, 24), id="message"),
        pytest.param(help_open, (80, 24), id="help"),
        pytest.param(filtering, (80, 24), id="filter"),
        pytest.param(past, (80, 24), id="past"),
        pytest.param(past, (120, 40), id="past-120x40"),
        pytest.param(differs, (80, 24), id="differs"),
        pytest.param(differs, (120, 40), id="differs-120x40"),
    ],
)
def test_the_screen_looks_as_it_did(
    looks_the_same: Callable[[Play, tuple[int, int]], bool], play: Play, size: tuple[int, int]
) -> None:
    assert looks_the_same(play, size)


def test_without_colour_it_looks_as_it_did(
    looks_the_same: Callable[[Play, tuple[int, int]], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert looks_the_same(lost, (80, 24))


@pytest.mark.parametrize(
    ("play", "size"),
    [
        pytest.param(live, (80, 24), id="80x24"),
        pytest.param(live, (120, 40), id="120x40"),
        pytest.param(lost, (80, 24), id="lost"),
        pytest.param(detail, (80, 24), id="detail"),
        pytest.param(message, (80, 24), id="message"),
        pytest.param(help_open, (80, 24), id="help"),
        pytest.param(filtering, (80, 24), id="filter"),
        pytest.param(past, (80, 24), id="past"),
    ],
)
def test_in_chinese_it_looks_as_it_did(
    looks_the_same: Callable[[Play, tuple[int, int]], bool], play: Play, size: tuple[int, int]
) -> None:
    speak("zh-TW")
    try:
        assert looks_the_same(play, size)
    finally:
        speak("en")
