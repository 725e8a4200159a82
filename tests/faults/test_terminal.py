"""ACCEPTANCE.md, Terminal: nothing foreign steers it, and the state can be read on any. Read off pseudo-terminals."""

import base64
import json
import sys
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest

from tests.command import clean_environment, command, env_file
from tests.core.builders import is_harmless, message, row
from tests.faults.escapes import foreign
from tests.faults.hostile_strings import CONTROLS, HOSTILE, MARKUP
from tests.faults.serving import answers_pings, serving
from tests.feed.peers import PING, PONG, TEXT, Peer, close_frame, failure, frame, listening
from tests.terminal import Terminal, running, terminal

SNAPSHOT = message(row("BTC"), row("ETH"), row("TWD"))
LOG_LINES = 8
BESIDE_TOASTS = 130
"""Columns of a line that no notification covers: one that goes would look like a cursor that moved."""


@pytest.mark.parametrize("string", [*CONTROLS.values()], ids=[*CONTROLS])
def test_a_recording_with_one_of_them_in_it_would_be_noticed(string: str) -> None:
    mode = "\x1b[?1049h\x1b[1;1H\x1b[38;2;1;2;3m"
    assert not foreign(f"{mode}BTC 1\r\n".encode())
    assert foreign(f"{mode}BTC {string} 1\r\n".encode())
    copied = base64.b64encode(string.encode("utf-8", "surrogatepass")).decode()
    assert foreign(f"{mode}\x1b]52;c;{copied}\x07".encode())


def in_every_field() -> Iterator[bytes]:
    """Each string as eventID and datetime, as the name of an event, and all of them at once where nobody looks."""
    number = 0
    for string in HOSTILE.values():
        fields = {"eventID": f"#{number:02}{string}", "datetime": string, string: string}
        yield message(row("BTC", amount=str(number), **{string: string}), **fields)
        yield json.dumps({"event": f"#{number + 1:02}{string}"}, ensure_ascii=False).encode()
        number += 2
    yield message(row("BTC"), **{f"{string}!": string for string in HOSTILE.values()})


def assert_clean(it: Terminal, folder: Path) -> None:
    assert foreign(it.written) == set()
    assert b"\x1b[31;7;91m" not in it.written
    assert b"OWNED" in it.written
    for markup in MARKUP.values():
        assert markup[:6] in it.written.decode()
    assert not [*folder.glob("*.svg"), *folder.rglob("crash-*")]


def cursor_line(it: Terminal) -> str:
    """The line of the event log under the cursor; empty while the keys go elsewhere."""
    title = next((y for y, line in enumerate(it.text.split("\n")) if "── events" in line), None)
    if title is None:
        return ""
    below = range(title + 1, title + 1 + LOG_LINES)
    plain = it.background(title)
    return next((it.text.split("\n")[y][:BESIDE_TOASTS] for y in below if it.background(y) != plain), "")


def go_to(it: Terminal, what: str) -> None:
    """Move the event log's cursor down to the line that holds `what`."""
    while what not in (before := cursor_line(it)):
        it.press("j" if before else "e")
        it.until(lambda _, before=before: cursor_line(it) not in ("", before))  # type: ignore[misc] # bound now
        while it.take_some(0.05):
            """What was taken may have been half of a frame, and half of a line."""


def view(it: Terminal, last: str) -> None:
    """Open the message under the cursor, see its end, and close it."""
    it.press("\r")
    it.until(lambda screen: "esc close" in screen)
    it.press("G")
    it.until(lambda screen: last in screen)
    copies = it.written.count(b"\x1b]52;c;")
    it.press("y")
    it.until(lambda _: it.written.count(b"\x1b]52;c;") > copies)
    it.press("\x1b")
    it.until(lambda screen: "esc close" not in screen)


def test_no_foreign_control_character_in_a_message_reaches_the_terminal(tmp_path: Path) -> None:
    sent = [*in_every_field()]

    async def script(peer: Peer) -> None:
        await peer.accept(frame(TEXT, SNAPSHOT))
        await peer.send(frame(PONG, await peer.take_until(PING)))
        for raw in sent:
            await peer.send(frame(TEXT, raw))
        await answers_pings(peer, [])

    with serving(script) as server, terminal(200, 40) as it:
        line = command("--env-file", str(env_file(tmp_path, server.settings)))
        with running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process:
            it.until(lambda screen: "#35" in screen and "LIVE" in screen)
            go_to(it, "11111111-2222")
            view(it, "\\u{301}")
            go_to(it, "#34")
            view(it, "}")
            go_to(it, "#00")
            it.press("y")
            it.until(lambda _: b"\x1b]52;c;" + base64.b64encode(b"#00") in it.written)
            it.press("q")
            assert it.drain(process) == 0
    assert_clean(it, tmp_path)


def test_no_foreign_control_character_in_a_message_that_cannot_be_read_reaches_the_terminal(
    tmp_path: Path,
) -> None:
    raw = b'{"event":"ACCOUNT_BALANCE",' + "\n".join(HOSTILE.values()).encode() + b"\nEND}"
    codes = message(*(row(string, amount=string) for string in HOSTILE.values()), END=1)

    async def script(peer: Peer) -> None:
        await peer.accept(frame(TEXT, SNAPSHOT))
        await peer.send(frame(PONG, await peer.take_until(PING)))
        server.attempts += 1
        if server.attempts == 1:
            await peer.send(frame(TEXT, codes) + frame(TEXT, raw))
        await answers_pings(peer, [])

    with serving(script) as server, terminal(200, 40) as it:
        line = command("--env-file", str(env_file(tmp_path, server.settings)))
        with running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process:
            it.until(lambda screen: "snapshot DUPLICATE" in screen)
            go_to(it, "rejected JSON")
            view(it, "END")
            it.press("j")
            it.until(lambda _: "no currency code" in cursor_line(it))
            view(it, "END")
            it.press("q")
            assert it.drain(process) == 0
    assert_clean(it, tmp_path)


def test_no_foreign_control_character_in_a_goodbye_or_a_refusal_reaches_the_terminal(tmp_path: Path) -> None:
    # As much of each as leaves room for all, since a reason is cut at 200 characters.
    reasons = ["".join(string[first : first + 1] for string in HOSTILE.values()) for first in (0, 1)]
    reasons += [" ".join(MARKUP.values())[:80], HOSTILE["the clipboard"] + "OWNED"]

    async def script(peer: Peer) -> None:
        number, server.attempts = server.attempts, server.attempts + 1
        name, reason = f"#{number:02}", reasons[number % len(reasons)]
        date = {"Date": formatdate(usegmt=True)}
        match number // len(reasons):
            case 0:
                body = json.dumps({"error": name + reason}, ensure_ascii=False).encode()
                await peer.refuse("401 Unauthorized", body, date)
            case 1:
                text = {"Content-Type": "text/plain; charset=utf-8"}
                await peer.refuse("403 Forbidden", f"{name}{reason}".encode(), date | text)
            case _:
                await peer.accept(frame(TEXT, SNAPSHOT))
                await peer.send(close_frame(1000, f"{name}{reason}".encode()))

    with serving(script) as server, terminal(200, 40) as it:
        line = [sys.executable, "-m", "tests.faults.hurried"]
        line += ["--env-file", str(env_file(tmp_path, server.settings))]
        with running(line, it, environ=clean_environment(tmp_path), folder=tmp_path) as process:
            for number in range(3 * len(reasons)):
                name = f"#{number:02}"
                it.until(lambda screen, name=name: name in screen)  # type: ignore[misc] # bound now
                it.press("r")
            it.press("q")
            assert it.drain(process) == 0
    assert_clean(it, tmp_path)


@pytest.mark.parametrize("string", [*HOSTILE.values()], ids=[*HOSTILE])
async def test_no_foreign_control_character_in_the_head_of_an_answer_is_told(string: str) -> None:
    async def script(peer: Peer) -> None:
        await peer.request()
        odd = string.encode().replace(b"\r", b"").replace(b"\n", b"")
        await peer.send(b"HTTP/1.1 302 %s\r\nLocation: /%s\r\nContent-Length: 0\r\n\r\n" % (odd, odd))

    async with listening(script) as url:
        assert is_harmless((await failure(url)).reason)
