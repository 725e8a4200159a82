"""A text that is never shown by accident."""

from typing import NoReturn, SupportsIndex

MASK = "Secret(···)"


class Secret:
    """Holds a text; only `reveal` gives it back.

    Every way Python has to show an object shows the mask, so a log line, a repr or a traceback with
    locals holds nothing. It has no hash, since a hash of it would be a trace of it.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the text itself: for signing and for headers, never for showing."""
        return self._text

    def __repr__(self) -> str:
        return MASK

    def __format__(self, spec: str) -> str:
        return format(MASK, spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        # Bytes, because compare_digest takes no text beyond ASCII; surrogates come from odd environments.
        mine, theirs = (held._text.encode("utf-8", "surrogatepass") for held in (self, other))  # noqa: SLF001  (the same class)
        import hmac  # noqa: PLC0415 - the screen stands before it is needed

        return hmac.compare_digest(mine, theirs)

    __hash__ = None  # type: ignore[assignment]

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        """Refuse to be pickled or copied: a pickle holds plain text."""
        raise TypeError("a Secret is not pickled or copied")
