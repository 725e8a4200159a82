"""The exit codes: what a command tells a shell, the same for every command. Imports nothing that costs."""

from tui.tongue import marked

DONE = 0
UNEXPECTED = 1
USAGE = 2
REFUSED = 3
NO_CONNECTION = 4
CAME_TRUE = 5
INTERRUPTED = 130

MEANINGS = {
    DONE: marked("done, or whoever read the output had enough"),
    UNEXPECTED: marked("something unexpected"),
    USAGE: marked("usage or settings"),
    REFUSED: marked("refused by the exchange"),
    NO_CONNECTION: marked("no connection in time"),
    CAME_TRUE: marked("the condition came true (watch --exit-when)"),
    INTERRUPTED: marked("interrupted"),
}
"""What each code means; README.md says the same."""
