from tests.tongue.bracketed import speaking_in_brackets
from tui.reports.examples import examples


def test_what_is_typed_stays_and_the_heading_is_said() -> None:
    with speaking_in_brackets():
        assert examples("bitotui man") == "「examples:」\n  bitotui man\n"


def test_words_on_examples_stand_under_each_other() -> None:
    assert examples(("bitotui", "the account"), "bitotui man", ("bitotui --demo", "a demo")) == (
        "examples:\n  bitotui         the account\n  bitotui man\n  bitotui --demo  a demo\n"
    )
