"""What is said of a moment of the past."""

from datetime import UTC, timedelta, timezone

import pytest

from tui.core.link import State
from tui.core.past import doubt, moment

AT = 1_790_000_000_000_000_000
SECOND = 10**9
TAIPEI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (AT, "2026-09-21 22:13:20 UTC+8"),
        (AT + 365_000_000, "2026-09-21 22:13:20.365 UTC+8"),
        (AT + 999, "2026-09-21 22:13:20 UTC+8"),
        (10**25, "10000000000000000000"),
    ],
)
def test_a_moment_has_its_date_and_milliseconds_where_there_are_any(at: int, shown: str) -> None:
    assert moment(at, TAIPEI) == shown


@pytest.mark.parametrize(
    ("state", "heard", "known", "words"),
    [
        (State.LIVE, AT, AT, ""),
        (
            State.LIVE,
            AT - SECOND,
            AT - SECOND,
            "not recorded at this moment; last known 14:13:19, LIVE",
        ),
        (State.LOST, AT, AT - 60 * SECOND, "not recorded at this moment; last known 14:12:20, LOST"),
        (
            State.REFUSED,
            AT,
            AT - 86_400 * SECOND,
            "not recorded at this moment; last known 2026-09-20 14:13:20 UTC, REFUSED",
        ),
        (State.SYNCING, AT, None, "not live at this moment: SYNCING; no balances yet"),
        (
            State.SYNCING,
            AT - SECOND,
            AT - SECOND,
            "not recorded at this moment; last known 14:13:19, SYNCING",
        ),
        (None, AT, None, "not recorded at this moment; no balances yet"),
    ],
)
def test_what_is_not_known_is_said(state: State | None, heard: int, known: int | None, words: str) -> None:
    assert doubt(state, AT, heard, known, UTC) == words
