import json
from decimal import Decimal

import pytest

from tui.exchange.account import AccountEvent
from tui.exchange.coins import Coin
from tui.exchange.holdings import Holding
from tui.exchange.message import balance_text, error_text, message_text, taiwan_time_wearing_z

ETH = Holding(
    Coin("ETH", 8, 1, price=Decimal(1), typical=Decimal(1)), Decimal("10.5"), Decimal(0), Decimal("3E-8")
)
EOS = Holding(
    Coin("EOS", 8, 0, price=Decimal(1), typical=Decimal(1), tradable=False),
    *[Decimal("999999999999.99999999")] * 3,
)


def test_a_message_has_the_documented_fields_in_the_documented_order() -> None:
    event = AccountEvent("0c9a8e1e-5c0e-4b0e-8a53-2a4b9f2d7c11", 1_639_553_303_365, (ETH, EOS))
    assert message_text(event) == (
        '{"event":"ACCOUNT_BALANCE","eventID":"0c9a8e1e-5c0e-4b0e-8a53-2a4b9f2d7c11",'
        '"timestamp":1639553303365,"datetime":"2021-12-15T15:28:23.365Z","data":{'
        '"ETH":{"currency":"ETH","amount":"10.5","available":"0.0","stake":"0.00000003","tradable":true},'
        '"EOS":{"currency":"EOS","amount":"999999999999.99999999","available":"999999999999.99999999",'
        '"stake":"999999999999.99999999","tradable":false}}}'
    )


@pytest.mark.parametrize(
    ("timestamp", "text"),
    [
        (0, "1970-01-01T08:00:00.000Z"),
        (999, "1970-01-01T08:00:00.999Z"),
        (1_639_587_600_000, "2021-12-16T01:00:00.000Z"),
    ],
)
def test_datetime_is_taiwans_time_wearing_a_z(timestamp: int, text: str) -> None:
    assert taiwan_time_wearing_z(timestamp) == text


def test_the_balance_call_answers_with_a_list_and_currencies_in_lower_case() -> None:
    assert json.loads(balance_text([ETH, EOS])) == {
        "data": [
            {
                "currency": "eth",
                "amount": "10.5",
                "available": "0.0",
                "stake": "0.00000003",
                "tradable": True,
            },
            {
                "currency": "eos",
                "amount": "999999999999.99999999",
                "available": "999999999999.99999999",
                "stake": "999999999999.99999999",
                "tradable": False,
            },
        ]
    }


def test_an_error_is_json_whatever_the_reason() -> None:
    assert json.loads(error_text('a "reason"')) == {"error": 'a "reason"'}
