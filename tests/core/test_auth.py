import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.builders import often
from tui.core.auth import headers, next_nonce, signature

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent.parent / "fixtures" / "auth_vectors.json").read_text(encoding="utf-8")
)
SIGNED = [vector for vector in VECTORS if vector["signature"]]
CONNECTING = [vector for vector in SIGNED if "identity" in vector["payload_json"]]


@pytest.mark.parametrize("vector", SIGNED, ids=lambda vector: vector["payload_json"])
def test_a_published_payload_has_its_published_signature(vector: dict[str, Any]) -> None:
    assert signature(vector["secret"], vector["payload"]) == vector["signature"]


@pytest.mark.parametrize("vector", CONNECTING, ids=lambda vector: vector["payload_json"])
def test_the_headers_are_those_of_the_published_vector(vector: dict[str, Any]) -> None:
    said = json.loads(vector["payload_json"])
    assert headers("a key", vector["secret"], said["identity"], said["nonce"]) == {
        "X-BITOPRO-APIKEY": "a key",
        "X-BITOPRO-PAYLOAD": vector["payload"],
        "X-BITOPRO-SIGNATURE": vector["signature"],
    }


def test_there_are_vectors_to_test_against() -> None:
    assert len(SIGNED) >= 2
    assert CONNECTING


@often
@given(st.emails() | st.text(max_size=40), st.integers(0, 1 << 53))
def test_the_payload_says_who_and_when_in_padded_base64(identity: str, nonce: int) -> None:
    payload = headers("key", "secret", identity, nonce)["X-BITOPRO-PAYLOAD"]
    assert len(payload) % 4 == 0
    assert json.loads(base64.b64decode(payload, validate=True)) == {"identity": identity, "nonce": nonce}


def test_headers_are_fresh_each_time() -> None:
    assert headers("key", "secret", "a@b.c", 1) is not headers("key", "secret", "a@b.c", 1)


def test_another_secret_or_another_nonce_signs_differently() -> None:
    signed = {
        headers("key", secret, "a@b.c", nonce)["X-BITOPRO-SIGNATURE"]
        for secret in ("one", "two")
        for nonce in (1, 2)
    }
    assert len(signed) == 4


@given(st.lists(st.integers(0, 1 << 53), min_size=1))
def test_nonces_rise_however_the_clock_steps(clock: list[int]) -> None:
    last = 0
    for now in clock:
        nonce = next_nonce(now, last)
        assert nonce > last
        assert nonce >= now
        last = nonce


def test_a_nonce_is_the_present_time_when_that_rises() -> None:
    assert next_nonce(1_700_000_000_000, 5) == 1_700_000_000_000
