"""A user's desk for these tests: a working folder, a configuration folder, an environment."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tui.settings import Settings, SettingsError, load

KEY = "key-4f1d"
SECRET = "canary-9c27"
IDENTITY = "dana@example.com"
WHOLE = {"BITOPRO_API_KEY": KEY, "BITOPRO_API_SECRET": SECRET, "BITOPRO_IDENTITY": IDENTITY}
LINES = "".join(f"{name}='{value}'\n" for name, value in WHOLE.items())


def put(path: Path, content: str | bytes, mode: int = 0o600) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)
    return path


@dataclass
class Desk:
    here: Path
    config: Path
    environ: dict[str, str] = field(default_factory=dict)

    def write(self, content: str | bytes, mode: int = 0o600) -> Path:
        return put(self.here / ".env", content, mode)

    def load(
        self,
        env_file: str | None = None,
        *,
        stream_url: str | None = None,
        rest_url: str | None = None,
        allow_insecure_env: bool = False,
    ) -> Settings:
        return load(
            env_file=Path(env_file) if env_file else None,
            environ=self.environ,
            working_dir=self.here,
            config_dir=self.config,
            stream_url=stream_url,
            rest_url=rest_url,
            allow_insecure_env=allow_insecure_env,
        )

    def refusal(self, env_file: str | None = None, **flags: str) -> str:
        """Load, expect a refusal, and give its text, which never holds a credential."""
        with pytest.raises(SettingsError) as caught:
            self.load(env_file, **flags)  # type: ignore[arg-type]  # the two URLs only
        text = str(caught.value)
        assert "bitotui --demo" in text
        assert KEY not in text
        assert SECRET not in text
        return text
