"""What changes in one frame is looked at once, and before the frame ends."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from tui.ui.widgets.told import Told, together


class Counting(Told, Widget):
    """Counts how often it looked."""

    looked = 0

    def tell(self) -> None:
        self.looked += 1


class Page(App[None]):
    def compose(self) -> ComposeResult:
        yield Counting()


async def test_several_changes_are_looked_at_once() -> None:
    async with Page().run_test() as pilot:
        widget = pilot.app.query_one(Counting)
        widget.tell_soon()
        widget.tell_soon()
        assert widget.looked == 0
        await pilot.pause()
        assert widget.looked == 1
        assert not widget.is_due


async def test_what_changes_together_is_looked_at_before_that_ends() -> None:
    async with Page().run_test() as pilot:
        widget = pilot.app.query_one(Counting)
        with together():
            widget.tell_soon()
            widget.tell_soon()
            assert widget.looked == 0
        assert widget.looked == 1
        await pilot.pause()
        assert widget.looked == 1


async def test_who_cannot_wait_looks_at_once_and_not_again() -> None:
    async with Page().run_test() as pilot:
        widget = pilot.app.query_one(Counting)
        widget.tell_soon()
        widget.catch_up()
        await pilot.pause()
        assert widget.looked == 1


async def test_a_failure_in_between_leaves_later_changes_as_they_were() -> None:
    async with Page().run_test() as pilot:
        widget = pilot.app.query_one(Counting)
        with pytest.raises(ZeroDivisionError), together():
            raise ZeroDivisionError
        widget.tell_soon()
        await pilot.pause()
        assert widget.looked == 1
