"""ACCEPTANCE.md, Secrets: canaries that nothing may let out, whatever breaks and wherever one looks."""

import base64
import contextlib
import json
import stat
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from traceback import TracebackException

import pytest

from tests.command import clean_environment, command, env_file
from tests.core.builders import message, row
from tests.faults.crashing import NONCE
from tests.faults.serving import IDENTITY, KEY, SECRET, Serving, answers_pings, serving
from tests.feed.peers import TEXT, Peer, frame, listening
from tests.feed.watching import watching
from tests.terminal import running, terminal
from tests.test_demo_pty import assert_restored
from tui.core import auth
from tui.core.failure import Failure
from tui.core.link import State
from tui.feed import endings
from tui.feed import live as live_module
from tui.feed.clock import SystemClock
from tui.feed.live import Live
from tui.feed.session import SessionError
from tui.settings import Secret, Settings

SNAPSHOT = message(row("BTC"), row("ETH"), row("TWD"))
PLACES = ["worker", "rules", "mount", "handler", "timer", "key", "painting"]


def assert_no_secret(text: str, *, headers: list[dict[str, str]]) -> None:
    """None of key, secret and identity stands in `text`, nor what was sent: payloads and signatures."""
    sent = [each[name] for each in headers for name in ("x-bitopro-payload", "x-bitopro-signature")]
    sent += [*auth.headers(KEY, SECRET, IDENTITY, NONCE).values()]
    for secret in (KEY, SECRET, IDENTITY, IDENTITY.partition("@")[0], *sent):
        assert secret not in text
        assert base64.b64encode(secret.encode()).decode().rstrip("=")[:-2] not in text
        assert json.dumps(secret)[1:-1] not in text


@pytest.fixture
def server() -> Iterator[Serving]:
    async def script(peer: Peer) -> None:
        await peer.accept(frame(TEXT, SNAPSHOT))
        it.headers.append(peer.headers)
        await answers_pings(peer, it.goodbyes)

    with serving(script) as it:
        yield it


@pytest.mark.parametrize("place", PLACES)
def test_a_crash_leaves_no_secret_anywhere_and_a_terminal_as_it_was(
    place: str, server: Serving, tmp_path: Path
) -> None:
    line = [sys.executable, "-m", "tests.faults.crashing", place]
    line += ["--env-file", str(env_file(tmp_path, server.settings))]
    with (
        terminal(120, 40) as it,
        running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        if place == "key":
            it.until(lambda screen: "LIVE" in screen)
            it.press("n")
        assert it.drain(process) == 1
        assert_restored(it)
        said = it.written.decode()

    assert server.headers or place not in {"rules", "key"}
    (report,) = tmp_path.rglob("crash-*.txt")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert stat.S_IMODE(report.parent.stat().st_mode) == 0o700
    told = report.read_text()
    assert "bitotui stopped: an unexpected error (" in said
    assert report.name in "".join(said.split())
    assert "Traceback" not in said
    assert "UnforeseenError: " in told
    assert " in " in told
    for text in (said, told):
        assert_no_secret(text, headers=server.headers)


def test_what_nobody_waits_for_fails_without_a_word_of_its_own(server: Serving, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tests.faults.crashing", "aside"]
    line += ["--env-file", str(env_file(tmp_path, server.settings))]
    with (
        terminal(120, 40) as it,
        running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(lambda screen: "LIVE" in screen)
        it.press("n")
        it.until(lambda screen: "nonzero" in screen)
        it.press("q")
        assert it.drain(process) == 0
        assert b"Traceback" not in it.written
        assert b"UnforeseenError" in it.written
        assert_no_secret(it.written.decode(), headers=server.headers)


def test_a_running_program_shows_no_secret_to_its_neighbours(server: Serving, tmp_path: Path) -> None:
    line = command("--env-file", str(env_file(tmp_path, server.settings)))
    with (
        terminal(120, 40) as it,
        running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process,
    ):
        it.until(lambda screen: "LIVE" in screen)
        around = Path(f"/proc/{process.pid}")
        limits = (around / "limits").read_text()
        assert [each.split()[4:6] for each in limits.splitlines() if "core file" in each] == [["0", "0"]]
        for name in ("cmdline", "environ", "comm"):
            assert_no_secret((around / name).read_text().replace("\0", " "), headers=server.headers)
        it.press("P")
        it.until(lambda screen: "screenshot saved to" in screen)
        it.press("q")
        assert it.drain(process) == 0
        assert_no_secret(it.written.decode(), headers=server.headers)

    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "test.env"]
    assert sorted(path.suffix for path in written) == ["", ".db", ".svg", ".toml"]
    for path in written:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert_no_secret(path.read_bytes().decode("latin-1"), headers=server.headers)


def test_textuals_own_screenshot_by_its_environment_is_ours(server: Serving, tmp_path: Path) -> None:
    environ = clean_environment(
        tmp_path,
        TEXTUAL_SCREENSHOT="1",
        TEXTUAL_SCREENSHOT_LOCATION=str(tmp_path),
        TEXTUAL_SCREENSHOT_FILENAME="open.svg",
    )
    line = command("--env-file", str(env_file(tmp_path, server.settings)))
    with terminal(120, 40) as it, running(line, it, environ=environ, folder=tmp_path) as process:
        assert it.drain(process) == 0
    (picture,) = tmp_path.glob("*.svg")
    assert picture.name != "open.svg"
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600
    assert_no_secret(picture.read_text(), headers=server.headers)


# A traceback with locals, of every layer's errors

ANSWERS = {
    "refused": "refuse 401 Unauthorized",
    "no websocket": "send HTTP/1.1 101 Switching Protocols\r\n\r\n",
    "no HTTP": "send hello\r\n\r\n",
    "hung up": "",
    "an open connection is lost": "accept",
}


@contextlib.asynccontextmanager
async def answering(answer: str) -> AsyncIterator[str]:
    async def script(peer: Peer) -> None:
        word, _, rest = answer.partition(" ")
        match word:
            case "refuse":
                await peer.refuse(rest, b'{"error": "no"}')
            case "send":
                await peer.request()
                await peer.send(rest.encode())
            case "accept":
                await peer.accept(frame(TEXT, SNAPSHOT))
                peer.reset()
            case _:
                await peer.request()

    async with listening(script) as url:
        yield url


def settings_to(url: str) -> Settings:
    return Settings(Secret(KEY), Secret(SECRET), IDENTITY, url, url, None, "the test", ())


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
async def test_no_error_of_the_feed_has_a_secret_even_in_a_traceback_with_locals(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[str] = []
    sent: list[dict[str, str]] = []

    def ending_of(error: SessionError) -> Failure:
        told = TracebackException.from_exception(error, capture_locals=True)
        caught.append("".join(line for line in told.format() if "tests/faults" not in line) + repr(error))
        return original(error)

    original = endings.ending_of
    monkeypatch.setattr(live_module, "ending_of", ending_of)
    async with answering(answer) as url:
        live = Live(settings_to(url), clock=SystemClock(), jitter=lambda: 0.9)
        signing = live._headers

        def noted() -> dict[str, str]:
            signed = signing()
            sent.append(dict(signed))
            return signed

        monkeypatch.setattr(live, "_headers", noted)
        async with watching(live) as watch:
            await watch.until(lambda reading: reading.link.state in (State.LOST, State.REFUSED))
            assert_no_secret(repr(watch.readings), headers=[])
    assert caught
    assert "tui/feed/" in caught[0]
    lowered = [{name.lower(): value for name, value in each.items()} for each in sent]
    assert lowered
    for told in caught:
        assert_no_secret(told, headers=lowered)
