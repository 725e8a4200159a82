"""Nothing an error carries, locals of every frame included, holds a credential."""

import subprocess
import sys
from pathlib import Path
from traceback import TracebackException

import pytest

from tests.settings.desk import KEY, LINES, SECRET, WHOLE, Desk, put
from tui.settings import SettingsError


def everything_said(desk: Desk, stream_url: str | None) -> str:
    """Load, and print the error as the most talkative crash report would."""
    try:
        desk.load(stream_url=stream_url)
    except SettingsError as error:
        told = TracebackException.from_exception(error, capture_locals=True)
        lines = [line for line in told.format() if "tests/settings" not in line]  # ours hold the plain text
        assert any("tui/settings/search.py" in line and "environment = " in line for line in lines)
        return "".join(lines) + repr(error) + repr(error.__context__)
    pytest.fail("these settings were taken")


@pytest.mark.parametrize(
    "environ",
    [
        {"BITOPRO_API_SECRET": SECRET},
        {"BITOPRO_API_KEY": KEY},
        {"BITOPRO_API_KEY": KEY, "BITOPRO_API_SECRET": SECRET},
        WHOLE | {"BITOPRO_API_KEY": f"{KEY} {SECRET}"},
        WHOLE | {"BITOPRO_API_SECRET": f"{SECRET}\n{KEY}"},
        WHOLE | {"BITOPRO_IDENTITY": "a b"},
        WHOLE | {"BITOPRO_STREAM_URL": f"wss://{KEY}:{SECRET}@host/ws"},
        WHOLE | {"BITOPRO_REST_URL": f"http://example.com/{SECRET}"},
        WHOLE | {"BITOTUI_TIMEZONE": "Mars"},
    ],
)
def test_a_refused_environment_leaves_no_trace_of_it(desk: Desk, environ: dict[str, str]) -> None:
    desk.environ = environ
    assert_clean(everything_said(desk, None))


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        (LINES.encode(), 0o644),
        (LINES.encode() + b"\xff", 0o600),
        (LINES.encode() * 2000, 0o600),
        (LINES.encode() + f"BITOPRO_API_SECRET='{SECRET}\n".encode(), 0o600),
        (LINES.encode() + f"BITOPRO_API_KEY={KEY} #{SECRET}\n".encode(), 0o600),
        (LINES.encode() + f"BITOPRO_API_SECRET={KEY}{SECRET}\n".encode(), 0o600),
        (LINES.replace("KEY", "NAY").encode(), 0o600),
    ],
)
def test_a_refused_file_leaves_no_trace_of_it(desk: Desk, content: bytes, mode: int) -> None:
    put(desk.here / ".env", content, mode)
    assert_clean(everything_said(desk, None))


def test_a_refused_flag_leaves_no_trace_of_the_account(desk: Desk) -> None:
    desk.environ = WHOLE
    assert_clean(everything_said(desk, "ws://example.com"))


def test_loaded_settings_show_no_credential(desk: Desk) -> None:
    desk.environ = WHOLE
    settings = desk.load()
    assert_clean(repr(settings) + str(settings) + f"{settings}" + "".join(settings.notices))
    assert "dana" not in repr(settings)


def assert_clean(said: str) -> None:
    assert said
    assert KEY not in said
    assert SECRET not in said


def test_importing_the_settings_loads_nothing_heavy() -> None:
    heavy = "{'textual', 'rich', 'httpx', 'dotenv', 'platformdirs', 'zoneinfo', 'asyncio', 'logging'}"
    code = f"import sys; import tui.settings; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_example_file_names_every_setting_and_starts_empty(desk: Desk) -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    for name in (*WHOLE, "BITOPRO_STREAM_URL", "BITOPRO_REST_URL", "BITOTUI_TIMEZONE"):
        assert f"{name}='" in example
    assert "chmod 600 .env" in example
    assert "READ-ONLY" in example
    put(desk.here / ".env", example)
    assert "./.env has an empty BITOPRO_API_KEY\n" in desk.refusal()
    filled = example.replace("#BITO", "BITO")
    for name, value in WHOLE.items():
        filled = filled.replace(f"{name}=''", f"{name}='{value}'")
    put(desk.here / ".env", filled)
    settings = desk.load()
    assert settings.is_bitopro
    assert settings.notices == ()
