"""Scroll bars that are told by a character: one that is told by a background alone is not there without colours."""

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBarRender

THUMB = "█"


class CharacterBar(ScrollBarRender):
    """Whole cells, and nothing where the thumb is not."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.parse("default"),  # noqa: B008 - a colour never changes
        bar_color: Color = Color.parse("default"),  # noqa: B008 - as above
    ) -> Segments:
        """The bar as Textual places it, to the nearest cell."""
        width = thickness if vertical else 1
        first = last = -1
        if window_size and size and virtual_size > window_size:
            length = min(size, max(1, round(size * window_size / virtual_size)))
            first = round((size - length) * min(1.0, position / (virtual_size - window_size)))
            last = first + length
        above, below = (
            Style(bgcolor=back_color, meta={"@mouse.down": f"scroll_{way}"}) for way in ("up", "down")
        )
        on = Style(color=bar_color, bgcolor=bar_color, meta={"@mouse.down": "grab"})
        segments = [
            Segment(
                (THUMB if first <= at < last else " ") * width,
                above if at < first else on if at < last else below,
            )
            for at in range(int(size))
        ]
        if vertical:
            return Segments(segments, new_lines=True)
        return Segments([*segments, Segment.line()] * thickness, new_lines=False)
