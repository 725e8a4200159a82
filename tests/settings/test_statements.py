from io import StringIO

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from tui.settings.secret import Secret
from tui.settings.statements import Statements, statements
from tui.settings.values import NAMES

TEXT = st.text(st.characters(codec="utf-8"))


def read(text: str) -> Statements:
    return statements(Secret(text))


def key(text: str) -> str:
    said = read(text)
    assert said.faults == ()
    return said.values["BITOPRO_API_KEY"].reveal()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("BITOPRO_API_KEY=abc", "abc"),
        ("export BITOPRO_API_KEY=abc", "abc"),
        ("BITOPRO_API_KEY = abc", "abc"),
        ("'BITOPRO_API_KEY'='abc'", "abc"),
        ("BITOPRO_API_KEY='${HOME}'", "${HOME}"),
        ('BITOPRO_API_KEY="${HOME}"', "${HOME}"),
        ("BITOPRO_API_KEY=${HOME}", "${HOME}"),
        ("BITOPRO_API_KEY=abc#def", "abc#def"),
        ("BITOPRO_API_KEY=#def", "#def"),
        ("BITOPRO_API_KEY='abc #def'", "abc #def"),
        ("BITOPRO_API_KEY='abc' # mine", "abc"),
        ('BITOPRO_API_KEY="it\'s"', "it's"),
        (r"BITOPRO_API_KEY='it\'s \\ \n'", r"it's \ \n"),
        (r"BITOPRO_API_KEY=a\nb", r"a\nb"),
        ("BITOPRO_API_KEY=abc=def=", "abc=def="),
        ("BITOPRO_API_KEY=", ""),
        ("BITOPRO_API_KEY", ""),
        ("BITOPRO_API_KEY=   # put it here ", ""),
    ],
)
@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r", "\nOTHER=1\n"])
def test_a_value_is_read_byte_for_byte(line: str, value: str, end: str) -> None:
    assert key(line + end) == value


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_whatever_single_quotes_hold_comes_back(value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    said = read(f"BITOPRO_API_KEY='{quoted}'\n")
    assert said.values["BITOPRO_API_KEY"].reveal() == value.strip()
    assert said.faults == ()
    assert (said.stripped != ()) == (value.strip() not in {"", value})


@given(st.text(st.characters(codec="utf-8")))
def test_whatever_double_quotes_hold_comes_back(value: str) -> None:
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    assert key(f'BITOPRO_API_KEY="{quoted}"') == value.strip()


@given(
    st.lists(
        st.sampled_from(
            ["BITOPRO_API_KEY", "=", "'", '"', " ", "#", "\n", "\r", "\\", "export ", "a", "\ufeff"]
        )
    )
)
def test_values_are_those_of_dotenv_without_interpolation(parts: list[str]) -> None:
    text = "BITOPRO_API_SECRET=x\n" + "".join(parts)
    said = read(text)
    told = dotenv_values(stream=StringIO(text), interpolate=False)
    assert {name: value.reveal() for name, value in said.values.items()} == {
        name: (value or "").strip()
        for name, value in told.items()
        if name in {"BITOPRO_API_KEY", "BITOPRO_API_SECRET"}
    }


@given(TEXT)
def test_any_text_is_read_and_every_name_in_it_but_ours_is_left(text: str) -> None:
    assert set(read(f"HTTPS_PROXY=http://evil.example\n{text}").values) <= set(NAMES)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("\n\nBITOPRO_API_SECRET=abc #def\n", ["line 3 (BITOPRO_API_SECRET) has a # after a blank"]),
        ("BITOPRO_API_SECRET= abc\t#def\r\n", ["line 1 (BITOPRO_API_SECRET) has a # after a blank"]),
        ("BITOPRO_API_SECRET='abc\n", ["line 1 (BITOPRO_API_SECRET) cannot be read"]),
        ("# first\n\nBITOPRO_API_SECRET: abc\n", ["line 3 (BITOPRO_API_SECRET) cannot be read"]),
        ("BITOPRO_API_SECRET='abc'def\n", ["line 1 (BITOPRO_API_SECRET) cannot be read"]),
        ("OTHER='open\nBITOPRO_API_SECRET='abc'\n", ["line 1 (BITOPRO_API_SECRET) cannot be read"]),
        (
            "BITOPRO_API_KEY=a\nX=1\nBITOPRO_API_KEY=b\n",
            ["BITOPRO_API_KEY stands there twice (lines 1 and 3)"],
        ),
        (
            "BITOPRO_API_KEY=a #b\nBITOPRO_IDENTITY=c #d\n",
            ["line 1 (BITOPRO_API_KEY)", "line 2 (BITOPRO_IDENTITY)"],
        ),
    ],
)
def test_a_line_that_dotenv_would_lose_or_cut_is_a_fault_named_by_its_line(
    text: str, faults: list[str]
) -> None:
    found = read(text).faults
    assert len(found) == len(faults)
    for fault, expected in zip(found, faults, strict=True):
        assert fault.startswith(expected)
        assert "abc" not in fault


@pytest.mark.parametrize(
    "text",
    [
        "OTHER=abc #def\nnonsense here\n",
        "BITOPRO_API_KEY=a\nBITOPRO_API_KEY='a'\n",
        "BITOPRO_API_KEY=\nBITOPRO_API_KEY=a\n",
        "#BITOPRO_API_KEY=abc #def\n",
    ],
)
def test_what_costs_nothing_is_no_fault(text: str) -> None:
    assert read(text).faults == ()


@pytest.mark.parametrize(
    ("line", "stripped"),
    [
        ("BITOPRO_API_KEY=' abc '", True),
        ("BITOPRO_API_KEY=abc  \r\n", True),
        ("BITOPRO_API_KEY=  abc\n", False),
        ("BITOPRO_API_KEY='abc'  \n", False),
        ("BITOPRO_API_KEY=  \n", False),
    ],
)
def test_white_space_around_a_value_is_noted_when_it_may_have_been_meant(line: str, stripped: bool) -> None:
    assert (read(line).stripped == ("BITOPRO_API_KEY",)) is stripped
