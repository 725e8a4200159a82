"""What programs read is English, whichever language the user reads."""

import pytest

from tui.parser import parser
from tui.reports.readers import is_for_programs


@pytest.mark.parametrize(
    ("line", "for_programs"),
    [
        ("", False),
        ("snapshot", False),
        ("snapshot --format json", True),
        ("snapshot --format csv", True),
        ("watch --format text", False),
        ("watch --format ndjson", True),
        ("events --format table", False),
        ("events --format json", True),
        ("events --format ndjson", True),
        ("events --format csv", True),
        ("doctor", False),
        ("doctor --format json", True),
        ("doctor --report report.json", True),
        ("journal info", False),
        ("profiles", False),
        ("man", False),
    ],
)
def test_a_format_for_programs_is_known_by_the_command_line(line: str, for_programs: bool) -> None:
    assert is_for_programs(parser().parse_args(line.split())) is for_programs
