"""Judging the settings and the file they stand in."""

from functools import reduce

from tui.reports.doctor.check import Check, failed, note, ok, skipped
from tui.reports.doctor.found import Found
from tui.reports.doctor.places import Look
from tui.reports.exits import USAGE
from tui.tongue import marked, say

_SETTINGS = marked("settings")
_PERMISSIONS = marked("permissions")


def settings_checks(found: Found) -> list[Check]:
    """Judge what was found, where, and whether the file is private."""
    return [_settings(found), _permissions(found)]


def _settings(found: Found) -> Check:
    settings = found.settings
    if settings is None:
        seen, then = _split(found.error)
        return failed(_SETTINGS, seen, then or say("mend it in that place"), USAGE)
    others = [_other(each) for each in found.looks if each is not found.used]
    where = say("found in {place}", place=settings.found_in)
    said_below = [doubt.mend for doubt in found.used.doubts] if found.used is not None else []
    notices = [each for each in settings.notices if not any(mend in each for mend in said_below)]
    rest = [say("stream {host}", host=settings.stream_host), *others, *notices]
    account = say("account {identity}", identity=settings.masked_identity)
    return ok(
        _SETTINGS,
        "; ".join([where, account, *rest]),
        for_report="; ".join([where, *rest]),
    )


def _other(place: Look) -> str:
    if place.fault:
        return place.fault.rstrip(".。")
    if place.lack:
        return say("{place} {lack}", place=place.place, lack=place.lack)
    return say("{place} has an API key too, which is not used", place=place.place)


def _split(error: str) -> tuple[str, str]:
    """Part an error's sentences into what was seen and what to do."""
    head, *rest = error.split("\n")
    places = [line.strip() for line in rest if line.startswith("  ")]
    return " ".join([head, "; ".join(places)]).strip(), " ".join(
        line for line in rest if not line.startswith("  ")
    )


def _permissions(found: Found) -> Check:
    name, place = _PERMISSIONS, found.used
    if place is None:
        return skipped(name, say("no file with an API key was found"))
    if not place.is_file:
        return ok(name, say("no file is read: the settings come from the environment"))
    if place.fault:
        return skipped(name, say("{place} could not be judged", place=place.place))
    if not place.doubts:
        return ok(
            name, say("{place} is closed to other users, and they cannot replace it", place=place.place)
        )
    reasons = reduce(_both, (doubt.reason for doubt in place.doubts))
    seen = say("{place} {reasons}", place=place.place, reasons=reasons)
    mend = " && ".join(doubt.mend for doubt in place.doubts)
    if found.error:
        then = say("{commands} (or, to use it as it is: --allow-insecure-env)", commands=mend)
        return failed(name, seen, then, USAGE)
    return note(name, say("{doubt}; used all the same, as asked", doubt=seen), mend)


def _both(first: str, second: str) -> str:
    return say("{first} and {second}", first=first, second=second)
