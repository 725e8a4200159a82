import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import pytest

from tui.exchange.signing import Credentials, Refused, Verifier, credentials_of, signature_of

NOW = 1_554_380_909_131
VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "auth_vectors.json").read_text()
)
SIGNED_VECTORS = [vector for vector in VECTORS if vector["signature"]]
CREDENTIALS = Credentials(api_key="key", api_secret="bitopro", identity="support@bitoex.com")


def verifier(credentials: Credentials = CREDENTIALS, now: int = NOW) -> Verifier:
    return Verifier(credentials, now_ms=lambda: now, max_skew_ms=60_000)


def signed(text: str | bytes, *, urlsafe: bool = False) -> tuple[str, str, str]:
    raw = text.encode() if isinstance(text, str) else text
    payload = base64.urlsafe_b64encode(raw) if urlsafe else base64.b64encode(raw)
    return "key", payload.decode(), hmac.new(b"bitopro", payload, hashlib.sha384).hexdigest()


def content(nonce: object = NOW, identity: str = "support@bitoex.com") -> str:
    return json.dumps({"identity": identity, "nonce": nonce})


def status_of(refused: Refused | None) -> int | None:
    return refused.status if refused else None


@pytest.mark.parametrize("vector", SIGNED_VECTORS, ids=lambda vector: vector["payload_json"])
def test_the_documented_vectors_are_signed_as_documented_and_let_in(vector: dict[str, Any]) -> None:
    told = json.loads(vector["payload_json"])
    credentials = Credentials("key", vector["secret"], told["identity"])
    assert signature_of(vector["payload"], vector["secret"]) == vector["signature"]
    assert verifier(credentials, told["nonce"]).refusal("key", vector["payload"], vector["signature"]) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"identity":"support@bitoex.com","nonce":1554380909131}',
        '{"nonce": 1554380909131, "identity": "support@bitoex.com"}',
        '\n{ "extra" : [] , "nonce":1554380909131 ,"identity" :"support@bitoex.com" }  ',
    ],
)
@pytest.mark.parametrize("urlsafe", [False, True])
def test_any_key_order_spaces_and_alphabet_is_accepted(text: str, urlsafe: bool) -> None:
    assert verifier().refusal(*signed(text, urlsafe=urlsafe)) is None


def test_the_two_alphabets_really_differ_on_some_accepted_payload() -> None:
    credentials = Credentials("key", "bitopro", "ü?>~~~ÿ@example.test")
    text = json.dumps({"identity": credentials.identity, "nonce": NOW}, ensure_ascii=False)
    standard, urlsafe = signed(text), signed(text, urlsafe=True)
    assert standard[1] != urlsafe[1]
    assert verifier(credentials).refusal(*standard) is None
    assert verifier(credentials).refusal(*urlsafe) is None


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_missing_header_is_refused(missing: int) -> None:
    headers: list[str | None] = list(signed(content()))
    headers[missing] = None
    assert status_of(verifier().refusal(*headers)) == 401


@pytest.mark.parametrize("wrong", [0, 1, 2])
@pytest.mark.parametrize("becomes", ["", "x", "é", "\udcff"])
def test_a_wrong_header_is_refused_whatever_is_in_it(wrong: int, becomes: str) -> None:
    headers = list(signed(content()))
    headers[wrong] = becomes
    assert status_of(verifier().refusal(*headers)) == 401


def test_a_signature_in_upper_case_or_over_the_json_is_refused() -> None:
    key, payload, signature = signed(content())
    over_json = hmac.new(b"bitopro", content().encode(), hashlib.sha384).hexdigest()
    assert status_of(verifier().refusal(key, payload, signature.upper())) == 401
    assert status_of(verifier().refusal(key, payload, over_json)) == 401


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"nonce":' + b"9" * 5_000 + b"}",
        content().encode()[:-1],
    ],
)
def test_a_signed_payload_that_is_no_json_object_is_refused(text: bytes) -> None:
    assert status_of(verifier().refusal(*signed(text))) == 401


def test_a_signed_payload_that_is_no_base64_is_refused() -> None:
    signature = hmac.new(b"bitopro", b"no base64!", hashlib.sha384).hexdigest()
    refused = verifier().refusal("key", "no base64!", signature)
    assert refused == Refused(401, "the payload is not a JSON object in base64")


@pytest.mark.parametrize("nonce", ["1554380909131", 1554380909131.0, True, None, [NOW]])
def test_a_nonce_that_is_no_whole_number_is_refused(nonce: object) -> None:
    assert verifier().refusal(*signed(content(nonce))) == Refused(401, "the nonce is not a whole number")


def test_another_identity_is_refused() -> None:
    assert status_of(verifier().refusal(*signed(content(identity="SUPPORT@bitoex.com")))) == 401


@pytest.mark.parametrize(
    ("off", "status"), [(60_000, None), (-60_000, None), (60_001, 409), (-60_001, 409), (10**30, 409)]
)
def test_a_nonce_is_let_in_up_to_the_skew_and_no_further(off: int, status: int | None) -> None:
    assert status_of(verifier().refusal(*signed(content(NOW + off)))) == status


def test_nonces_have_to_rise_strictly() -> None:
    checked = verifier()
    answers = [status_of(checked.refusal(*signed(content(NOW + n)))) for n in (0, 0, -1, 1, 5, 4, 6)]
    assert answers == [None, 409, 409, None, None, 409, None]


def test_a_refused_request_uses_up_no_nonce() -> None:
    checked = verifier()
    key, payload, _ = signed(content(NOW + 9))
    assert status_of(checked.refusal(key, payload, "0" * 96)) == 401
    assert status_of(checked.refusal(*signed(content(NOW + 70_000)))) == 409
    assert checked.refusal(*signed(content(NOW))) is None


def test_credentials_come_from_the_seed_and_never_show_their_secret() -> None:
    assert credentials_of(1) == credentials_of(1)
    assert credentials_of(1).api_key != credentials_of(2).api_key
    assert credentials_of(1).api_secret != credentials_of(2).api_secret
    assert credentials_of(1).api_secret not in repr(credentials_of(1))
