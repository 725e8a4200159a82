"""What others wrote, without the amounts that may stand in it: a message, and the reason why one was rejected."""

import re
from typing import Final

import msgspec

from tui.core.message import INDENTED, readable
from tui.core.writing import MASK

_KEPT: Final = {
    "eventID": re.compile(r'"(?=[0-9]*[A-Za-z-])[0-9A-Za-z-]{1,64}"', re.ASCII).fullmatch,
    "timestamp": re.compile(r"\d{10,19}", re.ASCII).fullmatch,
    "datetime": re.compile(r'"\d{4}-\d\d-\d\d[T ][\d:.]+(Z|[+-][\d:]+)?"', re.ASCII).fullmatch,
    "currency": re.compile(r'"(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,20}"', re.ASCII).fullmatch,
}
"""Names whose own value is no amount (PROTOCOL.md, Messages), as long as it looks like what it should be.

Under any other name, and in a message that was rejected for what it has under these, every number may be an amount.
"""

_TOKEN: Final = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|[^\s\[\]{}:,"]+|[\[{]')
_LITERALS: Final = frozenset(("true", "false", "null"))

_quoted = re.compile(r"""(['"]).*(\1)|(「).*(」)""", re.DOTALL)
_numbers = re.compile(r"""[^\s\[\]{}:,"']*\d(?:[^\s\[\]{}:,"']|[,:'](?=\d))*""")
_digit = re.compile(r"\d").search
_is_code = re.compile(r'"(?!\d+[eE]\d*")(?=\d*[A-Za-z])[A-Za-z0-9]{1,20}"\Z', re.ASCII).match
_comparison = re.compile(r"(?i)((?:changed|變動)\s*)?([<>!]?=|[<>])(?!\s*[0.]+(?:[\s|()!]|\Z))\s*[^\s|()!]+")


def hidden_message(raw: bytes) -> tuple[str, ...]:
    """The lines of a message with a mask for every value that has a digit, but for those that cannot be amounts.

    Of what is no JSON or very long, every word with a digit is masked.
    """
    if len(raw) <= INDENTED:
        try:
            msgspec.json.decode(raw)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            pass
        else:
            return readable(_Masking().masked(raw.decode()).encode())
    return tuple(_numbers.sub(MASK, line) for line in readable(raw))


def hidden_words(words: str) -> str:
    """A sentence without what it quotes, and without numbers."""
    return _numbers.sub(MASK, _quoted.sub(_masked, words))


def hidden_fault(words: str) -> str:
    """Why a filter cannot be read, without what it quotes of it; its examples and places are nobody's amounts."""
    return _quoted.sub(_masked, words)


def hidden_expression(text: str) -> str:
    """A filter without the amounts but zero that it compares with: `amount>1` says how much there is in every row."""
    return _comparison.sub(lambda found: found[0] if found[1] else f"{found[2]}{MASK}", text)


def hidden_unreadable(text: str) -> str:
    """A text that should be a filter and is none: in it, any word with a digit may be an amount."""
    return hidden_words(hidden_expression(text))


def _masked(found: re.Match[str]) -> str:
    """A mask between the quotes of the language, which a sentence has one pair of, or the first and the last."""
    return f"'{MASK}'" if found[1] else f"{found[3]}{MASK}{found[4]}"


class _Masking:
    """One pass over the tokens of a JSON text."""

    def __init__(self) -> None:
        self._name = ""
        """The name that the next token is the value of; empty where it is none's."""

    def masked(self, text: str) -> str:
        """`text` with its values masked."""
        return _TOKEN.sub(self._masked_token, text)

    def _masked_token(self, found: re.Match[str]) -> str:
        said, (string, colon) = found[0], found.groups()
        name, self._name = self._name, ""
        if colon:
            self._name = string[1:-1]
            # A currency's code may have digits, and a row is named by it.
            return said if _is_code(string) or not _digit(string) else f'"{MASK}"{colon}'
        is_kept = said in ("[", "{") or said in _LITERALS or not _digit(said)
        if not is_kept and (looks_right := _KEPT.get(name)) is not None:
            is_kept = looks_right(said) is not None
        return said if is_kept else f'"{MASK}"'
