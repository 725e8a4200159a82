"""ACCEPTANCE.md, Secrets: a screenshot is its owner's alone, says not whose account it is, and loads nothing."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App

from tests.ui.stage import Stage, stage
from tui.ui.app import BitotuiApp
from tui.ui.screenshot import Screenshots, write_private


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder of a user who hides nothing."""
    monkeypatch.chdir(tmp_path)
    before = os.umask(0)
    yield tmp_path
    os.umask(before)


def text_of(svg: str) -> str:
    return re.sub(r"<[^>]*>", "", svg).replace("&#160;", " ")


def picture_in(folder: Path) -> tuple[str, str]:
    """The only file there, and its name."""
    (path,) = folder.iterdir()
    assert re.fullmatch(r"bitotui-\d{8}-\d{6}-\d{6}\.svg", path.name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    return path.read_text(encoding="utf-8"), path.name


def assert_shows_no_one(svg: str) -> None:
    assert "example.com" not in text_of(svg)
    assert "d···" not in text_of(svg)
    assert set(re.findall(r"https?://[^\s\"'<>)]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert "url(" not in re.sub(r"url\(#[^)]*\)", "", svg)
    assert "font-face" not in svg


async def ask(on: Stage, way: str) -> None:
    match way:
        case "key":
            await on.press("P")
        case "action":
            await on.app.run_action("screenshot")
        case "action with a name":
            await on.app.run_action("screenshot('open.svg')")
        case "save":
            on.app.save_screenshot("open.svg")
        case "deliver":
            on.app.deliver_screenshot("open.svg")
    await on.settle()


@pytest.mark.parametrize("way", ["key", "action", "action with a name", "save", "deliver"])
async def test_every_way_to_a_screenshot_is_ours(way: str, folder: Path) -> None:
    async with stage(size=(100, 30)) as on:
        await ask(on, way)
        svg, name = picture_in(folder)
        assert_shows_no_one(svg)
        assert "999999999999.99999999" in text_of(svg)
        assert "··· @ 127.0.0.1:9000" in text_of(svg)
        if way != "save":
            assert on.toasts == [f"screenshot saved to {name}"]
        assert "d···@example.com" in on.status


def test_textual_has_no_way_that_is_not_ours() -> None:
    ways = {name for name in vars(App) if "screenshot" in name and callable(getattr(App, name))}
    assert ways == {"action_screenshot", "deliver_screenshot", "export_screenshot", "save_screenshot"}
    for name in ways - {"export_screenshot"}:  # which writes nothing
        assert getattr(BitotuiApp, name) is getattr(Screenshots, name)


@pytest.mark.parametrize(
    "size", [(1, 1), (25, 8), (34, 10), (40, 12), (52, 20), (80, 24), (300, 60)], ids=str
)
@pytest.mark.parametrize("keys", ["", "?", "e j enter"])
async def test_no_size_and_no_dialog_leaves_a_part_of_the_account(size: tuple[int, int], keys: str) -> None:
    async with stage(size=size) as on:
        await on.press(*keys.split())
        svg = on.app.picture()
        assert_shows_no_one(svg)
        assert "@ex" not in text_of(svg)


async def test_where_it_cannot_be_written_a_sentence_says_so(folder: Path) -> None:
    async with stage(size=(100, 30)) as on:
        name = Path(on.app.save_screenshot()).name
        await on.press("P")
        assert on.toasts == [f"no screenshot: {folder} cannot be written to: File exists"]
        (folder / name).unlink()

        planted = folder / "elsewhere"
        (folder / name).symlink_to(planted)
        await on.press("P")
        assert not planted.exists()
        assert len(on.toasts) == 2


def test_a_disk_that_becomes_full_leaves_no_part_of_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    (folder / "x.svg").touch()
    monkeypatch.setattr(os, "open", lambda *_: full)
    with pytest.raises(OSError, match="No space left"):
        write_private(folder / "x.svg", "x" * 100_000)
    assert not [*folder.iterdir()]
