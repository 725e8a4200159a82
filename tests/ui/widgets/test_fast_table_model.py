"""The same random story in a FastTable and in a DataTable: the terminal shows the same, cell for cell."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from rich.text import Text

from tests.ui.widgets.stage import COLUMNS, StageApp, StockTable, cell, fill, make_rows, settle, staged
from tui.ui.widgets.fast_table import FastTable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot
    from textual.widgets import DataTable

    from tests.ui.widgets.stage import Cell, Rows

KEYS = ("up", "down", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end", "home", "end", "left", "right")


class Story:
    """One table's run through a seeded script. Rows live here, so that both tables are fed the same."""

    def __init__(self, app: StageApp, pilot: Pilot[None], seed: int) -> None:
        self.app, self.pilot, self.rng = app, pilot, random.Random(seed)
        self.table: DataTable[Cell] = app.table
        self.known: Rows = make_rows(self.rng, 40)
        self.shown: Rows = list(self.known)
        fill(self.table, self.shown)

    async def step(self) -> str:
        """Do something at random, and say what."""
        chapter = self.rng.choice(CHAPTERS)
        await chapter(self)
        await settle(self.app, self.pilot)
        return chapter.__name__

    async def show(self, rows: Rows) -> None:
        self.shown = rows
        if isinstance(self.table, FastTable):
            self.table.set_rows(rows)
        else:
            assert isinstance(self.table, StockTable)
            await self.table.set_rows(rows)


async def update(story: Story) -> None:
    """Change a cell near the top, which is often in the window."""
    if not story.shown:
        return
    top, column = int(story.table.scroll_y), story.rng.randrange(len(COLUMNS))
    row = min(len(story.shown) - 1, top + story.rng.randrange(14))
    value = cell(story.rng)
    key, cells = story.shown[row]
    cells[column] = value
    is_fast = isinstance(story.table, FastTable)
    shown = value if is_fast or isinstance(value, Text) else Text(value)
    story.table.update_cell(key, list(COLUMNS)[column], shown)


async def replace(story: Story) -> None:
    """Replace one row's cells, some by equal ones."""
    if not story.shown:
        return
    key, cells = story.rng.choice(story.shown)
    for column in range(len(cells)):
        if story.rng.random() < 0.5:
            cells[column] = cell(story.rng)
    if isinstance(story.table, FastTable):
        story.table.set_cells(key, cells)
    else:
        for name, value in zip(COLUMNS, cells, strict=True):
            story.table.update_cell(key, name, value if isinstance(value, Text) else Text(value))


async def refill(story: Story) -> None:
    """Filter, sort, change and add in one go."""
    for _ in range(story.rng.randrange(3)):
        story.rng.choice(story.known)[1][story.rng.randrange(4)] = cell(story.rng)
    kept = story.rng.choice((0.0, 0.1, 0.6, 0.9, 1.0, 1.0))
    rows = [row for row in story.known if story.rng.random() <= kept]
    if story.rng.random() < 0.2:
        row = (f"N{story.rng.random()}", [cell(story.rng) for _ in COLUMNS])
        story.known.append(row)
        rows.append(row)
    if story.rng.random() < 0.5:
        rows.sort(key=lambda row: str(row[1][1]), reverse=story.rng.random() < 0.5)
    await story.show(rows)


async def sort(story: Story) -> None:
    column, reverse = story.rng.randrange(len(COLUMNS)), story.rng.random() < 0.5

    def rank(cells: tuple[Cell, ...]) -> list[str]:
        return [str(cells[column]), *map(str, cells)]

    if isinstance(story.table, FastTable):
        story.table.sort(key=rank, reverse=reverse)
    await story.show(sorted(story.shown, key=lambda row: rank(tuple(row[1])), reverse=reverse))


async def remove(story: Story) -> None:
    if not story.shown:
        return
    key, _ = story.rng.choice(story.shown)
    if isinstance(story.table, FastTable):
        story.table.remove_row(key)
    await story.show([row for row in story.shown if row[0] != key])


async def press(story: Story) -> None:
    await story.pilot.press(story.rng.choice(KEYS))


async def scroll(story: Story) -> None:
    story.table.scroll_relative(
        x=story.rng.choice((0, 0, 3, -5)), y=story.rng.choice((1, -1, 4, -7)), animate=False
    )


async def point(story: Story) -> None:
    width, height = story.app.size
    at = story.rng.randrange(width), story.rng.randrange(height)
    await story.pilot.hover(offset=at)
    await story.pilot.hover(offset=at)  # DataTable highlights a row's rest on the second move only


async def click(story: Story) -> None:
    width, height = story.app.size
    await story.pilot.click(offset=(story.rng.randrange(width), story.rng.randrange(height)))


async def resize(story: Story) -> None:
    await story.pilot.resize_terminal(story.rng.choice((30, 47, 60, 90)), story.rng.choice((3, 9, 14, 20)))


async def theme(story: Story) -> None:
    story.app.theme = story.rng.choice(("textual-dark", "textual-light", "nord"))


async def focus(story: Story) -> None:
    if story.table.has_focus:
        story.app.screen.set_focus(None)
    else:
        story.table.focus()


async def appearance(story: Story) -> None:
    table, rng = story.table, story.rng
    match rng.randrange(6):
        case 0:
            table.cursor_type = rng.choice(("row", "cell", "none", "row", "column"))
        case 1:
            table.zebra_stripes = not table.zebra_stripes
        case 2:
            table.show_header = not table.show_header
        case 3:
            table.show_cursor = not table.show_cursor
        case 4:
            table.cell_padding = rng.choice((0, 1, 2))
        case _:
            table.fixed_columns = rng.choice((0, 1))


async def label(story: Story) -> None:
    column = story.rng.choice(list(COLUMNS))
    text = Text(f"{column} {story.rng.choice('▲▼')}", justify=story.rng.choice(("left", "right")))
    if isinstance(story.table, FastTable):
        story.table.set_label(column, text)
    else:
        next(each for each in story.table.ordered_columns if each.key == column).label = text
        story.table.refresh()


CHAPTERS: tuple[Callable[[Story], Awaitable[None]], ...] = (
    *(update,) * 5,
    *(refill,) * 3,
    *(press,) * 3,
    *(scroll, point) * 2,
    *(replace, sort, remove, click, resize, theme, focus, appearance, label),
)


async def tell(table: DataTable[Cell], seed: int, steps: int) -> list[tuple[object, ...]]:
    """Play the story of `seed`; what the terminal showed after each step."""
    shots: list[tuple[object, ...]] = []
    async with staged(table) as (app, pilot):
        story = Story(app, pilot, seed)
        await pilot.pause()
        for number in range(steps):
            name = await story.step()
            if isinstance(table, StockTable):
                table._clear_caches()
                table._update_count += 1
                table.refresh()
                await settle(app, pilot)
            shots.append((number, name, app.size, table.scroll_offset, table.cursor_coordinate, app.shown()))
    return shots


@pytest.mark.parametrize("seed", range(3))
async def test_a_random_story_shows_the_same_on_the_terminal_as_a_repainted_data_table(seed: int) -> None:
    fast = await tell(FastTable(cursor_type="row"), seed, 45)
    stock = await tell(StockTable(cursor_type="row"), seed, 45)
    for mine, theirs in zip(fast, stock, strict=True):
        assert mine[:-1] == theirs[:-1]
        assert mine[-1] == theirs[-1], mine[:-1]
