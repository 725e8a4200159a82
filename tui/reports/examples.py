"""The examples at the end of a help; imports nothing that costs."""

from __future__ import annotations

from tui.tongue import say


def examples(*typed: str | tuple[str, str]) -> str:
    """What one may type, a line each, under its heading; a pair has a word on it, all of them under each other."""
    width = max((len(each[0]) for each in typed if isinstance(each, tuple)), default=0)
    lines = [each if isinstance(each, str) else f"{each[0]:<{width}}  {each[1]}" for each in typed]
    return "".join(f"{line}\n" for line in (say("examples:"), *(f"  {line}" for line in lines)))
