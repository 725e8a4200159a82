"""Nonces of all who sign with one key on one machine."""

import fcntl
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clock import WALL
from tui.feed.nonces import Nonces


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nonces" / "of-a-key"


@given(st.lists(st.integers(WALL - 10_000, WALL + 10_000), min_size=1))
def test_without_a_file_they_rise_whatever_the_clock_does(moments: list[int]) -> None:
    nonces = Nonces(None)
    given = [nonces.next(moment) for moment in moments]

    assert given == sorted(set(given))
    assert all(nonce >= moment for nonce, moment in zip(given, moments, strict=True))


def test_two_who_sign_at_one_moment_sign_with_two_nonces(path: Path) -> None:
    one, other = Nonces(path), Nonces(path)

    assert [one.next(WALL), other.next(WALL), other.next(WALL), one.next(WALL)] == [
        WALL,
        WALL + 1,
        WALL + 2,
        WALL + 3,
    ]


def test_many_at_once_never_share_one(path: Path) -> None:
    def sign(_: int) -> list[int]:
        nonces = Nonces(path)
        return [nonces.next(WALL) for _ in range(20)]

    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(sign, range(4)))

    assert all(run == sorted(set(run)) for run in runs)
    # Who could not have the file within its few milliseconds went on without it, which is rare and allowed.
    assert len({nonce for run in runs for nonce in run}) > 40


def test_the_file_holds_the_number_alone_and_is_its_owners(path: Path) -> None:
    Nonces(path).next(WALL)

    assert path.read_text() == str(WALL)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", ["", "nonsense", "-5", "1e30", "9" * 5_000, "\uff11\uff12\uff13"])
def test_a_file_that_holds_no_number_counts_for_nothing_and_is_mended(path: Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content)

    assert Nonces(path).next(WALL) == WALL
    assert path.read_text() == str(WALL)


def as_a_link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))


def as_a_folder(path: Path) -> None:
    path.mkdir()


def as_a_pipe(path: Path) -> None:
    os.mkfifo(path)


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("")


@pytest.mark.parametrize("put", [as_a_link, as_a_folder, as_a_pipe, below_a_file])
def test_where_the_file_cannot_be_used_it_goes_on_without(path: Path, put: Callable[[Path], None]) -> None:
    path.parent.mkdir()
    put(path)
    nonces = Nonces(path)

    assert [nonces.next(WALL), nonces.next(WALL)] == [WALL, WALL + 1]
    assert not path.with_name("elsewhere").exists()


def test_who_never_lets_go_of_the_file_holds_up_nobody(path: Path) -> None:
    Nonces(path).next(WALL)
    with path.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        nonces, began = Nonces(path), time.monotonic()

        assert [nonces.next(WALL), nonces.next(WALL)] == [WALL, WALL + 1]
        assert time.monotonic() - began < 1
    assert path.read_text() == str(WALL)


def test_a_number_far_ahead_came_from_a_wrong_clock_and_counts_only_for_who_was_overtaken(path: Path) -> None:
    Nonces(path).next(WALL + 60_000)

    assert Nonces(path).next(WALL) == WALL
    assert path.read_text() == str(WALL + 60_000)

    assert Nonces(path).next(WALL, overtaken=True) == WALL + 60_001


def test_who_learns_that_the_clock_was_ahead_takes_all_others_along(path: Path) -> None:
    one, other = Nonces(path), Nonces(path)
    one.next(WALL)
    other.next(WALL + 3_000)
    one.fall(WALL)

    assert one.next(WALL - 500) == WALL + 1
    assert path.read_text() == str(WALL + 1)
    assert Nonces(path).next(WALL - 400) == WALL + 2
