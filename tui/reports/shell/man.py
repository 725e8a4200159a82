"""`bitotui man`: the manual page, made of the command line's own words (man(7) macros)."""

import argparse
from collections.abc import Iterator

from tui import __version__
from tui.core.width import pieces
from tui.reports.exits import DONE
from tui.tongue import LANGUAGES, say, spoken

_ENDS = (".", "。")
"""Of a sentence."""


def main(parser: argparse.ArgumentParser) -> int:
    """Print the page; the exit code."""
    for line in page(parser):
        print(line)
    return DONE


def page(parser: argparse.ArgumentParser) -> Iterator[str]:
    """The page, line by line: what it is, its options, then each command with its own."""
    name = parser.prog
    if spoken() != LANGUAGES[0]:
        yield r".\" -*- coding: utf-8 -*-"
    yield f'.TH {name.upper()} 1 "" "{name} {__version__}" "{roff(say("User Commands"))}"'
    if spoken() != LANGUAGES[0]:
        # Few blanks stand between Chinese words: stretched to the margin, each would be a gap.
        yield from (".ad l", ".nh")
    yield f".SH {roff(say('NAME'))}"
    yield f"{name} \\- {roff((parser.description or '').rstrip(''.join(_ENDS)))}"
    yield f".SH {roff(say('SYNOPSIS'))}"
    yield f".B {name}"
    options = f"[\\fI{roff(say('options'))}\\fR]"
    yield f"{options} [\\fICOMMAND\\fR {options}]"
    yield f".SH {roff(say('DESCRIPTION'))}"
    yield running(_sentence(parser.description))
    yield f".SH {roff(say('OPTIONS'))}"
    yield from _options(parser)
    yield f".SH {roff(say('COMMANDS'))}"
    for path, command in _commands(parser):
        yield f'.SS "{roff(" ".join(path))}"'
        yield from _paragraph(command.description or "")
        yield from _options(command)
        yield from _epilog(command, ".PP")
    yield from _epilog(parser, ".SH")


def roff(text: str) -> str:
    """Text as it is to be read: backslashes, dashes and quotes are themselves, and no line begins a request."""
    for letter, written in (
        ("\\", "\\e"),
        ("-", "\\-"),
        ("'", "\\(aq"),
        ('"', "\\(dq"),
        ("^", "\\(ha"),
        ("~", "\\(ti"),
    ):
        text = text.replace(letter, written)
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in text.split("\n"))


def running(text: str) -> str:
    """Text that fills its lines: they may end beside a wide character, where groff alone sees no end of a word."""
    if text.isascii():
        return roff(text)
    return "\n".join("".join(_with_ends(line)) for line in text.split("\n"))


def _with_ends(line: str) -> Iterator[str]:
    before = " "
    for piece in pieces(line):
        yield roff(piece) if before.endswith(" ") else f"\\:{roff(piece)}"
        before = piece


def _commands(
    parser: argparse.ArgumentParser, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Every command, and those within it, with the words that lead to it."""
    for action in parser._actions:  # noqa: SLF001 - argparse shows its grammar in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            helps = {choice.dest: choice.help for choice in action._choices_actions}  # noqa: SLF001 - as above
            for name, command in action.choices.items():
                command.description = command.description or _sentence(helps.get(name))
                yield (*path, name), command
                yield from _commands(command, (*path, name))


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    formatter = parser._get_formatter()  # noqa: SLF001 - argparse shows its grammar in no other way
    for action in parser._actions:  # noqa: SLF001 - as above
        if isinstance(action, argparse._HelpAction) and " " in parser.prog:  # noqa: SLF001 - as above
            continue  # once is enough
        if isinstance(action, argparse._SubParsersAction) or action.help == argparse.SUPPRESS:  # noqa: SLF001 - as above
            continue
        yield ".TP"
        yield f"\\fB{roff(formatter._format_action_invocation(action))}\\fR"  # noqa: SLF001 - as above
        yield running(formatter._expand_help(action)) if action.help else "\\&"  # noqa: SLF001 - as above


def _epilog(parser: argparse.ArgumentParser, macro: str) -> Iterator[str]:
    """What stands at the end of a help, each part under its heading, its lines left as they are."""
    for part in (parser.epilog or "").strip("\n").split("\n\n"):
        heading, _, body = part.partition("\n")
        if not body:
            yield from _paragraph(part)
            continue
        title = heading.rstrip(":：")
        yield from (
            (f".SH {roff(title.upper())}",)
            if macro == ".SH"
            else (".PP", roff(title.capitalize() + heading[len(title) :]))
        )
        yield ".nf"
        yield roff("\n".join(line.removeprefix("  ") for line in body.split("\n")))
        yield ".fi"


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield ".PP"
        yield running(text)


def _sentence(text: str | None) -> str:
    words = (text or "").strip()
    if not words or words.endswith(_ENDS):
        return words[:1].upper() + words[1:]
    return say("{sentence}.", sentence=words[:1].upper() + words[1:])
