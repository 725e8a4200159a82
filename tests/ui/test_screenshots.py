"""The README's pictures: the same bytes on every run, what is shown now, and nothing from elsewhere inside."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.screenshots.__main__ import FOLDER
from tests.screenshots.scenes import SCENES, draw_all
from tests.screenshots.svg import self_contained

SVG_NAMESPACE = "http://www.w3.org/2000/svg"


async def test_two_runs_draw_the_same_and_it_is_what_is_kept() -> None:
    first, second = await draw_all(), await draw_all()
    assert first == second
    assert {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.svg")} == first


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_needs_nothing_but_itself(name: str) -> None:
    picture = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert ET.fromstring(picture).tag == f"{{{SVG_NAMESPACE}}}svg"
    assert re.findall(r"[a-z]+://[^\s\"')]*", picture) == [SVG_NAMESPACE]
    assert not re.search(r"url\((?!#)|@import|@font-face|<script|<image|href=", picture)


def test_blanks_at_the_beginning_of_a_text_become_its_place() -> None:
    before = (
        '<text class="r1" x="12.2" y="20" textLength="61" clip-path="url(#l)">&#160;&#160;a&#160;b</text>'
    )
    after = '<text class="r1" x="36.6" y="20" textLength="36.6" clip-path="url(#l)">a&#160;b</text>\n'
    assert self_contained(before) == after
