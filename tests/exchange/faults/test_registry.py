import argparse
from itertools import chain

import pytest

from tui.exchange.command import add_arguments, main
from tui.exchange.faults.registry import FAMILIES, FAULTS, help_text
from tui.exchange.faults.setting import setting_from


def read(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bitotui exchange")
    add_arguments(parser)
    return parser.parse_args(words)


def test_no_name_is_given_twice_and_none_can_be_mistaken_for_times() -> None:
    named = [fault.name for fault in chain.from_iterable(FAMILIES.values())]
    assert len(named) == len(set(named)) > 40
    assert all(
        setting_from(f"{name}x2" if fault.default or not fault.values else f"{name}=1x2")
        for name, fault in FAULTS.items()
        if fault.values is None or fault.default
    )


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_each_default_is_a_value_it_can_have(name: str) -> None:
    fault = FAULTS[name]
    assert fault.default is None or (fault.values is not None and fault.values.accepts(fault.default))


def test_help_lists_every_fault_with_its_values_on_lines_that_fit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(read("--fault", "refuse", "--fault", "help")) == 0
    told = capsys.readouterr().out
    assert told == help_text() + "\n"
    lines = told.splitlines()
    assert all(any(line.startswith(f"  {name} ") for line in lines) for name in FAULTS)
    assert max(map(len, lines)) <= 118
    assert "error | message | html" in told
    assert "behind until the next snapshot: the client has to redial" in told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("refuse=1", "refuse cannot be '1'"), ("x", "there is no fault 'x'; 'help' lists them")],
)
def test_a_wrong_fault_is_a_usage_error(text: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        read("--fault", text)
    assert left.value.code == 2
    assert f"argument --fault: {sentence}" in capsys.readouterr().err


def test_a_fault_of_tls_without_tls_is_one_sentence_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(read("--fault", "certificate=expired")) == 2
    assert capsys.readouterr().err == "bitotui exchange: certificate needs an exchange that serves TLS\n"
