import pytest

from tui.exchange.faults.setting import Setting, setting, setting_from
from tui.exchange.options import Options


def asked(text: str) -> tuple[str, str, int | None, float]:
    found: Setting = setting_from(text)
    return found.fault.name, found.value, found.times, found.after


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("refuse=401x3", ("refuse", "401", 3, 5.0)),
        ("refuse", ("refuse", "503", None, 5.0)),
        ("refusex2", ("refuse", "503", 2, 5.0)),
        ("reset", ("reset", "on", None, 5.0)),
        ("reset@0.5", ("reset", "on", None, 0.5)),
        ("close=1008x2@3", ("close", "1008", 2, 3.0)),
        ("clock=-37", ("clock", "-37", None, 5.0)),
        ("broken=timestamp-huge@0", ("broken", "timestamp-huge", None, 0.0)),
        (
            "retry-after=Wed, 21 Oct 2026 07:28:00 GMT",
            ("retry-after", "Wed, 21 Oct 2026 07:28:00 GMT", None, 5.0),
        ),
        ("location=http://127.0.0.1:8080/a?b=c", ("location", "http://127.0.0.1:8080/a?b=c", None, 5.0)),
        ("split-utf8", ("split-utf8", "on", None, 5.0)),
    ],
)
def test_a_setting_is_a_name_a_value_a_number_of_times_and_a_delay(
    text: str, means: tuple[str, str, int | None, float]
) -> None:
    assert asked(text) == means


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "'' does not read NAME"),
        ("Refuse", "'Refuse' does not read NAME"),
        ("reset@x", "'reset@x' does not read NAME"),
        ("nothing", "there is no fault 'nothing'; 'help' lists them all"),
        ("refuse=99", "refuse cannot be '99'; it can be: a whole number from 200 to 599"),
        ("refuse=4.5", "refuse cannot be '4.5'"),
        ("refuse=", "refuse cannot be ''"),
        ("drip=nan", "drip cannot be 'nan'; it can be: a number from 0.001 to 60"),
        ("clock", "clock needs a value: a number"),
        ("retry-after=", "retry-after cannot be ''"),
        ("reset=now", "reset takes no value"),
        ("close=999", "close cannot be '999'; it can be: 1000 to 4999 | none"),
        ("close=²", "close cannot be '²'"),
        ("accept=right", "accept cannot be 'right'; it can be: wrong | missing | empty | doubled"),
        ("resetx0", "reset can happen 1 to 1000000000 times"),
        ("reset@86401", "reset can happen after 0 to 86400 seconds"),
    ],
)
def test_what_cannot_be_is_one_clear_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="^" + sentence.replace("|", r"\|").replace("(", r"\(")):
        setting_from(text)
    with pytest.raises(ValueError, match=r"."):
        Options(faults=(text,))


def test_an_act_is_told_apart_by_its_value_and_a_standing_fault_is_not() -> None:
    assert setting("close", 1000).key != setting("close", 1001).key
    assert setting("refuse", 401).key == setting("refuse", 403).key
