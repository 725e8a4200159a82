"""Messages that a client has to reject whole: each is a right one, spoilt in one way."""

from collections.abc import Callable

from tui.exchange.faults.truth import Content, text_of

_MORE_THAN_A_MEBIBYTE = (1 << 20) + 1
_DEEP = 200_000


def _amount(value: object) -> Callable[[Content], str]:
    def spoil(content: Content) -> str:
        row = next(iter(content["data"].values()))
        row["amount"] = value
        return text_of(content)

    return spoil


def _currency(key: str, inside: str | None = None) -> Callable[[Content], str]:
    """Call the first currency `key`, and in its row `inside` if that is to differ."""

    def spoil(content: Content) -> str:
        (_, row), *rest = content["data"].items()
        row["currency"] = key if inside is None else inside
        content["data"] = {key: row, **dict(rest)}
        return text_of(content, ascii_only=not key.isprintable())

    return spoil


def _with(**fields: object) -> Callable[[Content], str]:
    return lambda content: text_of(content | fields)


def _without(field: str) -> Callable[[Content], str]:
    def spoil(content: Content) -> str:
        next(iter(content["data"].values())).pop(field, None)
        content.pop(field, None)
        return text_of(content)

    return spoil


def _text(change: Callable[[str], str]) -> Callable[[Content], str]:
    return lambda content: change(text_of(content))


BROKEN: dict[str, Callable[[Content], str]] = {
    **{
        name: _amount(value)
        for name, value in {
            "nan": "NaN",
            "infinity": "Infinity",
            "exponent": "1e3",
            "huge-exponent": "1e999999",
            "underscore": "1_000",
            "comma": "1,000",
            "full-width": "\uff11\uff12",
            "blanks": " 1 ",
            "plus": "+1",
            "hexadecimal": "0x10",
            "leading-zero": "007",
            "dot": "1.",
            "newline": "1\n",
            "digits-31": "9" * 31,
            "decimals-31": "0." + "1" * 31,
            "no-amount": "",
            "number": 1.5,
            "whole-number": 12,
            "bare-nan": float("nan"),
            "null-amount": None,
            "true-amount": True,
            "list-amount": ["1"],
        }.items()
    },
    "lower-case": _currency("btc"),
    "look-alike": _currency("\u0412\u0422\u0421"),
    "letters-21": _currency("A" * 21),
    "currency-newline": _currency("BTC\n"),
    "currency-blank": _currency("BT C"),
    "no-currency": _currency(""),
    "other-currency": _currency("ODDKEY", "ODDROW"),
    "surrogate": _currency("\ud800"),
    **{f"without-{field}": _without(field) for field in ("amount", "available", "stake", "tradable")},
    **{f"without-{field}": _without(field) for field in ("currency", "timestamp", "data")},
    "timestamp-text": _with(timestamp="1764561600000"),
    "timestamp-fraction": _with(timestamp=1764561600000.5),
    "timestamp-huge": _with(timestamp=2**64),
    "timestamp-null": _with(timestamp=None),
    "data-list": _with(data=[]),
    "data-null": _with(data=None),
    "row-list": _with(data={"BTC": []}),
    "event-id-number": _with(eventID=7),
    "same-name-twice": _text(lambda text: text[:-1] + ',"data":{}}'),
    "same-currency-twice": _text(lambda text: text.replace('"data":{', '"data":{"BTC":{},"BTC":{},')),
    "cut-off": _text(lambda text: text[:-10]),
    "more-behind": _text(lambda text: f"{text}{text}"),
    "control-character": _text(lambda text: text.replace("ACCOUNT", "ACCOUNT\x1b[2J")),
    "nested": _text(lambda text: text[:-1] + ',"more":' + "[" * _DEEP + "]" * _DEEP + "}"),
    "open-brackets": lambda _: '{"event":"ACCOUNT_BALANCE","data":' + "[" * _DEEP,
    "long": _text(lambda text: text.ljust(_MORE_THAN_A_MEBIBYTE)),
    "no-json": lambda _: "hello",
}
"""What is spoilt, by name."""
