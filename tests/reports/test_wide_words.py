"""Tables whose words are two cells wide for each letter: what belongs under each other stands there."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.core.builders import NOW, balance, book_of
from tests.core.expressions import entry
from tests.journal.telling import story, written
from tests.tongue.bracketed import CLOSE, OPEN, speaking_in_brackets
from tui import cli
from tui.core.entry import Cause, Change
from tui.core.link import State
from tui.core.query import Query
from tui.core.record import Kind, LinkRecord, MessageRecord
from tui.core.width import cells
from tui.reports.plain import table
from tui.reports.watch.as_text import Text
from tui.reports.watch.backlog import Dropped


def cell_of(line: str, text: str) -> int:
    """The cell in which `text` begins, or ends where it is a number."""
    return cells(line.partition(text)[0])


def test_the_balances_end_under_the_end_of_their_headings() -> None:
    with speaking_in_brackets():
        heading, btc, twd = table(book_of(balance("BTC", "1.5"), balance("TWD", "20.25")), Query(), 0)
    end = cell_of(heading, "Amount") + cells(f"Amount{CLOSE}")
    assert f"{OPEN}Amount{CLOSE}" in heading
    assert cell_of(btc, ".") == cell_of(twd, ".") == end - cells(".25")


def test_every_line_of_a_watch_says_its_words_at_one_place() -> None:
    moved = Change(balance("BTC", "1.50"), balance("BTC", "1.25"), NOW, NOW + 35, "e", Cause.UPDATE)
    event = MessageRecord(NOW + 35, 1, Kind.UPDATE, b"", "e", NOW, "", ("BTC",), (moved,))
    form = Text(ZoneInfo("UTC"))
    with speaking_in_brackets():
        link = form.link(LinkRecord(NOW, 1, State.LOST, "lost: reset"))
        change = form.change(event, moved)
        dropped = form.dropped(Dropped(12, NOW - 1_000, NOW))
        condition = form.condition(entry("BTC", "1.25"), NOW)
    assert "  LOST        lost: reset" in link
    assert cell_of(change, f"{OPEN}BTC") == cell_of(link, "lost: reset")
    assert f"{OPEN}12 lines since" in dropped
    assert f"{OPEN}not tradable" not in condition
    assert f"{OPEN}tradable{CLOSE}{CLOSE}" in condition


@pytest.fixture
def journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BITOTUI_TIMEZONE", "UTC")
    monkeypatch.setenv("HOME", str(tmp_path))
    written(tmp_path / "j.db", story(3).told)
    return tmp_path / "j.db"


def test_events_stand_under_their_headings(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with speaking_in_brackets():
        cli.main(["--lang", "zh-TW", "events", "--journal", str(journal)])
    heading, *lines = capsys.readouterr().out.splitlines()
    assert f"{OPEN}Received{CLOSE}" in heading
    updates = [line for line in lines if f"{OPEN}update{CLOSE}" in line]
    assert updates
    for line in updates:
        assert cell_of(line, f"{OPEN}update") == cell_of(heading, f"{OPEN}Kind")
        assert cell_of(line, "-2222-3333") - 8 == cell_of(heading, "eventID")


def test_what_there_is_to_know_of_a_journal_stands_under_each_other(
    journal: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with speaking_in_brackets():
        cli.main(["--lang", "zh-TW", "journal", "info", "--journal", str(journal)])
        lines = capsys.readouterr().out.splitlines()
        assert cli.main(["--lang", "zh-TW", "journal", "verify", "--journal", str(journal)]) == 0
    (path,) = (line for line in lines if f"{OPEN}path{CLOSE}" in line)
    (version,) = (line for line in lines if f"{OPEN}version{CLOSE}" in line)
    value = version.split()[-1]
    assert cells(version.removesuffix(value)) == cell_of(path, str(journal))
    assert f"{OPEN}all as it should be{CLOSE}" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["json", "ndjson", "csv"])
def test_events_for_programs_are_english(
    journal: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    with speaking_in_brackets():
        cli.main(["--lang", "zh-TW", "events", "--journal", str(journal), "--format", form])
    assert OPEN not in capsys.readouterr().out
