"""What a terminal or a markup language would obey, for every place where a foreign string is shown."""

HOSTILE: dict[str, str] = {
    "escape": "\x1b[2J\x1b[31m",
    "osc": "\x1b]52;c;aGVsbG8=\x07\x1b]0;title\x1b\\",
    "dsr": "\x1b[6n\x1b[c\x05",
    "c1": "\x9b31m\x9d0;title\x9c\x90q\x9c",
    "bidi": "\u202egnol\u2066left\u2069\u200f",
    "zero-width": "B\u200bT\u200dC\ufeff\u2060",
    "nul": "a\x00b\x08\x08c\x7f",
    "lines": "a\r\nb\u2028c\x0bd\x85e",
    "combining": "e" + "\u0301" * 500,
    "wide": "👩\u200d👩\u200d👧\u200d👦\uff21\ufdfd",
    "private": "\ue000\U000f0000\ufffe",
    "bold": "[bold]x[/bold]",
    "closing": "[/foo] [/]",
    "click": "[@click=app.quit]x[/]",
    "link": "[link=file:///etc/passwd]x[/link]",
    "backslash": "\\[bold]\\",
    "format": "%s {0} ${HOME} `id`",
    "long": "x" * 100_000,
}
"""Strings by what they try."""
