from hypothesis import example, given
from hypothesis import strategies as st

from tui.core.parsing import LONGEST
from tui.core.typed import MOST, Recall, kept, newer, older, recall

texts = st.text("ab |\t\u202e", max_size=5)
lists = st.lists(texts, max_size=12)


@given(lists, st.text("ab", min_size=1, max_size=3))
def test_what_is_kept_comes_first_and_every_other_one_once_in_its_order(typed: list[str], text: str) -> None:
    before, after = kept(typed), kept(typed, text)

    assert after == (text, *(each for each in before if each != text))
    assert len(set(after)) == len(after)


def test_only_the_latest_are_kept() -> None:
    typed: tuple[str, ...] = ()
    for number in range(MOST + 5):
        typed = kept(typed, f"amount>{number}")

    assert len(typed) == MOST
    assert typed[0] == f"amount>{MOST + 4}"
    assert typed[-1] == "amount>5"


def test_what_no_box_could_hold_is_left_out() -> None:
    assert kept(["", "  ", "b" * (LONGEST + 1), "\x1b[31m", "a  b"], " c\td ") == ("c d", "a b")


@example(["a", "aa"], "a")
@given(lists, texts)
def test_as_many_down_as_up_lead_back_to_the_draft(typed: list[str], draft: str) -> None:
    at = start = recall(typed, draft)
    steps = []
    while (back := older(at, at.line)) != at:
        assert back.line != at.line
        steps.append(at)
        at = back
    for expected in reversed(steps):
        at = newer(at, at.line)
        assert at.line == expected.line

    assert at == start
    assert newer(at, draft) == at


@given(lists, texts, st.lists(st.sampled_from([older, newer]), max_size=20))
def test_a_line_that_was_edited_is_found_as_it_was_left(
    typed: list[str], draft: str, ways: list[object]
) -> None:
    at, shown = recall(typed, draft), {0: draft}
    for step, way in enumerate(ways):
        edited = f"edit {step}"
        left = at.at
        shown[left] = edited
        at = way(at, edited)  # type: ignore[operator]  # one of the two functions
        if at.at in shown:
            assert at.line == shown[at.at]
        assert at.lines[left] == edited


def test_a_line_that_is_shown_already_is_passed_over() -> None:
    start = recall(["btc", "eth", "ada"], "btc")

    assert older(start, "btc").line == "eth"
    assert newer(older(start, "btc"), "eth").line == "btc"


def test_without_anything_typed_before_nothing_moves() -> None:
    start = recall([], "bt")

    assert older(start, "bt") == newer(start, "bt") == start == Recall(("bt",))
