"""What a foreign string can try to do to a terminal, or to a library that reads markup."""

from typing import Final

CONTROLS: Final = {
    "escape": "\x1b[2J\x1b[31;7;91m\x1bc",
    "set the title": "\x1b]0;OWNED\x07\x1b]2;OWNED\x1b\\",
    "the clipboard": "\x1b]52;p;T1dORUQ=\x07\x1b]52;c;?\x07",
    "ask for the cursor": "\x1b[6n\x1b[c\x1b[>q",
    "C1": "\x9b2J\x9d0;OWNED\x9c\x90q\x85\x84",
    "bidi": "\u202e\u2066\u200f\u061c\u2069",
    "no width": "\u200b\u200c\u200d\ufeff\u2060\u00ad\u034f",
    "NUL and others": "\x00\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x7f",
    "odd blanks": "\u00a0\u2028\u2029\u3000\u2003",
    "combining marks": "e" + "\u0301\u20dd\u0489" * 167,
    "joining letters": "\u1100" + "\u1161" * 100 + "\u3164\uffa0\U0001f3fd",
    "private and unassigned": "\ue000\U000f0000\ufffe\u0378",
    "tags": "\U000e0041\U000e007f\ufe0f\U000e0100",
}

MARKUP: Final = {
    "bold": "[bold]",
    "an end": "[/foo]",
    "a click": "[@click=app.leave]x[/]",
    "a link": "[link=https://a.example]x[/link]",
    "a bracket": "\\[b] [",
}

HOSTILE: Final = CONTROLS | MARKUP
