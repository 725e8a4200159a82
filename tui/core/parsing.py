"""Text into a filter expression (docs/EXPRESSIONS.md). Bad input is a value that names its place, never an exception.

By recursive descent: the grammar is six lines, and its errors have to read like sentences.
"""

import re
from decimal import Decimal
from typing import Final

from msgspec import Struct

from tui.core.amount import parse as amount
from tui.core.expression import (
    CHANGED,
    All,
    Any,
    Changed,
    Compare,
    Expression,
    Field,
    Flag,
    Is,
    Not,
    Relation,
    Word,
)
from tui.tongue import say

LONGEST: Final = 400
"""Characters of an expression."""

DEEPEST: Final = 40
"""Brackets and negations within one another."""

_UNITS: Final = {"s": 1, "m": 60, "min": 60, "h": 3_600, "d": 86_400, "w": 604_800}
_FIELDS: Final = {field.value: field for field in Field}
_IN_CHINESE: Final = {
    "總額": Field.AMOUNT.value,
    "可用": Field.AVAILABLE.value,
    "質押": Field.STAKE.value,
    "掛單中": Field.IN_ORDERS.value,
    "變動": CHANGED,
    "可交易": Flag.TRADABLE.value,
    "非零": Flag.NONZERO.value,
}
"""The names as the headings have them there, understood in every language; an expression is spelt in English.

A fault says them in the user's language: there, `say` makes of each name one that stands here.
"""
_IN_TWO_WORDS: Final = {("in", "orders"): Field.IN_ORDERS.value}
"""The name as its heading has it, where a comparison follows; by themselves, two words are parts of codes."""
_FLAGS: Final = {flag.value: flag for flag in Flag}

_token = re.compile(
    r'\s*(?:(?P<mark>[()|]|!(?!=))|(?P<relation>>=|<=|!=|==|[<>=])|"(?P<quoted>[^"]*)"|(?P<word>[A-Za-z0-9.,_+\u4e00-\u9fff-]+))'
).match
_time = re.compile(r"(?P<number>\d{1,9}(?:\.\d{1,9})?)(?P<unit>[a-z]+)\Z", re.ASCII).match
_is_code = re.compile(r"[A-Z0-9]{1,20}\Z").match
_blanks = re.compile(r"\s*").match


class Fault(Struct, frozen=True):
    """Why a text is no expression."""

    place: int
    """Characters before what is wrong."""
    words: str


class _Token(Struct, frozen=True):
    kind: str
    text: str
    place: int


class _FaultError(Exception):
    """A fault on its way to becoming a value."""

    def __init__(self, place: int, words: str) -> None:
        super().__init__(words)
        self.fault = Fault(place, words)


def parse(text: str) -> Expression | Fault:
    """The expression that `text` spells, or what is wrong with it and where; an empty text lets everything pass."""
    if len(text) > LONGEST:
        return Fault(LONGEST, say("longer than {limit} characters", limit=LONGEST))
    try:
        parser = _Parser(_named(_tokens(text)), len(text))
        expression = parser.whole()
    except _FaultError as error:
        return error.fault
    return expression


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place, end = 0, len(text)
    while True:
        blanks = _blanks(text, place)
        place = blanks.end() if blanks else place
        if place == end:
            return tokens
        found = _token(text, place)
        if found is None:
            if text[place] == '"':
                raise _FaultError(place, say("a quote is never closed"))
            raise _FaultError(place, say("'{what}' means nothing here", what=_shown(text[place])))
        kind = found.lastgroup or ""
        tokens.append(_Token(kind, found[kind], place))
        place = found.end()


def _named(tokens: list[_Token]) -> list[_Token]:
    """`tokens` with one name for each that stands in two words before a comparison, at the place of the first."""
    named: list[_Token] = []
    for token in tokens:
        if token.kind == "relation" and [each.kind for each in named[-2:]] == ["word", "word"]:
            first, second = named[-2:]
            name = _IN_TWO_WORDS.get((first.text.lower(), second.text.lower()))
            if name is not None:
                named[-2:] = [_Token("word", name, first.place)]
        named.append(token)
    return named


class _Parser:
    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._length = length
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        if not self._tokens:
            return All(())
        expression = self._either()
        if (left := self._next()) is not None:
            if left.text == ")":
                raise _FaultError(left.place, say("this ) opens nowhere"))
            raise _FaultError(left.place, say("not expected here"))
        return expression

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._takes("|"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _both(self) -> Expression:
        parts = [self._negated()]
        while (token := self._next()) is not None and not (token.kind == "mark" and token.text in "|)"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _negated(self) -> Expression:
        place = self._place()
        self._depth += 1
        if self._depth > DEEPEST:
            words = say("more than {limit} brackets and ! within one another", limit=DEEPEST)
            raise _FaultError(place, words)
        try:
            if self._takes("!"):
                return Not(self._negated())
            if self._takes("("):
                inner = self._either()
                if not self._takes(")"):
                    words = say("a ) is missing for the ( at {place}", place=place + 1)
                    raise _FaultError(self._place(), words)
                return inner
            return self._atom()
        finally:
            self._depth -= 1

    def _atom(self) -> Expression:
        token = self._next()
        if token is None:
            raise _FaultError(self._length, say("something is missing at the end"))
        if token.kind not in ("word", "quoted"):
            if token.kind == "relation":
                raise _FaultError(token.place, say("a name is missing before {mark}", mark=token.text))
            raise _FaultError(token.place, say("something is missing before {mark}", mark=token.text))
        self._at += 1
        name = _IN_CHINESE.get(token.text, token.text.lower())
        relation = self._relation() if token.kind == "word" else None
        if relation is not None:
            return self._compared(token, name, relation)
        if token.kind == "word" and name in _FLAGS:
            return Is(_FLAGS[name])
        if token.kind == "word" and (name in _FIELDS or name == CHANGED):
            example = f"{say(name)}>{_example(name)}"
            words = say("{name} wants a comparison, such as {example}", name=say(name), example=example)
            raise _FaultError(token.place + len(token.text), words)
        code = token.text.upper()
        if not (token.text.isascii() and _is_code(code)):
            words = say("'{what}' can be no part of a currency code", what=_shown(token.text))
            raise _FaultError(token.place, words)
        return Word(code, token.kind == "quoted")

    def _compared(self, token: _Token, name: str, relation: Relation) -> Expression:
        place, value = self._place(), self._next()
        if name not in _FIELDS and name != CHANGED:
            # The name that a heading does not give away comes first, should there be no room for all of them.
            names = say(", ").join(map(say, sorted([*_FIELDS, CHANGED], key=len, reverse=True)))
            words = say("'{what}' is no name of a value: {names}", what=_shown(token.text), names=names)
            raise _FaultError(token.place, words)
        if value is None or value.kind != "word":
            raise _FaultError(place, say("a value is missing, such as {example}", example=_example(name)))
        self._at += 1
        if name == CHANGED:
            found = _time(value.text.lower())
            unit = _UNITS.get(found["unit"]) if found else None
            if found is None or unit is None:
                words = say("'{what}' is no time, such as 5m, 90s, 2h, 1d", what=_shown(value.text))
                raise _FaultError(place, words)
            return Changed(relation, Decimal(found["number"]) * unit)
        number = amount(value.text)
        if number is None:
            words = say("'{what}' is no plain decimal, such as 0.5", what=_shown(value.text))
            raise _FaultError(place, words)
        return Compare(_FIELDS[name], relation, number)

    def _relation(self) -> Relation | None:
        token = self._next()
        if token is None or token.kind != "relation":
            return None
        self._at += 1
        return Relation(token.text.replace("==", "="))

    def _takes(self, mark: str) -> bool:
        token = self._next()
        if token is not None and token.kind == "mark" and token.text == mark:
            self._at += 1
            return True
        return False

    def _next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _place(self) -> int:
        token = self._next()
        return self._length if token is None else token.place


def _example(name: str) -> str:
    return "5m" if name == CHANGED else "0"


def _shown(text: str) -> str:
    """What was typed, as it stands between the quotes of a sentence."""
    return repr(text)[1:-1]
