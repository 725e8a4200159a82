import time

import pytest

from tui.exchange.options import Options, silent, wall_clock_ms


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": -1},
        {"port": 65_536},
        {"currencies": 1},
        {"currencies": 5_001},
        {"rate": -0.1},
        {"rate": 2_000.1},
        {"rate": float("nan")},
        {"events": -1},
        {"ping_interval": 0},
        {"ping_interval": float("inf")},
    ],
    ids=str,
)
def test_what_an_exchange_cannot_be_is_refused_by_name(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(ValueError, match=f"{name} has to be between"):
        Options(**wrong)  # type: ignore[arg-type]  # one of several fields


def test_the_ends_of_every_range_are_allowed() -> None:
    Options(port=0, currencies=2, rate=0, events=0, ping_interval=0.05)
    Options(port=65_535, currencies=5_000, rate=2_000, events=10**12, ping_interval=86_400)


def test_the_clock_is_unix_time_in_ms_unless_another_is_given() -> None:
    assert abs(wall_clock_ms() - time.time() * 1_000) < 1_000
    assert Options(now_ms=lambda: 5).now_ms() == 5


def test_nothing_is_logged_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    silent("a line")
    assert capsys.readouterr() == ("", "")
