"""Finds what a program says without `say`: every string in its code that reads like a text for people."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

SAID = ("say", "say_number", "marked")
"""What their first arguments are, the catalogue knows."""

SHOWN = ("print", "notify")
"""What is given to them is read by people, even where it is one word."""

NO_TEXTS = ("compile", "cast", "TypeVar", "strftime", "execute", "executescript", "asked", "numbers")
"""Calls that take patterns, types, formats and SQL."""

_LETTER = re.compile(r"[^\W\d_]")

_NO_TEXT = re.compile(
    r"""
    %[-a-zA-Z][-%a-zA-Z:. /]*                 # a format of a date
    | bitotui\ \{\}                           # the name and the version
    | bitotui(\ [a-z]+|\ \{\})*:\ \{\}\.?     # who speaks, before what it says
    | --[a-z-]+:\ \{\}                        # of which option
    | \.([A-Z]{1,2}\ |\\").*                  # a request of roff's
    | \s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|DROP|BEGIN|ATTACH|WITH)\b.*
    """,
    re.VERBOSE | re.DOTALL,
)


class Unsaid(NamedTuple):
    """One text, values in it as `{}`, and its line."""

    line: int
    text: str


def unsaid(code: str) -> Iterator[Unsaid]:
    """What somebody reads in English, whatever they speak."""
    yield from _within(ast.parse(code), is_shown=False)


def _within(node: ast.AST, *, is_shown: bool) -> Iterator[Unsaid]:
    match node:
        case ast.Expr(ast.Constant()):  # a docstring, of whatever stands before it
            return
        case ast.JoinedStr(values):
            text = "".join(str(each.value) if isinstance(each, ast.Constant) else "{}" for each in values)
            yield from _judged(node, text, is_shown=is_shown)
            for each in values:
                if isinstance(each, ast.FormattedValue):
                    yield from _within(each.value, is_shown=False)
        case ast.Constant(str(text)):
            yield from _judged(node, text, is_shown=is_shown)
        case ast.Call():
            yield from _within_call(node)
        case ast.Assign(targets=[ast.Name(name)], value=ast.Constant()) if name.endswith("CSS"):
            return
        case _:
            for child in ast.iter_child_nodes(node):
                yield from _within(child, is_shown=False)


def _within_call(call: ast.Call) -> Iterator[Unsaid]:
    name = _name(call.func)
    yield from _within(call.func, is_shown=False)
    given: list[ast.AST] = list(call.args)
    if name in SAID or name in NO_TEXTS:
        given = [each for each in given if not isinstance(each, ast.Constant)]
    if name == "examples":  # what is typed, alone or with a word on it
        given = [part for each in given for part in _remarks(each)]
    for each in given:
        yield from _within(each, is_shown=name in SHOWN)
    for keyword in call.keywords:
        if not (name == "Thread" and keyword.arg == "name"):
            yield from _within(
                keyword.value, is_shown=name in SHOWN and keyword.arg not in ("end", "sep", "severity")
            )


def _remarks(example: ast.AST) -> list[ast.AST]:
    if isinstance(example, ast.Tuple):
        return list(example.elts[1:])
    return [] if isinstance(example, ast.Constant) else [example]


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _judged(node: ast.Constant | ast.JoinedStr, text: str, *, is_shown: bool) -> Iterator[Unsaid]:
    letters = text.replace("{}", "")
    if _LETTER.search(letters) and (is_shown or " " in text.strip()) and not _NO_TEXT.fullmatch(text):
        yield Unsaid(node.lineno, text)
