"""The switch between painting by difference and Textual's own, and what an app may ask for in either."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import pytest
from textual.app import App, ComposeResult
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.linux_inline_driver import LinuxInlineDriver
from textual.widgets import Label

from tests.ui.paint.pseudo import Pseudo
from tui.ui.paint.display import DiffDisplay, erasing_fills
from tui.ui.paint.driver import PaintDriver

ECHO = "tests.ui.paint.echo_app"


class SmallApp(DiffDisplay, App[int]):
    """One word."""

    def compose(self) -> ComposeResult:
        yield Label("word")


class InlineApp(SmallApp):
    """An app that asks for another driver."""

    def get_driver_class(self) -> Any:
        return LinuxInlineDriver


def test_the_paint_driver_takes_the_place_of_textuals_linux_driver() -> None:
    assert SmallApp().driver_class is PaintDriver
    assert issubclass(PaintDriver, LinuxDriver)
    assert InlineApp().driver_class is LinuxInlineDriver


async def test_a_headless_app_is_painted_by_textual() -> None:
    app = SmallApp()
    async with app.run_test() as pilot:
        calls: list[int] = []
        app.paint_first([3])
        app.when_paintable(lambda: calls.append(1))
        app.repaint()
        app.query_one(Label).update("other")
        await pilot.pause()
        assert app.painter is None
        assert calls == [1]
        assert "other" in str(app.query_one(Label).render())


@pytest.mark.parametrize("paint", ["diff", "stock"])
def test_either_way_of_painting_shows_the_same(paint: Literal["diff", "stock"]) -> None:
    with Pseudo(ECHO, "0", BITOTUI_PAINT=paint) as child:
        child.until(b"CUR00010")
        child.quiet()
        child.press(b"\x1b[B")
        child.quiet()
        text = child.terminal.text()
        bars = [y for y, line in enumerate(child.terminal.cells()) if line[3].bg == "00aaff"]
    assert text[1].startswith(" CUR00000")
    assert bars == [2]


def test_stock_painting_asks_nothing_behind_its_frames() -> None:
    with Pseudo(ECHO, "0", BITOTUI_PAINT="stock") as child:
        child.until(b"CUR00010")
        child.quiet()
        assert b"\x1b[5n" not in child.written


def test_a_class_may_choose_stock_painting_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class StockApp(SmallApp):
        PAINT: ClassVar[Literal["diff", "stock"]] = "stock"

    monkeypatch.delenv("BITOTUI_PAINT", raising=False)
    assert StockApp().paints_by_difference is False
    assert SmallApp().paints_by_difference is True
    monkeypatch.setenv("BITOTUI_PAINT", "stock")
    assert SmallApp().paints_by_difference is False
    monkeypatch.setenv("BITOTUI_PAINT", "diff")
    assert StockApp().paints_by_difference is True


@pytest.mark.parametrize(
    ("term", "fills"), [("xterm-256color", True), ("no-such-terminal", False), ("dumb", False)]
)
def test_terminfo_tells_what_erasing_paints(term: str, fills: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with Pseudo("tests.ui.paint.terminfo", TERM=term) as child:
        child.end()
        assert child.written.split() == [str(fills).encode()]
    assert isinstance(erasing_fills(), bool)
