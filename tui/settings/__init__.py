"""Where the credentials, the two URLs and the time zone come from; see `load`."""

from tui.settings.comparing import comparing_from
from tui.settings.folders import default_config_dir, default_state_dir
from tui.settings.keeping import keeping_from
from tui.settings.model import Keeping, Settings, SettingsError
from tui.settings.search import load, timezone_from
from tui.settings.secret import Secret
from tui.settings.url import DEFAULT_REST_URL, DEFAULT_STREAM_URL

__all__ = [
    "DEFAULT_REST_URL",
    "DEFAULT_STREAM_URL",
    "Keeping",
    "Secret",
    "Settings",
    "SettingsError",
    "comparing_from",
    "default_config_dir",
    "default_state_dir",
    "keeping_from",
    "load",
    "timezone_from",
]
