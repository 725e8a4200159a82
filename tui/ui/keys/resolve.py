"""Which command has which keys: the user's wishes before a preset, a preset before the usual keys.

After `resolve` no key means two things in one place, whatever was wished; what could not be had is said.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from msgspec import Struct

from tui.ui.keys import faults
from tui.ui.keys.faults import Fault
from tui.ui.keys.names import SameKeyError, UnknownKeyError, UnsentKeyError, key_named, split
from tui.ui.keys.places import DASHBOARD, Place

SEARCHED: Final = 20
"""So many faults are told with the command that was probably meant: each costs a search, before the first paint."""


class Rule(Struct, frozen=True):
    """A command, as far as its keys go; keys by Textual's names."""

    name: str
    """As it stands in the preferences: `sort next`."""
    keys: tuple[str, ...] = ()
    """The usual ones, which can be others."""
    fixed: tuple[str, ...] = ()
    """Those that nobody can take away."""
    places: frozenset[Place] = DASHBOARD
    """Where the keys work."""
    is_numbered: bool = False
    """Whether each key is something of its own, by its number: none moves up where one is missing."""


class Resolved(Struct, frozen=True):
    """What holds."""

    keys: Mapping[str, tuple[str, ...]]
    """The keys of every command beside its fixed ones; a numbered one has an empty name where a key is missing."""
    faults: tuple[str, ...] = ()
    """What could not be had, a sentence or two each."""


def resolve(
    rules: Sequence[Rule], preset: Mapping[str, str], wishes: Mapping[str, str], begin: Sequence[Fault] = ()
) -> Resolved:
    """Give every command its keys. `preset` and `wishes` are keys by a command's name, as people write them.

    A wish of which nothing can be had leaves the usual keys; an empty one leaves none. What is found goes behind
    the faults in `begin`.
    """
    work = _Work(rules, begin)
    wished = work.understood(wishes)
    for name, keys in wished.items():
        work.give(work.rules[name], keys, is_wish=True)
    for rule in rules:
        if not any(work.keys[rule.name]) and rule.name not in work.modest:
            usual = preset.get(rule.name)
            work.give(
                rule,
                rule.keys if usual is None else [key_named(each) for each in split(usual)],
                is_wish=False,
            )
    has = {rule.name: (*rule.fixed, *filter(None, work.keys[rule.name])) for rule in rules}
    said = dict.fromkeys(faults.sentence(each, has) for each in work.faults)
    return Resolved(work.keys, tuple(said))


class _Work:
    """What is given so far."""

    def __init__(self, rules: Sequence[Rule], begin: Sequence[Fault]) -> None:
        self.rules = {rule.name: rule for rule in rules}
        self.keys: dict[str, tuple[str, ...]] = {rule.name: () for rule in rules}
        self.faults = list(begin)
        self.modest: set[str] = set()
        """Commands that were wished to have no keys but their fixed ones."""
        self._fixed = {key: rule.name for rule in rules for key in rule.fixed}
        self._holders: dict[tuple[Place, str], str] = {}
        self._wishers: set[str] = set()

    def understood(self, wishes: Mapping[str, str]) -> dict[str, list[str]]:
        """Wishes of commands that there are, for keys that there are; empty names where there are none."""
        found: dict[str, list[str]] = {}
        for written, text in wishes.items():
            name = " ".join(written.replace("_", " ").replace("-", " ").casefold().split())
            if name not in self.rules:
                self.faults.append(faults.NoCommand(written, self._nearest(name)))
            elif name in found:
                self.faults.append(faults.Twice(name))
            else:
                if not text:
                    self.modest.add(name)
                found[name] = [self._key(name, each) for each in split(text)]
        return found

    def _nearest(self, name: str) -> str:
        """The command that was probably meant; nobody reads so many faults that all of them are worth the search."""
        return faults.nearest(name, self.rules) if len(self.faults) < SEARCHED else ""

    def _key(self, name: str, written: str) -> str:
        """Textual's name of a key; empty, and said, where it cannot be had."""
        try:
            key = key_named(written)
        except SameKeyError as error:
            self.faults.append(faults.Same(name, written, str(error)))
            return ""
        except UnsentKeyError:
            self.faults.append(faults.Unsent(name, written))
            return ""
        except UnknownKeyError:
            self.faults.append(faults.NoKey(name, written))
            return ""
        owner = self._fixed.get(key)
        if owner is None:
            return key
        if owner == name:
            self.modest.add(name)
        else:
            self.faults.append(faults.Fixed(name, key, owner))
        return ""

    def give(self, rule: Rule, keys: Iterable[str], *, is_wish: bool) -> None:
        """`rule` gets those of `keys` that are free where it works."""
        given: list[str] = []
        for number, key in enumerate(keys, 1):
            holder = self._holder(rule, key)
            if rule.is_numbered and number > len(rule.keys):
                self.faults.append(faults.TooMany(rule.name, len(rule.keys)))
                break
            if key and not holder:
                given.append(key)
                self._holders.update({(place, key): rule.name for place in rule.places})
            elif rule.is_numbered:
                given.append("")
            if holder not in ("", rule.name):
                is_lost = not is_wish and holder in self._wishers
                self.faults.append((faults.Lost if is_lost else faults.Taken)(rule.name, key, holder))
        if is_wish:
            self._wishers.add(rule.name)
        self.keys[rule.name] = tuple(given)

    def _holder(self, rule: Rule, key: str) -> str:
        """Who has the key in one of the places of `rule`; empty if nobody."""
        held = (self._holders.get((place, key)) for place in rule.places)
        return next(filter(None, held), "")
