"""Timers that count suspend: Linux's timerfd on CLOCK_BOOTTIME, which Python has no name for before 3.13."""

import ctypes
import os
import sys
from typing import Final

_CLOCK_BOOTTIME: Final = 7
_NONBLOCK_AND_CLOEXEC: Final = os.O_NONBLOCK | getattr(os, "O_CLOEXEC", 0)


class _Timespec(ctypes.Structure):
    _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))


class _Timer(ctypes.Structure):
    _fields_ = (("interval", _Timespec), ("value", _Timespec))


def boot_timer(seconds: float) -> int | None:
    """A descriptor that becomes readable after `seconds` of CLOCK_BOOTTIME (timerfd_create(2)), or None."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        descriptor = int(libc.timerfd_create(_CLOCK_BOOTTIME, _NONBLOCK_AND_CLOEXEC))
    except (OSError, AttributeError):
        return None
    if descriptor < 0:
        return None
    whole = int(seconds)
    value = _Timespec(whole, max(1, int((seconds - whole) * 1e9)))
    if libc.timerfd_settime(descriptor, 0, ctypes.byref(_Timer(_Timespec(0, 0), value)), None) < 0:
        os.close(descriptor)
        return None
    return descriptor
