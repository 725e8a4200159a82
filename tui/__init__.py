"""bitotui: a terminal dashboard for BitoPro's private account-balance stream."""

__version__ = "0.1.0"
