from http import HTTPStatus

import pytest
from websockets.datastructures import Headers
from websockets.http11 import Response

from tui.exchange.answer import empty_answer, error_answer, json_answer, put_date, reason_of


@pytest.mark.parametrize("status", [401, 404, 409])
def test_a_refusal_carries_its_reason_and_gives_it_back(status: int) -> None:
    refusal = error_answer(status, 'a "reason"')
    assert reason_of(refusal) == 'a "reason"'
    assert refusal.reason_phrase == HTTPStatus(status).phrase


def test_a_refusal_of_the_library_is_read_up_to_its_first_line() -> None:
    refusal = Response(426, "Upgrade Required", Headers(), b"Failed to open.\n\nYou need a client.\n")
    assert reason_of(refusal) == "Failed to open."


@pytest.mark.parametrize("answer", [json_answer('{"é":1}'), error_answer(401, "why"), empty_answer()])
def test_every_answer_closes_and_says_its_length_in_bytes(answer: Response) -> None:
    assert answer.headers["Connection"] == "close"
    assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_the_date_is_put_once_in_place_of_any_other() -> None:
    answer = Response(426, "Upgrade Required", Headers({"Date": "yesterday"}))
    put_date(answer, 1_639_553_303_999)
    put_date(answer, 1_639_553_303_999)
    assert answer.headers.get_all("Date") == ["Wed, 15 Dec 2021 07:28:23 GMT"]
