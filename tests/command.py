"""`bitotui` as a process of its own, in an environment that holds no setting of anybody's."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import tui
from tui.settings import Settings

CODE = Path(tui.__file__).parents[1]
"""What the tests import is what they run."""

PATIENCE = 20
"""Seconds after which a command is given up."""


def clean_environment(home: Path, **more: str) -> dict[str, str]:
    """What a user's shell has, with `home` for a home and none of our names but those in `more`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith(
            ("BITO", "PYTHON", "TEXTUAL", "XDG_", "LC_", "COLUMNS", "LINES", "NO_")
        )
    }
    own = {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color", "PYTHONPATH": str(CODE)}
    return {**kept, **own, **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tui", *arguments]


def bitotui(
    *arguments: str,
    home: Path,
    environ: Mapping[str, str] | None = None,
    stdout: int | None = subprocess.PIPE,
) -> "subprocess.CompletedProcess[bytes]":
    """Run it in `home` to its end, without a terminal."""
    return subprocess.run(  # a fixed command with the test's own arguments
        command(*arguments),
        cwd=home,
        env=clean_environment(home, **(environ or {})),
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=PATIENCE,
        check=False,
    )


def env_file(folder: Path, settings: Settings, *, secret: str | None = None) -> Path:
    """Write a `.env` that leads to the exchange of `settings`, and asks no REST of it: scripts speak the stream."""
    path = folder / "test.env"
    values = {
        "BITOPRO_API_KEY": settings.api_key.reveal(),
        "BITOPRO_API_SECRET": secret or settings.api_secret.reveal(),
        "BITOPRO_IDENTITY": settings.identity,
        "BITOPRO_STREAM_URL": settings.stream_url,
        "BITOPRO_REST_URL": settings.rest_url,
        "BITOTUI_AGREEMENT": "off",
    }
    path.write_text("".join(f"{name}='{value}'\n" for name, value in values.items()))
    path.chmod(0o600)
    return path
