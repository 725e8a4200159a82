"""A profile on the screen: its name stands before the account, in a real pseudo-terminal."""

from pathlib import Path

from tests.command import clean_environment, command, env_file
from tests.terminal import running, terminal
from tui.demo import demo_settings


def test_the_name_of_the_profile_stands_before_the_account(tmp_path: Path) -> None:
    config = tmp_path / ".config" / "bitotui"
    config.mkdir(parents=True, mode=0o700)
    with demo_settings(rate=0) as settings, terminal(120, 30) as it:
        env_file(config, settings).rename(config / "savings.env")
        with running(
            command("--profile", "savings"), it, environ=clean_environment(tmp_path), folder=tmp_path
        ):
            screen = it.until(lambda screen: "LIVE" in screen)
            assert f"savings: {settings.masked_identity} @ {settings.stream_host}" in screen
            it.press("q")
