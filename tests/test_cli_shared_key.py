"""Several commands at one time on one account: none spoils another's signature."""

import subprocess
from pathlib import Path

import pytest

from tests.command import PATIENCE, clean_environment, command, env_file
from tui.demo import demo_settings

HOW_MANY = 5


@pytest.mark.parametrize("has_a_state_folder", [True, False])
def test_several_snapshots_at_one_time_all_succeed(tmp_path: Path, has_a_state_folder: bool) -> None:
    state = tmp_path / "state"
    if not has_a_state_folder:
        state.write_text("no folder can be made here")
    with demo_settings(rate=0) as settings:
        file = env_file(tmp_path, settings)
        running = [
            subprocess.Popen(  # a fixed command with the test's own arguments
                command("snapshot", "--env-file", str(file)),
                cwd=tmp_path,
                env=clean_environment(tmp_path, XDG_STATE_HOME=str(state)),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
            for _ in range(HOW_MANY)
        ]
        ended = [(*each.communicate(timeout=PATIENCE), each.returncode) for each in running]

    assert [(said, code) for _, said, code in ended] == [(b"", 0)] * HOW_MANY
    if has_a_state_folder:
        (nonce,) = (state / "bitotui" / "nonces").iterdir()
        assert nonce.read_text().isdigit()
        assert settings.api_key.reveal() not in nonce.name
