"""When an app has nothing left to do: told from its queues, without a message to any of its widgets."""

from textual._queue import Queue
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump

READING = {"past", "moment", "history", "losses"}
"""The workers that read the journal."""


def is_at_rest(app: App[object]) -> bool:
    """Whether every widget waits for a message and none is on its way."""
    widgets = (pump for screen in app.screen_stack for pump in screen.walk_children(with_self=True))
    return not app.screen._callbacks and all(map(_waits, (app, *widgets)))


def is_reading(app: App[object]) -> bool:
    """Whether a thread is still busy with the journal."""
    return any(worker.group in READING and not worker.is_finished for worker in app.workers)


def _waits(pump: MessagePump) -> bool:
    if pump._task is None or pump._task.done():
        return True
    queue: Queue[Message | None] = pump._message_queue
    return queue.empty() and bool(queue.ready_event._waiters) and not pump._next_callbacks
