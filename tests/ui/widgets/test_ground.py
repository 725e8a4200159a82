"""Lines rendered past Textual's styles are those that Textual would render, and follow every style."""

from __future__ import annotations

import contextlib
import inspect
from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from rich.text import Text
from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.css.styles import RenderStyles
from textual.geometry import Region
from textual.widget import Widget

from tui.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot


class Page(App[None]):
    """Lines in a box."""

    CSS = "Lines { width: 30; height: 4; } .loud { background: red; color: yellow; }"

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Lines()


@contextlib.asynccontextmanager
async def page() -> AsyncIterator[tuple[Lines, Pilot[None]]]:
    """The app at rest, with two lines."""
    async with Page().run_test(size=(40, 10)) as pilot:
        lines = pilot.app.query_one(Lines)
        lines.show([Text("one"), Text.assemble(("two", "bold"), " and a half")])
        await pilot.pause()
        yield lines, pilot


def both(lines: Lines, crop: Region) -> tuple[list[list[Segment]], list[list[Segment]]]:
    """What is rendered here, and what Textual makes of the same lines."""
    lines._styles_cache.clear()
    ours, stock = lines.render_lines(crop), Widget.render_lines(lines, crop)
    return [list(strip.simplify()) for strip in ours], [list(strip.simplify()) for strip in stock]


@pytest.mark.parametrize("crop", [Region(0, 0, 30, 4), Region(3, 1, 5, 2)])
async def test_lines_are_those_that_textual_renders(crop: Region) -> None:
    async with page() as (lines, _):
        assert lines.ground.is_plain
        ours, stock = both(lines, crop)
        assert ours == stock


async def test_a_line_that_did_not_change_is_the_same_object_again() -> None:
    async with page() as (lines, _):
        before = lines.render_lines(Region(0, 0, 30, 2))
        lines.show([Text("one"), Text("three")])
        after = lines.render_lines(Region(0, 0, 30, 2))
        assert after[0] is before[0]
        assert after[1].text.rstrip() == "three"


@pytest.mark.parametrize("where", ["itself", "an ancestor", "the theme"])
async def test_another_style_is_another_ground(where: str) -> None:
    async with page() as (lines, pilot):
        before = lines.ground
        if where == "the theme":
            pilot.app.theme = "textual-light"
        else:
            assert isinstance(lines.parent, Widget)
            (lines if where == "itself" else lines.parent).add_class("loud")
        await pilot.pause()
        assert lines.ground != before
        assert lines.ground.style == lines.rich_style
        assert lines.ground.background == lines.background_colors[1]
        ours, stock = both(lines, Region(0, 0, 30, 4))
        assert ours == stock


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("padding", 1),
        ("border", ("solid", "red")),
        ("outline", ("solid", "red")),
        ("tint", "red 20%"),
        ("opacity", 0.5),
        ("text_opacity", 0.5),
        ("hatch", ("x", "red")),
    ],
)
async def test_what_styles_do_to_lines_is_left_to_textual(rule: str, value: object) -> None:
    async with page() as (lines, pilot):
        setattr(lines.styles, rule, value)
        await pilot.pause()
        assert not lines.ground.is_plain
        ours, stock = both(lines, Region(0, 0, 30, 4))
        assert ours == stock


def test_textual_does_to_lines_what_is_ruled_out_and_nothing_more() -> None:
    assert isinstance(RenderStyles._cache_key, property)
    assert list(inspect.signature(Widget.render_lines).parameters) == ["self", "crop"]
    assert "self._styles_cache.render_widget(self, crop)" in inspect.getsource(Widget.render_lines)
    assert list(inspect.signature(StylesCache.render).parameters) == [
        "self", "styles", "size", "base_background", "background", "render_content_line", "filters", "border_title",
        "border_subtitle", "content_size", "padding", "crop", "opacity", "ansi_theme", "native_ansi",
    ]  # fmt: skip
    assert "hover_style._link_id" in inspect.getsource(StylesCache.render_widget)
