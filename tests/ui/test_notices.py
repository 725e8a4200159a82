"""What is wrong with a file is said at the start, but not a thousand times."""

from tests.ui.stage import stage
from tui.preferences.sections import Keys
from tui.ui.keymap import Keymap
from tui.ui.keys.resolve import SEARCHED
from tui.ui.notices import MOST, few


def test_few_notices_are_said_as_they_are() -> None:
    notices = tuple(f"notice {number}" for number in range(MOST))
    assert few(notices) == notices
    assert few((*notices, "one")) == (*notices, "and 1 more notice")


async def test_of_many_notices_the_rest_is_counted() -> None:
    async with stage(notices=tuple(f"notice {number}" for number in range(1_000))) as on:
        assert on.toasts == [*(f"notice {number}" for number in range(MOST)), "and 992 more notices"]


def test_the_command_that_was_meant_is_looked_for_a_few_times_only() -> None:
    keys = Keymap(Keys(commands={f"qui{number}": "z" for number in range(SEARCHED * 2)}))
    assert len(keys.faults) == SEARCHED * 2
    assert sum("did you mean" in fault for fault in keys.faults) == SEARCHED
