"""How checks read as text, with and without glyphs, and as JSON."""

import json

import pytest

from tui.reports.doctor.check import Check, exit_code, failed, note, ok, skipped
from tui.reports.doctor.redact import header, sieve
from tui.reports.doctor.render import as_json, as_text

CHECKS = [
    ok("settings", "found in ./.env; account d···@example.com"),
    failed("upgrade", "refused, 401: bad signature", "check the API key", 3),
    skipped("first message", "the stream did not open"),
    note("clipboard", "no terminal, so no clipboard to copy to"),
]
NOTHING_SECRET = sieve(())


def test_each_line_has_a_mark_a_word_and_what_to_do() -> None:
    assert as_text(CHECKS, NOTHING_SECRET, ascii_only=False) == (
        "✓ ok       settings       found in ./.env; account d···@example.com\n"
        "✗ FAILED   upgrade        refused, 401: bad signature\n"
        "                          next: check the API key\n"
        "- skipped  first message  the stream did not open\n"
        "! note     clipboard      no terminal, so no clipboard to copy to\n"
        "\n"
        "Failed: upgrade. Exit code 3.\n"
    )


def test_without_utf8_every_character_is_ascii_and_the_words_stay() -> None:
    text = as_text([*CHECKS, ok("stream", "幣託 – ok")], NOTHING_SECRET, ascii_only=True)
    assert text.isascii()
    assert text.startswith(
        "+ ok       settings       found in ./.env; account d...@example.com\nx FAILED   upgrade"
    )
    assert "?? - ok" in text


def test_a_narrow_terminal_folds_lines_under_their_own_beginning() -> None:
    text = as_text(CHECKS, NOTHING_SECRET, ascii_only=False, width=52)
    assert all(len(line) <= 52 for line in text.splitlines())
    assert "\n                          found" not in text
    assert "✓ ok       settings       found in ./.env; account" in text


@pytest.mark.parametrize("width", [1, 10, 30])
def test_a_terminal_too_narrow_to_fold_in_is_left_to_wrap_by_itself(width: int) -> None:
    assert as_text(CHECKS, NOTHING_SECRET, ascii_only=False, width=width) == as_text(
        CHECKS, NOTHING_SECRET, ascii_only=False
    )


def test_json_is_one_object_with_a_schema_and_every_check() -> None:
    told = json.loads(as_json(CHECKS, NOTHING_SECRET))
    assert set(told) == {"schema", "bitotui", "ok", "exit_code", "checks"}
    assert (told["schema"], told["ok"], told["exit_code"]) == (1, False, 3)
    assert [each["outcome"] for each in told["checks"]] == ["ok", "failed", "skipped", "note"]
    for each in told["checks"]:
        assert set(each) == {"name", "outcome", "seen", "next"}
        assert all(isinstance(value, str) for value in each.values())


@pytest.mark.parametrize(
    ("codes", "code"), [((), 0), ((4,), 4), ((1, 4), 4), ((4, 3), 3), ((3, 2), 2), ((1, 3), 3), ((1,), 1)]
)
def test_the_exit_code_is_that_of_the_failure_nearest_to_the_cause(codes: tuple[int, ...], code: int) -> None:
    checks: list[Check] = [failed("a", "b", "c", each) for each in codes]
    assert exit_code([*checks, skipped("d", "e"), note("f", "g")]) == code


def test_control_characters_in_what_was_seen_do_not_reach_the_terminal() -> None:
    text = as_text([failed("upgrade", "\x1b]52;c;aGk=\x07\u202e", "x")], NOTHING_SECRET, ascii_only=False)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "text",
    [
        "key abc123def refused",
        "key ABC123DEF refused",
        "user d%40example.com",
        "user d@example.com",
        "sig " + "0f" * 48,
        "payload eyJpZGVudGl0eSI6InN1cHBvcnRAYml0b2V4LmNvbSJ9==",
        "basic YWJjMTIzZGVm",
    ],
)
def test_a_secret_is_sieved_out_however_it_is_spelt(text: str) -> None:
    cleaned = sieve(("abc123def", "d@example.com"))(text)
    assert "···" in cleaned
    assert "abc123" not in cleaned.lower()
    assert "example" not in cleaned


@pytest.mark.parametrize(
    ("name", "is_left_out"),
    [
        ("set-cookie", True),
        ("X-Auth-Token", True),
        ("x-bitopro-apikey", True),
        ("date", False),
        ("cf-ray", False),
    ],
)
def test_headers_that_carry_credentials_are_left_out(name: str, is_left_out: bool) -> None:
    assert (header(name, "value", NOTHING_SECRET)[1] == "left out") is is_left_out
