"""Phrases beside one another: whole, or not there."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.ui.widgets.status_parts import BETWEEN, Part, fitting, joined

parts = st.lists(st.builds(Part, st.text("a凍 ", max_size=9).map(str.strip), st.integers(0, 4)), max_size=6)


def test_the_one_that_leaves_first_is_gone_first_and_the_others_keep_their_order() -> None:
    several = (
        Part("FROZEN"),
        Part("as of 14:03", leaves=4),
        Part("clock 5 s behind", leaves=1),
        Part("differs"),
    )

    assert fitting(several, 80) == "FROZEN · as of 14:03 · clock 5 s behind · differs"
    assert fitting(several, 48) == "FROZEN · as of 14:03 · differs"
    assert fitting(several, 29) == "FROZEN · differs"
    assert fitting(several, 1) == "FROZEN · differs"


@given(parts, st.integers(0, 70))
def test_each_is_there_whole_or_not_at_all(several: list[Part], room: int) -> None:
    said = fitting(several, room)
    kept = [part for part in several if not part.leaves]

    assert all(text in [part.text for part in several] for text in filter(None, said.split(BETWEEN)))
    assert cell_len(said) <= room or said == joined(*(part.text for part in kept))


@given(parts)
def test_where_there_is_room_nothing_leaves(several: list[Part]) -> None:
    whole = joined(*(part.text for part in several))

    assert fitting(several, cell_len(whole)) == whole
