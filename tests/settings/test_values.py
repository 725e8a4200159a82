import pytest

from tui.settings.secret import Secret
from tui.settings.values import API_KEY, API_SECRET, IDENTITY, credential_fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (API_KEY, "0f8b$%#'\"\\"),
        (API_SECRET, "$2a$10$with a blank # and 'quotes' ${HOME}"),
        (IDENTITY, "dana+bot@example.com"),
        (IDENTITY, "王小明@example.com"),
    ],
)
def test_a_value_that_can_be_sent_is_taken(name: str, value: str) -> None:
    assert credential_fault(name, Secret(value)) is None


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        (API_KEY, "two words", "holds a blank"),
        (API_KEY, "key\ninjected: header", "a line break"),
        (API_KEY, "clé", "no printable ASCII"),
        (API_KEY, "key\x00", "no printable ASCII"),
        (API_KEY, "key\udcff", "no printable ASCII"),
        (API_SECRET, "“smart”", "no printable ASCII"),
        (API_SECRET, "zero\u200bwidth", "no printable ASCII"),
        (API_SECRET, "open\rquote", "a line break"),
        (API_SECRET, "tab\there", "no printable ASCII"),
        (IDENTITY, "dana\x1b[2J@example.com", "an invisible character"),
        (IDENTITY, "dana\u202e@example.com", "an invisible character"),
        (IDENTITY, "dana @example.com", "a blank"),
        (IDENTITY, "dana\u00a0b@example.com", "a blank"),
        (IDENTITY, "dana\udcff@example.com", "an invisible character"),
        (IDENTITY, "dana\n@example.com", "a line break"),
        (IDENTITY, "d" * 250 + "@a.tw", "longer than an e-mail address"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_without_repeating_it(
    name: str, value: str, why: str
) -> None:
    fault = credential_fault(name, Secret(value))
    assert fault is not None
    assert why in fault
    assert value not in fault
