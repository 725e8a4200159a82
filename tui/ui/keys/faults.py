"""What of a mapping of keys cannot be had, and what holds instead, in sentences."""

import difflib
from collections.abc import Iterable, Mapping

from msgspec import Struct

from tui.core.foreign import NAME_LIMIT, harmless
from tui.tongue import say
from tui.ui.keys.names import shown


class NoPreset(Struct, frozen=True):
    """There is no set of keys of that name."""

    name: str
    known: tuple[str, ...]


class NoCommand(Struct, frozen=True):
    """Keys for a command that there is not; `nearest` may be meant."""

    name: str
    nearest: str


class Twice(Struct, frozen=True):
    """A command stands there twice."""

    name: str


class NoKey(Struct, frozen=True):
    """No key is called that."""

    name: str
    written: str


class Unsent(Struct, frozen=True):
    """No terminal sends that key."""

    name: str
    written: str


class Same(Struct, frozen=True):
    """A terminal sends the same for that key as for another one."""

    name: str
    written: str
    other: str


class Fixed(Struct, frozen=True):
    """The key always is another command's."""

    name: str
    key: str
    owner: str


class Taken(Struct, frozen=True):
    """The key is what another command was given before."""

    name: str
    key: str
    owner: str


class Lost(Struct, frozen=True):
    """A usual key that the user gave to another command."""

    name: str
    key: str
    owner: str


class TooMany(Struct, frozen=True):
    """More keys than the command has uses for."""

    name: str
    most: int


Fault = NoPreset | NoCommand | Twice | NoKey | Unsent | Same | Fixed | Taken | Lost | TooMany


def nearest(name: str, names: Iterable[str]) -> str:
    """The command that was probably meant; empty where none is like it."""
    return next(iter(difflib.get_close_matches(name, names, 1)), "")


def sentence(fault: Fault, has: Mapping[str, tuple[str, ...]]) -> str:
    """What is wrong, and what holds: `has` is every command's keys, as they came to be."""
    match fault:
        case NoPreset(name, known):
            known_ones = ", ".join(known)
            return say(
                'keys: there is no preset "{name}", only {known}. The usual keys hold.',
                name=harmless(name, NAME_LIMIT),
                known=known_ones,
            )
        case NoCommand(name, near) if near:
            return say(
                'keys: there is no command "{name}"; did you mean "{near}"? Nothing changes.',
                name=harmless(name, NAME_LIMIT),
                near=near,
            )
        case NoCommand(name):
            return say(
                'keys: there is no command "{name}". Nothing changes.', name=harmless(name, NAME_LIMIT)
            )
        case Twice(name):
            what = say('keys: "{name}" stands there twice; the first holds.', name=name)
        case NoKey(name, written):
            what = say('keys: "{key}" of "{name}" is no key.', key=harmless(written, NAME_LIMIT), name=name)
        case Unsent(name, written):
            what = say(
                'keys: no terminal sends {key}, as "{name}" has it.',
                key=harmless(written, NAME_LIMIT),
                name=name,
            )
        case Same(name, written, other):
            what = say(
                'keys: a terminal sends {other} for {key}, as "{name}" has it.',
                other=shown(other),
                key=harmless(written, NAME_LIMIT),
                name=name,
            )
        case Fixed(name, key, owner):
            what = say(
                'keys: {key} is "{owner}" always, and cannot be "{name}".',
                key=shown(key),
                owner=owner,
                name=name,
            )
        case Taken(name, key, owner):
            what = say(
                'keys: {key} is "{owner}" and "{name}"; the first holds.',
                key=shown(key),
                owner=owner,
                name=name,
            )
        case Lost(name, key, owner):
            what = say(
                'keys: {key} is "{owner}" by your mapping, and no longer "{name}".',
                key=shown(key),
                owner=owner,
                name=name,
            )
        case TooMany(name, most):
            what = say('keys: "{name}" takes {most} keys; the rest is passed over.', name=name, most=most)
    return f"{what} {_holds(fault.name, has)}"


def _holds(name: str, has: Mapping[str, tuple[str, ...]]) -> str:
    keys = ", ".join(shown(key) for key in has[name])
    if keys:
        return say('"{name}" has {keys}.', name=name, keys=keys)
    return say('"{name}" is in the palette only.', name=name)
