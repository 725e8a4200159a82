from pathlib import Path

import pytest

from tests.settings.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    here, config = tmp_path / "here", tmp_path / "config"
    for folder in (here, config):
        folder.mkdir()
        folder.chmod(0o700)
    return Desk(here, config)
