"""The terminal's own cursor: behind each frame where it is wanted, for a handful of bytes, and none while idle."""

from tests.ui.paint.simulation import HEIGHT, World
from tests.ui.paint.test_painter import LINES, started
from tui.ui.paint.painter import Painter

MOST = 8
"""Bytes that putting the cursor back may add to a frame."""


def standing(line: int) -> World:
    """A world whose cursor stands in a line."""
    world = started()
    world.painter.cursor = (line, 0)
    world.show(*LINES)
    world.run(1.0)
    return world


def place(world: World) -> tuple[int, int]:
    return world.terminal.screen.cursor.y, world.terminal.screen.cursor.x


def written(world: World, before: int) -> str:
    return "".join(data for _, data in world.writes[before:])


def test_putting_it_back_costs_a_few_bytes_a_frame() -> None:
    world, bare = standing(HEIGHT - 1), started()
    bare.show(*LINES)
    bare.run(1.0)
    sizes = []
    for each in (world, bare):
        before = len(each.writes)
        each.show("another amount")
        each.run(1.0)
        sizes.append(len(written(each, before)))
    assert 0 < sizes[0] - sizes[1] <= MOST
    assert place(world) == (HEIGHT - 1, 0)


def test_it_moves_alone_for_a_few_bytes() -> None:
    world = standing(1)
    before = len(world.writes)
    world.painter.cursor = (2, 0)
    world.painter.look()
    world.run(1.0)
    assert place(world) == (2, 0)
    assert 0 < len(written(world, before).replace("\x1b[5n", "")) <= MOST


def test_while_nothing_changes_nothing_is_written() -> None:
    world = standing(1)
    before = len(world.writes)
    world.painter.cursor = (1, 0)
    world.painter.look()
    world.run(5.0)
    assert not written(world, before)
    assert world.timers == 0
    assert world.painter.at_rest


def test_how_it_looks_is_said_whenever_nothing_is_known_of_the_terminal() -> None:
    world = standing(1)
    painter: Painter = world.painter
    painter.cursor_style = "\x1b[?25h\x1b[4 q"
    for _ in range(2):
        before = len(world.writes)
        painter.repaint()
        world.run(1.0)
        data = written(world, before)
        assert data.index("\x1b[?25l") < data.index("\x1b[?25h\x1b[4 q")
        assert place(world) == (1, 0)
