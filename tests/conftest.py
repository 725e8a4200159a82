"""What holds for every test: a property fails for what it finds, and no test changes what Python does for the next."""

import logging
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def hooks() -> Iterator[None]:
    """Who is told of errors that nobody waits for: the command line's `main` takes that over for its process."""
    before = sys.unraisablehook, threading.excepthook, logging.lastResort
    yield
    sys.unraisablehook, threading.excepthook, logging.lastResort = before


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores, for the tests that wait for a process, a thread or a socket."""
    return (
        len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)) + 1
    )
