"""The settings of the account that a command line speaks of."""

import os
from argparse import Namespace
from pathlib import Path

from tui.settings import Settings, SettingsError, default_config_dir, default_state_dir, load
from tui.settings.profiles import profile_path
from tui.tongue import say


def account_settings(options: Namespace) -> Settings:
    """Find them where the command line, or nobody, says. Raises SettingsError."""
    profile_fault(options)
    return load(
        env_file=None if options.env_file is None else Path(options.env_file),
        environ=os.environ,
        working_dir=Path.cwd(),
        config_dir=default_config_dir(),
        stream_url=options.stream_url,
        rest_url=options.rest_url,
        allow_insecure_env=options.allow_insecure_env,
        profile=options.profile,
        state_dir=default_state_dir(),
    )


def profile_fault(options: Namespace) -> None:
    """Raise SettingsError for what is no profile's name, or one beside another place."""
    if options.profile is None:
        return
    if options.env_file is not None:
        raise SettingsError(
            say("--profile and --env-file both say where the settings are; give one of them.")
        )
    profile_path(options.profile, default_config_dir())


def demo_fault(options: Namespace) -> None:
    """Raise SettingsError for a demo of somebody's account."""
    if options.profile is not None:
        raise SettingsError(say("a demo has an account of its own; leave --profile or --demo out."))
