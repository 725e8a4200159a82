"""Look-ups and the race of addresses."""

import asyncio
import socket
import threading
from typing import Any

import pytest

from tui.feed.resolve import addresses, first_to_answer


def answering(*found: tuple[int, str]) -> Any:
    return lambda *_args, **_more: [(family, 1, 6, "", (text, 80)) for family, text in found]


async def test_families_take_turns_and_no_address_comes_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    four, six = socket.AF_INET, socket.AF_INET6
    look_up = answering(
        (four, "1.1.1.1"), (four, "1.1.1.1"), (four, "2.2.2.2"), (six, "::1"), (four, "3.3.3.3")
    )
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert await addresses("name.example", 80) == ["::1", "1.1.1.1", "2.2.2.2", "3.3.3.3"]


@pytest.mark.parametrize("literal", ["127.0.0.1", "::1"])
async def test_an_address_is_not_looked_up(literal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(socket, "getaddrinfo")
    assert await addresses(literal, 80) == [literal]


async def test_look_ups_that_hang_share_one_thread_and_the_next_one_starts_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[str] = []
    answer = threading.Event()

    def hang(host: str, *_args: object, **_more: object) -> Any:
        calls.append(host)
        assert answer.wait(5)
        return answering((socket.AF_INET, "1.1.1.1"))()

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    for _ in range(5):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(addresses("hang.example", 80), 0.01)
    assert calls == ["hang.example"]
    waiting = asyncio.create_task(addresses("hang.example", 80))
    await asyncio.sleep(0)
    answer.set()
    assert await waiting == ["1.1.1.1"]
    assert await addresses("hang.example", 80) == ["1.1.1.1"]
    assert len(calls) == 2


async def test_a_failed_look_up_is_told_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    for _ in range(2):
        with pytest.raises(socket.gaierror):
            await addresses("none.example", 80)


async def test_no_thread_to_be_had_is_a_failed_look_up_and_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "start", fail)
        with pytest.raises(OSError, match="no thread"):
            await addresses("name.example", 80)
    monkeypatch.setattr(socket, "getaddrinfo", answering((socket.AF_INET, "1.1.1.1")))
    assert await addresses("name.example", 80) == ["1.1.1.1"]


class Race:
    """Addresses that answer after a while, fail after a while, or never."""

    def __init__(self, **after: float | str) -> None:
        self.after = after
        self.tried: list[str] = []
        self.discarded: list[str] = []

    async def connect(self, address: str) -> str:
        self.tried.append(address)
        what = self.after[address]
        if isinstance(what, str):
            raise OSError(what)
        await asyncio.sleep(what)
        return address

    async def discard(self, stream: str) -> None:
        self.discarded.append(stream)

    async def run(self) -> str:
        return await first_to_answer(list(self.after), self.connect, self.discard)


async def test_the_next_address_is_tried_at_once_after_a_failure() -> None:
    race = Race(a="refused", b=0.0)
    assert await asyncio.wait_for(race.run(), 0.2) == "b"


async def test_a_slow_address_gets_a_head_start_and_then_company() -> None:
    race = Race(a=60.0, b=0.0, c=0.0)
    assert await asyncio.wait_for(race.run(), 0.5) == "b"
    assert race.tried == ["a", "b"]


async def test_the_first_failure_is_told_when_all_fail() -> None:
    with pytest.raises(OSError, match="first"):
        await Race(a="first", b="second").run()
    with pytest.raises(OSError, match="no address"):
        await first_to_answer([], Race().connect, Race().discard)


async def test_a_cancelled_race_leaves_no_attempt_behind() -> None:
    before = len(asyncio.all_tasks())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(Race(a=60.0, b=60.0).run(), 0.05)
    assert len(asyncio.all_tasks()) == before
