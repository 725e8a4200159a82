"""Judging the settings and the file they stand in."""

from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.doctor.found import Found
from tui.reports.doctor.places import Look
from tui.reports.exits import USAGE


def settings_checks(found: Found) -> list[Check]:
    """Judge what was found, where, and whether the file is private."""
    return [_settings(found), _permissions(found)]


def _settings(found: Found) -> Check:
    settings = found.settings
    if settings is None:
        seen, then = _split(found.error)
        return failed("settings", seen, then or "mend it in that place", USAGE)
    others = [_other(each) for each in found.looks if each is not found.used]
    where = f"found in {settings.found_in}"
    said_below = [doubt.mend for doubt in found.used.doubts] if found.used is not None else []
    notices = [each for each in settings.notices if not any(mend in each for mend in said_below)]
    rest = [f"stream {settings.stream_host}", *others, *notices]
    return ok(
        "settings",
        "; ".join([where, f"account {settings.masked_identity}", *rest]),
        for_report="; ".join([where, *rest]),
    )


def _other(place: Look) -> str:
    if place.fault:
        return place.fault.rstrip(".")
    return f"{place.place} {place.lack or 'has an API key too, which is not used'}"


def _split(error: str) -> tuple[str, str]:
    """Part an error's sentences into what was seen and what to do."""
    head, *rest = error.split("\n")
    places = [line.strip() for line in rest if line.startswith("  ")]
    return " ".join([head, "; ".join(places)]).strip(), " ".join(
        line for line in rest if not line.startswith("  ")
    )


def _permissions(found: Found) -> Check:
    name, place = "permissions", found.used
    if place is None:
        return skipped(name, "no file with an API key was found")
    if not place.is_file:
        return ok(name, "no file is read: the settings come from the environment")
    if place.fault:
        return skipped(name, f"{place.place} could not be judged")
    if not place.doubts:
        return ok(name, f"{place.place} is closed to other users, and they cannot replace it")
    seen = f"{place.place} {' and '.join(doubt.reason for doubt in place.doubts)}"
    mend = " && ".join(doubt.mend for doubt in place.doubts)
    if found.error:
        return failed(name, seen, f"{mend} (or, to use it as it is: --allow-insecure-env)", USAGE)
    return note(name, f"{seen}; used all the same, as asked", mend)
