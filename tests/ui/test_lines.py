"""Lines of text: their own style shows, and only what differs is painted."""

from rich.text import Text
from textual.app import App, ComposeResult
from textual.geometry import Region

from tui.ui.widgets.lines import Lines


class Page(App[None]):
    """Lines and nothing else."""

    def compose(self) -> ComposeResult:
        yield Lines()


async def test_a_line_has_the_style_of_its_text_and_of_its_parts() -> None:
    async with Page().run_test() as pilot:
        lines = pilot.app.query_one(Lines)
        lines.show([Text("whole", "bold"), Text.assemble(("part", "italic"), " rest", style="bold")])
        whole, parts = lines.render_line(0), lines.render_line(1)
        first = next(iter(whole))
        assert first.text.startswith("whole")
        assert first.style is not None
        assert first.style.bold
        styles = [each.style for each in parts if each.style is not None]
        assert styles[0].italic
        assert styles[0].bold
        assert not styles[1].italic
        assert styles[1].bold


async def test_only_lines_that_differ_are_painted_a_style_being_a_difference() -> None:
    async with Page().run_test() as pilot:
        lines = pilot.app.query_one(Lines)
        painted: list[int] = []

        def note(region: Region) -> None:
            painted.append(region.y)

        lines.show([Text("a"), Text("b"), Text("c", "bold")])
        lines.refresh = note  # type: ignore[method-assign, assignment]  # asked for by line alone
        lines.show([Text("a"), Text("B"), Text("c")])
        assert painted == [1, 2]
        lines.show([Text("a")])
        assert painted == [1, 2, 1, 2]


async def test_markup_is_text_and_what_is_too_long_is_cut_with_a_sign() -> None:
    async with Page().run_test(size=(10, 3)) as pilot:
        lines = pilot.app.query_one(Lines)
        lines.show([Text("[bold]x[/]"), Text("12345678901")])
        assert lines.render_line(0).text == "[bold]x[/]"
        assert lines.render_line(1).text == "123456789…"
        assert lines.render_line(5).text == " " * 10
