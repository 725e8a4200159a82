"""The exit codes: what a command tells a shell, the same for every command. Imports nothing, for `--help`'s sake."""

DONE = 0
UNEXPECTED = 1
USAGE = 2
REFUSED = 3
NO_CONNECTION = 4
CAME_TRUE = 5
INTERRUPTED = 130

MEANINGS = {
    DONE: "done, or whoever read the output had enough",
    UNEXPECTED: "something unexpected",
    USAGE: "usage or settings",
    REFUSED: "refused by the exchange",
    NO_CONNECTION: "no connection in time",
    CAME_TRUE: "the condition came true (watch --exit-when)",
    INTERRUPTED: "interrupted",
}
"""What each code means; README.md says the same."""
