"""What painting relies upon inside Textual is where it expects it; an upgrade that moves it fails here."""

from __future__ import annotations

import inspect
import re

import pytest
import textual._compositor
import textual.app
import textual.screen
from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style
from textual import messages
from textual._parser import Parser
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widgets import Label


def parameters(function: object) -> list[str]:
    assert callable(function)
    return list(inspect.signature(function).parameters)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (App._display, ["self", "screen", "renderable"]),
        (App.post_display_hook, ["self"]),
        (App.get_driver_class, ["self"]),
        (App._handle_exception, ["self", "error"]),
        (App.get_default_screen, ["self"]),
        (textual._compositor.Compositor.render_partial_update, ["self"]),
        (textual._compositor.Compositor._regions_to_spans, ["regions"]),
        (textual._compositor.LayoutUpdate.__init__, ["self", "strips", "region"]),
        (textual._compositor.ChopsUpdate.__init__, ["self", "chops", "spans", "chop_ends"]),
        (Strip.render_ansi, ["style", "color_system"]),
        (LinuxDriver.__init__, ["self", "app", "debug", "mouse", "size"]),
        (LinuxDriver.write, ["self", "data"]),
        (LinuxDriver.start_application_mode, ["self"]),
        (LinuxDriver.stop_application_mode, ["self"]),
        (LinuxDriver.disable_input, ["self"]),
        (LinuxDriver.close, ["self"]),
        (LinuxDriver.run_input_thread, ["self"]),
        (LinuxDriver._request_terminal_sync_mode_support, ["self"]),
        (LinuxDriver.process_message, ["self", "message"]),
        (XTermParser._sequence_to_key_events, ["self", "sequence", "alt"]),
    ],
)
def test_what_is_overridden_or_read_has_its_shape(function: object, expected: list[str]) -> None:
    assert parameters(function) == expected


def test_the_compositor_reaches_the_terminal_by_display_alone() -> None:
    screen = inspect.getsource(textual.screen)
    assert len(re.findall(r"\._display\(", screen)) >= 2
    for name, source in (("screen", screen), ("compositor", inspect.getsource(textual._compositor))):
        assert "_driver" not in source, name
        assert ".write(" not in source, name


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (App._display, "self._batch_count"),
        (App._display, "self._running"),
        (App._display, "self._closed"),
        (App._display, "renderable.render_segments(console)"),
        (App._display, "self.screen.outer_size.clamp_offset("),
        (App._on_terminal_supports_synchronized_output, "self._sync_available = True"),
        (App.__init__, "driver_class or self.get_driver_class()"),
        (textual.screen.Screen.__init__, "self._compositor = Compositor()"),
        (textual._compositor.Compositor.render_partial_update, "self._dirty_regions.clear()"),
        (textual._compositor.Compositor._render_chops, "painting front to back"),
        (LinuxDriver.start_application_mode, "self._writer_thread = WriterThread(self._file)"),
        (LinuxDriver.start_application_mode, "self._must_signal_resume"),
        (LinuxDriver.start_application_mode, "self._app._post_message(event)"),
        (LinuxDriver.stop_application_mode, "self.attrs_before"),
        (LinuxDriver._run_input_thread, "self.run_input_thread()"),
        (LinuxDriver.__init__, "signal.signal(signal.SIGCONT, self._sigcont_application)"),
        (
            LinuxDriver._sigcont_application,
            "if self._auto_restart:\n            self.resume_application_mode()",
        ),
        (LinuxDriver._request_terminal_sync_mode_support, "[?2026$p"),
        (LinuxDriver.disable_input, "self._key_thread.join()"),
        (Driver.suspend_application_mode, "self.stop_application_mode()\n        self.close()"),
        (XTermParser.parse, "key_events = list(sequence_to_key_events(sequence))"),
        (XTermParser.parse, "if event.key == Keys.Ignore:"),
        (Parser.tick, "self._timeout_time"),
    ],
)
def test_the_lines_that_painting_replaces_or_relies_upon_are_there(source: object, expected: str) -> None:
    assert expected in inspect.getsource(source)  # type: ignore[arg-type]  # any of these has a source


def test_a_strips_style_becomes_the_parameters_of_one_sequence() -> None:
    style = Style.parse("bold #010203 on blue")
    assert Strip.render_ansi(style, ColorSystem.TRUECOLOR) == "1;38;2;1;2;3;44"


def test_a_console_knows_its_colours() -> None:
    assert Console(color_system="256", force_terminal=True)._color_system is ColorSystem.EIGHT_BIT


def test_only_a_size_reported_in_band_has_pixels() -> None:
    assert Resize(Size(1, 1), Size(1, 1)).pixel_size is None
    assert Resize.from_dimensions((1, 1), (8, 16)).pixel_size is not None


async def test_the_compositors_updates_are_of_the_two_known_kinds() -> None:
    seen: list[object] = []

    class Spy(App[None]):
        def compose(self) -> object:  # type: ignore[override]  # a generator, as any compose
            yield Label("one", id="one")

        def _display(self, _screen: object, renderable: object) -> None:
            seen.append(renderable)

    app = Spy()
    async with app.run_test() as pilot:
        app.query_one("#one", Label).update("two")
        await pilot.pause()
    updates = [update for update in seen if update is not None]
    full = [update for update in updates if isinstance(update, textual._compositor.LayoutUpdate)]
    partial = [update for update in updates if isinstance(update, textual._compositor.ChopsUpdate)]
    assert full
    assert partial
    assert len(full) + len(partial) == len(updates)
    assert full[0].region == Region(0, 0, 80, 24)
    assert all(isinstance(strip, Strip) for line in full[0].strips for strip in line)
    (y, first, last), *_ = partial[0].spans
    assert isinstance(partial[0].chops[y], dict)
    assert len(partial[0].chop_ends[y]) == len(partial[0].chops[y])
    assert 0 <= first < last <= 80


def test_textual_hears_of_synchronised_output_by_this_message() -> None:
    (message,) = XTermParser().feed("\x1b[?2026;2$y")
    assert isinstance(message, messages.TerminalSupportsSynchronizedOutput)
