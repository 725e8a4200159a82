"""The driver: Textual's for Linux and macOS, made to sleep until there is input and never to block."""

from __future__ import annotations

import contextlib
import os
import selectors
import threading
import time
from codecs import getincrementaldecoder
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol

from textual import events
from textual._parser import ParseError
from textual._time import get_time
from textual.drivers.linux_driver import LinuxDriver

from tui.ui.paint.parser import AnswerParser
from tui.ui.paint.queries import Query
from tui.ui.paint.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message import Message

_LAST_WORDS: Final = 0.6
"""Seconds that a terminal has to take what is still to be written when it is left."""
_LAST_ANSWERS: Final = 0.5
"""Seconds to wait for answers still under way, which would otherwise end up in the shell's next line."""
_READ: Final = 1 << 14
_BY_THE_USER: Final = (
    events.Key,
    events.Paste,
    events.MouseDown,
    events.MouseScrollUp,
    events.MouseScrollDown,
)


class Listener(Protocol):
    """What wants to know of the terminal. Both are called in the event loop's thread."""

    def terminal_answered(self, query: Query, at: float) -> None:
        """Take the answer to a question, which came at that time by `time.monotonic`."""

    def terminal_entered(self) -> None:
        """Know that nothing on the terminal is certain: it was entered anew, or has lost something."""


class PaintDriver(LinuxDriver):
    """Textual's driver with an input thread that no timer wakes, and with writes that never block.

    Internals of Textual relied upon: `LinuxDriver`'s `_writer_thread`, `_must_signal_resume`, `attrs_before`,
    `run_input_thread`, `_sigcont_application` and `_request_terminal_sync_mode_support`; the parser's
    `_timeout_time` and `_sequence_to_key_events`.
    """

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self.key_pressed = float("-inf")
        """When a key, a click or a paste came in last, by `time.monotonic`."""
        self.farewell = ""
        """What is written when the terminal is left, beside what Textual takes back."""
        self._output: Writer | None = None
        self._inside = False
        self._listener: Listener | None = None
        self._wake: tuple[int, int] | None = None
        self._sync_asked = False
        self._awaited = 0
        self._all_answered = threading.Event()

    # -- writing

    @property
    def idle(self) -> bool:
        """Whether the terminal has taken everything written; never so while it is left."""
        return self._inside and self._output is not None and self._output.idle

    def listen(self, listener: Listener) -> None:
        """Tell this one from now on what the terminal does."""
        self._listener = listener

    def when_idle(self, callback: Callable[[], object]) -> None:
        """Call in the event loop as soon as the writer is idle."""
        if self._inside and self._output is not None:
            self._output.when_idle(lambda: self._in_loop(callback))

    def await_answers(self, count: int) -> None:
        """So many answers are under way; leaving the terminal waits for them a moment."""
        self._awaited = count
        if count:
            self._all_answered.clear()
        else:
            self._all_answered.set()

    def write(self, data: str) -> None:
        """Hand data to the writer; never waits, and is lost when the terminal has taken nothing for long."""
        if self._output is None:
            return
        self._output.write(data)
        if self._output.lost:
            self._output.lost = False
            self.when_idle(self._entered)

    def flush(self) -> None:
        """Nothing to do: the writer thread keeps nothing back."""

    # -- entering and leaving the terminal

    def start_application_mode(self) -> None:
        """Enter the terminal."""
        if self._file is None:
            raise RuntimeError("there is no standard error to paint on")
        self._output = Writer(self._file.fileno(), self._file.encoding)
        self._output.start()
        self._wake = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types
        self._inside = True
        if self._writer_thread is not None:
            self._writer_thread.stop()
            self._writer_thread = None
        self._entered()

    def stop_application_mode(self) -> None:
        """Leave the terminal as it was found."""
        if self._awaited and self.idle:
            self._all_answered.wait(_LAST_ANSWERS)
        self._inside = False
        self._awaited = 0
        self.write(self.farewell)
        super().stop_application_mode()

    def disable_input(self) -> None:
        """Wake the input thread to its end."""
        if self._wake is not None:
            os.write(self._wake[1], b"\0")
        super().disable_input()
        if self._wake is not None:
            for end in self._wake:
                os.close(end)
            self._wake = None

    def close(self) -> None:
        """Write what waits, but not for longer than a frozen terminal deserves."""
        if self._output is not None:
            self._output.stop(_LAST_WORDS)
            self._output = None

    def _sigcont_application(self, *_: object) -> None:
        """Enter the terminal again; SIGSTOP told nobody, so that the old threads may still be there."""
        if not self._auto_restart:
            return
        if self._output is not None:
            found = self.attrs_before
            self._awaited = 0
            self.disable_input()
            self.close()
            self._must_signal_resume = True
            self.resume_application_mode()
            self.attrs_before = found or self.attrs_before
        else:
            self.resume_application_mode()

    def ask(self, question: str) -> None:
        """Write a question of the app's own, unless nobody is there to answer it."""
        if self.input_tty:
            self.write(question)

    def _request_terminal_sync_mode_support(self) -> None:
        self._sync_asked = self.input_tty and os.environ.get("TERM_PROGRAM", "") != "Apple_Terminal"
        super()._request_terminal_sync_mode_support()

    # -- reading

    def run_input_thread(self) -> None:
        """Wait for input, and for nothing else but the end of an unfinished sequence."""
        if self._wake is None:
            return
        wake = self._wake[0]
        parser = AnswerParser(self._answered, debug=self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(wake, selectors.EVENT_READ)
            while True:
                deadline = parser.deadline
                ready = selector.select(None if deadline is None else max(0.0, deadline - get_time()))
                descriptors = {key.fd for key, _events in ready}
                if not descriptors:
                    for message in parser.tick():
                        self.process_message(message)
                if self.fileno in descriptors:
                    data = self._read()
                    if not data:
                        break
                    # The beginning of a character is no text yet, and no text would be the end of all input
                    if text := decode(data):
                        for message in parser.feed(text):
                            self.process_message(message)
                if wake in descriptors:
                    break
        with contextlib.suppress(EOFError, ParseError):
            list(parser.feed(""))

    def process_message(self, message: Message) -> None:
        """Pass a message on, and note when it is the user's doing."""
        if isinstance(message, _BY_THE_USER):
            self.key_pressed = time.monotonic()
        super().process_message(message)

    def _read(self) -> bytes:
        """Read what has come in; nothing when nothing will ever come again, and the app ends with its tty."""
        data = b""
        with contextlib.suppress(OSError):
            data = os.read(self.fileno, _READ)
        if not data and self.input_tty:
            self._in_loop(self._app.exit)
        return data

    def _answered(self, query: Query) -> bool:
        """Pass an answer on to the listener; False when it is to what Textual asked at the start."""
        if query is Query.MODE and self._sync_asked:
            self._sync_asked = False
            return False
        at = time.monotonic()
        self._awaited -= 1
        if self._awaited <= 0:
            self._all_answered.set()
        if self._listener is not None:
            self._in_loop(partial(self._listener.terminal_answered, query, at))
        return True

    def _entered(self) -> None:
        if self._listener is not None:
            self._in_loop(self._listener.terminal_entered)

    def _in_loop(self, callback: Callable[[], object]) -> None:
        """Call in the event loop's thread, unless the loop is closed already."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(callback)
