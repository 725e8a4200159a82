"""The places settings may come from, and what each of them holds."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from tui.settings.file import Nothing, read_file
from tui.settings.model import SettingsError
from tui.settings.place import printable
from tui.settings.secret import Secret
from tui.settings.statements import statements
from tui.settings.values import API_KEY, API_SECRET, NAMES
from tui.tongue import say


class Source(Struct, frozen=True):
    """One place that was looked at."""

    place: str
    """In words: "the environment", "./.env"; safe to show."""
    values: dict[str, Secret]
    """What it sets, by name; never an empty text."""
    lack: str
    """Why it gives no API key, as the rest of a sentence that opens with the place; or nothing."""
    notices: tuple[str, ...]
    """What to tell the user if this source is used."""


def environment_source(environ: Mapping[str, str]) -> Source:
    """Take our own names out of an environment."""
    place = say("the environment")
    held = {name: Secret(environ[name].strip()) for name in NAMES if name in environ}
    stripped = [name for name in held if environ[name].strip() != environ[name]]
    return _source(place, held, tuple(stripped), ())


def file_source(path: Path, place: str, *, allow_insecure: bool) -> Source:
    """Read one `.env`.

    A file that holds a key or a secret of ours must belong to the user or to root, be closed to
    everybody else, and lie where others cannot replace it; `allow_insecure` makes a notice of it. A
    file without them is nobody's secret (many projects keep a `.env`) and is passed over.
    Raises SettingsError with the command that mends it, or for a file that cannot be read.
    """
    shown = printable(place)
    contents = read_file(path, place)
    if isinstance(contents, Nothing):
        return Source(shown, {}, contents.reason, ())
    said = statements(contents.text)
    source = _source(shown, said.values, said.stripped, ())
    if contents.doubts and (said.faults or API_KEY in source.values or API_SECRET in source.values):
        reasons = say(" and ").join(doubt.reason for doubt in contents.doubts)
        commands = " && ".join(doubt.mend for doubt in contents.doubts)
        if not allow_insecure:
            raise SettingsError(
                say(
                    "{file} {reasons}, so the API key in it is not used."
                    "\nTo mend it: {commands}\nTo use it as it is: --allow-insecure-env",
                    file=shown,
                    reasons=reasons,
                    commands=commands,
                )
            )
        notice = say(
            "{file} {reasons}; to mend it: {commands}", file=shown, reasons=reasons, commands=commands
        )
        source = _source(shown, said.values, said.stripped, (notice,))
    if said.faults:
        faults = say("; ").join(said.faults)
        raise SettingsError(say("{file}: {faults}.", file=shown, faults=faults))
    return source


def _source(
    place: str, held: dict[str, Secret], stripped: tuple[str, ...], notices: tuple[str, ...]
) -> Source:
    values = {name: value for name, value in held.items() if value.reveal()}
    spaces = tuple(
        say("white space around {name} was stripped ({place})", name=name, place=place)
        for name in stripped
        if name in values
    )
    return Source(place, values, "" if API_KEY in values else _lack(held, values), (*notices, *spaces))


def _lack(held: dict[str, Secret], values: dict[str, Secret]) -> str:
    """Say why there is no API key among what a place holds."""
    others = say(", ").join(values)
    if API_KEY in held:
        if values:
            return say("has an empty {name}, only {others}", name=API_KEY, others=others)
        return say("has an empty {name}", name=API_KEY)
    if values:
        return say("has no {name}, only {others}", name=API_KEY, others=others)
    return say("has no {name}", name=API_KEY)
