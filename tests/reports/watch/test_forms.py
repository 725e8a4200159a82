"""Every kind of line, for people and for programs."""

import json
from zoneinfo import ZoneInfo

from tests.core.builders import NOW, balance
from tests.core.expressions import entry
from tests.reports import schemas
from tui.core.entry import Cause, Change, Note, NoteKind
from tui.core.link import State
from tui.core.record import Kind, LinkRecord, MessageRecord
from tui.reports.watch.as_ndjson import Ndjson
from tui.reports.watch.as_text import Text
from tui.reports.watch.backlog import Dropped
from tui.reports.watch.forms import Form, lag

CHANGE = Change(balance("BTC", "1.50"), balance("BTC", "1.25"), NOW, NOW + 35, "an-event", Cause.UPDATE)
EVENT = MessageRecord(NOW + 35, 1, Kind.UPDATE, b"", "an-event", NOW, "", ("BTC",), (CHANGE,))
REJECTED = MessageRecord(NOW, 1, Kind.REJECTED, b"{}", reason="no object")
LOST = LinkRecord(NOW, 1, State.LOST, "lost: reset")
DROPPED = Dropped(12, NOW - 1_000, NOW)
ROW = entry("BTC", "1.25")


def every_line(form: Form) -> list[str]:
    new = Change(None, balance("ADA"), NOW, NOW, "", Cause.OFFLINE)
    return [
        form.event(EVENT, [ROW]),
        form.change(EVENT, CHANGE),
        form.change(EVENT, new),
        form.oddity(REJECTED),
        form.link(LOST),
        form.dropped(DROPPED),
        form.condition(ROW, NOW),
    ]


def test_every_line_for_programs_is_as_the_schema_says() -> None:
    said = [schemas.line(json.loads(line)) for line in every_line(Ndjson("exchange.test"))]

    assert [each["kind"] for each in said] == [
        *("update", "change", "change", "rejected", "link", "dropped", "condition")
    ]
    assert said[0]["lag_ms"] == 35
    assert said[1]["before"]["amount"] == "1.50"
    assert said[2]["before"] is None
    assert all("\n" not in line and line.isascii() for line in every_line(Ndjson("h")))


def test_every_line_for_people_is_a_sentence() -> None:
    said = every_line(Text(ZoneInfo("UTC")))

    assert said[0] == (
        "2026-09-21 14:13:20.035 UTC  update      BTC amount −0.25, available −0.25  an-event"
        "  lag 35 ms by this machine's clock"
    )
    assert "now amount 1.25, available 1.25, in orders 0, stake 0, tradable" in said[1]
    assert said[3].endswith("rejected    no object")
    assert said[4].endswith("LOST        lost: reset")
    assert said[5].endswith("dropped     12 lines since 14:13:19: the reader was too slow")
    assert said[6].endswith("condition   BTC amount 1.25, available 1.25, in orders 0, stake 0, tradable")


def test_a_lag_below_zero_is_said_and_one_from_an_untrue_time_is_not() -> None:
    early = MessageRecord(NOW, 1, Kind.UPDATE, b"", "", NOW + 5)
    untrue = MessageRecord(NOW, 1, Kind.UPDATE, b"", "", 0, notes=(Note(NoteKind.BEFORE_2017),))

    assert (lag(early), lag(untrue)) == (-5, None)
    assert "lag −5 ms" in Text(None).event(early, [])
    assert "lag" not in Text(None).event(untrue, [])
