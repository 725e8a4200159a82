"""Where this program's files are, by the rules of the user's system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from tui.settings.secret import Secret

_NAME_BYTES: Final = 12


def default_config_dir() -> Path:
    """Name the folder `bitotui` in the user's configuration folder; it need not exist."""
    from platformdirs import user_config_path  # noqa: PLC0415  (only the command line needs it)

    return user_config_path("bitotui", appauthor=False)


def default_state_dir() -> Path:
    """Name the folder `bitotui` in the user's state folder (XDG_STATE_HOME counts); it need not exist."""
    from platformdirs import user_state_path  # noqa: PLC0415  (only the command line needs it)

    return user_state_path("bitotui", appauthor=False)


def nonce_path(state_dir: Path, api_key: Secret, host: str) -> Path:
    """Name the file that holds the last nonce of a key at an exchange; its name says nothing of the key."""
    from hashlib import blake2b  # noqa: PLC0415  (only a run that connects needs it)

    name = blake2b(f"{api_key.reveal()}\0{host}".encode(), digest_size=_NAME_BYTES)
    return state_dir / "nonces" / name.hexdigest()
