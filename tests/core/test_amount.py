from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.builders import NO_AMOUNTS, amounts, often, spellings
from tui.core.amount import difference, digits, parse, permille, plain, total


def is_plain_decimal(text: str) -> bool:
    """The rule of the wire, spelt out a second time."""
    whole, point, fraction = text.removeprefix("-").partition(".")
    return (
        all(digit in "0123456789" for digit in whole + fraction)
        and 1 <= len(whole) <= 30
        and (whole == "0" or not whole.startswith("0"))
        and (1 <= len(fraction) <= 30 if point else True)
    )


@often
@given(spellings)
def test_an_amount_keeps_every_digit_that_was_sent(text: str) -> None:
    amount = parse(text)
    assert amount is not None
    assert digits(amount) == text


@pytest.mark.parametrize("text", ["0", "0.0", "-0", "999999999999.99999999", "9" * 30 + "." + "0" * 30])
def test_spellings_of_the_wire_are_amounts(text: str) -> None:
    amount = parse(text)
    assert amount is not None
    assert digits(amount) == text


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_anything_else_is_no_amount(text: str) -> None:
    assert parse(text) is None


@often
@given(st.text(alphabet="0123456789.-+eE_ \n\uff11\u0663NaIf", max_size=34))
def test_an_amount_is_what_the_rule_says_and_nothing_else(text: str) -> None:
    assert (parse(text) is not None) is is_plain_decimal(text)


@often
@given(amounts, amounts)
def test_a_difference_is_exact(after: Decimal, before: Decimal) -> None:
    assert Fraction(difference(after, before)) == Fraction(after) - Fraction(before)


@often
@given(st.lists(amounts, max_size=8))
def test_a_total_is_exact(parts: list[Decimal]) -> None:
    assert Fraction(total(parts)) == sum((Fraction(part) for part in parts), Fraction(0))


@often
@given(amounts, amounts)
def test_the_precision_of_the_surroundings_changes_nothing(after: Decimal, before: Decimal) -> None:
    with localcontext(prec=3):
        assert Fraction(difference(after, before)) == Fraction(after) - Fraction(before)
        assert digits(after) == format(after, "f")
        assert Fraction(total((after, before))) == Fraction(after) + Fraction(before)


@often
@given(amounts)
def test_a_plain_amount_is_the_same_amount_without_zeros_at_its_end(amount: Decimal) -> None:
    text = plain(amount)
    assert Decimal(text) == amount
    assert not ("." in text and text[-1] in "0.")


@pytest.mark.parametrize(
    ("amount", "text"), [("100", "100"), ("1.50", "1.5"), ("2.000", "2"), ("0.00000001", "0.00000001")]
)
def test_plain_amounts_read_as_people_write_them(amount: str, text: str) -> None:
    assert plain(Decimal(amount)) == text


@often
@given(amounts.map(Decimal.copy_abs), amounts.map(Decimal.copy_abs))
def test_a_permille_is_cut_and_never_rounded(part: Decimal, whole: Decimal) -> None:
    assume(whole)
    assert permille(part, whole) == Fraction(part) * 1000 // Fraction(whole)


def test_the_largest_amounts_of_the_wire_are_combined_exactly() -> None:
    largest = Decimal("9" * 30 + "." + "9" * 30)
    assert Fraction(difference(largest, largest.copy_negate())) == 2 * Fraction(largest)
    assert Fraction(total([largest] * 5_000)) == 5_000 * Fraction(largest)
    assert permille(Decimal("0." + "0" * 29 + "1"), largest) == 0
    assert permille(largest, largest) == 1_000
