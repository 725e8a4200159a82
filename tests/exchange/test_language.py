"""The local exchange in the user's language: its help, its faults, its log and its errors; never what it sends."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.tongue.bracketed import CLOSE, OPEN, speaking_in_brackets
from tui import cli
from tui.core.width import cells
from tui.exchange.faults.registry import FAMILIES, FAULTS, help_text
from tui.tongue import say, speak

ENGLISH = re.compile(r"\b(the|a|an|of|is|are|in|to|be|with|and|not|so many|default)\b")
"""Words that English sentences are made of, and that no option, fault or value is called."""


@pytest.fixture
def chinese() -> Iterator[None]:
    speak("zh-TW")
    yield
    speak("en")


@pytest.fixture
def in_brackets() -> Iterator[None]:
    with speaking_in_brackets():
        yield


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    try:
        cli.main(["--lang", "zh-TW", "exchange", *words])
    except SystemExit:
        pass
    finally:
        speak("en")
    out, err = capsys.readouterr()
    return out + err


def test_its_help_holds_no_english_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = said(capsys, "--help")
    assert ENGLISH.findall(told) == []
    assert "bitotui exchange --env-out demo.env       接著" in told
    assert max(map(cells, told.partition("範例")[0].splitlines())) <= 80


@pytest.mark.usefixtures("chinese")
def test_its_list_of_faults_holds_no_english_sentence_and_lines_that_fit() -> None:
    told = help_text()
    of_values = re.compile(r" = .*?（|\([a-z]+\)|（(both|in|out)）|[a-z0-9-]+ \| .*")
    sentences = [
        line for line in told.splitlines() if not of_values.search(line) and not re.match(r" {20}", line)
    ]
    assert ENGLISH.findall("\n".join(sentences)) == []
    assert max(map(cells, told.splitlines())) <= 118


@pytest.mark.usefixtures("chinese")
def test_a_long_sentence_goes_on_under_itself() -> None:
    lines = help_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("  snapshot "))
    assert lines[at].startswith("  snapshot        第一則訊息")
    assert re.match(r" {20}\S", lines[at + 1])


@pytest.mark.usefixtures("in_brackets")
def test_every_fault_and_family_is_said() -> None:
    told = " ".join(help_text().split())
    for family, faults in FAMILIES.items():
        assert f"{OPEN}{OPEN}{family}{CLOSE}:{CLOSE}" in told
        for fault in faults:
            assert f" {fault.name} {OPEN}" in told
    assert f"{OPEN}text, or date{CLOSE}" in told
    assert f"{OPEN}a whole number from 200 to 599{CLOSE}" in told
    assert f"{OPEN}1000 to 4999{CLOSE} | none | zero" in told


def test_what_may_stand_behind_a_fault_is_told_in_the_language_of_the_moment() -> None:
    values = FAULTS["refuse"].values
    assert values is not None
    assert values.wanted() == "a whole number from 200 to 599"
    speak("zh-TW")
    try:
        assert values.wanted() == "200 到 599 的整數"
    finally:
        speak("en")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--rate", "9999"], "--rate：需要 0 到 2000 的數字，而不是 '9999'"),
        (["--fault", "nonsense"], "--fault：沒有 'nonsense' 這種異常；'help' 會列出全部"),
        (["--fault", "refuse=9"], "--fault：refuse 不能是 '9'；可以是：200 到 599 的整數"),
        (["--fault", "tls=1.2"], "bitotui exchange: tls 需要以 TLS 提供服務的交易所"),
        (["--env-out", "/"], "bitotui exchange: 無法將設定寫入 '/'：這是資料夾"),
    ],
)
def test_what_cannot_be_is_told_in_it(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sentence in said(capsys, *words)


@pytest.mark.usefixtures("chinese")
async def test_its_log_is_in_it_and_what_it_sends_is_not(trade: Callable[..., Any]) -> None:
    trader = await trade()
    answer = await trader.get("/v3/accounts/balance")
    assert json.loads(answer.body) == {"error": "a signed header is missing or given twice"}
    assert "遭拒，401：a signed header is missing" in await trader.logged("遭拒")
    socket = await trader.open()
    assert json.loads(await socket.recv())["event"] == "ACCOUNT_BALANCE"
    await socket.close(1000, "done")
    assert (await trader.logged("則訊息後")).endswith("串流 1 在 1 則訊息後關閉：代碼 1000，done")


@pytest.mark.usefixtures("in_brackets")
async def test_every_line_of_its_log_is_said(trade: Callable[..., Any]) -> None:
    trader = await trade(faults=("flapx1",))
    await trader.open()
    await trader.logged("on purpose")
    (await trader.open()).transport.abort()
    await trader.logged(say("the connection was lost"))
    await trader.get("/elsewhere")
    await trader.logged("answered")
    await trader.say(b"nonsense\r\n\r\n")
    await trader.logged("understood")
    assert [line for line in trader.log if not line.startswith(OPEN)] == []
